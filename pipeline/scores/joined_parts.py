"""Answers of a period that draws on its parts, as if they stood in one sheet: a year's of its semesters."""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.problems.problem import Problem
from pipeline.scores.counts import NO_BESIDE, Beside, CountedRow, Counts, added
from pipeline.scores.ikm import SCALE
from pipeline.scores.suggestions import cleaned

_WIDTH = len(SCALE)


def joined(parts: Iterable[Sequence[Counts]]) -> tuple[Counts, ...]:
    """Return the sheets of all parts as one of each column order, with the answers of each unit and service added up.

    A unit whose rows are wrong in one part has them wrong in all. Rows of figures cannot be added and are left out.
    """
    by_unit: dict[str, list[Counts]] = {}
    for sheet in (sheet for part in parts for sheet in part):
        for unit in {**sheet.rows, **sheet.rejected}:
            by_unit.setdefault(unit, []).append(sheet)
    groups: dict[tuple[str, ...], list[str]] = {}
    for unit, sheets in by_unit.items():
        columns = dict.fromkeys(column for sheet in sheets for column in sheet.columns)
        groups.setdefault((sheets[0].file, *columns), []).append(unit)
    return tuple(
        _sheet(file, tuple(columns), {unit: by_unit[unit] for unit in units})
        for (file, *columns), units in groups.items()
    )


def can_be_added(sheet: Counts, unit: str) -> bool:
    """Whether a sheet has answers of a unit, and not only what they came to."""
    return bool(sheet.rows.get(unit)) and all(row.counts for row in sheet.rows[unit])


def _sheet(file: str, columns: tuple[str, ...], units: Mapping[str, Sequence[Counts]]) -> Counts:
    rows: dict[str, tuple[CountedRow, ...]] = {}
    beside: dict[str, Beside] = {}
    rejected: dict[str, tuple[Problem, ...]] = {}
    for unit, sheets in units.items():
        wrong = tuple(fault for sheet in sheets for fault in sheet.rejected.get(unit, ()))
        there = [sheet for sheet in sheets if can_be_added(sheet, unit)]
        if wrong:
            rejected[unit] = wrong
        elif there:
            rows[unit] = _rows(columns, there, unit)
            beside[unit] = _beside([sheet.beside.get(unit, NO_BESIDE) for sheet in there])
    shape = next(iter(units.values()))[0].shape
    return Counts(file, shape, columns, rows, beside, rejected)


def _rows(columns: tuple[str, ...], sheets: Sequence[Counts], unit: str) -> tuple[CountedRow, ...]:
    found: dict[str, CountedRow] = {}
    for sheet in sheets:
        at = {column: _WIDTH * number for number, column in enumerate(sheet.columns)}
        for row in sheet.rows[unit]:
            each = (row.counts[at[name] : at[name] + _WIDTH] if name in at else (0,) * _WIDTH for name in columns)
            moved = row._replace(counts=tuple(many for four in each for many in four))
            before = found.get(row.layanan)
            found[row.layanan] = added(before, moved) if before else moved
    return tuple(found.values())


def _beside(every: Sequence[Beside]) -> Beside:
    """Return what stands beside the answers; the days and what is asked about single rows are told with their part."""
    profil: dict[str, dict[str, int]] = {}
    for beside in every:
        for name, counts in beside.profil.items():
            groups = profil.setdefault(name, {})
            for group, many in counts.items():
                groups[group] = groups.get(group, 0) + many
    return Beside(profil, {}, cleaned(text for beside in every for text in beside.saran), 0)
