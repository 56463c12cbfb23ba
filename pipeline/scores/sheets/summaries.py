"""Sheets that hold figures and not answers: counts, means on either scale, and ready tables."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import BinaryIO

from pipeline.problems.phrase import ucap
from pipeline.problems.problem import Place, Problem, problem
from pipeline.scores.counts import Baris, Jawaban
from pipeline.scores.ikm import bulat
from pipeline.scores.sheets import header as kepala
from pipeline.scores.sheets import sheet_text as lembar
from pipeline.scores.sheets.header import CACAH, INDEKS, RERATA, TABEL, Baca
from pipeline.scores.sheets.rejected import SEMUA, Tolakan
from pipeline.scores.sheets.sheet_text import Lembar
from pipeline.sources.nearest import guess

_ANGKA = re.compile(r"\d{1,3}([.,]\d{1,20})?")
_TEPAT = 8
"""Decimals that are taken as meant: what a formula left behind them is the machine's."""
_BULAT = re.compile(r"\d{1,9}")
_RENTANG = {RERATA: (1, 4), TABEL: (1, 4), INDEKS: (25, 100)}
Terletak = tuple[Place, Mapping[str, str]]
"""A row, and where it stands."""


def nilai(text: str) -> Fraction:
    """Return a figure as typed, with a point or a comma, as a number."""
    return Fraction(text.replace(",", "."))


def read(
    source: BinaryIO,
    file: str,
    head: Lembar,
    bentuk: str,
    names: Sequence[str],
    baca: Baca,
    unit: str | None,
    problems: list[Problem],
) -> Jawaban | None:
    """Return a sheet of figures as rows by unit and service; what is wrong with the sheet goes to `problems`.

    Means whose scale is not declared are on 1-4 when all are at most 4, and on 0-100 when all are at least 25.
    """
    before = len(problems)
    rusak = Tolakan(file)
    rows = _rows(source, file, head, names, unit, rusak, problems)
    kolom = tuple(key for keys in baca.skema.values() for key in keys)
    if not kepala.panjang(names):
        kolom = tuple(key for key in kolom if key in names)
    if bentuk == RERATA and not head.bentuk:
        bentuk = _skala(rows, kolom, Place(file, head.line), problems)
    if len(problems) > before:
        return None
    baris: dict[str, list[Baris]] = {}
    for (name, layanan), group in _groups(rows, unit).items():
        wrong: list[Problem] = []
        found = _baris(layanan, group, bentuk, kolom, kepala.panjang(names), wrong)
        baris.setdefault(name, []).append(found)
        for one in wrong:
            rusak.tolak(name, one)
    kept = {name: tuple(rows) for name, rows in sorted(baris.items())}
    return Jawaban(file, bentuk, kolom, kept, {}, rusak.hasil())


def _rows(
    source: BinaryIO,
    file: str,
    head: Lembar,
    names: Sequence[str],
    unit: str | None,
    rusak: Tolakan,
    problems: list[Problem],
) -> list[Terletak]:
    """Return the rows; one that does not fit the header, or names another unit, is wrong for its unit if it has one."""
    found: list[Terletak] = []
    try:
        for first, block in lembar.blok(source, head):
            for begin, record in lembar.baris(block, head, first):
                if len(record) != len(names):
                    wrong = problem(Place(file, begin), "S007", found=len(record), expected=len(names))
                    rusak.tolak(lembar.pemilik(record, names, unit) or SEMUA, wrong)
                    continue
                row = dict(zip(names, record, strict=True))
                if unit is not None and row.get("unit", "") not in ("", unit):
                    wrong = problem(Place(file, begin), "S118", found=row["unit"], unit=unit)
                    rusak.tolak(unit, wrong)
                found.append((Place(file, begin), row))
    except lembar.Terbuka as broken:
        problems.append(problem(Place(file, broken.line), "S009"))
    told = rusak.hasil()
    problems += told.get(SEMUA, ())
    if not found and not told and not problems:
        problems.append(problem(Place(file, head.line), "S008"))
    return found


