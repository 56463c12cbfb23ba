"""What is wrong with the rows of a sheet, by unit: the first places of each fault, and how many more there are."""

from collections import Counter
from collections.abc import Mapping

from pipeline.problems.phrase import Text
from pipeline.problems.problem import Place, Problem, problem

OF_A_KIND = 5
"""Places that are told of one fault of a unit: the same code with the same values."""
OF_A_UNIT = 100
"""Places that are told of a unit, whatever its faults."""


IN_ALL = "\0"
"""In place of a unit: no sheet holds this character."""


class Rejected:
    """Grows row by row and stays small, however many rows are wrong; rows that name no unit are those of `IN_ALL`."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._kept: dict[str, list[Problem]] = {}
        self._alike: dict[str, Counter[tuple[str, tuple[tuple[str, Text], ...]]]] = {}
        self._more: dict[str, tuple[int, int]] = {}

    def refuse(self, unit: str, wrong: Problem, once: bool = False) -> None:
        """Keep a problem with its place, or count it; what is told `sekali` is neither when it was told before."""
        kept, told = self._kept.setdefault(unit, []), self._alike.setdefault(unit, Counter())
        fault = wrong.code, wrong.values
        if once and told[fault]:
            return
        if len(kept) < OF_A_UNIT and told[fault] < OF_A_KIND:
            kept.append(wrong)
            told[fault] += 1
        else:
            self.count_more(unit, 1, wrong.place.line)

    def count_more(self, unit: str, many: int, line: int) -> None:
        """Count faults of a unit of which enough was told; `line` is the first."""
        before, first = self._more.get(unit, (0, line))
        self._more[unit] = (before + many, min(first, line))

    def is_full(self, unit: str) -> bool:
        """Whether no more places of a unit are told."""
        return len(self._kept.get(unit, ())) >= OF_A_UNIT

    @property
    def units(self) -> frozenset[str]:
        """The units that have something wrong."""
        return frozenset(self._kept)

    def result(self) -> Mapping[str, tuple[Problem, ...]]:
        """Return what is wrong, by unit; what is more than can be told as one problem at its end."""
        return {unit: tuple(sorted((*kept, *self._rest(unit)))) for unit, kept in sorted(self._kept.items())}

    def _rest(self, unit: str) -> tuple[Problem, ...]:
        if unit not in self._more:
            return ()
        many, line = self._more[unit]
        return (problem(Place(self.file, line), "S013", found=many, unit="-" if unit == IN_ALL else unit),)
