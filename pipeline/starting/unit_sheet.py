"""A list as offices keep it, Excel or CSV, as rows of text that know their cell."""

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from pipeline.files import contents, csv_in, disk
from pipeline.problems.phrase import Text, cause, phrase
from pipeline.problems.problem import Place, Problem, problem

LARGEST = csv_in.LARGEST
"""Bytes of one list."""
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
    sheets: list[tuple[str, list[tuple[int, list[object]]]]] = []
    try:
        raw = disk.content(path)
        if len(raw) > LARGEST:
            problems.append(problem(Place(file), "Y006", found=f"{len(raw)} bita", most=f"{LARGEST} bita"))
            return []
        sheets = _text(raw) if raw.strip() and contents.of(raw) is None else _excel(raw, file, problems)
    except FileNotFoundError:
        problems.append(problem(Place(file), "B001", file=file))
    except (OSError, ValueError) as fault:
        problems.append(
            problem(Place(file), "U002", found=cause(fault) if isinstance(fault, OSError) else fault.args[0])
        )
    found = [_sheet(f"{file}#{name}" if number else file, rows) for number, (name, rows) in enumerate(sheets)]
    return [sheet for number, sheet in enumerate(found) if sheet.rows or not number]


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


def _sheet(file: str, rows: list[tuple[int, list[object]]]) -> UnitSheet:
    found = [[_cell(value, Place(file, line, column)) for column, value in enumerate(row, 1)] for line, row in rows]
    return UnitSheet(Place(file), [row for row in found if any(cell.text for cell in row)])


def _text(raw: bytes) -> list[tuple[str, list[tuple[int, list[object]]]]]:
    return [("", [(line, [*row]) for line, row in csv_in.rows(raw)])]


def _excel(raw: bytes, file: str, problems: list[Problem]) -> list[tuple[str, list[tuple[int, list[object]]]]]:
    from pipeline.files import workbook  # other lists do without it

    sheets = workbook.sheets(raw)
    for number, sheet in enumerate(sheets):
        if sheet.hidden_rows or (sheet.is_hidden and any(map(any, sheet.rows))):
            at = Place(f"{file}#{sheet.name}" if number else file, (sheet.hidden_rows or (1,))[0])
            rows = ", ".join(map(str, sheet.hidden_rows[:MOST_TOLD])) or phrase("semua")
            problems.append(problem(at, "U015", sheet=sheet.name, rows=rows))
        for at_row, column, shown in sheet.at_fault:
            row = sheet.rows[at_row - 1]
            row += [""] * (column - len(row))
            row[column - 1] = FailedFormula(shown)
    return [(sheet.name, list(enumerate(sheet.rows, 1))) for sheet in sheets]


def _cell(value: object, at: Place) -> SheetCell:
    """Return a cell as it was typed; with a problem when the spreadsheet has rounded it, or its formula failed."""
    if isinstance(value, FailedFormula):
        return SheetCell(value.shown, at, problem(at, "U010", found=value.told))
    if isinstance(value, str):
        wrong = problem(at, "U010", found=value.strip()) if value.strip() in csv_in.FAULTS else None
        return SheetCell(" ".join(value.split()), at, wrong)
    if isinstance(value, bool):
        return SheetCell("ya" if value else "tidak", at)
    if isinstance(value, (int, float)):
        wrong = problem(at, "U011", found=f"{value:.0f}") if abs(value) >= _EXACT else None
        return SheetCell(str(int(value)) if value == int(value) else str(value), at, wrong)
    return SheetCell(value.date().isoformat() if isinstance(value, dt.datetime) else str(value), at)