def _skala(rows: Sequence[Terletak], kolom: Sequence[str], place: Place, problems: list[Problem]) -> str:
    cells = [row[key] for _, row in rows for key in (*kolom, "nilai") if row.get(key)]
    figures = [nilai(cell) for cell in cells if _ANGKA.fullmatch(cell)]
    if all(figure <= 4 for figure in figures):
        return RERATA
    if all(figure >= 25 for figure in figures):
        return INDEKS
    problems.append(problem(place, "S101", choices=f"{RERATA}, {INDEKS}"))
    return RERATA


def _groups(rows: Sequence[Terletak], unit: str | None) -> dict[tuple[str, str], list[Terletak]]:
    groups: dict[tuple[str, str], list[Terletak]] = {}
    for place, row in rows:
        name = row["unit"] if unit is None else unit
        groups.setdefault((name, row.get("layanan", "")), []).append((place, row))
    return groups


def _baris(
    layanan: str, rows: Sequence[Terletak], bentuk: str, kolom: Sequence[str], panjang: bool, wrong: list[Problem]
) -> Baris:
    place, first = rows[0]
    cells: dict[str, Terletak] = {}
    for at, row in rows:
        for key in (row["unsur"],) if panjang else kolom:
            if key not in kolom:
                wrong.append(problem(at, "S105", found=key, hint=guess(key, tuple(kolom))))
            elif key in cells:
                wrong.append(problem(at, "S106", found=_apa(key, layanan, panjang), first=str(cells[key][0].line)))
            cells.setdefault(key, (at, row))
    responden = _responden(rows, wrong)
    if bentuk == CACAH:
        counts: list[int] = []
        for key in kolom:
            at, row = cells.get(key, (place, {}))
            counts += (_count(row.get(score) or "0", score, at, wrong) for score in ("1", "2", "3", "4"))
        most = max((sum(counts[start : start + 4]) for start in range(0, len(counts), 4)), default=0)
        return Baris(layanan, max(most, responden or 0), tuple(counts), line=place.line)
    figures = []
    for key in kolom:
        at, row = cells.get(key, (place, {}))
        figures.append(_figure(row.get("nilai" if panjang else key, ""), key, _RENTANG[bentuk], at, wrong))
    ikm = _figure(first.get("ikm", ""), "ikm", (25, 100), place, wrong)
    rata_rata = _figure(first.get("rata_rata", ""), "rata_rata", (1, 4), place, wrong)
    return Baris(layanan, responden, (), tuple(figures), ikm, rata_rata, place.line)


def _apa(key: str, layanan: str, panjang: bool) -> str:
    """Return what stands in two rows: an element, a service, or all that a unit has."""
    if panjang:
        return ucap("unsur `{unsur}`", unsur=key)
    return ucap("layanan `{layanan}`", layanan=layanan) if layanan else ucap("angka unit ini")


def _responden(rows: Sequence[Terletak], wrong: list[Problem]) -> int | None:
    found = {row.get("jumlah_responden", ""): at for at, row in rows}
    found.pop("", None)
    counts = [_count(text, "jumlah_responden", at, wrong) for text, at in found.items()]
    return max(counts, default=None)


def _count(text: str, column: str, place: Place, wrong: list[Problem]) -> int:
    if not _BULAT.fullmatch(text):
        wrong.append(problem(place, "S104", found=text, column=column, expected=ucap("bilangan bulat")))
        return 0
    return int(text)


def _figure(text: str, column: str, rentang: tuple[int, int], place: Place, wrong: list[Problem]) -> str:
    low, high = rentang
    if text and not (_ANGKA.fullmatch(text) and low <= nilai(text) <= high):
        wrong.append(
            problem(
                place, "S104", found=text, column=column, expected=ucap("angka {low} sampai {high}", low=low, high=high)
            )
        )
        return ""
    places = len(text.replace(",", ".").partition(".")[2])
    return str(bulat(nilai(text), _TEPAT)) if places > _TEPAT else text
