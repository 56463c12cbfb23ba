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

_KOSONG, _SALAH = 0, -1
RESPONDENT = "responden"
_SCORES = "".join(map(str, SCALE))


class Block(NamedTuple):
    """The rows of a block: the line of each, the columns that count, and fingerprints of the respondents' numbers."""

    lines: Sequence[int]
    kolom: Mapping[str, Column]
    responden: npt.NDArray[np.uint64] | None = None


def read(
    source: BinaryIO,
    file: str,
    head: SheetHead,
    names: Sequence[str],
    baca: SheetFormat,
    unit: str | None,
    problems: list[Problem],
) -> Counts | None:
    """Return the counts of a sheet of answers: 1 to 4, a label of the declared map, or empty for not answered."""
    before = len(problems)
    kolom = tuple(key for keys in baca.skema.values() for key in keys if key in names)
    hitungan = Tally(file, kolom)
    try:
        for first, block in sheet_text.blocks(source, head):
            found = _block(block, head, names, kolom, Place(file, first), unit, hitungan, baca)
            if len(problems) == before and len(found.lines):
                _count(hitungan, found, baca, unit)
    except sheet_text.UnclosedQuote as row:
        problems.append(problem(Place(file, row.line), "S009"))
    problems += hitungan.tolakan.result().get(IN_ALL, ())
    if len(problems) > before:
        return None
    if not hitungan.units:
        problems.append(problem(Place(file, head.line), "S008"))
        return None
    return Counts(file, ANSWERS, kolom, *hitungan.result())


def _block(
    block: bytes,
    head: SheetHead,
    names: Sequence[str],
    kolom: Sequence[str],
    place: Place,
    unit: str | None,
    hitungan: Tally,
    baca: SheetFormat,
) -> Block:
    """Return the rows of a block; at once where they are plain, one by one where they are not.

    A row that is too short or too long is wrong for its unit; where that cannot be read, for all.
    """
    wanted = [name for name in names if name in kolom or (name in IDENTITY[ANSWERS] and name != RESPONDENT)]
    who = names.index(RESPONDENT) if RESPONDENT in names else None
    cells = cell_block.cells_of(block, head.separator, len(names))
    if cells is not None:
        columns = {}
        for name in wanted:
            at = names.index(name)
            plain = cell_block.letters(cells, at, _SCORES) if name in kolom else None
            columns[name] = plain or cell_block.column(cells, at, head.encoding, _numbered)
        if not _blank_row(columns):
            numbers = None if who is None else cell_block.fingerprints(cells, who)
            return Block(range(place.line, place.line + len(cells.batas)), columns, numbers)
    records, lines = [], []
    for line, record in sheet_text.rows_of(block, head, place.line):
        if len(record) != len(names):
            wrong = problem(Place(place.file, line), "S007", found=len(record), expected=len(names))
            owner = baca.unit_of(sheet_text.owner(record, names, unit))
            if owner:
                hitungan.unit(owner)
            hitungan.tolakan.tolak(owner or IN_ALL, wrong)
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
    kode, teks = pd.factorize(texts)
    return Column(kode, tuple(teks))


def _blank_row(columns: Mapping[str, Column]) -> bool:
    """Whether a row may be empty: none of the columns that count holds anything."""
    blank: npt.NDArray[np.bool_] | None = None
    for kode, teks in columns.values():
        here = np.array([not text for text in teks])[kode]
        blank = here if blank is None else blank & here
        if not blank.any():
            return False
    return True


