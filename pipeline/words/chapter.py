"""What a chapter of words must have, what it may need, and the record that chapters speak from."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol

from pipeline.scores.records import Survey, UnitResults
from pipeline.sources.facts_model import CAPTION, Gambar
from pipeline.sources.follow_up import Plan
from pipeline.sources.follow_up_model import Foto
from pipeline.sources.layers import Dossier
from pipeline.sources.register_reader import EntryFile


class Count(str):
    """How many there are, as it is printed: its marks group thousands, whatever marks decimals have."""

    __slots__ = ()


CHART = "grafik"
"""The format of a picture that is a chart: its content says the figures, and Word draws it."""


class Dated(str):
    """A date as it is printed, and its parts: each is a word of its own below it."""

    __slots__ = ("parts",)
    parts: Mapping[str, str]

    def __new__(cls, text: str, parts: Mapping[str, str]) -> "Dated":
        """Return the date; `parts` has every one of them."""
        made = super().__new__(cls, text)
        made.parts = parts
        return made

    def __reduce__(self) -> tuple[type["Dated"], tuple[str, Mapping[str, str]]]:
        """Return how another process has its own."""
        return Dated, (str(self), self.parts)


class Number(str):
    """What a word means that prints a number or nothing: held against text that is none, it would never be equal."""

    __slots__ = ()


class NumberOrDash(Number):
    """What a word means that prints a number, or `-` where there is none."""

    __slots__ = ()


def under(path: str, rows: Iterable[tuple[str, str]], before: str = "", after: str = "") -> tuple[tuple[str, str], ...]:
    """Return the words of a group: their paths after its own, their meanings, of the same kind, within its own."""
    return tuple((f"{path}{name}", type(meaning)(f"{before}{meaning}{after}")) for name, meaning in rows)


class Picture(NamedTuple):
    """A picture as a leaf: the file, `png` or `jpeg`, its size in pixels, and what it shows for who cannot see it.

    Of format `grafik` it is a chart: its content is the figures, and its size how wide it is for its height. The
    caption is a word of its own below it.
    """

    content: bytes
    format: str
    width: int
    height: int
    description: str
    caption: str = ""

    @property
    def below(self) -> "Mapping[str, str]":
        """The words below it."""
        return {CAPTION: self.caption}


Word = str | Picture | Sequence["Word"] | Mapping[str, "Word"]
Words = dict[str, Word]
"""What a chapter says: words by name."""


class Material(NamedTuple):
    """All that the chapters speak from: the unit's records, its results by scheme, its logo, plans and photos.

    `srikandi` when SRIKANDI is to fill in what it gives itself. `token` names the public page of a letter: empty while
    it is a draft, `None` where it has no such page. Of a document over a whole period: the institution's
    records, what its units speak from, and its register.
    """

    dossier: Dossier
    kind: str
    results: UnitResults | None
    logo: Picture | None
    survey: Survey | None = None
    plans: Sequence[Plan] = ()
    photos: Mapping[Foto, Picture] = {}
    pictures: Mapping[Gambar, Picture] = {}
    srikandi: bool = False
    token: str | None = None
    units_material: Sequence["Material"] = ()
    register: Sequence[EntryFile] = ()

    @property
    def scored(self) -> UnitResults:
        """The results, of a kind that needs answers."""
        assert self.results is not None
        return self.results


class Need(StrEnum):
    """What a chapter may need beside the files of the unit; `making/material` gathers it where a chapter says so."""

    NUMBER = "number"
    """A number and a date: without them the document is a draft."""
    LOGO = "logo"
    SCHEMES = "schemes"
    """What the institution's surveys ask."""
    RESULTS = "results"
    SURVEY = "survey"
    COMPARISON = "comparison"
    PLANS = "plans"
    PHOTOS = "photos"
    PICTURES = "pictures"
    """The pictures that the document's own facts name."""
    ALL_UNITS = "all_units"
    """What every unit of the institution speaks from."""
    REGISTER = "register"


OF_FILES = frozenset({Need.NUMBER, Need.LOGO, Need.PICTURES, Need.SCHEMES})
"""What the files of a unit say by themselves: no answers, plans or register."""
OF_PERIOD = frozenset({Need.ALL_UNITS, Need.REGISTER})
"""What only a document over a whole period speaks from."""
OF_UNIT = frozenset(Need) - OF_FILES - OF_PERIOD
"""What only the document of a unit speaks from."""


class Chapter(Protocol):
    """A chapter of words: a module in `words/chapters`, found by its name there.

    Words and groups that it says only where they are given it names in `GIVEN`.
    """

    ORDER: int
    """Where it stands among the others in lists for people."""
    NEEDS: frozenset[Need]
    KATA: tuple[tuple[str, str], ...]
    """Every path that it may say, with what it means: of one that prints a number, a `Number` or a `NumberOrDash`."""

    def say(self, material: Material) -> Words:
        """Return its words."""
