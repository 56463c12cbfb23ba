"""Sheets that hold figures and not answers: counts, means on either scale, and ready tables."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import BinaryIO

from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.scores.counts import CountedRow, Counts
from pipeline.scores.ikm import half_up
from pipeline.scores.sheets import header, sheet_text
from pipeline.scores.sheets.header import COUNTS, INDEX, MEANS, TABEL, SheetFormat
from pipeline.scores.sheets.rejected import IN_ALL, Rejected
from pipeline.scores.sheets.sheet_text import SheetHead
from pipeline.sources.nearest import guess

_NUMBER = re.compile(r"\d{1,3}([.,]\d{1,20})?")
_EXACT = 8
"""Decimals that are taken as meant: what a formula left behind them is the machine's."""
_WHOLE = re.compile(r"\d{1,9}")
_RANGE = {MEANS: (1, 4), TABEL: (1, 4), INDEX: (25, 100)}
Placed = tuple[Place, Mapping[str, str]]
"""A row, and where it stands."""


def typed_number(text: str) -> Fraction:
    """Return a figure as typed, with a point or a comma, as a number."""
    return Fraction(text.replace(",", "."))


def read(
    source: BinaryIO,
    file: str,
    head: SheetHead,
    bentuk: str,
    names: Sequence[str],
    baca: SheetFormat,
    unit: str | None,
    problems: list[Problem],
) -> Counts | None:
    """Return a sheet of figures as rows by unit and service; what is wrong with the sheet goes to `problems`.

    Means whose scale is not declared are on 1-4 when all are at most 4, and on 0-100 when all are at least 25.
    """
    before = len(problems)
    rusak = Rejected(file)
    rows = _rows(source, file, head, names, baca, unit, rusak, problems)
    kolom = tuple(key for keys in baca.skema.values() for key in keys)
    if not header.is_long(names):
        kolom = tuple(key for key in kolom if key in names)
    if bentuk == MEANS and not head.shape:
        bentuk = _scale(rows, kolom, Place(file, head.line), problems)
    if len(problems) > before:
        return None
    baris: dict[str, list[CountedRow]] = {}
    for (name, layanan), group in _groups(rows, baca, unit).items():
        wrong: list[Problem] = []
        found = _row(layanan, group, bentuk, kolom, header.is_long(names), wrong)
        baris.setdefault(name, []).append(found)
        for one in wrong:
            rusak.tolak(name, one)
    kept = {name: tuple(rows) for name, rows in sorted(baris.items())}
    return Counts(file, bentuk, kolom, kept, {}, rusak.result())


def _rows(
    source: BinaryIO,
    file: str,
    head: SheetHead,
    names: Sequence[str],
    baca: SheetFormat,
    unit: str | None,
    rusak: Rejected,
    problems: list[Problem],
) -> list[Placed]:
    """Return the rows; one that does not fit the header, or names another unit, is wrong for its unit if it has one."""
    found: list[Placed] = []
    try:
        for first, block in sheet_text.blocks(source, head):
            for begin, record in sheet_text.rows_of(block, head, first):
                if len(record) != len(names):
                    wrong = problem(Place(file, begin), "S007", found=len(record), expected=len(names))
                    rusak.tolak(baca.unit_of(sheet_text.owner(record, names, unit)) or IN_ALL, wrong)
                    continue
                row = dict(zip(names, record, strict=True))
                if unit is not None and baca.unit_of(row.get("unit", "")) not in ("", unit):
                    wrong = problem(Place(file, begin), "S118", found=row["unit"], unit=unit)
                    rusak.tolak(unit, wrong)
                found.append((Place(file, begin), row))
    except sheet_text.UnclosedQuote as broken:
        problems.append(problem(Place(file, broken.line), "S009"))
    told = rusak.result()
    problems += told.get(IN_ALL, ())
    if not found and not told and not problems:
        problems.append(problem(Place(file, head.line), "S008"))
    return found


