"""What the XML of an OpenDocument workbook says that a reader of values drops: as `sheet_marks` of Excel's."""

from collections.abc import Callable
from typing import BinaryIO

from pipeline.files.sheet_marks import MOST_MERGED, Marks, follow

_UNSEEN = ("collapse", "filter")
_ERRORS = ("#", "Err:")
"""How a cell in error begins where it says no more."""


def read(
    source: BinaryIO, measure: Callable[[int, int], None], weigh: Callable[[int, int, int], None] | None = None
) -> dict[str, Marks]:
    """Return the marks of each sheet by its name; `measure` is told how far cells that hold something reach.

    `weigh` is told of each sheet in the end how far that is, and how many they are.
    """
    reader = _Reader(measure, weigh)
    follow(source, reader)
    return reader.sheets


def _number(said: dict[str, str], name: str) -> int:
    text = said.get(name, "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 8 else 1


class _Reader:
    """Follows the sheets, rows and cells; what is repeated counts as often as it says."""

    def __init__(
        self, measure: Callable[[int, int], None], weigh: Callable[[int, int, int], None] | None = None
    ) -> None:
        self.measure, self.weigh = measure, weigh
        self.reach, self.filled = (0, 0), 0
        self.sheets: dict[str, Marks] = {}
        self.unseen_styles: set[str] = set()
        self.style, self.name = "", ""
        self.row, self.rows, self.column = 0, 1, 0
        self.cell: dict[str, str] | None = None
        self.shown, self.in_text, self.in_hidden = "", False, False

    def start(self, name: str, said: dict[str, str]) -> None:
        said = {key.rpartition(" ")[2]: text for key, text in said.items()}
        match name.rpartition(" ")[2]:
            case "style":
                self.style = said.get("name", "")
            case "table-properties" if said.get("display") == "false":
                self.unseen_styles.add(self.style)
            case "table":
                self.name, self.row = said.get("name", ""), 0
                self.reach, self.filled = (0, 0), 0
                self.sheets[self.name] = Marks((), (), (), said.get("style-name", "") in self.unseen_styles)
            case "table-row":
                self.row, self.rows, self.column = self.row + 1, _number(said, "number-rows-repeated"), 0
                self.in_hidden = said.get("visibility") in _UNSEEN
            case "table-cell" | "covered-table-cell":
                self.cell, self.shown, self.column = said, "", self.column + 1
            case "p":
                self.in_text = self.cell is not None

    def text(self, data: str) -> None:
        if self.in_text:
            self.shown += data

    def end(self, name: str) -> None:
        match name.rpartition(" ")[2]:
            case "p":
                self.in_text = False
            case "table-cell" | "covered-table-cell" if self.cell is not None:
                self._close(self.cell)
                self.cell = None
            case "table-row":
                self.row += self.rows - 1
            case "table" if self.weigh is not None:
                self.weigh(*self.reach, self.filled)

    def _close(self, cell: dict[str, str]) -> None:
        shown, many = self.shown.strip(), _number(cell, "number-columns-repeated")
        at, formula = (self.row, self.column), cell.get("formula", "")
        self.column += many - 1
        marks = self.sheets[self.name]
        if shown or formula or "value-type" in cell:
            self.measure(self.row + self.rows - 1, self.column)
            self.reach = max(self.row + self.rows - 1, self.reach[0]), max(self.column, self.reach[1])
            self.filled += many * self.rows
        is_error = cell.get("value-type") == "error" or (bool(formula) and shown.startswith(_ERRORS))
        faults, merged, hidden = marks.faults, marks.merged, marks.hidden
        if (is_error or (formula and not shown)) and len(faults) < MOST_MERGED:
            faults = (*faults, (*at, shown or "="))
        across, down = _number(cell, "number-columns-spanned"), _number(cell, "number-rows-spanned")
        if across * down > 1 and len(merged) < MOST_MERGED:
            merged = (*merged, (at, (at[0] + down - 1, at[1] + across - 1)))
        if self.in_hidden and shown:
            self.in_hidden, hidden = False, (*hidden, self.row)
        self.sheets[self.name] = Marks(faults, merged, hidden, marks.is_hidden)
