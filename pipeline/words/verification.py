"""Where a letter can be verified: the address of its public page, and the QR code that leads there."""

from functools import lru_cache

from pipeline.files import qr_code
from pipeline.sources.layers import Dossier
from pipeline.sources.models import Instansi
from pipeline.sources.register_reader import EntryFile, SentLetter
from pipeline.words.chapter import Picture, Word

FOLDER = "v"
DRAFT = "DRAF"
MEANINGS = (
    ("verifikasi.alamat", "alamat halaman pemeriksaan surat ini; kosong selama belum terbit"),
    ("verifikasi.qr", "kode QR yang menuju alamat itu (gambar); selama belum terbit terbaca DRAF"),
)
GIVEN = "verifikasi"


def page_of(token: str) -> str:
    """Return the file of a letter's page in the site."""
    return f"{FOLDER}/{token}.html"


def address(instansi: Instansi, token: str) -> str:
    """Return the address of a letter's page; empty where the institution has no public site."""
    base = instansi.situs.alamat
    return f"{base.rstrip('/')}/{page_of(token)}" if base else ""


def token_of(dossier: Dossier, given: tuple[EntryFile, SentLetter] | None) -> str | None:
    """Return the name of a letter's page as the register has it: empty for a draft, `None` where it has no page.

    A letter that was issued before its institution had a site has none.
    """
    if dossier.office.instansi.situs.alamat is None:
        return None
    letter = given[1] if given else None
    if letter is None or letter.token:
        return letter.token or "" if letter else ""
    return None if letter.sidik else ""


def words(instansi: Instansi, token: str | None) -> dict[str, Word]:
    """Return the words of a letter whose page has that name; nothing for `None`."""
    if token is None:
        return {}
    there = address(instansi, token) if token else ""
    return {"alamat": there, "qr": _code(there)}


@lru_cache(maxsize=16)
def _code(there: str) -> Picture:
    content, side = qr_code.png(there or DRAFT)
    said = f"Kode QR menuju {there}" if there else "Kode QR: draf, surat ini belum terbit"
    return Picture(content, "png", side, side, said)
