"""Sheets that hold figures and not answers: counts, means on either scale, and ready tables."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from pipeline.problems.phrase import Text, as_text, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.scores.counts import CountedRow, Counts
from pipeline.scores.ikm import half_up
from pipeline.scores.sheets import header, sheet_text
from pipeline.scores.sheets.header import COUNTS, INDEX, MEANS, TABEL
from pipeline.scores.sheets.open_sheet import OpenedSheet, beyond, fitting, in_cell, names_another, scored, too_many
from pipeline.scores.sheets.rejected import IN_ALL, Rejected
from pipeline.scores.sheets.row_accounts import RowAccounts
from pipeline.sources.nearest import guess, tidy

_NUMBER = re.compile(r"\d{1,3}([.,]\d{1,20})?")
_EXACT = 8
"""Decimals that are taken as meant: what a formula left behind them is the machine's."""
MOST_ROWS = 100_000
"""Rows of figures that a sheet may have."""
_WHOLE = re.compile(r"\d{1,9}")
_RANGE = {MEANS: (1, 4), TABEL: (1, 4), INDEX: (25, 100)}
Placed = tuple[Place, Mapping[str, str]]
"""A row, and where it stands."""


def typed_number(text: str) -> Fraction:
    """Return a figure as typed, with a point or a comma, as a number."""
    return Fraction(text.replace(",", "."))


def read(sheet: OpenedSheet, problems: list[Problem]) -> Counts | None:
    """Return a sheet of figures as rows by unit and service; what is wrong with the sheet goes to `problems`.

    Means whose scale is not declared are on 1-4 when all are at most 4, and on 0-100 when all are at least 25.
    """
    before, shape = len(problems), sheet.shape
    is_long = header.is_long(sheet.names)
    rejected, accounts = Rejected(sheet.file), RowAccounts()
    rows = _rows(sheet, rejected, accounts, problems)
    columns = tuple(key for key in scored(sheet) if is_long or key in sheet.names)
    if shape == MEANS and not sheet.head.shape:
        shape = _scale(rows, columns, Place(sheet.file, sheet.head.line), problems)
    if len(problems) > before:
        return None
    groups = _groups(rows, sheet)
    services = {layanan for _, layanan in groups}
    if too := too_many(sheet, len({name for name, _ in groups}), len(services), len(groups)):
        problems.append(too)
        return None
    by_unit: dict[str, list[CountedRow]] = {}
    for (name, _), group in groups.items():
        wrong: list[Problem] = []
        once = _once(group, columns, is_long, wrong)
        counted = by_unit.setdefault(name, [])
        counted += [_row(once, shape, columns, is_long, wrong)] if once else []
        wrong += _others(sheet, group)
        for fault in wrong:
            rejected.refuse(name, in_cell(sheet, fault))
        faulty = {fault.place.line for fault in wrong}
        accounts.read += len(group)
        accounts.add(name, used=len(group) - len(faulty), refused=len(faulty), lines=faulty)
    kept = {name: tuple(rows) for name, rows in sorted(by_unit.items())}
    return Counts(sheet.file, shape, columns, kept, {}, rejected.result(), accounts.read, accounts.result())


def _rows(sheet: OpenedSheet, rejected: Rejected, accounts: RowAccounts, problems: list[Problem]) -> list[Placed]:
    """Return the rows that fit the header."""
    found: list[Placed] = []
    try:
        for first, block in sheet_text.blocks(sheet.source, sheet.head):
            for line, record in fitting(sheet, block, first, rejected, accounts):
                row = dict(zip(sheet.names, record, strict=True))
                if "unsur" in row:
                    row["unsur"] = sheet.sheet_format.element_of(row["unsur"])
                found.append((Place(sheet.file, line), row))
                if len(found) > MOST_ROWS:
                    break
            if accounts.read + len(found) > MOST_ROWS:
                problems.append(beyond(sheet, MOST_ROWS, phrase("baris angka")))
                return []
    except sheet_text.UnclosedQuote as broken:
        problems.append(problem(Place(sheet.file, broken.line), "S009"))
    told = rejected.result()
    problems += told.get(IN_ALL, ())
    if not found and not told and not problems:
        problems.append(sheet_text.empty(sheet.file, sheet.head.line))
    return found


def _others(sheet: OpenedSheet, rows: Sequence[Placed]) -> Iterator[Problem]:
    for place, row in rows:
        if names_another(sheet, row.get("unit", "")):
            yield problem(place, "S118", found=row["unit"], unit=sheet.unit)


