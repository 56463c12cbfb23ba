"""What a file may say of a person who signs: the office, its holder, and on whose behalf."""

from typing import Annotated

from pipeline.sources.types import Model, Nip, OrKey, Pattern, Text

ACTING = r"(Plt|Plh|Pj)\.?"
"""How somebody holds an office for the time being."""


class Penandatangan(Model):
    """Who signs: the office, and the person who holds it.

    `atas_nama` is the office on whose behalf, `untuk_beliau` the one between, whose task the signer does.
    """

    jabatan: Text
    nama: Text
    nip: Nip | None = None
    pangkat: Text | None = None
    atas_nama: Text | None = None
    untuk_beliau: Text | None = None
    pelaksana: Annotated[str, Pattern(ACTING, "Plt., Plh., atau Pj.")] | None = None


Orang = Annotated[Penandatangan, OrKey()]
"""A person: written in full, or by the key that `pejabat` gives him."""
