"""An Excel sheet as the text that it would be as CSV; refused with cells in error, or where two could be meant."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Sequence

from pipeline.files import contents, workbook
from pipeline.problems.phrase import Text, listed, phrase
from pipeline.problems.problem import Place, Problem, problem

MOST_TOLD = 10
"""Cells of a sheet that are named, of those that cannot be read."""
_FEWEST = 3
"""Cells of a row from which on it may be one of answers."""
_WHOLE = 1e16
"""A number from which on a spreadsheet shows a power of ten."""
_FIRST = 20
"""Rows among which a header is looked for."""


def to_csv(raw: bytes, file: str, is_header: Callable[[Sequence[str]], bool], problems: list[Problem]) -> bytes | None:
    """Return the sheet of a workbook that has such a header as CSV, a line a row; `None` and problems without one.

    A workbook with one sheet is that sheet. Of several with a header none is taken; sheets without one are left alone,
    unless their rows are like those of the sheet that has one.
    """
    try:
        sheets = [sheet for sheet in workbook.sheets(raw) if any(any(cell != "" for cell in row) for row in sheet.rows)]
    except ValueError as fault:
        problems.append(problem(Place(file), "S114", found=fault.args[0]))
        return None
    if not sheets:
        return b""
    meant = [candidate for candidate, _ in _meant(sheets, is_header)]
    sheet = (meant or sheets)[0]
    if len(meant) > 1:
        problems.append(problem(Place(file), "S122", found=listed(map(_named, meant))))
        return None
    if unfit := _unfit(sheet, file, is_header):
        problems.append(unfit)
        return None
    return _written([[_text(cell) for cell in row] for row in sheet.rows], is_header)


def _unfit(sheet: workbook.Sheet, file: str, is_header: Callable[[Sequence[str]], bool]) -> Problem | None:
    """Return what does not let a sheet be taken: it is hidden, some of its rows are, or cells are in error."""
    if sheet.is_hidden:
        return problem(Place(file), "S123", found=sheet.name)
    if sheet.faults:
        named = ", ".join(f"{cell} `{shown}`" for cell, shown in sheet.faults[:MOST_TOLD])
        first = int("".join(filter(str.isdigit, sheet.faults[0][0].rpartition("!")[2])))
        return problem(Place(file, first), "S121", found=len(sheet.faults), cells=named)
    first_row = _header(sheet, is_header) or 1
    if hidden := [row for row in sheet.hidden_rows if row > first_row]:
        named = ", ".join(f"{sheet.name}!{row}:{row}" for row in hidden[:MOST_TOLD])
        return problem(Place(file, hidden[0]), "S124", found=len(hidden), rows=named)
    return None


def _written(texts: Sequence[Sequence[str]], is_header: Callable[[Sequence[str]], bool]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    head = True
    for row in texts:
        # what stands before the header is as wide as the sheet in Excel, and a single cell in CSV
        remark = not any(row) or (row[0].startswith("#") and not (row[0] == "#" and is_header(row)))
        head = head and remark
        if head:
            text.write(f"{row[0] if row else ''}\n")
        elif any(row):
            writer.writerow(row)
        else:
            text.write("\n")
    return text.getvalue().encode()


def _meant(
    sheets: Sequence[workbook.Sheet], is_header: Callable[[Sequence[str]], bool]
) -> list[tuple[workbook.Sheet, int]]:
    """Return the sheets of answers, each with the row of its header: those that have one, and those that go on so."""
    headers = [(sheet, _header(sheet, is_header)) for sheet in sheets]
    first = next((sheet for sheet, at in headers if at), None)
    return [(sheet, at) for sheet, at in headers if at or (first is not None and _resembles(sheet, first))]


def _resembles(other: workbook.Sheet, sheet: workbook.Sheet) -> bool:
    """Whether the rows of a sheet without titles say what those of the sheet with titles say: they are more of them."""
    known = {_text(cell) for row in sheet.rows[1:] for cell in row} - {""}
    rows = [said for row in other.rows if (said := [text for cell in row if (text := _text(cell))])]
    alike = [row for row in rows if len(row) >= _FEWEST and sum(text in known for text in row) * 3 >= len(row) * 2]
    return bool(rows) and len(alike) * 2 >= len(rows)


def rows_there(raw: bytes, is_header: Callable[[Sequence[str]], bool]) -> int:
    """Return how many rows that are not blank stand below the headers of a workbook; without any header, all rows.

    None of a workbook that cannot be opened.
    """
    try:
        sheets = workbook.sheets(raw)
    except ValueError:
        return 0
    meant = _meant(sheets, is_header) or [(sheet, 0) for sheet in sheets]
    return sum(any(cell != "" for cell in row) for sheet, at in meant for row in sheet.rows[at:])


def _header(sheet: workbook.Sheet, is_header: Callable[[Sequence[str]], bool]) -> int:
    """Return which row of a sheet is its header, counted from 1; 0 without one."""
    rows = ([_text(cell) for cell in row] for row in sheet.rows[:_FIRST])
    return next((at for at, row in enumerate(rows, 1) if is_header(row)), 0)


def is_workbook(raw: bytes) -> bool:
    """Whether a file begins as workbooks do, old ones included, whatever its name says."""
    return raw.startswith((b"PK\x03\x04", contents.OLD))


def _named(sheet: workbook.Sheet) -> Text:
    return phrase("`{sheet}` (tersembunyi)", sheet=sheet.name) if sheet.is_hidden else f"`{sheet.name}`"


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _WHOLE else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return " ".join(str(cell).split())
