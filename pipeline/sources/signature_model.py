"""What an institution's file says of electronic signatures: whom it trusts, and by what its own are made."""

from typing import Annotated

from pydantic import Field

from pipeline.sources.types import Model, Text


class Tte(Model):
    """`tte` in `instansi.yaml`: the certificates that are trusted, each a file beside it."""

    akar: Annotated[list[Text], Field(min_length=1)]
