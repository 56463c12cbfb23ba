"""What a sheet's XML says that a reader of values drops: cells in error, formulas without a result, merged cells."""

import re
from collections.abc import Callable
from typing import BinaryIO, NamedTuple, Protocol
from xml.parsers import expat

MOST_MERGED = 100_000
"""Merged ranges of a sheet, and faults of it, that are kept."""
_PART = 1 << 20
_TRUE = ("1", "true")
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})", re.ASCII)
_ROW = re.compile(r"[1-9]\d{0,6}", re.ASCII)
_SHOWN = 20
"""Letters that are shown of an address that is none."""


class Marks(NamedTuple):
    """Cells are (row, column) from 1; a fault is a cell with what stands there; a merged range is its two corners."""

    faults: tuple[tuple[int, int, str], ...]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    hidden: tuple[int, ...] = ()
    """Rows that are hidden, by hand or by a filter, and hold something."""
    is_hidden: bool = False
    """Whether the sheet itself is."""


def read(
    source: BinaryIO, measure: Callable[[int, int], None], weigh: Callable[[int, int, int], None] | None = None
) -> Marks:
    """Return a sheet's marks; `measure` is told the farthest row and column as they grow, and may raise.

    `weigh` is told in the end how far cells that hold something reach, and how many they are; it may raise too.
    Raises `expat.ExpatError` when it is no XML, or declares a document type.
    """
    reader = _Reader(measure)
    follow(source, reader)
    if weigh is not None:
        weigh(*reader.reach, reader.filled)
    return Marks(tuple(reader.faults), tuple(reader.merged), tuple(reader.hidden))


def address(row: int, column: int) -> str:
    """Return a cell as Excel names it: `C14`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


class Follower(Protocol):
    """What follows the elements and the text of a sheet."""

    def start(self, name: str, said: dict[str, str]) -> None:
        """Enter an element."""

    def end(self, name: str) -> None:
        """Leave it."""

    def text(self, data: str) -> None:
        """Read its text."""


def follow(source: BinaryIO, reader: Follower) -> None:
    """Lead a reader through XML of a workbook; raises `expat.ExpatError` when it is none, or declares a type."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = no_doctype
    while part := source.read(_PART):
        parser.Parse(part, False)
    parser.Parse(b"", True)


def no_doctype(*_: object) -> None:
    """Refuse a document type: it may declare entities without end."""
    raise expat.ExpatError("DOCTYPE")


def _corner(text: str) -> tuple[int, int] | None:
    found = _CELL.fullmatch(text.strip().upper())
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


class _Reader:
    """Follows the cells of a sheet, those that do not say where they are included."""

    def __init__(self, measure: Callable[[int, int], None]) -> None:
        self.measure = measure
        self.row, self.column, self.farthest = 0, 0, (1, 1)
        self.reach, self.filled = (0, 0), 0
        self.kind, self.is_formula, self.shown = "", False, ""
        self.in_value = False
        self.in_hidden = False
        self.hidden: list[int] = []
        self.faults: list[tuple[int, int, str]] = []
        self.merged: list[tuple[tuple[int, int], tuple[int, int]]] = []

    def start(self, name: str, said: dict[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "row":
                number = said.get("r", "").strip()
                if number and not _ROW.fullmatch(number):
                    raise expat.ExpatError(f'r="{number[:_SHOWN]}"')
                self.row = int(number) if number else self.row + 1
                self.column = 0
                self.in_hidden = said.get("hidden", "").strip() in _TRUE
            case "c":
                at = said.get("r", "").strip()
                corner = _corner(at)
                if at and not corner:  # a reader may take it for far away
                    raise expat.ExpatError(f'r="{at[:_SHOWN]}"')
                self.row, self.column = corner or (max(self.row, 1), self.column + 1)
                if self.row > self.farthest[0] or self.column > self.farthest[1]:
                    self.farthest = max(self.row, self.farthest[0]), max(self.column, self.farthest[1])
                    self.measure(*self.farthest)
                self.kind, self.is_formula, self.shown = said.get("t", ""), False, ""
            case "f":
                self.is_formula = True
            case "v":
                self.in_value = True
            case "mergeCell":
                ends = [_corner(end) for end in said.get("ref", "").partition(":")[::2]]
                if ends[0] and ends[1] and len(self.merged) < MOST_MERGED:
                    self.merged.append((ends[0], ends[1]))

    def text(self, data: str) -> None:
        if self.in_value:
            self.shown += data

    def end(self, name: str) -> None:
        match name.rpartition(" ")[2]:
            case "v":
                self.in_value = False
            case "c":
                if self.shown or self.kind == "inlineStr":
                    self.filled += 1
                    self.reach = max(self.row, self.reach[0]), max(self.column, self.reach[1])
                is_empty = self.is_formula and not self.shown.strip() and self.kind != "str"
                if (self.kind == "e" or is_empty) and len(self.faults) < MOST_MERGED:
                    self.faults.append((self.row, self.column, self.shown.strip() or "="))
                if self.in_hidden and (self.shown or self.kind == "inlineStr"):
                    self.in_hidden = False
                    self.hidden.append(self.row)
