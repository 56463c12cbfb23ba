"""What a file may say of a person who signs: the office, its holder, and on whose behalf."""

import re
from typing import Annotated

from pydantic import model_validator

from pipeline.problems.phrase import phrase
from pipeline.sources.types import Model, Nip, OrKey, Pattern, Text, expect

ACTING = r"(Plt|Plh|Pj)\.?"
"""How somebody holds an office for the time being."""
ON_BEHALF = re.compile(r"(?i)(?:a\s*[./]?\s*n(?:\.|\s)|atas\s+nama\b)\s*")
BETWEEN = re.compile(r"(?i)\s*u\s*[./]?\s*b(?:\.|\s)\s*")
"""What a line begins with that says already for whom somebody signs, or whose task the signer does."""
_ACTING = re.compile(r"(?i)(plt|plh|pj)\b\.?\s*")


def acting(office: str) -> tuple[str, str]:
    """Return how an office is held for the time being, as `Plt`, where its line says so; and the office itself."""
    found = _ACTING.match(office)
    return (found[1].capitalize(), office[found.end() :]) if found else ("", office)


def _as_acting(text: str) -> str:
    return acting(text)[0]


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
    pelaksana: Annotated[str, Pattern(ACTING, "Plt., Plh., atau Pj.", _as_acting)] | None = None

    @model_validator(mode="after")
    def _is_held_in_one_way(self) -> "Penandatangan":
        how, office = acting(self.jabatan)
        if how and self.pelaksana and how != self.pelaksana.rstrip("."):
            cure = phrase("tulis `jabatan: {office}`, atau hapus `pelaksana`", office=office)
            raise expect("jabatan yang tidak menyebut pelaksana lain daripada `pelaksana`", cure, "jabatan")
        return self


Orang = Annotated[Penandatangan, OrKey()]
"""A person: written in full, or by the key that `pejabat` gives him."""
