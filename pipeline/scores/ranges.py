"""What a sheet says of a unit, service by service: exact, or as wide as the rounding of its cells leaves it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from pipeline.scores.counts import CountedRow, Counts, counts_of
from pipeline.scores.ikm import CONVERSION, SCALE, Policy, Result, ServiceMeans, index_of, mean_answer, result_of
from pipeline.scores.sheets.header import INDEX
from pipeline.scores.sheets.summaries import typed_number

LOWEST, HIGHEST = Fraction(SCALE[0]), Fraction(SCALE[-1])


class Range(NamedTuple):
    """A figure known to lie between two; both are the figure itself when it is exact."""

    low: Fraction
    mid: Fraction
    high: Fraction


class ServiceRanges(NamedTuple):
    """A service with the ranges of its elements, and its index where that is given."""

    kunci: str
    nrr: Mapping[str, Range]
    answered: Mapping[str, int]
    responden: int | None
    ikm: Range | None
    rata_rata: Range | None
    bobot: Fraction | None
    line: int


class ResultRange(NamedTuple):
    """A result at the lowest, as it stands, and at the highest that rounded cells allow."""

    low: Result
    mid: Result
    high: Result
    certain: bool


def cell_range(text: str, bawah: Fraction = LOWEST, atas: Fraction = HIGHEST, skala: int = 1) -> Range:
    """Return the range of a printed figure: half a unit of its last place to either side, within the scale."""
    value = typed_number(text)
    half = Fraction(1, 2 * 10 ** len(text.replace(",", ".").partition(".")[2]))
    low, high = (value - half) / skala, (value + half) / skala
    return Range(max(low, bawah), value / skala, min(high, atas))


def service_ranges(
    jawaban: Counts, baris: CountedRow, kunci: str, unsur: Mapping[str, Sequence[str]], bobot: Fraction | None
) -> ServiceRanges:
    """Return what a row says of the elements, each with its columns (itself, or its statements).

    An element's mean is that of all answers to all its statements; of means, the mean. An element that nobody
    answered is left out.
    """
    nrr: dict[str, Range] = {}
    banyak: dict[str, int] = {}
    if baris.counts:
        counts = counts_of(jawaban.kolom, baris)
        for key, columns in unsur.items():
            found = [counts[column] for column in columns if column in counts]
            if found:
                total = tuple(map(sum, zip(*found, strict=True)))
                mean = mean_answer((total[0], total[1], total[2], total[3]))
                nrr[key], banyak[key] = Range(mean, mean, mean), sum(total)
    else:
        cells = dict(zip(jawaban.kolom, baris.figures, strict=True))
        skala = CONVERSION if jawaban.shape == INDEX else 1
        for key, columns in unsur.items():
            ranges = [cell_range(cells[column], skala=skala) for column in columns if cells.get(column)]
            if ranges:
                low, mid, high = (sum(values, Fraction()) / len(ranges) for values in zip(*ranges, strict=True))
                nrr[key], banyak[key] = Range(low, mid, high), (baris.responden or 0) * len(ranges)
    ikm = cell_range(baris.ikm, LOWEST * CONVERSION, HIGHEST * CONVERSION) if baris.ikm else None
    mean_of_means = cell_range(baris.rata_rata) if baris.rata_rata else None
    return ServiceRanges(kunci, nrr, banyak, baris.responden, ikm, mean_of_means, bobot, baris.line)


def result_range(service_ranges: Sequence[ServiceRanges], aturan: Policy) -> ResultRange:
    """Return the result of services whose every element is known.

    A policy never lowers an index when a mean rises, so the lowest cells give the lowest result, the highest the
    highest. An index that is given is bounded by its own rounding and by its row's cells, where these agree.
    """
    low, mid, high = (
        result_of([_side_means(one, side, aturan) for one in service_ranges], aturan) for side in range(3)
    )
    pasti = all(low.nrr[key] == high.nrr[key] for key in mid.nrr) and low.ikm == high.ikm
    return ResultRange(low, mid, high, pasti)


def row_index(one: ServiceRanges, aturan: Policy) -> Range:
    """Return the index that the cells of a row allow."""
    low, mid, high = (index_of({key: value[side] for key, value in one.nrr.items()}, aturan) for side in range(3))
    return Range(low, mid, high)


def mean_of_means(service_ranges: Sequence[ServiceRanges], aturan: Policy) -> Range | None:
    """Return the mean of the services' mean scores as their table prints them; `None` when it prints none."""
    cells = [(one.rata_rata, _weights(one, aturan)) for one in service_ranges if one.rata_rata is not None]
    if not cells or len(cells) != len(service_ranges):
        return None
    total = sum((weight for _, weight in cells), Fraction())
    low, mid, high = (sum((cell[side] * weight for cell, weight in cells), Fraction()) / total for side in range(3))
    return Range(low, mid, high)


def _weights(one: ServiceRanges, aturan: Policy) -> Fraction:
    if aturan.gabungan == "responden":
        return Fraction(one.responden or 1)
    return Fraction(1) if aturan.gabungan == "rata-rata-layanan" or one.bobot is None else one.bobot


def _side_means(one: ServiceRanges, side: int, aturan: Policy) -> ServiceMeans:
    nrr = {key: value[side] for key, value in one.nrr.items()}
    ikm = None
    if one.ikm is not None:
        cells = row_index(one, aturan)
        both = Range(max(one.ikm.low, cells.low), one.ikm.mid, min(one.ikm.high, cells.high))
        ikm = (both if both.low <= both.mid <= both.high else one.ikm)[side]
    return ServiceMeans(one.kunci, nrr, one.answered, one.responden, ikm, one.bobot)
