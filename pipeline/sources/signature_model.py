"""What an institution's file says of electronic signatures: whom it trusts, and by what its own are made."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from pipeline.sources.types import Link, Model, Pattern, Text, expect

Nik = Annotated[str, Pattern(r"\d{16}", "NIK, 16 angka")]
Email = Annotated[str, Pattern(r"[^@\s]+@[^@\s]+", "alamat pos-el seperti nama@contoh.go.id")]
INK, TTE, DRAFT_STATE = "basah", "tte", "draf"
"""How a letter is signed: by ink, electronically, not at all as yet."""
State = Literal["basah", "tte", "draf"]
BLOCK = "Ditandatangani secara elektronik oleh"
"""What stands in the signature block of a letter that is signed electronically, where the office does not say."""
DRAFT_BLOCK = "Draf, belum ditandatangani"
"""What stands in the signature block of what nobody signs as yet."""
FOOT = (
    "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh Balai "
    "Besar Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara. Keasliannya dapat diperiksa di "
    "https://tte.komdigi.go.id."
)
"""What stands at the foot of every page of such a letter, where the office does not say."""


class LayananTte(Model):
    """A service that holds the keys: where it is, who calls it, whose key signs.

    `tanpa_tls` is the one host to which a letter may go without TLS.
    """

    alamat: Link
    versi: Literal["1", "2"] = "2"
    pengguna: Text
    nik: Nik | None = None
    email: Email | None = None
    tanpa_tls: Text | None = None

    @model_validator(mode="after")
    def _one_identity(self) -> "LayananTte":
        if (self.nik is None) == (self.email is None):
            raise expect("`email` atau `nik`, salah satu")
        return self

    @property
    def identity(self) -> tuple[str, str]:
        """Whose key signs, as the service is told."""
        return ("nik", self.nik) if self.nik else ("email", self.email or "")


class Tte(Model):
    """`tte` in `instansi.yaml`: the certificates that are trusted, each a file beside it; who stamps the time.

    `teks` stands in the signature block, and is where the field of the signature is put; `kaki` at each page's foot.
    """

    akar: Annotated[list[Text], Field(min_length=1)]
    stempel_waktu: Link | None = None
    teks: Text = BLOCK
    kaki: Text = FOOT
    layanan: LayananTte | None = None
