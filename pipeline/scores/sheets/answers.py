"""Answers to counts: one row a respondent, one column an element or statement; in blocks, so that memory is bounded.

The only module that imports pandas.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import BinaryIO, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.problems.problem import Place, Problem, problem
from pipeline.scores.counts import Counts
from pipeline.scores.ikm import SCALE
from pipeline.scores.sheets import cells as cell_block
from pipeline.scores.sheets import sheet_text
from pipeline.scores.sheets.cells import Column, Numbers
from pipeline.scores.sheets.header import ANSWERS, IDENTITY, SheetFormat, tidy
from pipeline.scores.sheets.rejected import IN_ALL, OF_A_KIND
from pipeline.scores.sheets.sheet_text import SheetHead
from pipeline.scores.sheets.tally import Tally

_BLANK, _WRONG = 0, -1
RESPONDENT = "responden"
_SCORES = "".join(map(str, SCALE))


class Block(NamedTuple):
    """The rows of a block: the line of each, the columns that count, and fingerprints of the respondents' numbers."""

    lines: Sequence[int]
    columns: Mapping[str, Column]
    respondents: npt.NDArray[np.uint64] | None = None


def read(
    source: BinaryIO,
    file: str,
    head: SheetHead,
    names: Sequence[str],
    sheet_format: SheetFormat,
    unit: str | None,
    problems: list[Problem],
) -> Counts | None:
    """Return the counts of a sheet of answers: 1 to 4, a label of the declared map, or empty for not answered."""
    before = len(problems)
    scored = tuple(key for keys in sheet_format.schemes.values() for key in keys if key in names)
    tally = Tally(file, scored)
    try:
        for first, block in sheet_text.blocks(source, head):
            found = _block(block, head, names, scored, Place(file, first), unit, tally, sheet_format)
            if len(problems) == before and len(found.lines):
                _count(tally, found, sheet_format, unit)
    except sheet_text.UnclosedQuote as row:
        problems.append(problem(Place(file, row.line), "S009"))
    problems += tally.rejected.result().get(IN_ALL, ())
    if len(problems) > before:
        return None
    if not tally.units:
        problems.append(problem(Place(file, head.line), "S008"))
        return None
    return Counts(file, ANSWERS, scored, *tally.result())


def _block(
    block: bytes,
    head: SheetHead,
    names: Sequence[str],
    scored: Sequence[str],
    place: Place,
    unit: str | None,
    tally: Tally,
    sheet_format: SheetFormat,
) -> Block:
    """Return the rows of a block; at once where they are plain, one by one where they are not.

    A row that is too short or too long is wrong for its unit; where that cannot be read, for all.
    """
    wanted = [name for name in names if name in scored or (name in IDENTITY[ANSWERS] and name != RESPONDENT)]
    who = names.index(RESPONDENT) if RESPONDENT in names else None
    cells = cell_block.cells_of(block, head.separator, len(names))
    if cells is not None:
        columns = {}
        for name in wanted:
            at = names.index(name)
            plain = cell_block.letters(cells, at, _SCORES) if name in scored else None
            columns[name] = plain or cell_block.column(cells, at, head.encoding, _numbered)
        if not _blank_row(columns):
            numbers = None if who is None else cell_block.fingerprints(cells, who)
            return Block(range(place.line, place.line + len(cells.ends)), columns, numbers)
    records, lines = [], []
    for line, record in sheet_text.rows_of(block, head, place.line):
        if len(record) != len(names):
            wrong = problem(Place(place.file, line), "S007", found=len(record), expected=len(names))
            owner = sheet_format.unit_of(sheet_text.owner(record, names, unit))
            if owner:
                tally.unit(owner)
            tally.rejected.refuse(owner or IN_ALL, wrong)
            continue
        records.append(record)
        lines.append(line)
    texts = np.array(records, dtype=object).reshape(-1, len(names))
    numbers = (
        None
        if who is None or not records
        else cell_block.text_fingerprints([row[who] for row in records], head.encoding)
    )
    return Block(lines, {name: _as_column(texts[:, names.index(name)]) for name in wanted}, numbers)


def _numbered(values: npt.NDArray[np.generic]) -> Numbers:
    return pd.factorize(values)[0]


def _as_column(texts: npt.NDArray[np.object_]) -> Column:
    codes, different = pd.factorize(texts)
    return Column(codes, tuple(different))


