"""A sheet whose header is known, and its rows: those that fit the header; the others are refused."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.scores.sheets import sheet_text
from pipeline.scores.sheets.header import SheetFormat
from pipeline.scores.sheets.rejected import IN_ALL, Rejected
from pipeline.scores.sheets.row_accounts import RowAccounts
from pipeline.scores.sheets.sheet_text import SheetHead
from pipeline.sources.workspace import WORKBOOKS

MOST_NAMES = 20_000
"""Different units, or services, that a sheet may name."""
MOST_PAIRS = 100_000
"""Services of units that a sheet may speak of: a service that two units have counts twice."""


class OpenedSheet(NamedTuple):
    """A sheet, its shape, its columns by their own names, how it is read; `unit` where no column names it.

    `skipped` are the lines of totals, and titles that stand again, which are no rows of answers.
    """

    source: BinaryIO
    file: str
    head: SheetHead
    shape: str
    names: tuple[str, ...]
    sheet_format: SheetFormat
    unit: str | None
    skipped: frozenset[int] = frozenset()


def too_many(sheet: OpenedSheet, units: int, services: int, pairs: int) -> Problem | None:
    """Return the problem of a sheet that names more units or services than any office has."""
    if max(units, services) > MOST_NAMES:
        return beyond(sheet, MOST_NAMES, phrase("unit atau layanan yang berlainan"))
    return beyond(sheet, MOST_PAIRS, phrase("layanan bila dihitung pada setiap unit")) if pairs > MOST_PAIRS else None


def beyond(sheet: OpenedSheet, most: int, what: Text) -> Problem:
    """Return the problem of a sheet that holds more than is read, so that memory and time are bounded."""
    return problem(Place(sheet.file, sheet.head.line), "S172", most=most, what=what)


def scored(sheet: OpenedSheet) -> tuple[str, ...]:
    """Return every column of an element or statement that the schemes have, each once."""
    return tuple(dict.fromkeys(key for keys in sheet.sheet_format.schemes.values() for key in keys))


def fitting(
    sheet: OpenedSheet, block: bytes, first: int, rejected: Rejected, accounts: RowAccounts
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a block that fit the header, each with its line.

    A row that is too short or too long is wrong for its unit; where that cannot be read, for all.
    """
    for line, record in sheet_text.rows_of(block, sheet.head, first):
        if line in sheet.skipped:
            accounts.read += 1
            accounts.add(IN_ALL, ignored=1)
            continue
        if len(record) == len(sheet.names):
            yield line, record
            continue
        owner = sheet.sheet_format.unit_of(sheet_text.owner(record, sheet.names, sheet.unit)) or IN_ALL
        wrong = problem(Place(sheet.file, line), "S007", found=len(record), expected=len(sheet.names))
        rejected.refuse(owner, wrong)
        accounts.read += 1
        accounts.add(owner, refused=1, lines=(line,))


def names_another(sheet: OpenedSheet, text: str) -> bool:
    """Whether the cell of a unit's own sheet names another unit."""
    return sheet.unit is not None and sheet.sheet_format.unit_of(text) not in ("", sheet.unit)


def column_number(sheet: OpenedSheet, name: str) -> int:
    """Return where a problem of a cell stands in its line: in a workbook at its column, in text at the start."""
    return sheet.names.index(name) + 1 if sheet.file.endswith(WORKBOOKS) else 1


def in_cell(sheet: OpenedSheet, wrong: Problem) -> Problem:
    """Return a problem of a row with the place of the cell that it names, where that is one of a workbook."""
    name = str(dict(wrong.values).get("column", ""))
    if name not in sheet.names:
        return wrong
    return wrong._replace(place=wrong.place._replace(column=column_number(sheet, name)))
