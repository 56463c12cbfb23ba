"""The cells of a block of plain rows, all at once: where each stands, and which hold the same."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.integer[Any]]
WORDS = 8
"""Bytes that are compared at a time."""
LONGEST_CELL = 1024
"""Bytes of a cell, above which a block is not plain."""
OTHER = 255
"""Any other character than those that a column is made of."""
_MOST_BEFORE = 32
"""Blanks and zeros before a number that are left away."""
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_PIECE = np.array([(1 << 8 * size) - 1 for size in range(WORDS + 1)], dtype=np.uint64)


class Column(NamedTuple):
    """A column: the texts that stand in it, without blanks at their ends, each once; and which of them each row has."""

    codes: Numbers
    texts: tuple[str, ...]


class Cells(NamedTuple):
    """A block as cells: `ends` is the byte after each, by row and column; that is a separator, or the line's end."""

    block: bytes
    separator: str
    ends: Numbers


def cells_of(block: bytes, separator: str, width: int) -> Cells | None:
    """Return the cells of a block that ends a line; `None` when a row has other than so many, or one is quoted."""
    if b'"' in block or b"\0" in block or (b"\r" in block and block.count(b"\r") != block.count(b"\r\n")):
        return None
    text = np.frombuffer(block, np.uint8)
    marks = text == ord(separator)
    marks |= text == ord("\n")
    at = np.flatnonzero(marks)
    if len(at) % width or block.count(b"\n") != len(at) // width or np.diff(at, prepend=-1).max() > LONGEST_CELL:
        return None
    ends = at.reshape(-1, width)
    return None if (text[ends[:, -1]] != ord("\n")).any() else Cells(block, separator, ends)


def letters(cells: Cells, at: int, choices: str) -> Column | None:
    """Return a column in which every cell is empty or one of these characters; `None` for another."""
    # an empty cell begins where it ends
    table = {ord(end): 0 for end in (cells.separator, "\r", "\n")} | {
        ord(letter): n + 1 for n, letter in enumerate(choices)
    }
    translation = bytes(table.get(byte, OTHER) for byte in range(256))
    starts, size = _positions(cells, at)
    first = np.frombuffer(cells.block, np.uint8)[starts].tobytes()
    codes = np.frombuffer(first.translate(translation), np.uint8)
    return Column(codes, ("", *choices)) if codes.max() < OTHER and size.max() <= 1 else None


def column(cells: Cells, at: int, encoding: str, numbered: Callable[[Numbers], Numbers]) -> Column:
    """Return any column; `numbered` numbers what is the same alike, from 0."""
    starts, size = _positions(cells, at)
    words = np.ndarray((len(cells.block) + 1,), "<u8", cells.block + bytes(WORDS), strides=(1,))
    codes = np.zeros(len(starts), dtype=np.int64)
    highest = 0
    for done in range(0, int(size.max()), WORDS):
        # no byte is NUL, so a text that ends differs from one that goes on; the longer get numbers of their own
        rows = np.flatnonzero(size > done)
        part = numbered(words[starts[rows] + done] & _PIECE[np.minimum(size[rows] - done, WORDS)])
        codes[rows] = highest + 1 + numbered(codes[rows] * (int(part.max()) + 1) + part)
        highest = int(codes.max())
    first = np.full(highest + 1, -1, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    used = np.flatnonzero(first >= 0)
    used = used[np.argsort(first[used])]
    known: dict[str, int] = {}
    for code, row in zip(used.tolist(), first[used].tolist(), strict=True):
        text = cells.block[starts[row] : starts[row] + size[row]].decode(encoding)
        first[code] = known.setdefault(text.strip(), len(known))
    return Column(first[codes], tuple(known))


def fingerprints(cells: Cells, at: int) -> npt.NDArray[np.uint64]:
    """Return a fingerprint of each cell of a column, 0 for an empty one; `_bare` is the same."""
    starts, size = _bare(cells.block, *_positions(cells, at))
    words = np.ndarray((len(cells.block) + 1,), "<u8", cells.block + bytes(WORDS), strides=(1,))
    found = np.zeros(len(starts), dtype=np.uint64)
    for done in range(0, int(size.max()), WORDS):
        part = words[np.minimum(starts + done, len(cells.block))]
        part = part & _PIECE[np.clip(size - done, 0, WORDS)]
        mixed = (found ^ part) * _SPREAD
        found = np.where(size > done, mixed ^ (mixed >> np.uint64(29)), found)
    return np.where(size > 0, found | np.uint64(1), np.uint64(0))


def _bare(block: bytes, starts: Numbers, size: Numbers) -> tuple[Numbers, Numbers]:
    """Return cells without blanks around them, and numbers without zeros before them: ` 01` is 1, as Excel has it."""
    signs = np.frombuffer(block, np.uint8)
    for _ in range(_MOST_BEFORE):
        first, after = (signs[np.minimum(starts + step, len(signs) - 1)] for step in (0, 1))
        is_zero = (size > 1) & (first == ord("0")) & (after >= ord("0")) & (after <= ord("9"))
        before = (size > 0) & ((first == ord(" ")) | is_zero)
        behind = (size > 0) & (signs[starts + np.maximum(size, 1) - 1] == ord(" "))
        if not (before | behind).any():
            break
        starts, size = starts + before, np.maximum(size - before - behind, 0)
    return starts, size


def text_fingerprints(texts: Sequence[str], encoding: str) -> npt.NDArray[np.uint64]:
    """Return the fingerprints of texts without line ends, as `fingerprints` gives those of cells."""
    lines = [text.encode(encoding) for text in texts]
    ends = np.cumsum([len(line) + 1 for line in lines]).reshape(-1, 1) - 1
    return fingerprints(Cells(b"\n".join(lines) + b"\n", "\n", ends), 0)


def _positions(cells: Cells, at: int) -> tuple[Numbers, Numbers]:
    """Return where the cells of a column begin, and how long they are; CR is of the line's end."""
    ends = cells.ends
    starts = ends[:, at - 1] + 1 if at else np.append(0, ends[:-1, -1] + 1)
    stops = ends[:, at]
    if at == ends.shape[1] - 1:
        stops = stops - (np.frombuffer(cells.block, np.uint8)[stops - 1] == ord("\r"))
    return starts, stops - starts
