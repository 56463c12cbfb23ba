"""A list as offices keep it, Excel or CSV, as rows of text that know their cell."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.files import lists_in
from pipeline.files.workbook import Sheet
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, problem

MOST_TOLD = 10
"""Hidden rows that are named."""
_EXACT = 10**15
"""A spreadsheet keeps fifteen digits of a number: from here on it has rounded them."""


class SheetCell(NamedTuple):
    """A cell: its text, where it is (file, row, column), and why its text is not what was typed, if it is not."""

    text: str
    at: Place
    wrong: Problem | None = None


class FailedFormula(NamedTuple):
    """What stands in a cell whose formula failed, or whose workbook keeps no result of it: then only its `=`."""

    shown: str

    @property
    def told(self) -> Text:
        """What is said of it."""
        return phrase("belum dihitung, hasilnya tidak tersimpan") if self.shown == "=" else self.shown


class UnitSheet(NamedTuple):
    """A sheet: where it begins, and its rows that are not empty."""

    at: Place
    rows: list[list[SheetCell]]


def read(path: Path, problems: list[Problem]) -> list[UnitSheet]:
    """Return every sheet that is not empty; a problem and none when the file cannot be read.

    The places of a sheet after the first bear its name.
    """
    file = path.as_posix()
    found: list[UnitSheet] = []
    for number, sheet in lists_in.filled(lists_in.read(path, file, problems)):
        named = f"{file}#{sheet.name}" if number else file
        problems += _hidden(sheet, named)
        found.append(_sheet(named, _with_faults(sheet)))
    return found


def address(at: Place) -> str:
    """Return a cell as spreadsheets name it: `D7`, `UPTD!D7` on a sheet after the first."""
    letters, left = "", at.column
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{_on_sheet(at)}{letters}{at.line}"


def row_of(at: Place) -> str:
    """Return the row of a cell: `7`, `UPTD!7` on a sheet after the first."""
    return f"{_on_sheet(at)}{at.line}"


def _on_sheet(at: Place) -> str:
    sheet = at.file.partition("#")[2]
    return f"{sheet}!" if sheet else ""


def _sheet(file: str, rows: list[list[object]]) -> UnitSheet:
    found = [
        [_cell(value, Place(file, line, column)) for column, value in enumerate(row, 1)]
        for line, row in enumerate(rows, 1)
    ]
    return UnitSheet(Place(file), [row for row in found if any(cell.text for cell in row)])


def _hidden(sheet: Sheet, file: str) -> Iterator[Problem]:
    if sheet.hidden_rows or (sheet.is_hidden and any(map(any, sheet.rows))):
        rows = ", ".join(map(str, sheet.hidden_rows[:MOST_TOLD])) or phrase("semua")
        yield problem(Place(file, (sheet.hidden_rows or (1,))[0]), "U015", sheet=sheet.name, rows=rows)


def _with_faults(sheet: Sheet) -> list[list[object]]:
    rows = [[*row] for row in sheet.rows]
    for at_row, column, shown in sheet.at_fault:
        row = rows[at_row - 1]
        row += [""] * (column - len(row))
        row[column - 1] = FailedFormula(shown)
    return rows


def _cell(value: object, at: Place) -> SheetCell:
    """Return a cell as it was typed; with a problem when the spreadsheet has rounded it, or its formula failed."""
    if isinstance(value, FailedFormula):
        return SheetCell(value.shown, at, problem(at, "U010", found=value.told))
    if isinstance(value, str):
        return SheetCell(" ".join(value.split()), at)
    if isinstance(value, bool):
        return SheetCell("ya" if value else "tidak", at)
    if isinstance(value, (int, float)):
        wrong = problem(at, "U011", found=f"{value:.0f}") if abs(value) >= _EXACT else None
        return SheetCell(str(int(value)) if value == int(value) else str(value), at, wrong)
    return SheetCell(value.date().isoformat() if isinstance(value, dt.datetime) else str(value), at)