def _scale(rows: Sequence[Placed], scored: Sequence[str], place: Place, problems: list[Problem]) -> str:
    cells = [row[key] for _, row in rows for key in (*scored, "nilai") if row.get(key)]
    figures = [typed_number(cell) for cell in cells if _NUMBER.fullmatch(cell)]
    if all(figure <= 4 for figure in figures):
        return MEANS
    if all(figure >= 25 for figure in figures):
        return INDEX
    problems.append(problem(place, "S101", choices=f"{MEANS}, {INDEX}"))
    return MEANS


def _groups(rows: Sequence[Placed], sheet: OpenedSheet) -> dict[tuple[str, str], list[Placed]]:
    groups: dict[tuple[str, str], list[Placed]] = {}
    for place, row in rows:
        name = sheet.sheet_format.unit_of(row["unit"]) if sheet.unit is None else sheet.unit
        groups.setdefault((name, tidy(row.get("layanan", ""))), []).append((place, row))
    return groups


def _once(rows: Sequence[Placed], scored: Sequence[str], is_long: bool, wrong: list[Problem]) -> list[Placed]:
    """Return the rows of a unit's service without those that say again what one of them says, or name no element."""
    found: dict[str, Placed] = {}
    for at, row in rows:
        key = row["unsur"] if is_long else ""
        if is_long and key not in scored:
            wrong.append(problem(at, "S105", found=key, hint=guess(key, tuple(scored))))
        elif key in found:
            what = _what(key, row.get("layanan", ""), is_long)
            wrong.append(problem(at, "S106", found=what, first=str(found[key][0].line)))
        else:
            found[key] = at, row
    return list(found.values())


def _row(rows: Sequence[Placed], shape: str, scored: Sequence[str], is_long: bool, wrong: list[Problem]) -> CountedRow:
    place, first = rows[0]
    layanan = first.get("layanan", "")
    cells = {row["unsur"]: (at, row) for at, row in rows} if is_long else dict.fromkeys(scored, rows[0])
    responden = _respondents(rows, wrong)
    if shape == COUNTS:
        counts: list[int] = []
        for key in scored:
            at, row = cells.get(key, (place, {}))
            counts += (_count(row.get(score) or "0", score, at, wrong) for score in ("1", "2", "3", "4"))
        sums = [sum(counts[start : start + 4]) for start in range(0, len(counts), 4)]
        most = max(sums, default=0)
        for key, total in zip(scored, sums, strict=True) if responden is not None else ():
            if total > (responden or 0):
                at = cells.get(key, (place, {}))[0]
                wrong.append(problem(at, "S126", unsur=key, found=as_text(total), total=as_text(responden)))
        return CountedRow(layanan, max(most, responden or 0), tuple(counts), line=place.line)
    figures = []
    for key in scored:
        at, row = cells.get(key, (place, {}))
        figures.append(_figure(row.get("nilai" if is_long else key, ""), key, _RANGE[shape], at, wrong))
    ikm = _figure(first.get("ikm", ""), "ikm", (25, 100), place, wrong)
    rata_rata = _figure(first.get("rata_rata", ""), "rata_rata", (1, 4), place, wrong)
    return CountedRow(layanan, responden, (), tuple(figures), ikm, rata_rata, place.line)


def _what(key: str, layanan: str, is_long: bool) -> Text:
    """Return what stands in two rows: an element, a service, or all that a unit has."""
    if is_long:
        return phrase("unsur `{unsur}`", unsur=key)
    return phrase("layanan `{layanan}`", layanan=layanan) if layanan else phrase("angka unit ini")


def _respondents(rows: Sequence[Placed], wrong: list[Problem]) -> int | None:
    found = {row.get("jumlah_responden", ""): at for at, row in rows}
    found.pop("", None)
    counts = [_count(text, "jumlah_responden", at, wrong) for text, at in found.items()]
    if len(set(counts)) > 1:
        wrong.append(problem([*found.values()][-1], "S125", found=as_text(counts[-1]), other=as_text(counts[0])))
    return max(counts, default=None)


def _count(text: str, column: str, place: Place, wrong: list[Problem]) -> int:
    if not _WHOLE.fullmatch(text):
        wrong.append(problem(place, "S104", found=text, column=column, expected=phrase("bilangan bulat")))
        return 0
    return int(text)


def _figure(text: str, column: str, allowed: tuple[int, int], place: Place, wrong: list[Problem]) -> str:
    low, high = allowed
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
