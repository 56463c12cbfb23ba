"""An Excel sheet as the text that the same sheet would be as CSV."""

import csv
import datetime as dt
import io

from pipeline.files import workbook

SUFFIX = ".xlsx"


def to_csv(raw: bytes) -> tuple[bytes, str]:
    """Return the first sheet of a workbook as CSV, a line a row; if it cannot be read, nothing and the reason."""
    try:
        rows = workbook.rows(raw)
    except ValueError as fault:
        return b"", fault.args[0]
    shown = [[_text(cell) for cell in row] for row in rows]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    head = True
    for row in shown:
        # what stands before the header is as wide as the sheet in Excel, and a single cell in CSV
        remark = not any(row) or row[0].startswith("#")
        head = head and remark
        if head:
            text.write(f"{row[0] if row else ''}\n")
        elif any(row):
            writer.writerow(row)
        else:
            text.write("\n")
    return text.getvalue().encode(), ""


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return " ".join(str(cell).split())
