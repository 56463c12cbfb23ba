"""Reads the text of a sheet of answers, whatever the shape of its table."""

import re
from typing import BinaryIO

from pipeline.problems.problem import Place, Problem, problem
from pipeline.scores.counts import Counts
from pipeline.scores.sheets import header, sheet_text, summaries
from pipeline.scores.sheets.header import ANSWERS, SheetFormat
from pipeline.scores.sheets.open_sheet import OpenedSheet
from pipeline.scores.sheets.sheet_text import MOST_COLUMNS, SheetHead

_JOINED = re.compile(r"\w\s*[|,;\t]\s*\w")
"""An only title that holds several: another sign stands between the columns, or quotes around the whole line."""


def _of_head(head: SheetHead | None, file: str) -> Problem | None:
    """Return what is wrong with a header before any column is looked at."""
    if head is None:
        return sheet_text.empty(file)
    if not head.titles:
        return problem(Place(file, head.line), "S009")
    if len(head.titles) > MOST_COLUMNS:
        return problem(Place(file, head.line), "S130", many=len(head.titles), most=MOST_COLUMNS)
    if len(head.titles) == 1 and _JOINED.search(head.titles[0]):
        return problem(Place(file, head.line), "S133", found=head.titles[0])
    if not any(head.titles) or head.titles[0].casefold() == "sep=":
        return problem(Place(file, head.line), "S119", found=head.separator.join(head.titles))
    return None


def read(
    source: BinaryIO, file: str, sheet_format: SheetFormat, unit: str | None, problems: list[Problem]
) -> Counts | None:
    """Return what a sheet comes down to; `unit` when the sheet has no such column.

    A scheme has all its columns or none. What is wrong with the whole sheet goes to `problems` and gives `None`; what
    is wrong with one row is kept for its unit in `rejected`. Rows of totals at the end are refused: no answers.
    """
    broken = sheet_text.unreadable(source, file)
    if broken:
        problems += broken
        return None
    source.seek(0)
    head = sheet_text.read_head(source, sheet_format.known)
    wrong = _of_head(head, file)
    if head is None or wrong is not None:
        problems += [wrong] if wrong is not None else []
        return None
    known = header.recognise(head, file, sheet_format, unit, problems)
    if known is None:
        return None
    shape, names = known
    where = sorted({0, *(index for index, name in enumerate(names) if name in ("unit", "responden", "layanan"))})
    totals = sheet_text.totals_at_end(source, head, () if header.is_long(names) else where)
    skipped = frozenset(line for line, _ in totals) | sheet_text.titles_again(source, head)
    found = _rows(OpenedSheet(source, file, head, shape, names, sheet_format, unit, skipped), problems)
    if not totals or sheet_format.skips_totals:
        return found
    problems += (problem(Place(file, line), "S103", found=text) for line, text in totals)
    problems += (fault for told in (found.rejected.values() if found else ()) for fault in told)
    return None


def _rows(sheet: OpenedSheet, problems: list[Problem]) -> Counts | None:
    if sheet.shape != ANSWERS:
        return summaries.read(sheet, problems)
    from pipeline.scores.sheets import answers  # pandas costs more than everything else together

    return answers.read(sheet, problems)
