"""A list as offices keep it, a workbook or CSV: its sheets, whichever of the two it is."""

from pipeline.files import contents, csv_in, sheet_marks, workbook
from pipeline.files.workbook import Sheet


def sheets(raw: bytes) -> list[Sheet]:
    """Return every sheet, of CSV the only one; raises `ValueError` with the reason when one cannot be read.

    A row stands where its line does: cells of several lines leave rows empty.
    """
    if raw.startswith((b"PK", contents.OLD)):
        return workbook.sheets(raw)
    rows: list[list[object]] = []
    faults: list[tuple[int, int, str]] = []
    for line, cells in csv_in.rows(raw):
        rows += [[] for _ in range(line - 1 - len(rows))]
        rows.append([*cells])
        faults += ((line, at, cell) for at, cell in enumerate(cells, 1) if cell.strip() in csv_in.FAULTS)
    said = tuple((sheet_marks.address(row, column), shown) for row, column, shown in faults)
    return [Sheet("", rows, said, at_fault=tuple(faults))]
