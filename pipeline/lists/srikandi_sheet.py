"""The list for SRIKANDI as people give it back: what was typed in its columns, letter by letter."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.files import lists_in, workbook
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.scores.sheets.days import day_of

MODE = "srikandi"
DOCUMENT, SUMMARY, VERIFIER, NUMBER, DATE = "Berkas", "Ringkasan", "Verifikator", "Nomor Naskah", "Tanggal Naskah"
_NEEDED = (DOCUMENT, NUMBER, DATE)
_LETTER = re.compile(r"build/srikandi/(?P<period>[^/]+)/(?P<instansi>[^/]+)/(?:(?P<unit>[^/]+)/)?(?P<kind>[^/]+)\.\w+")


class TypedRow(NamedTuple):
    """A letter's row: where its number stands, whose it is, what was typed; a date as year-month-day if it is one."""

    at: Place
    period: str
    instansi: str
    unit: str
    kind: str
    nomor: str
    tanggal: str
    ringkasan: str
    verifikator: str


def read(path: Path, problems: list[Problem]) -> list[TypedRow]:
    """Return the letters of every sheet of a list; a problem when one lacks a column, or names what is no letter."""
    found: list[TypedRow] = []
    for number, sheet in lists_in.filled(lists_in.read(path, path.name, problems, is_filled=False)):
        file = f"{path.name}#{sheet.name}" if number else path.name
        rows = [[workbook.as_typed(cell) for cell in row] for row in sheet.rows]
        problems += lists_in.in_error(sheet, file)
        found += _letters(rows, file, problems)
    return list(_once(found, problems))


def _once(rows: Sequence[TypedRow], problems: list[Problem]) -> Iterator[TypedRow]:
    """Yield each letter once, as it was typed somewhere; a problem where it was typed otherwise elsewhere."""
    by_letter: dict[tuple[str, ...], TypedRow] = {}
    for row in rows:
        before = by_letter.setdefault((row.period, row.instansi, row.unit, row.kind), row)
        typed, other = (row.nomor, row.tanggal), (before.nomor, before.tanggal)
        if not any(other):
            by_letter[row.period, row.instansi, row.unit, row.kind] = row
        elif any(typed) and typed != other:
            why = phrase(
                "surat yang sama sudah diberi nomor {nomor} di baris {row}", nomor=other[0], row=before.at.line
            )
            problems.append(problem(row.at, "A045", row=row.at.line, why=why))
    yield from by_letter.values()


def _letters(rows: Sequence[Sequence[str]], file: str, problems: list[Problem]) -> Iterator[TypedRow]:
    head = next((number for number, row in enumerate(rows) if set(_NEEDED) <= set(row)), None)
    if head is None:
        problems.append(problem(Place(file), "A043", why=", ".join(_NEEDED)))
        return
    columns = {name: number for number, name in enumerate(rows[head]) if name}
    for line, row in enumerate(rows[head + 1 :], head + 2):
        said = {name: row[number] if number < len(row) else "" for name, number in columns.items()}
        letter = _LETTER.fullmatch(said[DOCUMENT])
        at = Place(file, line, columns[NUMBER] + 1)
        if letter:
            own = said.get(SUMMARY, "") if said.get(SUMMARY) != said.get("Hal") else ""
            day = said[DATE]
            typed = (said[NUMBER], day_of(day) or day, own, said.get(VERIFIER, ""))
            whose = (letter["period"], letter["instansi"], letter["unit"] or "", letter["kind"])
            yield TypedRow(at, *whose, *typed)
        elif any(row):
            problems.append(problem(at, "A044", row=line))
