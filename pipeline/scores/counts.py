"""Answers as they are kept: what one file comes down to, for each unit and service."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.problems.problem import Problem
from pipeline.scores.ikm import SKALA, Jumlah


class Baris(NamedTuple):
    """What a file says of one service of a unit: counts of every column, or figures as typed.

    `layanan` is as typed, empty when the file has no such column. `hitungan` is how many answered 1, 2, 3 and 4 in
    every column, in one row, and empty where there are `angka`: means by column as they were typed.
    """

    layanan: str
    responden: int | None
    hitungan: tuple[int, ...] = ()
    angka: tuple[str, ...] = ()
    ikm: str = ""
    rata_rata: str = ""
    line: int = 1


class Sisi(NamedTuple):
    """What stands beside the answers of a unit: who answered, when, what they suggest, how alike the sheets are."""

    profil: Mapping[str, Mapping[str, int]]
    tanggal: Mapping[str, tuple[int, int]]
    saran: tuple[str, ...]
    kembar: int
    kosong: tuple[int, int] = (0, 1)
    """Rows without any answer, which are no respondents: how many, and the line of the first."""
    ulang: tuple[int, int, int] = (0, 1, 1)
    """Rows that repeat a respondent: how many, the line of the first, and the line that it repeats."""


KOSONG = Sisi({}, {}, (), 0)


class Jawaban(NamedTuple):
    """A file of answers: its shape, its columns of elements or statements, and every unit's rows.

    A unit in `rusak` has rows that are wrong, and no figures that may be used.
    """

    file: str
    bentuk: str
    kolom: tuple[str, ...]
    baris: Mapping[str, tuple[Baris, ...]]
    sisi: Mapping[str, Sisi]
    rusak: Mapping[str, tuple[Problem, ...]]


def jumlah(kolom: Sequence[str], baris: Baris) -> dict[str, Jumlah]:
    """Return the counts of the columns that somebody answered."""
    width = len(SKALA)
    found = zip(*(baris.hitungan[nilai::width] for nilai in range(width)), strict=True)
    return {key: four for key, four in zip(kolom, found, strict=True) if any(four)}


def tambah(one: Baris, other: Baris) -> Baris:
    """Return counted rows of one service, written in two ways, as one; the first gives its name and line."""
    total = tuple(map(sum, zip(one.hitungan, other.hitungan, strict=True)))
    return one._replace(responden=(one.responden or 0) + (other.responden or 0), hitungan=total)


def bersama(baris: Sequence[Baris]) -> Sequence[Baris]:
    """Return counted rows as one when a service left out what others answered: then it has no result of its own."""
    width = len(SKALA)
    if not all(one.hitungan for one in baris):
        return baris
    answered = [{at for at, many in enumerate(one.hitungan) if many} for one in baris]
    columns = [{at // width for at in one} for one in answered]
    if all(one == columns[0] for one in columns):
        return baris
    total = tuple(map(sum, zip(*(one.hitungan for one in baris), strict=True)))
    return [Baris("", sum(one.responden or 0 for one in baris), total, line=min(one.line for one in baris))]


def to_json(jawaban: Jawaban) -> str:
    """Return answers without problems as text, to be kept."""
    return json.dumps(jawaban[:5])


def from_json(text: str) -> Jawaban:
    """Return what `to_json` kept."""
    file, bentuk, kolom, baris, sisi = json.loads(text)
    return Jawaban(
        file,
        bentuk,
        tuple(kolom),
        {unit: tuple(_baris(*row) for row in rows) for unit, rows in baris.items()},
        {unit: _sisi(*one) for unit, one in sisi.items()},
        {},
    )


def _baris(layanan: str, responden: int | None, hitungan: list[int], angka: list[str], *rest: Any) -> Baris:
    return Baris(layanan, responden, tuple(hitungan), tuple(angka), *rest)


def _sisi(
    profil: dict[str, dict[str, int]],
    tanggal: dict[str, tuple[int, int]],
    saran: list[str],
    kembar: int,
    kosong: list[int],
    ulang: list[int],
) -> Sisi:
    dates = {day: (count, line) for day, (count, line) in tanggal.items()}
    return Sisi(profil, dates, tuple(saran), kembar, (kosong[0], kosong[1]), (ulang[0], ulang[1], ulang[2]))
