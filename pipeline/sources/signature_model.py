"""What an institution's file says of electronic signatures: whom it trusts, and by what its own are made."""

from typing import Annotated, Literal

from pydantic import Field

from pipeline.sources.types import Link, Model, Text

INK, TTE, DRAFT_STATE = "basah", "tte", "draf"
"""How a letter is signed: by ink, electronically, not at all as yet."""
State = Literal["basah", "tte", "draf"]
BLOCK = "Ditandatangani secara elektronik oleh"
"""What stands in the signature block of a letter that is signed electronically, where the office does not say."""
FOOT = (
    "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh Balai "
    "Besar Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara. Keasliannya dapat diperiksa di "
    "https://tte.komdigi.go.id."
)
"""What stands at the foot of every page of such a letter, where the office does not say."""


class Tte(Model):
    """`tte` in `instansi.yaml`: the certificates that are trusted, each a file beside it; who stamps the time.

    `teks` stands in the signature block, and is where the field of the signature is put; `kaki` at each page's foot.
    """

    akar: Annotated[list[Text], Field(min_length=1)]
    stempel_waktu: Link | None = None
    teks: Text = BLOCK
    kaki: Text = FOOT
