"""A unit's results by scheme, what stands beside them, and what they are compared with."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.scores.ikm import Grade, Policy, Result
from pipeline.scores.priorities import Choice
from pipeline.scores.published import Declared, Figure, PrintedRow
from pipeline.scores.ranges import ResultRange, ServiceRanges
from pipeline.sources.period import Period
from pipeline.sources.survey_model import Prioritas, Skema


class SchemeResult(NamedTuple):
    """One scheme's result for a unit: the scheme and how it is counted, what came of it, what is printed of it.

    `rule` is the rule by which `choice` was made: the one record of what is a priority; `grades` are the elements'.
    """

    key: str
    scheme: Skema
    policy: Policy
    rule: Prioritas
    result: Result
    choice: Choice
    result_range: ResultRange
    parts: tuple[ServiceRanges, ...]
    declared: Declared
    printed: PrintedRow
    grades: Mapping[str, Grade]


class UnitResults(NamedTuple):
    """All results of a unit in a period: its main scheme's, then those of the others that it uses.

    `parts` are the periods that they are drawn from, where the period draws on those within it.
    """

    main: SchemeResult
    others: tuple[SchemeResult, ...] = ()
    parts: tuple[Period, ...] = ()

    @property
    def every(self) -> tuple[SchemeResult, ...]:
        """The results of every scheme, the main one first."""
        return (self.main, *self.others)

    def of(self, key: str) -> SchemeResult | None:
        """Return the result of a scheme; `None` when the unit does not use it."""
        return next((result for result in self.every if result.key == key), None)

    @property
    def summary(self) -> dict[str, dict[str, str]]:
        """Index and grade of every scheme as they are printed, the main one first: as the archive keeps them."""
        return {
            result.key: {"ikm": str(result.printed.ikm.shown), "mutu": result.printed.mutu} for result in self.every
        }


class PastIndex(NamedTuple):
    """An earlier period's index and grade as they are printed."""

    period: Period
    ikm: Figure
    mutu: str


class Comparison(NamedTuple):
    """The earlier period that this one is compared with: its results of this period's schemes, the main one first."""

    period: Period
    results: UnitResults


class Survey(NamedTuple):
    """What a survey says beside its results: who answered, what they suggest, the earlier indices, latest first.

    `comparison` is the period compared; `None` where there is none, or nobody asks for it. `placed` has the element of
    each suggestion that somebody placed by hand, by its bare text. `parts` are the indices of the periods that this
    one draws on, the earliest first.
    """

    profil: Mapping[str, Mapping[str, int]]
    saran: Sequence[str]
    riwayat: Sequence[PastIndex]
    shape: str
    comparison: Comparison | None = None
    placed: Mapping[str, str] = {}
    parts: Sequence[PastIndex] = ()
