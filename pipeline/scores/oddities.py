"""What a reader of a sheet would ask about: several answers in a cell, ages of no group, numbers that are missing."""

import re
from collections.abc import Iterator, Mapping

from pipeline.problems.phrase import as_text
from pipeline.problems.problem import Place, Problem, problem
from pipeline.scores.counts import Beside, CountedRow, Counts, counts_of
from pipeline.scores.sheets.header import COUNTS
from pipeline.sources.layers import Dossier
from pipeline.sources.nearest import tidy

MANY = 8
"""Numbers in a column of a profile that ask for groups."""
_BETWEEN = re.compile(r"\s*[,;]\s*")


def told(file: Counts, dossier: Dossier, beside: Beside, profil: Mapping[str, Mapping[str, int]]) -> Iterator[Problem]:
    """Yield what is odd about the rows of a unit, and about who answered."""
    rows = file.rows[dossier.unit]
    first = Place(file.file, min(row.line for row in rows))
    many, line = beside.nameless
    if many:
        yield problem(Place(file.file, line), "S168", unit=dossier.unit, found=many)
    for row in rows if file.shape == COUNTS else ():
        yield from _unanswered(file, row)
    services = {row.layanan: row.responden or 0 for row in rows}
    yield from _several("layanan", services, {row.layanan: Place(file.file, row.line) for row in rows}, first)
    if not dossier.effective.responden:
        for name, counts in profil.items():
            yield from _several(name, counts, {}, first)
            yield from _no_group(name, counts, dossier, first)


def _unanswered(file: Counts, row: CountedRow) -> Iterator[Problem]:
    """Yield the elements of which fewer were counted than there were respondents."""
    for key, four in counts_of(file.columns, row).items():
        if sum(four) < (row.responden or 0):
            values = {"unsur": key, "found": as_text(sum(four)), "total": as_text(row.responden or 0)}
            yield problem(Place(file.file, row.line), "S169", **values)


def _several(name: str, counts: Mapping[str, int], places: Mapping[str, Place], first: Place) -> Iterator[Problem]:
    """Yield the cells that hold several answers, each of which stands alone elsewhere."""
    known = {tidy(text) for text in counts}
    for text, many in counts.items():
        parts = _BETWEEN.split(text)
        if len(parts) > 1 and all(tidy(part) in known for part in parts):
            yield problem(places.get(text, first), "S171", column=name, found=text, many=as_text(many))


def _no_group(name: str, counts: Mapping[str, int], dossier: Dossier, first: Place) -> Iterator[Problem]:
    """Yield the cells that no group of a profile takes: with `batas` numbers, with `isi` what it names.

    Numbers that no `batas` groups are told where they are many: each would be a row of its own, of one person or two.
    """
    grouping = dossier.effective.profil.get(name)  # type: ignore[call-overload]
    numbers = sum(text.isdecimal() for text in counts)
    if numbers >= MANY and not (grouping and (grouping.batas or grouping.isi)):
        yield problem(first, "S181", column=name, many=as_text(numbers), unit=dossier.unit)
    if grouping is None or not (grouping.batas or grouping.isi):
        return
    named = {tidy(text) for text in (*grouping.isi, *grouping.isi.values())}
    for text, many in counts.items():
        if text and tidy(text) not in named and not (grouping.batas and text.isdecimal()):
            yield problem(first, "S170", column=name, found=text, many=as_text(many))