def _blank_row(columns: Mapping[str, Column]) -> bool:
    """Whether a row may be empty: none of the columns that count holds anything."""
    blank: npt.NDArray[np.bool_] | None = None
    for codes, texts in columns.values():
        here = np.array([not text for text in texts])[codes]
        blank = here if blank is None else blank & here
        if not blank.any():
            return False
    return True


def _count(tally: Tally, block: Block, sheet_format: SheetFormat, unit: str | None) -> None:
    lines, columns, numbers = block
    size = len(lines)
    zeros = np.zeros(size, dtype=np.int64)
    units = (
        zeros + tally.unit(unit)
        if unit is not None
        else _known(columns["unit"], lambda text: tally.unit(sheet_format.unit_of(text)))
    )
    if unit is not None and "unit" in columns:
        _of_another(tally, columns["unit"], lines, unit, sheet_format)
    names = _known(columns["layanan"], tally.service) if "layanan" in columns else zeros + tally.service("")
    groups = tally.group_of(units, names, lines)
    if numbers is not None:
        tally.repeats.keep(numbers, units, groups, lines)
    sheets = np.zeros(size, dtype=np.uint64)
    answered = np.zeros(size, dtype=bool)
    for number, key in enumerate(tally.columns):
        scores = _known(columns[key], partial(_score, sheet_format.labels.get(key, {})))
        if (wrong := np.flatnonzero(scores == _WRONG)).size:
            _off_scale(tally, key, columns[key], units, wrong, lines)
            answered[wrong] = True
            scores[wrong] = _BLANK
        answered |= scores != _BLANK
        tally.count_answers(number, groups, scores)
        sheets = sheets * np.uint64(len(SCALE) + 1) + scores.astype(np.uint64)
    beside = {
        name: column
        for name, column in columns.items()
        if name in IDENTITY[ANSWERS] and name not in ("unit", "layanan")
    }
    if not answered.all():
        tally.skip(units, np.flatnonzero(~answered), lines)
        lines = np.asarray(lines)[answered].tolist()
        units, groups, sheets = units[answered], groups[answered], sheets[answered]
        beside = {name: column._replace(codes=column.codes[answered]) for name, column in beside.items()}
    tally.count_forms(units, groups, sheets)
    for name, column in beside.items() if len(units) else ():
        tally.keep(name, units, column.codes, column.texts, lines)


def _off_scale(tally: Tally, key: str, column: Column, units: Numbers, wrong: Numbers, lines: Sequence[int]) -> None:
    """Refuse the cells of a column that are no answers: each text at its first places in a unit, the others counted."""
    names, tolakan = list(tally.units), tally.rejected
    same = units[wrong] * len(column.texts) + column.codes[wrong]
    rows = wrong[np.argsort(same, kind="stable")]
    first = np.flatnonzero(np.diff(np.sort(same), prepend=-1))
    # in the order of the rows, for of many different texts the first are told
    order = np.argsort(rows[first])
    for begin, end in np.stack([first, np.append(first[1:], len(rows))], axis=1)[order].tolist():
        row = int(rows[begin])
        name, found, told = names[int(units[row])], column.texts[column.codes[row]], 0
        if not tolakan.is_full(name):
            told = min(end - begin, OF_A_KIND)
            for row in rows[begin : begin + told].tolist():
                tolakan.refuse(name, problem(Place(tally.file, lines[row]), "S004", found=found, column=key))
        if told < end - begin:
            tolakan.count_more(name, end - begin - told, lines[int(rows[begin + told])])


def _of_another(tally: Tally, column: Column, lines: Sequence[int], unit: str, sheet_format: SheetFormat) -> None:
    """Refuse a unit's own file in which another unit is named; once for each name."""
    for index, other in enumerate(column.texts):
        if sheet_format.unit_of(other) not in ("", unit):
            row = int(np.argmax(column.codes == index))
            wrong = problem(Place(tally.file, lines[row]), "S118", found=other, unit=unit)
            tally.rejected.refuse(unit, wrong, once=True)


def _known(column: Column, code: Callable[[str], int]) -> Numbers:
    """Return a column as numbers: each text is looked at once, however often it stands there."""
    found = [code(text) for text in column.texts]
    return column.codes if found == list(range(len(found))) else np.array(found, dtype=np.int64)[column.codes]


def _unit(tally: Tally, sheet_format: SheetFormat, text: str) -> int:
    return tally.unit(sheet_format.unit_of(text))


def _score(labels: Mapping[str, int], text: str) -> int:
    if not text:
        return _BLANK
    return int(text) if text in _SCORES and len(text) == 1 else labels.get(tidy(text), _WRONG)