def _scale(rows: Sequence[Placed], kolom: Sequence[str], place: Place, problems: list[Problem]) -> str:
    cells = [row[key] for _, row in rows for key in (*kolom, "nilai") if row.get(key)]
    figures = [typed_number(cell) for cell in cells if _NUMBER.fullmatch(cell)]
    if all(figure <= 4 for figure in figures):
        return MEANS
    if all(figure >= 25 for figure in figures):
        return INDEX
    problems.append(problem(place, "S101", choices=f"{MEANS}, {INDEX}"))
    return MEANS


def _groups(rows: Sequence[Placed], baca: SheetFormat, unit: str | None) -> dict[tuple[str, str], list[Placed]]:
    groups: dict[tuple[str, str], list[Placed]] = {}
    for place, row in rows:
        name = baca.unit_of(row["unit"]) if unit is None else unit
        groups.setdefault((name, row.get("layanan", "")), []).append((place, row))
    return groups


def _row(
    layanan: str, rows: Sequence[Placed], bentuk: str, kolom: Sequence[str], panjang: bool, wrong: list[Problem]
) -> CountedRow:
    place, first = rows[0]
    cells: dict[str, Placed] = {}
    for at, row in rows:
        for key in (row["unsur"],) if panjang else kolom:
            if key not in kolom:
                wrong.append(problem(at, "S105", found=key, hint=guess(key, tuple(kolom))))
            elif key in cells:
                wrong.append(problem(at, "S106", found=_what(key, layanan, panjang), first=str(cells[key][0].line)))
            cells.setdefault(key, (at, row))
    responden = _respondents(rows, wrong)
    if bentuk == COUNTS:
        counts: list[int] = []
        for key in kolom:
            at, row = cells.get(key, (place, {}))
            counts += (_count(row.get(score) or "0", score, at, wrong) for score in ("1", "2", "3", "4"))
        most = max((sum(counts[start : start + 4]) for start in range(0, len(counts), 4)), default=0)
        return CountedRow(layanan, max(most, responden or 0), tuple(counts), line=place.line)
    figures = []
    for key in kolom:
        at, row = cells.get(key, (place, {}))
        figures.append(_figure(row.get("nilai" if panjang else key, ""), key, _RANGE[bentuk], at, wrong))
    ikm = _figure(first.get("ikm", ""), "ikm", (25, 100), place, wrong)
    rata_rata = _figure(first.get("rata_rata", ""), "rata_rata", (1, 4), place, wrong)
    return CountedRow(layanan, responden, (), tuple(figures), ikm, rata_rata, place.line)


def _what(key: str, layanan: str, panjang: bool) -> Text:
    """Return what stands in two rows: an element, a service, or all that a unit has."""
    if panjang:
        return phrase("unsur `{unsur}`", unsur=key)
    return phrase("layanan `{layanan}`", layanan=layanan) if layanan else phrase("angka unit ini")


def _respondents(rows: Sequence[Placed], wrong: list[Problem]) -> int | None:
    found = {row.get("jumlah_responden", ""): at for at, row in rows}
    found.pop("", None)
    counts = [_count(text, "jumlah_responden", at, wrong) for text, at in found.items()]
    return max(counts, default=None)


def _count(text: str, column: str, place: Place, wrong: list[Problem]) -> int:
    if not _WHOLE.fullmatch(text):
        wrong.append(problem(place, "S104", found=text, column=column, expected=phrase("bilangan bulat")))
        return 0
    return int(text)


def _figure(text: str, column: str, rentang: tuple[int, int], place: Place, wrong: list[Problem]) -> str:
    low, high = rentang
    if text and not (_NUMBER.fullmatch(text) and low <= typed_number(text) <= high):
        wrong.append(
            problem(
                place,
                "S104",
                found=text,
                column=column,
                expected=phrase("angka {low} sampai {high}", low=low, high=high),
            )
        )
        return ""
    places = len(text.replace(",", ".").partition(".")[2])
    return str(half_up(typed_number(text), _EXACT)) if places > _EXACT else text
