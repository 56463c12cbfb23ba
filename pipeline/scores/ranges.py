"""What a sheet says of a unit, service by service: exact, or as wide as the rounding of its cells leaves it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from pipeline.scores.counts import CountedRow, Counts, counts_of
from pipeline.scores.ikm import (
    CONVERSION,
    SCALE,
    AnswerCounts,
    Policy,
    Result,
    ServiceMeans,
    index_of,
    mean_answer,
    result_of,
    service_weight,
    weighted_mean,
)
from pipeline.scores.sheets.header import INDEX
from pipeline.scores.sheets.summaries import typed_number

LOWEST, HIGHEST = Fraction(SCALE[0]), Fraction(SCALE[-1])
_ALIKE = Fraction(1)


class Range(NamedTuple):
    """A figure known to lie between two; both are the figure itself when it is exact."""

    low: Fraction
    mid: Fraction
    high: Fraction


class ServiceRanges(NamedTuple):
    """A service with the ranges of its elements, and its index where that is given.

    `fours` is how many answered 1, 2, 3 and 4, by element; nothing where the sheet holds figures.
    """

    key: str
    nrr: Mapping[str, Range]
    answered: Mapping[str, int]
    responden: int | None
    ikm: Range | None
    rata_rata: Range | None
    bobot: Fraction | None
    line: int
    fours: Mapping[str, AnswerCounts] = {}


class ResultRange(NamedTuple):
    """A result at the lowest, as it stands, and at the highest that rounded cells allow."""

    low: Result
    mid: Result
    high: Result
    certain: bool


@lru_cache(maxsize=4096)
def cell_range(text: str, lowest: Fraction = LOWEST, highest: Fraction = HIGHEST, scale: int = 1) -> Range:
    """Return the range of a printed figure: half a unit of its last place to either side, within the scale."""
    value = typed_number(text)
    half = Fraction(1, 2 * 10 ** len(text.replace(",", ".").partition(".")[2]))
    low, high = (value - half) / scale, (value + half) / scale
    return Range(max(low, lowest), value / scale, min(high, highest))


def service_ranges(
    file: Counts, row: CountedRow, service: str, unsur: Mapping[str, Sequence[str]], bobot: Fraction | None
) -> ServiceRanges:
    """Return what a row says of the elements, each with its columns (itself, or its statements).

    An element's mean is that of all answers to all its statements; of means, the mean. An element that nobody
    answered is left out.
    """
    nrr: dict[str, Range] = {}
    answered: dict[str, int] = {}
    fours: dict[str, AnswerCounts] = {}
    if row.counts:
        counts = counts_of(file.columns, row)
        for key, columns in unsur.items():
            found = [counts[column] for column in columns if column in counts]
            if found:
                fours[key] = added_up(found)
                mean = mean_answer(fours[key])
                nrr[key], answered[key] = Range(mean, mean, mean), sum(fours[key])
    else:
        cells = dict(zip(file.columns, row.figures, strict=True))
        scale = CONVERSION if file.shape == INDEX else 1
        for key, columns in unsur.items():
            ranges = [cell_range(cells[column], scale=scale) for column in columns if cells.get(column)]
            if ranges:
                nrr[key] = _mean_range([(cell, _ALIKE) for cell in ranges])
                answered[key] = (row.responden or 0) * len(ranges)
    ikm = cell_range(row.ikm, LOWEST * CONVERSION, HIGHEST * CONVERSION) if row.ikm else None
    row_mean = cell_range(row.rata_rata) if row.rata_rata else None
    return ServiceRanges(service, nrr, answered, row.responden, ikm, row_mean, bobot, row.line, fours)


def added_up(counts: Sequence[AnswerCounts]) -> AnswerCounts:
    """Return how many answered 1, 2, 3 and 4 in all."""
    first, second, third, fourth = map(sum, zip(*counts, strict=True))
    return first, second, third, fourth


def result_range(parts: Sequence[ServiceRanges], policy: Policy) -> ResultRange:
    """Return the result of services whose every element is known.

    A policy never lowers an index when a mean rises, so the lowest cells give the lowest result, the highest the
    highest. An index that is given is bounded by its own rounding and by its row's cells, where these agree.
    """
    given = [_given_index(part, policy) for part in parts]
    sides = [tuple(_side_means(part, ikm, side) for part, ikm in zip(parts, given, strict=True)) for side in range(3)]
    if sides[0] == sides[1] == sides[2]:
        exact = result_of(sides[1], policy)
        return ResultRange(exact, exact, exact, certain=True)
    low, mid, high = (result_of(side, policy) for side in sides)
    certain = all(low.nrr[key] == high.nrr[key] for key in mid.nrr) and low.ikm == high.ikm
    return ResultRange(low, mid, high, certain)


def row_index(part: ServiceRanges, policy: Policy) -> Range:
    """Return the index that the cells of a row allow."""
    low, mid, high = (index_of({key: value[side] for key, value in part.nrr.items()}, policy) for side in range(3))
    return Range(low, mid, high)


def mean_of_means(parts: Sequence[ServiceRanges], policy: Policy) -> Range | None:
    """Return the mean of the services' mean scores as their table prints them; `None` when it prints none."""
    cells = [
        (part.rata_rata, service_weight(policy, part.bobot, part.responden))
        for part in parts
        if part.rata_rata is not None
    ]
    if not cells or len(cells) != len(parts):
        return None
    return _mean_range(cells)


def _mean_range(cells: Sequence[tuple[Range, Fraction]]) -> Range:
    low, mid, high = (weighted_mean([(cell[side], weight) for cell, weight in cells]) for side in range(3))
    return Range(low, mid, high)


def _given_index(part: ServiceRanges, policy: Policy) -> Range | None:
    if part.ikm is None:
        return None
    cells = row_index(part, policy)
    both = Range(max(part.ikm.low, cells.low), part.ikm.mid, min(part.ikm.high, cells.high))
    return both if both.low <= both.mid <= both.high else part.ikm


def _side_means(part: ServiceRanges, ikm: Range | None, side: int) -> ServiceMeans:
    """Return the lowest means of a service, those that stand there, or the highest."""
    nrr = {key: value[side] for key, value in part.nrr.items()}
    return ServiceMeans(part.key, nrr, part.answered, part.responden, None if ikm is None else ikm[side], part.bobot)
