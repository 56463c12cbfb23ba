"""Numbers given to more than one document of an institution."""

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.errors import Problem, problem
from pipeline.making import Bernomor
from pipeline.ucapan import ucap


class Kembar(NamedTuple):
    """What is wrong, and the (institution, unit) whose document bears a number that another bears already."""

    masalah: tuple[Problem, ...]
    unit: frozenset[tuple[str, str]]


def kembar(given: Iterable[tuple[str, str, tuple[Bernomor, ...]]], kind: str | None = None) -> Kembar:
    """Return the numbers that an institution gives twice, in the order of units; the later one is wrong.

    One that a batch of letters shares is given once.
    With `kind`, only pairs in which a document of that kind stands.
    """
    first: dict[tuple[str, str], Bernomor] = {}
    problems: list[Problem] = []
    units: set[tuple[str, str]] = set()
    for name, unit, numbers in given:
        for one in numbers:
            other = first.setdefault((name, one.nomor), one)
            shared = one.bersama and one.jenis == other.jenis
            if other is one or shared or (kind is not None and kind not in (one.jenis, other.jenis)):
                continue
            problems.append(problem(one.tempat, "B007", found=one.nomor, other=_where(one, other)))
            if kind is None or one.jenis == kind:
                units.add((name, unit))
    return Kembar(tuple(problems), frozenset(units))


def _where(one: Bernomor, other: Bernomor) -> str:
    return ucap("unit lain, lewat baris yang sama") if one.tempat == other.tempat else str(other.tempat)
