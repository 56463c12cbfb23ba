"""A unit's result by scheme, what stands beside it, and what it is compared with."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from pipeline.scores.ikm import Policy, Result
from pipeline.scores.priorities import Choice
from pipeline.scores.ranges import ResultRange, ServiceRanges
from pipeline.sources.period import Period
from pipeline.sources.survey_model import Tercatat


class SchemeResult(NamedTuple):
    """One scheme's result for a unit, and the elements chosen from it."""

    kunci: str
    result: Result
    choice: Choice
    policy: Policy
    result_range: ResultRange
    parts: tuple[ServiceRanges, ...]


class PastIndex(NamedTuple):
    """An earlier period's index, as published where that is declared."""

    period: Period
    ikm: Fraction
    mutu: str
    responden: int | None


class Comparison(NamedTuple):
    """The earlier period that this one is compared with: its results, and by scheme what was published of them."""

    period: Period
    nilai: Sequence[SchemeResult]
    tercatat: Mapping[str, Tercatat]


class Survey(NamedTuple):
    """What a survey says beside its results: who answered, what they suggest, the earlier indices, latest first.

    `comparison` is the period compared; `None` where there is none, or nobody asks for it.
    """

    profil: Mapping[str, Mapping[str, int]]
    saran: Sequence[str]
    riwayat: Sequence[PastIndex]
    shape: str
    comparison: Comparison | None = None
