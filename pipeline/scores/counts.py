"""Answers as they are kept: what one file comes down to, for each unit and service."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.problems.problem import Problem
from pipeline.scores.ikm import SCALE, AnswerCounts


class CountedRow(NamedTuple):
    """What a file says of one service of a unit: counts of every column, or figures as typed.

    `layanan` is as typed, empty when the file has no such column. `counts` is how many answered 1, 2, 3 and 4 in
    every column, in one row, and empty where there are `figures`: means by column as they were typed.
    """

    layanan: str
    responden: int | None
    counts: tuple[int, ...] = ()
    figures: tuple[str, ...] = ()
    ikm: str = ""
    rata_rata: str = ""
    line: int = 1


class Beside(NamedTuple):
    """What stands beside the answers of a unit: who answered, when, what they suggest, how alike the sheets are."""

    profil: Mapping[str, Mapping[str, int]]
    days: Mapping[str, tuple[int, int]]
    saran: tuple[str, ...]
    alike: int
    blank: tuple[int, int] = (0, 1)
    """Rows without any answer, which are no respondents: how many, and the line of the first."""
    repeats: tuple[int, int, int] = (0, 1, 1)
    """Rows that repeat a respondent: how many, the line of the first, and the line that it repeats."""
    nameless: tuple[int, int] = (0, 1)
    """Rows without a respondent's number among rows that have one: how many, and the line of the first."""


class RowAccount(NamedTuple):
    """What became of the rows of a unit: counted, ignored since they say nothing, refused and where the first stand."""

    used: int = 0
    ignored: int = 0
    refused: int = 0
    lines: tuple[int, ...] = ()


NO_BESIDE = Beside({}, {}, (), 0)


class Counts(NamedTuple):
    """A file of answers: its shape, its columns of elements or statements, and every unit's rows.

    A unit in `rejected` has rows that are wrong, and no figures that may be used. `read` are all rows of the file,
    `accounts` what became of them by unit: one adds up to the other.
    """

    file: str
    shape: str
    columns: tuple[str, ...]
    rows: Mapping[str, tuple[CountedRow, ...]]
    beside: Mapping[str, Beside]
    rejected: Mapping[str, tuple[Problem, ...]]
    read: int = 0
    accounts: Mapping[str, RowAccount] = {}


def counts_of(scored: Sequence[str], rows: CountedRow) -> dict[str, AnswerCounts]:
    """Return the counts of the columns that somebody answered."""
    width = len(SCALE)
    found = zip(*(rows.counts[score::width] for score in range(width)), strict=True)
    return {key: four for key, four in zip(scored, found, strict=True) if any(four)}


def added(row: CountedRow, other: CountedRow) -> CountedRow:
    """Return counted rows of one service, written in two ways, as one; the first gives its name and line."""
    total = tuple(map(sum, zip(row.counts, other.counts, strict=True)))
    return row._replace(responden=(row.responden or 0) + (other.responden or 0), counts=total)


def joined_rows(rows: Sequence[CountedRow]) -> Sequence[CountedRow]:
    """Return counted rows as one when a service left out what others answered: then it has no result of its own."""
    width = len(SCALE)
    if not all(row.counts for row in rows):
        return rows
    answered = [{at for at, many in enumerate(row.counts) if many} for row in rows]
    columns = [{at // width for at in row} for row in answered]
    if all(row == columns[0] for row in columns):
        return rows
    total = tuple(map(sum, zip(*(row.counts for row in rows), strict=True)))
    return [CountedRow("", sum(row.responden or 0 for row in rows), total, line=min(row.line for row in rows))]


def to_json(counts: Counts) -> str:
    """Return answers without problems as text, to be kept."""
    return json.dumps([*counts[:5], counts.read, counts.accounts])


def from_json(text: str) -> Counts:
    """Return what `to_json` kept."""
    file, shape, scored, by_unit, beside, read, accounts = json.loads(text)
    return Counts(
        file,
        shape,
        tuple(scored),
        {unit: tuple(_row(*row) for row in rows) for unit, rows in by_unit.items()},
        {unit: _beside(*kept) for unit, kept in beside.items()},
        {},
        read,
        {
            unit: RowAccount(used, skipped, wrong, tuple(lines))
            for unit, (used, skipped, wrong, lines) in accounts.items()
        },
    )


def _row(layanan: str, responden: int | None, counts: list[int], figures: list[str], *rest: Any) -> CountedRow:
    return CountedRow(layanan, responden, tuple(counts), tuple(figures), *rest)


def _beside(
    profil: dict[str, dict[str, int]],
    tanggal: dict[str, tuple[int, int]],
    saran: list[str],
    alike: int,
    blank: list[int],
    repeats: list[int],
    nameless: list[int],
) -> Beside:
    dates = {day: (count, line) for day, (count, line) in tanggal.items()}
    return Beside(
        profil,
        dates,
        tuple(saran),
        alike,
        (blank[0], blank[1]),
        (repeats[0], repeats[1], repeats[2]),
        (nameless[0], nameless[1]),
    )
