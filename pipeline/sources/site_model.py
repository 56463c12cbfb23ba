"""What a file may say of an institution's public site: where it stands, and what of the results it shows."""

from typing import Annotated

from pydantic import BeforeValidator

from pipeline.problems.phrase import phrase
from pipeline.sources.types import Count, Link, Model, YesNo, expect


def _site(value: object) -> object:
    if (isinstance(value, str) and not value.startswith(("https://", "http://"))) or any(c in str(value) for c in "?#"):
        raise expect(phrase("alamat web tanpa `?` dan `#`, seperti https://skm.contoh.go.id"))
    return value


class Situs(Model):
    """The public site: with an address every letter that is issued gets a page of its own, which proves it."""

    alamat: Annotated[Link, BeforeValidator(_site)] | None = None
    terkecil: Count = 5
    layanan: YesNo = True
    saran: YesNo = False