def _count(hitungan: Tally, blok: Block, baca: SheetFormat, unit: str | None) -> None:
    lines, columns, numbers = blok
    size = len(lines)
    one = np.zeros(size, dtype=np.int64)
    units = (
        one + hitungan.unit(unit)
        if unit is not None
        else _known(columns["unit"], lambda text: hitungan.unit(baca.unit_of(text)))
    )
    if unit is not None and "unit" in columns:
        _of_another(hitungan, columns["unit"], lines, unit, baca)
    names = _known(columns["layanan"], hitungan.nama) if "layanan" in columns else one + hitungan.nama("")
    groups = hitungan.layanan(units, names, lines)
    if numbers is not None:
        hitungan.repeats.catat(numbers, units, groups, lines)
    sheets = np.zeros(size, dtype=np.uint64)
    answered = np.zeros(size, dtype=bool)
    for number, key in enumerate(hitungan.kolom):
        scores = _known(columns[key], partial(_score, baca.label.get(key, {})))
        if (wrong := np.flatnonzero(scores == _SALAH)).size:
            _off_scale(hitungan, key, columns[key], units, wrong, lines)
            answered[wrong] = True
            scores[wrong] = _KOSONG
        answered |= scores != _KOSONG
        hitungan.cacah(number, groups, scores)
        sheets = sheets * np.uint64(len(SCALE) + 1) + scores.astype(np.uint64)
    beside = {
        name: column
        for name, column in columns.items()
        if name in IDENTITY[ANSWERS] and name not in ("unit", "layanan")
    }
    if not answered.all():
        hitungan.skip(units, np.flatnonzero(~answered), lines)
        lines = np.asarray(lines)[answered].tolist()
        units, groups, sheets = units[answered], groups[answered], sheets[answered]
        beside = {name: column._replace(kode=column.kode[answered]) for name, column in beside.items()}
    hitungan.entry_file(units, groups, sheets)
    for name, column in beside.items() if len(units) else ():
        hitungan.catat(name, units, column.kode, column.teks, lines)


def _off_scale(hitungan: Tally, key: str, column: Column, units: Numbers, wrong: Numbers, lines: Sequence[int]) -> None:
    """Refuse the cells of a column that are no answers: each text at its first places in a unit, the others counted."""
    names, tolakan = list(hitungan.units), hitungan.tolakan
    same = units[wrong] * len(column.teks) + column.kode[wrong]
    rows = wrong[np.argsort(same, kind="stable")]
    first = np.flatnonzero(np.diff(np.sort(same), prepend=-1))
    # in the order of the rows, for of many different texts the first are told
    order = np.argsort(rows[first])
    for begin, end in np.stack([first, np.append(first[1:], len(rows))], axis=1)[order].tolist():
        row = int(rows[begin])
        name, found, told = names[int(units[row])], column.teks[column.kode[row]], 0
        if not tolakan.penuh(name):
            told = min(end - begin, OF_A_KIND)
            for row in rows[begin : begin + told].tolist():
                tolakan.tolak(name, problem(Place(hitungan.file, lines[row]), "S004", found=found, column=key))
        if told < end - begin:
            tolakan.lagi(name, end - begin - told, lines[int(rows[begin + told])])


def _of_another(hitungan: Tally, column: Column, lines: Sequence[int], unit: str, baca: SheetFormat) -> None:
    """Refuse a unit's own file in which another unit is named; once for each name."""
    for index, other in enumerate(column.teks):
        if baca.unit_of(other) not in ("", unit):
            row = int(np.argmax(column.kode == index))
            wrong = problem(Place(hitungan.file, lines[row]), "S118", found=other, unit=unit)
            hitungan.tolakan.tolak(unit, wrong, sekali=True)


def _known(column: Column, code: Callable[[str], int]) -> Numbers:
    """Return a column as numbers: each text is looked at once, however often it stands there."""
    found = [code(text) for text in column.teks]
    return column.kode if found == list(range(len(found))) else np.array(found, dtype=np.int64)[column.kode]


def _unit(hitungan: Tally, baca: SheetFormat, text: str) -> int:
    return hitungan.unit(baca.unit_of(text))


def _score(labels: Mapping[str, int], text: str) -> int:
    if not text:
        return _KOSONG
    return int(text) if text in _SCORES and len(text) == 1 else labels.get(tidy(text), _SALAH)
