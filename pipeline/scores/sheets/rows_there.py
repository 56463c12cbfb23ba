"""How many rows stand in a sheet that is refused whole, so that none of them vanishes from the sum."""

import io
from collections.abc import Callable, Sequence
from typing import BinaryIO

from pipeline.scores.sheets import sheet_text
from pipeline.scores.sheets.header import is_answers

LARGEST = 8 << 20
"""Bytes up to which rows are read as such; of a larger sheet the lines are counted."""
_NOTHING = b' \t,;"'


def many(source: BinaryIO, known: Callable[[Sequence[str]], int]) -> int:
    """Return how many rows that are not blank stand below the header, or in a sheet without one in all."""
    size = source.seek(0, 2)
    source.seek(0)
    if size <= LARGEST and sheet_text.unreadable(source, ""):
        source.seek(0)
        text = source.read().replace(b"\0", b"").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        source = io.BytesIO(text)
    source.seek(0)
    try:
        head = sheet_text.read_head(source, known)
    except UnicodeDecodeError:
        return _lines(source, 0)
    if head is None:
        return 0
    if head.titles and size <= LARGEST:
        try:
            below = sum(1 for at, block in sheet_text.blocks(source, head) for _ in sheet_text.rows_of(block, head, at))
        except (sheet_text.UnclosedQuote, UnicodeDecodeError):
            return _lines(source, head.start)
        return below + (not known(head.titles) and is_answers(head.titles))
    return _lines(source, head.start)


def _lines(source: BinaryIO, start: int) -> int:
    """Return how many lines after a byte are not blank."""
    source.seek(start)
    found, rest = 0, b""
    while block := source.read(sheet_text.BLOCK):
        *lines, rest = (rest + block.replace(b"\r", b"\n").replace(b"\0", b"")).split(b"\n")
        found += sum(bool(line.strip(_NOTHING)) for line in lines)
    return found + bool(rest.strip(_NOTHING))
