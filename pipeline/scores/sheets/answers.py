"""Answers to counts: one row a respondent, one column an element or statement; in blocks, so that memory is bounded."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.problems import grouped
from pipeline.problems.problem import Place, Problem, problem
from pipeline.scores.counts import Counts
from pipeline.scores.ikm import SCALE
from pipeline.scores.sheets import cells as cell_block
from pipeline.scores.sheets import numbered, sheet_text
from pipeline.scores.sheets.cells import Cells, Column, Numbers
from pipeline.scores.sheets.day_counts import Truths
from pipeline.scores.sheets.header import ANSWERS, IDENTITY
from pipeline.scores.sheets.open_sheet import OpenedSheet, column_number, fitting, names_another, scored, too_many
from pipeline.scores.sheets.rejected import IN_ALL, OF_A_KIND
from pipeline.scores.sheets.tally import Tally
from pipeline.sources.nearest import near, tidy

_BLANK, _WRONG = 0, -1
RESPONDENT = "responden"
_SCORES = "".join(map(str, SCALE))


class Block(NamedTuple):
    """The rows of a block: the line of each, the columns that count, and fingerprints of the respondents' numbers."""

    lines: Sequence[int]
    columns: Mapping[str, Column]
    respondents: npt.NDArray[np.uint64] | None = None


def read(sheet: OpenedSheet, problems: list[Problem]) -> Counts | None:
    """Return the counts of a sheet of answers: 1 to 4, a label of the declared map, or empty for not answered."""
    before = len(problems)
    tally = Tally(sheet.file, tuple(key for key in scored(sheet) if key in sheet.names))
    if "tanggal" in sheet.names:
        tally.days.column = column_number(sheet, "tanggal")
    try:
        for first, block in sheet_text.blocks(sheet.source, sheet.head):
            found = _block(block, first, sheet, tally)
            known = len(tally.units), len(tally.names)
            if too := too_many(sheet, *_named(found, *known), 0):
                problems.append(too)
                return None
            if len(problems) == before and len(found.lines):
                _count(tally, found, sheet)
            if too := too_many(sheet, *known, len(tally.groups)):
                problems.append(too)
                return None
    except sheet_text.UnclosedQuote as row:
        problems.append(problem(Place(sheet.file, row.line), "S009"))
    problems += tally.rejected.result().get(IN_ALL, ())
    if len(problems) > before:
        return None
    if not tally.units:
        problems.append(sheet_text.empty(sheet.file, sheet.head.line))
        return None
    rows, beside, rejected = tally.result()
    accounts = tally.accounts
    return Counts(sheet.file, ANSWERS, tally.columns, rows, beside, rejected, accounts.read, accounts.result())


def _named(block: Block, units: int, services: int) -> tuple[int, int]:
    """Return how many units and services a sheet may name with those of the block that comes next."""
    columns = block.columns
    return (
        units + len(columns["unit"].texts) if "unit" in columns else units,
        services + len(columns["layanan"].texts) if "layanan" in columns else services,
    )


def _block(block: bytes, first: int, sheet: OpenedSheet, tally: Tally) -> Block:
    """Return the rows of a block; at once where they are plain, one by one where they are not."""
    names = sheet.names
    wanted = [name for name in names if name in tally.columns or (name in IDENTITY[ANSWERS] and name != RESPONDENT)]
    who = names.index(RESPONDENT) if RESPONDENT in names else None
    totals = any(first <= line for line in sheet.skipped)
    cells = None if totals else cell_block.cells_of(block, sheet.head.separator, len(names))
    if cells is not None:
        columns = {name: _column(cells, names.index(name), name in tally.columns, sheet) for name in wanted}
        if not _blank_row(columns):
            numbers = None if who is None else cell_block.fingerprints(cells, who)
            return Block(range(first, first + len(cells.ends)), columns, numbers)
    rows = list(fitting(sheet, block, first, tally.rejected, tally.accounts))
    for unit in tally.rejected.units - {IN_ALL}:
        tally.unit(unit)
    records = [record for _, record in rows]
    texts = np.array(records, dtype=object).reshape(-1, len(names))
    numbers = (
        None
        if who is None or not records
        else cell_block.text_fingerprints([row[who] for row in records], sheet.head.encoding)
    )
    columns = {name: numbered.texts(texts[:, names.index(name)]) for name in wanted}
    return Block([line for line, _ in rows], columns, numbers)


def _column(cells: Cells, at: int, is_scored: bool, sheet: OpenedSheet) -> Column:
    plain = cell_block.letters(cells, at, _SCORES) if is_scored else None
    return plain or cell_block.column(cells, at, sheet.head.encoding, numbered.numbers)


def _blank_row(columns: Mapping[str, Column]) -> bool:
    """Whether a row may be empty: none of the columns that count holds anything."""
    blank: npt.NDArray[np.bool_] | None = None
    for codes, texts in columns.values():
        here = np.array([not text for text in texts])[codes]
        blank = here if blank is None else blank & here
        if not blank.any():
            return False
    return True


