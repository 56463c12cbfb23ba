"""What the chapters of words have in common: the record they speak from, and the kinds of leaf."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.scores.records import Survey, UnitResults
from pipeline.sources.follow_up import Plan
from pipeline.sources.follow_up_model import Foto
from pipeline.sources.register_reader import EntryFile
from pipeline.sources.workspace import Dossier


class Picture(NamedTuple):
    """A picture as a leaf: the file, `png` or `jpeg`, its size in pixels, and what it shows for who cannot see it."""

    isi: bytes
    format: str
    lebar: int
    tinggi: int
    keterangan: str


Word = str | Picture | Sequence["Word"] | Mapping[str, "Word"]
Words = dict[str, Word]
"""What a chapter says: words by name."""


class Material(NamedTuple):
    """All that the chapters speak from: the unit's records, its results by scheme, its logo, plans and photos.

    `srikandi` when SRIKANDI is to fill in what it gives itself. Of a document over a whole period: the institution's
    records, what its units speak from, and its register.
    """

    berkas: Dossier
    jenis: str
    results: UnitResults | None
    logo: Picture | None
    survei: Survey | None = None
    tindak_lanjut: Sequence[Plan] = ()
    foto: Mapping[Foto, Picture] = {}
    srikandi: bool = False
    units_material: Sequence["Material"] = ()
    agenda: Sequence[EntryFile] = ()

    @property
    def scored(self) -> UnitResults:
        """The results, of a kind that needs answers."""
        assert self.results is not None
        return self.results
