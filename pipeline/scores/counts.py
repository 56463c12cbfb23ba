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
    tanggal: Mapping[str, tuple[int, int]]
    saran: tuple[str, ...]
    alike: int
    blank: tuple[int, int] = (0, 1)
    """Rows without any answer, which are no respondents: how many, and the line of the first."""
    repeats: tuple[int, int, int] = (0, 1, 1)
    """Rows that repeat a respondent: how many, the line of the first, and the line that it repeats."""


NO_BESIDE = Beside({}, {}, (), 0)


class Counts(NamedTuple):
    """A file of answers: its shape, its columns of elements or statements, and every unit's rows.

    A unit in `rejected` has rows that are wrong, and no figures that may be used.
    """

    file: str
    shape: str
    kolom: tuple[str, ...]
    baris: Mapping[str, tuple[CountedRow, ...]]
    beside: Mapping[str, Beside]
    rejected: Mapping[str, tuple[Problem, ...]]


def counts_of(kolom: Sequence[str], baris: CountedRow) -> dict[str, AnswerCounts]:
    """Return the counts of the columns that somebody answered."""
    width = len(SCALE)
    found = zip(*(baris.counts[nilai::width] for nilai in range(width)), strict=True)
    return {key: four for key, four in zip(kolom, found, strict=True) if any(four)}


def added(one: CountedRow, other: CountedRow) -> CountedRow:
    """Return counted rows of one service, written in two ways, as one; the first gives its name and line."""
    total = tuple(map(sum, zip(one.counts, other.counts, strict=True)))
    return one._replace(responden=(one.responden or 0) + (other.responden or 0), counts=total)


def joined_rows(baris: Sequence[CountedRow]) -> Sequence[CountedRow]:
    """Return counted rows as one when a service left out what others answered: then it has no result of its own."""
    width = len(SCALE)
    if not all(one.counts for one in baris):
        return baris
    answered = [{at for at, many in enumerate(one.counts) if many} for one in baris]
    columns = [{at // width for at in one} for one in answered]
    if all(one == columns[0] for one in columns):
        return baris
    total = tuple(map(sum, zip(*(one.counts for one in baris), strict=True)))
    return [CountedRow("", sum(one.responden or 0 for one in baris), total, line=min(one.line for one in baris))]


def to_json(jawaban: Counts) -> str:
    """Return answers without problems as text, to be kept."""
    return json.dumps(jawaban[:5])


def from_json(text: str) -> Counts:
    """Return what `to_json` kept."""
    file, bentuk, kolom, baris, sisi = json.loads(text)
    return Counts(
        file,
        bentuk,
        tuple(kolom),
        {unit: tuple(_row(*row) for row in rows) for unit, rows in baris.items()},
        {unit: _beside(*one) for unit, one in sisi.items()},
        {},
    )


def _row(layanan: str, responden: int | None, hitungan: list[int], angka: list[str], *rest: Any) -> CountedRow:
    return CountedRow(layanan, responden, tuple(hitungan), tuple(angka), *rest)


def _beside(
    profil: dict[str, dict[str, int]],
    tanggal: dict[str, tuple[int, int]],
    saran: list[str],
    kembar: int,
    kosong: list[int],
    ulang: list[int],
) -> Beside:
    dates = {day: (count, line) for day, (count, line) in tanggal.items()}
    return Beside(profil, dates, tuple(saran), kembar, (kosong[0], kosong[1]), (ulang[0], ulang[1], ulang[2]))
