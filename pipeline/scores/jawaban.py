"""Counted answers: what one file of answers comes down to."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from pipeline.errors import Problem
from pipeline.scores.ikm import SKALA, Jumlah


class Jawaban(NamedTuple):
    """The counts of a file by unit: for every one of `unsur` how many answered 1, 2, 3 and 4, in one row.

    A unit in `rusak` has rows that are wrong, and no counts that may be used.
    """

    file: str
    unsur: tuple[str, ...]
    hitungan: Mapping[str, tuple[int, ...]]
    responden: Mapping[str, int]
    rusak: Mapping[str, tuple[Problem, ...]]


def jumlah(jawaban: Jawaban, unit: str) -> dict[str, Jumlah]:
    """Return the counts of the elements that somebody of the unit answered."""
    counts = jawaban.hitungan[unit]
    width = len(SKALA)
    found = zip(*(counts[nilai::width] for nilai in range(width)), strict=True)
    return {key: four for key, four in zip(jawaban.unsur, found, strict=True) if any(four)}


def to_json(jawaban: Jawaban) -> str:
    """Return counts without problems as text, to be kept."""
    return json.dumps(jawaban[:4])


def from_json(text: str) -> Jawaban:
    """Return what `to_json` kept."""
    file, unsur, hitungan, responden = json.loads(text)
    return Jawaban(file, tuple(unsur), {unit: tuple(row) for unit, row in hitungan.items()}, responden, {})
