"""Answers to counts: one row a respondent, one column an element."""

import csv
import io
from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from pipeline.errors import Place, Problem, problem
from pipeline.scores.ikm import SKALA
from pipeline.scores.jawaban import Jawaban
from pipeline.sources.schema import guess

IDENTITAS = ("unit", "responden", "layanan", "tanggal", "jenis_kelamin", "umur", "pendidikan", "pekerjaan", "saran")
"""Columns that may stand beside the elements."""
_SCORES = {str(nilai): nilai for nilai in SKALA} | {"": 0}


def read(
    raw: bytes, file: str, skema: Mapping[str, tuple[str, ...]], unit: str | None, problems: list[Problem]
) -> Jawaban | None:
    """Return the counts of a CSV file for the elements of each scheme; `unit` when the file has no such column.

    A scheme has all its columns or none. Separator `,` `;` or tab, UTF-8 or cp1252; lines before the header that begin
    with `#` are remarks, and empty rows do not count. An answer is 1 to 4, or empty for not answered. What is wrong
    with the whole file goes to `problems` and gives `None`; what is wrong with one row is kept for its unit in `rusak`.
    """
    text, remarks = _text(raw)
    before = len(problems)
    names: list[str] = []
    try:
        for line, record in _records(text):
            place = Place(file, remarks + line)
            if not names:
                names = [name.strip() for name in record]
                problems += _check_header(names, place, skema, unit)
            elif len(record) != len(names):
                problems.append(problem(place, "S007", found=len(record), expected=len(names)))
    except csv.Error:
        problems.append(problem(Place(file, remarks + max(1, text.count("\n"))), "S009"))
    if not names:
        problems.append(problem(Place(file, remarks + 1), "S008"))
    if len(problems) > before:
        return None
    frame = pd.read_csv(
        io.StringIO(text),
        sep=_separator(text),
        dtype=str,
        keep_default_na=False,
        na_filter=False,
        skipinitialspace=True,
    )
    frame.columns = pd.Index(names)
    frame = frame.apply(lambda column: column.str.strip())
    frame = frame[(frame != "").any(axis=1)]
    if unit is not None:
        frame = frame.assign(unit=unit)
    unsur = tuple(key for keys in skema.values() for key in keys if key in names)
    return _count(frame, text, Place(file, remarks), unsur)


def _text(raw: bytes) -> tuple[str, int]:
    """Return the text from the header on, and the number of lines before it."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    remarks = 0
    while text.startswith(("#", "\n", "\r\n")):
        _, _, text = text.partition("\n")
        remarks += 1
    return text, remarks


def _separator(text: str) -> str:
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Return the rows that are not empty, each with the line it begins on."""
    reader = csv.reader(io.StringIO(text), delimiter=_separator(text), skipinitialspace=True, strict=True)
    begin = 1
    for record in reader:
        if any(cell.strip() for cell in record):
            yield begin, record
        begin = reader.line_num + 1


def _check_header(
    names: list[str], place: Place, skema: Mapping[str, tuple[str, ...]], unit: str | None
) -> Iterator[Problem]:
    known = (*IDENTITAS, *(key for keys in skema.values() for key in keys))
    for index, name in enumerate(names):
        if name in names[:index]:
            yield problem(place, "S002", column=name)
        elif name not in known:
            yield problem(place, "S001", column=name, hint=guess(name, known))
    for keys in skema.values():
        missing = [key for key in keys if key not in names]
        if len(missing) < len(keys) or len(skema) == 1:
            yield from (problem(place, "S003", column=key) for key in missing)
    if unit is None and "unit" not in names:
        yield problem(place, "S003", column="unit")


def _count(frame: pd.DataFrame, text: str, start: Place, unsur: tuple[str, ...]) -> Jawaban:
    codes, index = pd.factorize(frame["unit"], sort=True)
    total = len(index)
    counts = np.zeros((total, len(unsur), len(SKALA)), dtype=np.int32)
    bad: list[tuple[int, str]] = []
    for number, key in enumerate(unsur):
        scores = frame[key].map(_SCORES)
        wrong = scores.isna()
        if wrong.any():
            bad += [(int(row), key) for row in np.flatnonzero(wrong)]
            scores = scores.fillna(0)
        cells = codes * (len(SKALA) + 1) + scores.to_numpy(dtype=np.int64)
        counts[:, number] = np.bincount(cells, minlength=total * (len(SKALA) + 1)).reshape(total, len(SKALA) + 1)[:, 1:]
    rusak: dict[str, tuple[Problem, ...]] = {}
    if bad:
        lines = [line for line, _ in _records(text)][1:]
        for row, key in sorted(bad):
            unit = str(frame["unit"].iloc[row])
            place = Place(start.file, start.line + lines[row])
            found = problem(place, "S004", found=frame[key].iloc[row], column=key)
            rusak[unit] = (*rusak.get(unit, ()), found)
    units = [str(name) for name in index]
    return Jawaban(
        start.file,
        unsur,
        {
            name: tuple(row)
            for name, row in zip(units, counts.reshape(total, len(unsur) * len(SKALA)).tolist(), strict=True)
        },
        dict(zip(units, np.bincount(codes, minlength=total).tolist(), strict=True)),
        rusak,
    )
