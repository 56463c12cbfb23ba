"""What an institution's file says of electronic signatures: whom it trusts, and by what its own are made."""

from typing import Annotated

from pydantic import Field

from pipeline.sources.types import Link, Model, Text

BLOCK = "Ditandatangani secara elektronik oleh"
"""What stands in the signature block of a letter that is signed electronically, where the office does not say."""


class Tte(Model):
    """`tte` in `instansi.yaml`: the certificates that are trusted, each a file beside it; who stamps the time.

    `teks` stands in the signature block, and is where the field of the signature is put.
    """

    akar: Annotated[list[Text], Field(min_length=1)]
    stempel_waktu: Link | None = None
    teks: Text = BLOCK
