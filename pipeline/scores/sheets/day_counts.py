"""The days on which a sheet was answered, by unit: counted as they come, settled when the whole column is known."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, problem
from pipeline.scores.sheets.days import day_of, is_month_first, may_be_either
from pipeline.scores.sheets.rejected import Rejected
from pipeline.scores.sheets.row_accounts import MOST_LINES, RowAccounts

Numbers = npt.NDArray[np.integer[Any]]
Truths = npt.NDArray[np.bool_]


class DayCounts:
    """How many rows of a unit have each day; `column` is where a problem of a cell stands in its line."""

    def __init__(self, file: str, rejected: Rejected, accounts: RowAccounts) -> None:
        self.file, self.rejected, self.accounts, self.column = file, rejected, accounts, 1
        self.days: dict[int, dict[str, tuple[int, int]]] = {}
        self.wrong_days: dict[int, int] = {}
        self.month_first: list[tuple[str, int, str, int, int]] = []
        self.is_day_first = False
        self.undecided: dict[int, tuple[int, list[int]]] = {}

    def add(
        self, names: Sequence[str], units: Numbers, codes: Numbers, texts: Sequence[str], lines: Sequence[int]
    ) -> Truths:
        """Keep the days of rows, by unit; return which rows are refused, since what they say is no day."""
        days = [day_of(text) for text in texts]
        for row, unit, code, many in different(units, codes, len(texts)):
            self._dated(names[unit], unit, texts[code], days[code], many, lines[row])
        wrong = np.array([bool(text) and day is None for text, day in zip(texts, days, strict=True)], dtype=bool)
        return wrong[codes]

    def wait(self, units: Numbers, codes: Numbers, texts: Sequence[str], lines: Sequence[int], is_open: Truths) -> None:
        """Remember open rows whose day reads with the month first: whether they count is known at the end."""
        asked = np.array([is_month_first(text) for text in texts], dtype=bool)[codes] & is_open
        for unit in np.unique(units[asked]).tolist():
            rows = np.flatnonzero(asked & (units == unit))
            many, told = self.undecided.get(unit, (0, []))
            first = [lines[row] for row in rows[:MOST_LINES].tolist()]
            self.undecided[unit] = many + len(rows), [*told, *first][:MOST_LINES]

    def settle(self, names: Sequence[str]) -> None:
        """Take days that only read with the month first, unless others of the column would then be in doubt."""
        for name, unit, text, many, line in self.month_first:
            day = day_of(text)
            if self.is_day_first or day is None:
                self._no_day(name, unit, text, many, line)
            else:
                self._on(unit, day, many, line)
        for number, (many, lines) in self.undecided.items() if self.is_day_first else ():
            self.accounts.refuse_counted(names[number], many, lines)
        self.month_first, self.undecided = [], {}

    def of(self, unit: int) -> dict[str, tuple[int, int]]:
        """Return the days of a unit in order, each with how many rows have it, and the first."""
        return dict(sorted(self.days.get(unit, {}).items()))

    def _dated(self, name: str, unit: int, text: str, day: str | None, many: int, line: int) -> None:
        if not text:
            return
        self.is_day_first |= may_be_either(text)
        if day is None:
            self._no_day(name, unit, text, many, line)
        elif is_month_first(text):
            self.month_first.append((name, unit, text, many, line))
        else:
            self._on(unit, day, many, line)

    def _no_day(self, name: str, unit: int, text: str, many: int, line: int) -> None:
        """Refuse what is no date: the first of a unit is told, the others are counted from the next line on."""
        told = unit in self.wrong_days
        first = self.wrong_days.setdefault(unit, line)
        if more := many if told else many - 1:
            self.rejected.count_more(name, more, first + 1)
        if told:
            return
        expected = phrase("tanggal seperti 2025-06-01 atau 01/06/2025")
        self.rejected.refuse(
            name,
            problem(Place(self.file, line, self.column), "S104", found=text, column="tanggal", expected=expected),
        )

    def _on(self, unit: int, day: str, many: int, line: int) -> None:
        count, first = self.days.setdefault(unit, {}).get(day, (0, line))
        self.days[unit][day] = (count + many, min(first, line))


def different(units: Numbers, codes: Numbers, width: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield what units say, each once in the order of the rows: its first row, the unit, the code, how many rows."""
    _, first, count = np.unique(units * width + codes, return_index=True, return_counts=True)
    order = np.argsort(first)
    first, count = first[order], count[order]
    yield from zip(first.tolist(), units[first].tolist(), codes[first].tolist(), count.tolist(), strict=True)
