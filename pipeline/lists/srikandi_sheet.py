"""The list for SRIKANDI as people give it back: what was typed in its columns, letter by letter."""

import re
from pathlib import Path
from typing import NamedTuple

from pipeline.files import disk, workbook
from pipeline.problems.phrase import cause
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
    """Return the letters of a list; a problem when it cannot be read, lacks a column, or names what is no letter."""
    try:
        sheet = workbook.sheets(disk.content(path), is_filled=False)[0]
    except (OSError, ValueError) as fault:
        problems.append(
            problem(Place(path.name), "B008", found=cause(fault) if isinstance(fault, OSError) else fault.args[0])
        )
        return []
    problems += (problem(Place(path.name), "A042", cell=cell, shown=shown) for cell, shown in sheet.faults)
    rows = [[workbook.as_typed(cell) for cell in row] for row in sheet.rows]
    head = next((number for number, row in enumerate(rows) if set(_NEEDED) <= set(row)), None)
    if head is None:
        problems.append(problem(Place(path.name), "A043", row=1, why=", ".join(_NEEDED)))
        return []
    columns = {name: number for number, name in enumerate(rows[head]) if name}
    found: list[TypedRow] = []
    for line, row in enumerate(rows[head + 1 :], head + 2):
        said = {name: row[number] if number < len(row) else "" for name, number in columns.items()}
        letter = _LETTER.fullmatch(said[DOCUMENT])
        at = Place(path.name, line, columns[NUMBER] + 1)
        if letter:
            own = said.get(SUMMARY, "") if said.get(SUMMARY) != said.get("Hal") else ""
            day = said[DATE]
            typed = (said[NUMBER], day_of(day) or day, own, said.get(VERIFIER, ""))
            whose = (letter["period"], letter["instansi"], letter["unit"] or "", letter["kind"])
            found.append(TypedRow(at, *whose, *typed))
        elif any(row):
            problems.append(problem(at, "A044", row=line))
    return found
