"""Rows as CSV for spreadsheets: no cell of them begins a formula; every export goes through here."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_LIVE = re.compile(rf"[{_SIGNS}\t\r]")
_ENDS = r"\t\r\n"
_CUT = {
    separator: re.compile(rf"([{other}{_ENDS}] *)(?=[{_SIGNS}])(?!- *(?:[{other}{_ENDS}]|$))")
    for separator, other in ((",", ";"), (";", ","))
}
"""Where a spreadsheet that separates cells otherwise, an Indonesian one by `;`, an English one by `,`, would begin one.

A dash alone, as in `Rp1.500.000,-`, begins nothing."""
_UNCUT = re.compile(rf"([;,{_ENDS}] *)'(?=[{_SIGNS}])")


def inert(cell: str) -> str:
    """Return a cell that a spreadsheet takes for text: what would begin a formula is quoted; a dash alone is none."""
    return f"'{cell}" if _LIVE.match(cell) and cell != "-" else cell


def as_given(cell: str) -> str:
    """Return a cell as it was before it was made inert."""
    return _UNCUT.sub(r"\1", cell[1:] if cell.startswith("'") and _LIVE.match(cell, 1) else cell)


def written(rows: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    """Return rows as CSV that Excel opens: UTF-8 with its mark, every cell inert, wherever the reader cuts."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    for row in rows:
        writer.writerow([_CUT[delimiter].sub(r"\1'", inert(cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig")
