"""NRR, IKM and mutu: exact arithmetic, rounded by whoever prints."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

SKALA = (1, 2, 3, 4)
"""The answers there are (Permenpan RB 14/2017, perception scale)."""
Jumlah = tuple[int, int, int, int]
"""How many answered 1, 2, 3 and 4."""


class Mutu(NamedTuple):
    """A grade: the lowest index that earns it, its letter, and how the service performs."""

    mulai: Decimal
    huruf: str
    kinerja: str


PERMENPAN_2017 = (
    Mutu(Decimal("88.31"), "A", "Sangat baik"),
    Mutu(Decimal("76.61"), "B", "Baik"),
    Mutu(Decimal("65.00"), "C", "Kurang baik"),
    Mutu(Decimal("25.00"), "D", "Tidak baik"),
)
"""Interval table of Permenpan RB 14/2017, lower bounds of the converted index, best first."""


class Layanan(NamedTuple):
    """The result of one service."""

    kunci: str
    nrr: Mapping[str, Fraction]
    ikm: Fraction


class Hasil(NamedTuple):
    """The result of one set of elements: the mean answer of each (1 to 4) and the index (25 to 100), exact.

    `responden` is `None` where the source does not say how many answered; `layanan` are the services, in their order.
    """

    nrr: Mapping[str, Fraction]
    ikm: Fraction
    responden: int | None
    layanan: tuple[Layanan, ...] = ()


def hasil(jumlah: Mapping[str, Jumlah], responden: int) -> Hasil:
    """Return the result of counted answers; every element has at least one answer.

    NRR of an element is the sum of its answers over the number of forms that answered it; the index is
    the mean NRR times 25, each element weighing exactly 1/n (Permenpan RB 14/2017).
    """
    nrr = {
        unsur: Fraction(sum(nilai * banyak for nilai, banyak in zip(SKALA, counts, strict=True)), sum(counts))
        for unsur, counts in jumlah.items()
    }
    return Hasil(nrr, sum(nrr.values(), Fraction()) / len(nrr) * 25, responden)


def bulat(value: Fraction, places: int = 2) -> Decimal:
    """Return an exact value as a decimal of so many places, halves rounded up."""
    whole = (2 * value.numerator * 10**places + value.denominator) // (2 * value.denominator)
    return Decimal(whole).scaleb(-places)


def mutu(ikm: Fraction, tabel: tuple[Mutu, ...] = PERMENPAN_2017) -> Mutu:
    """Return the grade of an index, which is first rounded to two places: so no index falls between two grades."""
    nilai = bulat(ikm)
    return next((grade for grade in tabel if nilai >= grade.mulai), tabel[-1])
