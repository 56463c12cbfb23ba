"""Figures as published, held against what the answers or the rounded cells of a table allow."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pipeline.problems.phrase import teks, ucap
from pipeline.scores.ikm import KONVERSI, Aturan, Layanan, bulat, mutu
from pipeline.scores.ranges import Kisaran, Rentang
from pipeline.sources.survey_model import Tercatat, TercatatSkema

Jalur = tuple[str, ...]
"""Where a figure stands in the record of published figures."""


class Beda(NamedTuple):
    """A published figure that cannot be: what was declared, what may be, by how much it misses (empty of a letter)."""

    jalur: Jalur
    tercatat: str
    harapan: str
    selisih: str


def terbolehkan(rentang: Rentang, places: int) -> tuple[Decimal, Decimal]:
    """Return the lowest and highest figure of so many places that may be printed.

    An exact figure has one: itself, halves rounded up. A figure within a range has every one that is nearest to
    something in the range, whichever way the halves went.
    """
    if rentang.bawah == rentang.atas:
        one = bulat(rentang.tengah, places)
        return one, one
    scale = 10**places
    low = -((1 - 2 * rentang.bawah * scale) // 2)
    high = (2 * rentang.atas * scale + 1) // 2
    return Decimal(int(low)).scaleb(-places), Decimal(int(high)).scaleb(-places)


def penuh(declared: str | None, value: Fraction) -> Fraction:
    """Return the published figure as a number where it has two decimals or more, else the computed one.

    A poster's `88` says nothing about 88.30 or 88.31: no grade and no change is taken from it.
    """
    if declared is None or len(declared.replace(",", ".").partition(".")[2]) < 2:
        return value
    return Fraction(declared.replace(",", "."))


def periksa(tercatat: TercatatSkema, kisaran: Kisaran, rata_rata: Rentang | None, aturan: Aturan) -> tuple[Beda, ...]:
    """Return the published figures of a scheme that the results do not allow; `rata_rata` is that of the unit's row."""
    low, mid, high = kisaran.bawah, kisaran.tengah, kisaran.atas
    ikm = Rentang(low.ikm, mid.ikm, high.ikm)
    nrr = {key: Rentang(low.nrr[key], mid.nrr[key], high.nrr[key]) for key in mid.nrr}
    row = rata_rata or _bagi(ikm)
    found = list(_baris((), tercatat, nrr, ikm, row, mid.responden, aturan))
    services = {one.kunci: index for index, one in enumerate(mid.layanan)}
    for key, one in (tercatat.layanan or {}).items():
        if key in services:
            number = services[key]
            found += _layanan(key, one, low.layanan[number], mid.layanan[number], high.layanan[number], aturan)
    return tuple(found)


def _layanan(key: str, tercatat: Tercatat, low: Layanan, mid: Layanan, high: Layanan, aturan: Aturan) -> Iterator[Beda]:
    ikm = Rentang(low.ikm, mid.ikm, high.ikm)
    nrr = {unsur: Rentang(low.nrr[unsur], mid.nrr[unsur], high.nrr[unsur]) for unsur in mid.nrr}
    yield from _baris(("layanan", key), tercatat, nrr, ikm, _bagi(ikm), mid.responden, aturan)


def _bagi(ikm: Rentang) -> Rentang:
    return Rentang(*(value / KONVERSI for value in ikm))


def _baris(
    jalur: Jalur,
    tercatat: Tercatat,
    nrr: Mapping[str, Rentang],
    ikm: Rentang,
    rata_rata: Rentang,
    responden: int | None,
    aturan: Aturan,
) -> Iterator[Beda]:
    for key, text in (tercatat.nrr or {}).items():
        if key in nrr:
            yield from angka((*jalur, "nrr", key), text, nrr[key])
    if tercatat.rata_rata:
        yield from angka((*jalur, "rata_rata"), tercatat.rata_rata, rata_rata)
    if tercatat.ikm:
        yield from angka((*jalur, "ikm"), tercatat.ikm, ikm)
    if tercatat.mutu:
        ends = (penuh(tercatat.ikm, ikm.bawah), penuh(tercatat.ikm, ikm.atas))
        letters = tuple(dict.fromkeys(mutu(end, aturan.tabel).huruf for end in ends))
        if tercatat.mutu not in letters:
            harapan = letters[0] if len(letters) == 1 else ucap("{low} atau {high}", low=letters[0], high=letters[1])
            yield Beda((*jalur, "mutu"), tercatat.mutu, harapan, "")
    if tercatat.responden is not None and responden is not None and tercatat.responden != responden:
        lacking = teks(abs(tercatat.responden - responden))
        yield Beda((*jalur, "responden"), str(tercatat.responden), teks(responden), lacking)


def angka(jalur: Jalur, text: str, rentang: Rentang) -> Iterator[Beda]:
    """Yield what is wrong with one printed figure."""
    shown = Decimal(text.replace(",", "."))
    places = len(text.replace(",", ".").partition(".")[2])
    low, high = terbolehkan(rentang, places)
    if not low <= shown <= high:
        harapan = teks(low) if low == high else ucap("{low} sampai {high}", low=low, high=high)
        yield Beda(jalur, text, harapan, teks(low - shown if shown < low else shown - high))
