"""How many cells and rows a sheet has, counted by the marks of its XML alone: following it would take long."""

import re
from collections.abc import Iterable
from typing import BinaryIO, NamedTuple

MOST_CELLS = 10_000_000
"""Cells between the first one and the farthest: a reader makes room for all of them."""
MOST_ROWS = 1_048_576
"""Rows that a sheet of Excel or LibreOffice has."""
_PART, _HEAD, _LONGEST = 1 << 20, 1 << 14, 64
"""Bytes that are counted at once, that name what stands before a tag, and that the beginning of a tag has at most."""
_CELLS, _ROWS = (b"c ", b"c>", b"c/"), (b"row ", b"row>", b"row/")
_OPEN_CELLS, _OPEN_ROWS = (b"table:table-cell", b"table:covered-table-cell"), (b"table:table-row",)
"""How a cell and a row begin, as Excel, LibreOffice and their like write them."""
_KIND = re.compile(rb"xmlns:([^=\s]{1,20})\s*=\s*[\"'][^\"']*(?:spreadsheetml(?:/2006)?/main|xmlns:table:1.0)[\"']")
_MOST_MARKS = 12
"""Marks that a cell or a row has, on average, in a sheet of many; of more it is written so that nothing is counted."""


class Size(NamedTuple):
    """What was counted until it was too much, or until the end."""

    cells: int
    rows: int
    marks: int

    @property
    def has_too_many_cells(self) -> bool:
        """Whether there are more cells than are read, or more marks than these cells and rows can have."""
        return self.cells > MOST_CELLS or self.marks > max(MOST_CELLS, _MOST_MARKS * (self.cells + self.rows))

    @property
    def has_too_many_rows(self) -> bool:
        """Whether there are more rows than a sheet has."""
        return self.rows > MOST_ROWS


def counted(content: BinaryIO, *, is_open: bool) -> Size:
    """Return how large a sheet is, of Excel or of OpenDocument; no more is read of one that is too large."""
    rest = content.read(_HEAD)
    own = ((_OPEN_CELLS, _OPEN_ROWS), (_CELLS, _ROWS))[not is_open]
    kinds = {b"", *(name + b":" for name in _KIND.findall(rest))}
    cells, rows = ([b"<" + kind + tag.removeprefix(b"table:") for kind in kinds for tag in tags] for tags in own)
    size = Size(0, 0, 0)
    while part := content.read(_PART):
        # a tag that is cut is counted with the part that ends it
        whole, _, begun = (rest + part).rpartition(b"<")
        size = _more(size, whole, cells, rows)
        if size.has_too_many_cells or size.has_too_many_rows:
            return size
        rest = (b"<" + begun)[:_LONGEST]
    return _more(size, rest, cells, rows)


def _more(size: Size, whole: bytes, cells: Iterable[bytes], rows: Iterable[bytes]) -> Size:
    return Size(
        size.cells + sum(map(whole.count, cells)),
        size.rows + sum(map(whole.count, rows)),
        size.marks + whole.count(b"<"),
    )
