"""Figures as published, held against what the answers or the rounded cells of a table allow."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pipeline.problems.phrase import as_text, phrase
from pipeline.scores.ikm import CONVERSION, Policy, ServiceResult, grade_of, half_up
from pipeline.scores.ranges import Range, ResultRange
from pipeline.sources.survey_model import Tercatat, TercatatSkema

FigurePath = tuple[str, ...]
"""Where a figure stands in the record of published figures."""


class Deviation(NamedTuple):
    """A published figure that cannot be: what was declared, what may be, by how much it misses (empty of a letter)."""

    path: FigurePath
    tercatat: str
    expected: str
    miss: str


def printable(rentang: Range, places: int) -> tuple[Decimal, Decimal]:
    """Return the lowest and highest figure of so many places that may be printed.

    An exact figure has one: itself, halves rounded up. A figure within a range has every one that is nearest to
    something in the range, whichever way the halves went.
    """
    if rentang.low == rentang.high:
        one = half_up(rentang.mid, places)
        return one, one
    scale = 10**places
    low = -((1 - 2 * rentang.low * scale) // 2)
    high = (2 * rentang.high * scale + 1) // 2
    return Decimal(int(low)).scaleb(-places), Decimal(int(high)).scaleb(-places)


def exact_or(declared: str | None, value: Fraction) -> Fraction:
    """Return the published figure as a number where it has two decimals or more, else the computed one.

    A poster's `88` says nothing about 88.30 or 88.31: no grade and no change is taken from it.
    """
    if declared is None or len(declared.replace(",", ".").partition(".")[2]) < 2:
        return value
    return Fraction(declared.replace(",", "."))


def deviations(
    tercatat: TercatatSkema, kisaran: ResultRange, rata_rata: Range | None, aturan: Policy
) -> tuple[Deviation, ...]:
    """Return the published figures of a scheme that the results do not allow; `rata_rata` is that of the unit's row."""
    low, mid, high = kisaran.low, kisaran.mid, kisaran.high
    ikm = Range(low.ikm, mid.ikm, high.ikm)
    nrr = {key: Range(low.nrr[key], mid.nrr[key], high.nrr[key]) for key in mid.nrr}
    row = rata_rata or _on_scale(ikm)
    found = list(_of_row((), tercatat, nrr, ikm, row, mid.responden, aturan))
    services = {one.kunci: index for index, one in enumerate(mid.layanan)}
    for key, one in tercatat.layanan.items():
        if key in services:
            number = services[key]
            found += _of_service(key, one, low.layanan[number], mid.layanan[number], high.layanan[number], aturan)
    return tuple(found)


def _of_service(
    key: str, tercatat: Tercatat, low: ServiceResult, mid: ServiceResult, high: ServiceResult, aturan: Policy
) -> Iterator[Deviation]:
    ikm = Range(low.ikm, mid.ikm, high.ikm)
    nrr = {unsur: Range(low.nrr[unsur], mid.nrr[unsur], high.nrr[unsur]) for unsur in mid.nrr}
    yield from _of_row(("layanan", key), tercatat, nrr, ikm, _on_scale(ikm), mid.responden, aturan)


def _on_scale(ikm: Range) -> Range:
    return Range(*(value / CONVERSION for value in ikm))


def _of_row(
    jalur: FigurePath,
    tercatat: Tercatat,
    nrr: Mapping[str, Range],
    ikm: Range,
    rata_rata: Range,
    responden: int | None,
    aturan: Policy,
) -> Iterator[Deviation]:
    for key, text in tercatat.nrr.items():
        if key in nrr:
            yield from figure_deviation((*jalur, "nrr", key), text, nrr[key])
    if tercatat.rata_rata:
        yield from figure_deviation((*jalur, "rata_rata"), tercatat.rata_rata, rata_rata)
    if tercatat.ikm:
        yield from figure_deviation((*jalur, "ikm"), tercatat.ikm, ikm)
    if tercatat.mutu:
        ends = (exact_or(tercatat.ikm, ikm.low), exact_or(tercatat.ikm, ikm.high))
        letters = tuple(dict.fromkeys(grade_of(end, aturan.tabel).huruf for end in ends))
        if tercatat.mutu not in letters:
            harapan = letters[0] if len(letters) == 1 else phrase("{low} atau {high}", low=letters[0], high=letters[1])
            yield Deviation((*jalur, "mutu"), tercatat.mutu, harapan, "")
    if tercatat.responden is not None and responden is not None and tercatat.responden != responden:
        lacking = as_text(abs(tercatat.responden - responden))
        yield Deviation((*jalur, "responden"), str(tercatat.responden), as_text(responden), lacking)


def figure_deviation(jalur: FigurePath, text: str, rentang: Range) -> Iterator[Deviation]:
    """Yield what is wrong with one printed figure."""
    shown = Decimal(text.replace(",", "."))
    places = len(text.replace(",", ".").partition(".")[2])
    low, high = printable(rentang, places)
    if not low <= shown <= high:
        harapan = as_text(low) if low == high else phrase("{low} sampai {high}", low=low, high=high)
        yield Deviation(jalur, text, harapan, as_text(low - shown if shown < low else shown - high))
