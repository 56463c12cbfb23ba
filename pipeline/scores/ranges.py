"""What a sheet says of a unit, service by service: exact, or as wide as the rounding of its cells leaves it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from pipeline.scores.counts import Baris, Jawaban, jumlah
from pipeline.scores.ikm import KONVERSI, SKALA, Aturan, Hasil, Isi, hasil, indeks, rerata
from pipeline.scores.sheets.header import INDEKS
from pipeline.scores.sheets.summaries import nilai

TERENDAH, TERTINGGI = Fraction(SKALA[0]), Fraction(SKALA[-1])


class Rentang(NamedTuple):
    """A figure known to lie between two; both are the figure itself when it is exact."""

    bawah: Fraction
    tengah: Fraction
    atas: Fraction


class Bagian(NamedTuple):
    """A service with the ranges of its elements, and its index where that is given."""

    kunci: str
    nrr: Mapping[str, Rentang]
    banyak: Mapping[str, int]
    responden: int | None
    ikm: Rentang | None
    rata_rata: Rentang | None
    bobot: Fraction | None
    line: int


class Kisaran(NamedTuple):
    """A result at the lowest, as it stands, and at the highest that rounded cells allow."""

    bawah: Hasil
    tengah: Hasil
    atas: Hasil
    pasti: bool


def sel(text: str, bawah: Fraction = TERENDAH, atas: Fraction = TERTINGGI, skala: int = 1) -> Rentang:
    """Return the range of a printed figure: half a unit of its last place to either side, within the scale."""
    value = nilai(text)
    half = Fraction(1, 2 * 10 ** len(text.replace(",", ".").partition(".")[2]))
    low, high = (value - half) / skala, (value + half) / skala
    return Rentang(max(low, bawah), value / skala, min(high, atas))


def bagian(
    jawaban: Jawaban, baris: Baris, kunci: str, unsur: Mapping[str, Sequence[str]], bobot: Fraction | None
) -> Bagian:
    """Return what a row says of the elements, each with its columns (itself, or its statements).

    An element's mean is that of all answers to all its statements; of means, the mean. An element that nobody
    answered is left out.
    """
    nrr: dict[str, Rentang] = {}
    banyak: dict[str, int] = {}
    if baris.hitungan:
        counts = jumlah(jawaban.kolom, baris)
        for key, columns in unsur.items():
            found = [counts[column] for column in columns if column in counts]
            if found:
                total = tuple(map(sum, zip(*found, strict=True)))
                mean = rerata((total[0], total[1], total[2], total[3]))
                nrr[key], banyak[key] = Rentang(mean, mean, mean), sum(total)
    else:
        cells = dict(zip(jawaban.kolom, baris.angka, strict=True))
        skala = KONVERSI if jawaban.bentuk == INDEKS else 1
        for key, columns in unsur.items():
            ranges = [sel(cells[column], skala=skala) for column in columns if cells.get(column)]
            if ranges:
                low, mid, high = (sum(values, Fraction()) / len(ranges) for values in zip(*ranges, strict=True))
                nrr[key], banyak[key] = Rentang(low, mid, high), (baris.responden or 0) * len(ranges)
    ikm = sel(baris.ikm, TERENDAH * KONVERSI, TERTINGGI * KONVERSI) if baris.ikm else None
    rata_rata = sel(baris.rata_rata) if baris.rata_rata else None
    return Bagian(kunci, nrr, banyak, baris.responden, ikm, rata_rata, bobot, baris.line)


def kisaran(bagian: Sequence[Bagian], aturan: Aturan) -> Kisaran:
    """Return the result of services whose every element is known.

    A policy never lowers an index when a mean rises, so the lowest cells give the lowest result, the highest the
    highest. An index that is given is bounded by its own rounding and by its row's cells, where these agree.
    """
    low, mid, high = (hasil([_isi(one, side, aturan) for one in bagian], aturan) for side in range(3))
    pasti = all(low.nrr[key] == high.nrr[key] for key in mid.nrr) and low.ikm == high.ikm
    return Kisaran(low, mid, high, pasti)


def indeks_baris(one: Bagian, aturan: Aturan) -> Rentang:
    """Return the index that the cells of a row allow."""
    low, mid, high = (indeks({key: value[side] for key, value in one.nrr.items()}, aturan) for side in range(3))
    return Rentang(low, mid, high)


def rata_rata(bagian: Sequence[Bagian], aturan: Aturan) -> Rentang | None:
    """Return the mean of the services' mean scores as their table prints them; `None` when it prints none."""
    cells = [(one.rata_rata, _bobot(one, aturan)) for one in bagian if one.rata_rata is not None]
    if not cells or len(cells) != len(bagian):
        return None
    total = sum((weight for _, weight in cells), Fraction())
    low, mid, high = (sum((cell[side] * weight for cell, weight in cells), Fraction()) / total for side in range(3))
    return Rentang(low, mid, high)


def _bobot(one: Bagian, aturan: Aturan) -> Fraction:
    if aturan.gabungan == "responden":
        return Fraction(one.responden or 1)
    return Fraction(1) if aturan.gabungan == "rata-rata-layanan" or one.bobot is None else one.bobot


def _isi(one: Bagian, side: int, aturan: Aturan) -> Isi:
    nrr = {key: value[side] for key, value in one.nrr.items()}
    ikm = None
    if one.ikm is not None:
        cells = indeks_baris(one, aturan)
        both = Rentang(max(one.ikm.bawah, cells.bawah), one.ikm.tengah, min(one.ikm.atas, cells.atas))
        ikm = (both if both.bawah <= both.tengah <= both.atas else one.ikm)[side]
    return Isi(one.kunci, nrr, one.banyak, one.responden, ikm, one.bobot)
