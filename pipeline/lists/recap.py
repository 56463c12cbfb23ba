"""Lists over a whole period as rows, from the words that their documents are made of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

from pipeline.making import build
from pipeline.making.material import gather
from pipeline.making.office import Offices
from pipeline.problems.problem import Problem
from pipeline.sources import workspace
from pipeline.words.chapter import Need, Word
from pipeline.words.say import needs, say

Words = Mapping[str, Word]
EXPEDITION = (
    ("urut", "No.", 6),
    ("nomor", "Nomor Surat", 28),
    ("tanggal", "Tanggal", 18),
    ("yth", "Kepada", 48),
    ("hal", "Hal", 40),
    ("", "Diterima Oleh", 24),
    ("", "Tanggal dan Tanda Tangan", 26),
)
"""Word, heading and width of each column of the expedition list; those without a word are for ink."""
_AFTER = (
    ("ikm", "IKM", 9),
    ("mutu", "Mutu", 7),
    ("kinerja", "Kinerja", 14),
    ("responden", "Responden", 11),
    ("prioritas", "Prioritas", 60),
)


def words_of(offices: Offices, name: str, chapter: str, problems: list[Problem]) -> Words | None:
    """Return what a chapter over a whole period says of an institution; problems and `None` when it cannot be read."""
    opened = offices.open(name, problems)
    if opened is None:
        return None
    needed = needs((chapter,))
    problems += opened.strays if Need.ALL_UNITS in needed else ()
    own = next(iter(kinds(offices.root, chapter)), "")
    found = gather(offices, opened.dossier(""), own, needed, 0, problems)
    return cast(Words, say((chapter,), found.material)[chapter])


def kinds(root: Path, chapter: str) -> Iterator[str]:
    """Return the kinds of document that say a chapter."""
    yield from (kind for kind in workspace.kinds(root) if chapter in build.kind_of(root, kind).kosakata)


def expedition_rows(words: Words) -> Iterator[tuple[str, ...]]:
    """Return a row for each letter."""
    for letter in _items(words["surat"]):
        yield tuple(str(letter[word]) if word else "" for word, _, _ in EXPEDITION)


def recap_columns(words: Words) -> list[tuple[str, int]]:
    """Return heading and width of each column of the recap: the codes of the main scheme are the institution's own."""
    unsur = [(str(element["kode"]), 7) for element in _items(words["unsur"])]
    return [("No.", 6), ("Unit", 44), *unsur, *((heading, width) for _, heading, width in _AFTER)]


def recap_rows(words: Words) -> Iterator[tuple[str, ...]]:
    """Return a row for each unit; one that has no result says so in dashes."""
    for unit in _items(words["unit"]):
        figures = cast(Sequence[str], unit["nilai"])
        yield (str(unit["nomor"]), str(unit["nama"]), *figures, *(str(unit[word]) for word, _, _ in _AFTER))


def _items(found: Word) -> Iterable[Words]:
    return cast(Sequence[Words], found)