def _count(tally: Tally, block: Block, sheet: OpenedSheet) -> None:
    lines, columns, numbers = block
    zeros = np.zeros(len(lines), dtype=np.int64)
    units = _units(tally, block, sheet, zeros)
    names = _known(columns["layanan"], tally.service) if "layanan" in columns else zeros + tally.service("")
    groups = tally.group_of(units, names, lines)
    if numbers is not None:
        tally.repeats.keep(numbers, units, groups, lines)
    refused = _of_another(tally, block, sheet)
    scores = {
        key: _known(columns[key], partial(_score, sheet.sheet_format.labels.get(key, {}))) for key in tally.columns
    }
    for key, column in scores.items():
        if (wrong := np.flatnonzero(column == _WRONG)).size:
            labels = sheet.sheet_format.labels.get(key, {})
            _off_scale(tally, key, columns[key], units, wrong, lines, column_number(sheet, key), labels)
            refused[wrong] = True
            column[wrong] = _BLANK
    forms = np.zeros(len(lines), dtype=np.uint64)
    answered = refused.copy()
    for number, column in enumerate(scores.values()):
        answered |= column != _BLANK
        tally.count_answers(number, groups, column)
        forms = forms * np.uint64(len(SCALE) + 1) + column.astype(np.uint64)
    _beside(tally, block, units, answered, refused)
    tally.account(units, answered, refused, lines)
    if not answered.all():
        tally.skip(units, np.flatnonzero(~answered), lines)
        units, groups, forms = units[answered], groups[answered], forms[answered]
    tally.count_forms(units, groups, forms)


def _units(tally: Tally, block: Block, sheet: OpenedSheet, zeros: Numbers) -> Numbers:
    if sheet.unit is not None:
        return zeros + tally.unit(sheet.unit)
    return _known(block.columns["unit"], lambda text: tally.unit(sheet.sheet_format.unit_of(text)))


def _beside(tally: Tally, block: Block, units: Numbers, answered: Truths, refused: Truths) -> None:
    """Keep what rows that answer say beside; those whose day is none are refused."""
    units, where = units[answered], np.flatnonzero(answered)
    lines = [block.lines[row] for row in where.tolist()] if len(where) < len(answered) else block.lines
    for name in IDENTITY[ANSWERS] if len(units) else ():
        if name not in block.columns or name in ("unit", "layanan"):
            continue
        codes, texts = block.columns[name].codes[answered], block.columns[name].texts
        if name == "tanggal":
            refused[where] |= tally.days.add(list(tally.units), units, codes, texts, lines)
            tally.days.wait(units, codes, texts, lines, ~refused[where])
        else:
            tally.keep(name, units, codes, texts)


def _off_scale(
    tally: Tally,
    key: str,
    column: Column,
    units: Numbers,
    wrong: Numbers,
    lines: Sequence[int],
    number: int,
    labels: Mapping[str, int],
) -> None:
    """Refuse the cells of a column that are no answers: each text at its first places in a unit, the others counted."""
    names, rejected = list(tally.units), tally.rejected
    same = units[wrong] * len(column.texts) + column.codes[wrong]
    rows = wrong[np.argsort(same, kind="stable")]
    first = np.flatnonzero(np.diff(np.sort(same), prepend=-1))
    # in the order of the rows, for of many different texts the first are told
    order = np.argsort(rows[first])
    for begin, end in np.stack([first, np.append(first[1:], len(rows))], axis=1)[order].tolist():
        row = int(rows[begin])
        name, found = names[int(units[row])], column.texts[column.codes[row]]
        if rejected.is_full(name):
            rejected.count_more(name, end - begin, lines[row])
            continue
        wrong_cell = problem(
            Place(tally.file, lines[row], number), "S004", found=found, column=key, **_nearest(found, labels)
        )
        told = min(end - begin, OF_A_KIND)
        for row in rows[begin : begin + told].tolist():
            rejected.refuse(name, wrong_cell._replace(place=Place(tally.file, lines[row], number)))
        if told < end - begin:
            rejected.count_more(name, end - begin - told, lines[int(rows[begin + told])], wrong_cell)


def _nearest(found: str, labels: Mapping[str, int]) -> Mapping[str, str]:
    """Return the known label that an unknown one is nearest to, with its score: a table of labels shows it."""
    close = near(tidy(found), tuple(labels))
    return {grouped.NEAREST: f"{close} ({labels[close]})"} if close else {}


def _of_another(tally: Tally, block: Block, sheet: OpenedSheet) -> Truths:
    """Refuse the rows of a unit's own sheet in which another unit is named; each name is told once."""
    refused = np.zeros(len(block.lines), dtype=bool)
    column = block.columns.get("unit")
    for index, other in enumerate(column.texts) if column is not None and sheet.unit is not None else ():
        if names_another(sheet, other):
            assert column is not None
            rows = column.codes == index
            refused |= rows
            wrong = problem(Place(sheet.file, block.lines[int(np.argmax(rows))]), "S118", found=other, unit=sheet.unit)
            tally.rejected.refuse(sheet.unit or "", wrong, once=True)
    return refused


def _known(column: Column, code: Callable[[str], int]) -> Numbers:
    """Return a column as numbers: each text is looked at once, however often it stands there."""
    found = [code(text) for text in column.texts]
    return column.codes if found == list(range(len(found))) else np.array(found, dtype=np.int64)[column.codes]


def _score(labels: Mapping[str, int], text: str) -> int:
    if not text:
        return _BLANK
    return int(text) if text in _SCORES and len(text) == 1 else labels.get(tidy(text), _WRONG)
