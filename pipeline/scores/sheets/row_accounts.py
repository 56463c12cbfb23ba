"""What became of the rows of a sheet: every row that is read is counted, ignored or refused, once."""

from collections.abc import Iterable

from pipeline.scores.counts import RowAccount

MOST_LINES = 5
"""Lines of refused rows that are told of a unit."""


class RowAccounts:
    """Grows row by row and stays small; `read` counts the rows apart from what becomes of them."""

    def __init__(self) -> None:
        self.read = 0
        self._units: dict[str, RowAccount] = {}

    def add(self, unit: str, used: int = 0, ignored: int = 0, refused: int = 0, lines: Iterable[int] = ()) -> None:
        """Add rows of a unit; `lines` are those of the refused, as many as are known."""
        before = self._units.get(unit, RowAccount())
        told = tuple(sorted((*before.lines, *lines))[:MOST_LINES])
        self._units[unit] = RowAccount(before.used + used, before.ignored + ignored, before.refused + refused, told)

    def refuse_counted(self, unit: str, many: int, lines: Iterable[int]) -> None:
        """Refuse rows that were counted as used before it was known that they cannot be."""
        self.add(unit, used=-many, refused=many, lines=lines)

    def result(self) -> dict[str, RowAccount]:
        """Return what became of the rows, by unit in the order of their names."""
        return dict(sorted(self._units.items()))
