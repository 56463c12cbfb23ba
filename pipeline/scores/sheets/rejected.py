"""What is wrong with the rows of a sheet, by unit: the first places of each fault, and how many more there are."""

from collections import Counter
from collections.abc import Mapping

from pipeline.problems import grouped
from pipeline.problems.phrase import Text, as_text
from pipeline.problems.problem import Place, Problem, problem

OF_A_KIND = 5
"""Places that are told of one fault of a unit: the same code with the same values."""
OF_A_UNIT = 100
"""Faults that are told of a unit, and places beyond which none is told but the first of another fault."""


Fault = tuple[str, tuple[tuple[str, Text], ...]]
"""A code with its values: what is the same in several rows."""
IN_ALL = "\0"
"""In place of a unit: no sheet holds this character."""


class Rejected:
    """Grows row by row and stays small, however many rows are wrong; rows that name no unit are those of `IN_ALL`."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._kept: dict[str, list[Problem]] = {}
        self._alike: dict[str, Counter[Fault]] = {}
        self._more: dict[str, tuple[int, int]] = {}
        self._again: dict[str, Counter[Fault]] = {}

    def refuse(self, unit: str, wrong: Problem, once: bool = False) -> None:
        """Keep a problem with its place, or count it; what is told `sekali` is neither when it was told before."""
        kept, told = self._kept.setdefault(unit, []), self._alike.setdefault(unit, Counter())
        fault = wrong.code, wrong.values
        if once and fault in told:
            return
        is_new = fault not in told
        if (is_new and len(told) < OF_A_UNIT) or (not is_new and len(kept) < OF_A_UNIT and told[fault] < OF_A_KIND):
            kept.append(wrong)
            told[fault] += 1
        else:
            self.count_more(unit, 1, wrong.place.line, wrong)

    def count_more(self, unit: str, many: int, line: int, alike: Problem | None = None) -> None:
        """Count faults of a unit of which enough was told, each like `alike`; `line` is the first."""
        fault = (alike.code, alike.values) if alike else ("", ())
        if fault in self._alike.get(unit, ()):
            self._again.setdefault(unit, Counter())[fault] += many
        before, first = self._more.get(unit, (0, line))
        self._more[unit] = (before + many, min(first, line))

    def is_full(self, unit: str) -> bool:
        """Whether no more faults of a unit are told."""
        return len(self._alike.get(unit, ())) >= OF_A_UNIT

    @property
    def units(self) -> frozenset[str]:
        """The units that have something wrong."""
        return frozenset(self._kept)

    def result(self) -> Mapping[str, tuple[Problem, ...]]:
        """Return what is wrong, by unit; what is more than can be told as one problem at its end."""
        return {
            unit: tuple(sorted((*(self._with_rows(unit, wrong) for wrong in kept), *self._rest(unit))))
            for unit, kept in sorted(self._kept.items())
        }

    def _with_rows(self, unit: str, wrong: Problem) -> Problem:
        """Return a problem that says how many rows have the same fault, where they are more than are told."""
        fault = wrong.code, wrong.values
        again = self._again.get(unit, Counter())[fault]
        if not again:
            return wrong
        rows = as_text(self._alike[unit][fault] + again)
        return wrong._replace(values=(*wrong.values, (grouped.ROWS, rows), (grouped.OWNER, _said(unit))))

    def _rest(self, unit: str) -> tuple[Problem, ...]:
        if unit not in self._more:
            return ()
        many, line = self._more[unit]
        again = self._again.get(unit, Counter()).total()
        counted = {grouped.COUNTED: again} if again else {}
        return (problem(Place(self.file, line), "S013", found=many, unit=_said(unit), **counted),)


def _said(unit: str) -> str:
    return "-" if unit == IN_ALL else unit
