"""How a letter is signed, as words: by ink, electronically, or a draft; what stands in its block and at its foot."""

from pipeline.sources.models import Instansi
from pipeline.sources.signature_model import BLOCK, DRAFT_BLOCK, DRAFT_STATE, FOOT, INK, TTE
from pipeline.words.chapter import Word

GIVEN = "tanda_tangan"
MEANINGS = (
    ("tanda_tangan.cara", f"`{INK}`, `{TTE}`, atau `{DRAFT_STATE}`"),
    ("tanda_tangan.tte", "`ya` bila ditandatangani secara elektronik; selain itu kosong"),
    ("tanda_tangan.teks", "teks di blok tanda tangan, elektronik atau draf; kosong bila dengan tinta"),
    ("tanda_tangan.kaki", "teks kaki setiap halaman surat bertanda tangan elektronik; kosong bila bukan"),
)


def words(instansi: Instansi, state: str | None) -> dict[str, Word]:
    """Return the words of a letter that is signed in this way; nothing where nobody says how."""
    if state is None:
        return {}
    own, is_electronic = instansi.tte, state == TTE
    block = {TTE: own.teks if own else BLOCK, DRAFT_STATE: DRAFT_BLOCK}
    return {
        "cara": state,
        "tte": "ya" if is_electronic else "",
        "teks": block.get(state, ""),
        "kaki": (own.kaki if own else FOOT) if is_electronic else "",
    }
