"""A list as CSV: its rows as they were typed, each with the line it begins on."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from pipeline.files import characters, csv_out
from pipeline.problems.phrase import phrase

LARGEST = 20_000_000
"""Bytes of one list."""
FAULTS = ("#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!")
"""What a spreadsheet writes in place of what a formula did not give."""
MOST_COLUMNS = 16_384
"""Cells of a row: a spreadsheet has no more."""
_SEPARATORS = ";,\t"
_LOOKED_AT = 200
"""Rows by which it is found out what stands between the cells."""


def rows(raw: bytes) -> list[tuple[int, list[str]]]:
    """Return the rows with the line that each begins on; raises `ValueError` with the reason.

    What an export of ours quoted, so that no formula begins there, is as it was.
    """
    if len(raw) > LARGEST:
        most = phrase("{size} bita", size=LARGEST)
        raise ValueError(phrase("isinya terlalu besar bila dibuka, paling banyak {most}", most=most))
    text = characters.text_of(raw)
    try:
        return [(line, [csv_out.as_given(cell) for cell in row]) for line, row in _read(text, _separator(text))]
    except csv.Error:
        raise ValueError(phrase("tanda kutip tidak ditutup, atau ada teks di belakangnya")) from None


def _read(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=True, strict=True)
    begin = 1
    for row in reader:
        if len(row) > MOST_COLUMNS:
            raise ValueError(
                phrase("sebuah barisnya {many} kolom, paling banyak {most}", many=len(row), most=MOST_COLUMNS)
            )
        yield begin, row
        begin = reader.line_num + 1


def _separator(text: str) -> str:
    """Return what parts most rows into equally many cells: a comma also stands in what people write."""
    return max(_SEPARATORS, key=lambda separator: (_alike(text, separator), text.count(separator)))


def _alike(text: str, separator: str) -> int:
    try:
        many = Counter(len(row) for _, row in islice(_read(text, separator), _LOOKED_AT))
    except csv.Error:
        return 0
    return max((count for size, count in many.items() if size > 1), default=0)
