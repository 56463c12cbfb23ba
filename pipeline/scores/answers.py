"""Answers to counts: one row a respondent, one column an element or statement; in blocks, so that memory is bounded.

The only module that imports pandas.
"""

import csv
import io
from collections.abc import Sequence
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.errors import Place, Problem, problem
from pipeline.scores import lembar
from pipeline.scores.hitung import Hitungan
from pipeline.scores.ikm import SKALA
from pipeline.scores.jawaban import Jawaban
from pipeline.scores.kepala import IDENTITAS, JAWABAN, Baca, rapi
from pipeline.scores.lembar import Lembar

Angka = npt.NDArray[np.int64]
_PAGAR = "\x1f"
"""A last row of these keeps pandas from taking a column of `1` and `01` for numbers."""
_KOSONG, _SALAH = 0, -1


def read(
    source: BinaryIO,
    file: str,
    head: Lembar,
    names: Sequence[str],
    baca: Baca,
    unit: str | None,
    problems: list[Problem],
) -> Jawaban | None:
    """Return the counts of a sheet of answers: 1 to 4, a label of the declared map, or empty for not answered."""
    before = len(problems)
    kolom = tuple(key for keys in baca.skema.values() for key in keys if key in names)
    hitungan = Hitungan(file, kolom)
    first, block = head.baris_mulai, b""
    try:
        for first, block in lembar.blok(source, head):
            frame, lines = _frame(block, head, names, kolom, Place(file, first), problems, unit, hitungan)
            if len(problems) == before and len(frame):
                _count(hitungan, frame, lines, baca, unit)
    except csv.Error:
        problems.append(problem(Place(file, lembar.rusak_di(block, head, first)), "S009"))
    if len(problems) > before:
        return None
    if not hitungan.units:
        problems.append(problem(Place(file, head.line), "S008"))
        return None
    return Jawaban(file, JAWABAN, kolom, *hitungan.hasil())


def _frame(
    block: bytes,
    head: Lembar,
    names: Sequence[str],
    kolom: Sequence[str],
    place: Place,
    problems: list[Problem],
    unit: str | None,
    hitungan: Hitungan,
) -> tuple[pd.DataFrame, Sequence[int]]:
    """Return the rows of a block as columns of categories, with the line of each.

    A row that is too short or too long is wrong for its unit; where that cannot be read, for all: in `problems`.
    """
    wanted = [name for name in names if name in kolom or (name in IDENTITAS[JAWABAN] and name != "responden")]
    if _regular(block, head.pemisah, len(names)):
        pagar = head.pemisah.join([_PAGAR] * len(names)).encode()
        frame = pd.read_csv(
            io.BytesIO(block + pagar),
            header=None,
            names=list(names),
            usecols=wanted,
            sep=head.pemisah,
            dtype="category",
            keep_default_na=False,
            na_filter=False,
            skip_blank_lines=False,
            quoting=csv.QUOTE_NONE,
            encoding=head.encoding,
            encoding_errors="replace",
        ).iloc[:-1]
        if not _blank_row(frame):
            return frame, range(place.line, place.line + len(frame))
    records, lines = [], []
    for line, record in lembar.baris(block, head, place.line):
        if len(record) != len(names):
            wrong = problem(Place(place.file, line), "S007", found=len(record), expected=len(names))
            owner = lembar.pemilik(record, names, unit)
            if owner:
                hitungan.tolak(hitungan.unit(owner), wrong)
            else:
                problems.append(wrong)
            continue
        records.append(record)
        lines.append(line)
    return pd.DataFrame(records, columns=list(names), dtype="str")[wanted].astype("category"), lines


def _regular(block: bytes, pemisah: str, width: int) -> bool:
    """Whether every line has so many cells, none of them quoted."""
    if b'"' in block or b"\0" in block or (b"\r" in block and block.count(b"\r") != block.count(b"\r\n")):
        return False
    text = np.frombuffer(block, np.uint8)
    marks = text[(text == ord(pemisah)) | (text == ord("\n"))]
    if len(marks) % width:
        return False
    rows = marks.reshape(-1, width) == ord("\n")
    return bool(rows[:, -1].all() and rows.sum() == len(rows))


