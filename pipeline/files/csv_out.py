"""Rows as CSV for spreadsheets: no cell of them begins a formula; every export goes through here."""

import csv
import io
from collections.abc import Iterable, Sequence

_LIVE = ("=", "+", "-", "@", "\t", "\r")


def inert(cell: str) -> str:
    """Return a cell that a spreadsheet takes for text: what would begin a formula is quoted; a dash alone is none."""
    return f"'{cell}" if cell.startswith(_LIVE) and cell != "-" else cell


def written(rows: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    """Return rows as CSV that Excel opens: UTF-8 with its mark, every cell inert."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