def _blank_row(frame: pd.DataFrame) -> bool:
    """Whether a row may be empty: none of the columns that count holds anything."""
    blank = np.ones(len(frame), dtype=bool)
    for name in frame.columns:
        texts = np.array([not text.strip() for text in frame[name].cat.categories])
        blank &= texts[frame[name].cat.codes.to_numpy()]
        if not blank.any():
            return False
    return True


def _count(hitungan: Hitungan, frame: pd.DataFrame, lines: Sequence[int], baca: Baca, unit: str | None) -> None:
    size = len(frame)
    one = np.zeros(size, dtype=np.int64)
    units = one + hitungan.unit(unit) if unit is not None else _known(frame["unit"], hitungan.unit)
    if unit is not None and "unit" in frame:
        _milik(hitungan, frame["unit"], lines, unit)
    names = _known(frame["layanan"], hitungan.nama) if "layanan" in frame else one + hitungan.nama("")
    groups = hitungan.layanan(units, names, lines)
    sheets = np.zeros(size, dtype=np.uint64)
    answered = np.zeros(size, dtype=bool)
    for number, key in enumerate(hitungan.kolom):
        labels = baca.label.get(key, {})
        scores = _known(frame[key], lambda text, labels=labels: _skor(text, labels))
        if (wrong := np.flatnonzero(scores == _SALAH)).size:
            for row in wrong.tolist():
                place = Place(hitungan.file, lines[row])
                hitungan.tolak(int(units[row]), problem(place, "S004", found=frame[key].iloc[row], column=key))
            answered[wrong] = True
            scores[wrong] = _KOSONG
        answered |= scores != _KOSONG
        hitungan.cacah(number, groups, scores)
        sheets = sheets * np.uint64(len(SKALA) + 1) + scores.astype(np.uint64)
    codes = {
        name: frame[name].cat.codes.to_numpy().astype(np.int64)
        for name in frame.columns
        if name in IDENTITAS[JAWABAN] and name not in ("unit", "layanan")
    }
    if not answered.all():
        hitungan.lewati(units, np.flatnonzero(~answered), lines)
        lines = np.asarray(lines)[answered].tolist()
        units, groups, sheets = units[answered], groups[answered], sheets[answered]
        codes = {name: column[answered] for name, column in codes.items()}
    hitungan.lembar(units, groups, sheets)
    for name, column in codes.items() if len(units) else ():
        hitungan.catat(name, units, column, [text.strip() for text in frame[name].cat.categories], lines)


def _milik(hitungan: Hitungan, column: "pd.Series[str]", lines: Sequence[int], unit: str) -> None:
    """Refuse a unit's own file in which another unit is named; once for each name."""
    known = column.cat.codes.to_numpy()
    for index, text in enumerate(column.cat.categories):
        other, rows = str(text).strip(), np.flatnonzero(known == index)
        if other not in ("", unit) and rows.size:
            wrong = problem(Place(hitungan.file, lines[int(rows[0])]), "S118", found=other, unit=unit)
            hitungan.tolak(hitungan.unit(unit), wrong)


def _known(column: "pd.Series[str]", code: object) -> Angka:
    """Return a column of categories as numbers: each text is looked at once, however often it stands there."""
    assert callable(code)
    used = np.unique(column.cat.codes.to_numpy())
    categories = column.cat.categories
    table = np.zeros(len(categories), dtype=np.int64)
    for index in used.tolist():
        table[index] = code(str(categories[index]).strip())
    return table[column.cat.codes.to_numpy()]


def _skor(text: str, labels: object) -> int:
    assert isinstance(labels, dict)
    if not text:
        return _KOSONG
    if text in {"1", "2", "3", "4"}:
        return int(text)
    found = labels.get(rapi(text), _SALAH)
    return int(found)
