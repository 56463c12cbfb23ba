"""A ready table of services and elements, as an office prints it: mean answers and each service's index."""

import csv
import io
import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pipeline.errors import Place, Problem, problem
from pipeline.scores.ikm import Hasil, Layanan

LAYANAN, IKM = "layanan", "ikm"


def header(raw: bytes) -> list[str]:
    """Return the names of the columns of a file with `;` between them."""
    text = raw.decode("utf-8-sig", errors="replace")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return [name.strip() for name in next(lines, "").split(";")]


def is_table(raw: bytes) -> bool:
    """Return whether a file is such a table: it has an index for every service, and no answers."""
    return {LAYANAN, IKM} <= set(header(raw))


def read(raw: bytes, file: str, unsur: Sequence[str], problems: list[Problem]) -> Hasil | None:
    """Return the result of a table: elements and index are the means of the services; problems and then `None`.

    The columns are `layanan`, every key of `unsur`, and `ikm`; a mean answer is 1 to 4, an index 25 to 100.
    """
    before = len(problems)
    names = header(raw)
    wanted = (LAYANAN, *unsur, IKM)
    problems += (problem(Place(file), "S003", column=name) for name in wanted if name not in names)
    problems += (
        problem(Place(file), "S001", column=name, hint=f"pilih di antara: {', '.join(wanted)}")
        for name in names
        if name not in wanted
    )
    if len(problems) > before:
        return None
    found: list[Layanan] = []
    reader = csv.reader(io.StringIO(raw.decode("utf-8-sig", errors="replace")), delimiter=";")
    rows = [(reader.line_num, row) for row in reader if any(map(str.strip, row)) and not row[0].startswith("#")]
    for line, row in rows[1:]:
        place = Place(file, line)
        if len(row) != len(names):
            problems.append(problem(place, "S007", found=len(row), expected=len(names)))
            continue
        cells = dict(zip(names, map(str.strip, row), strict=True))
        if any(cells[LAYANAN] == one.kunci for one in found):
            problems.append(problem(place, "L012", layanan=cells[LAYANAN]))
        nrr = {key: _number(cells[key], 1, 4, place, key, problems) for key in unsur}
        found.append(Layanan(cells[LAYANAN], nrr, _number(cells[IKM], 25, 100, place, IKM, problems)))
    if not found:
        problems.append(problem(Place(file), "S008"))
    if len(problems) > before:
        return None
    nrr = {key: sum((one.nrr[key] for one in found), Fraction()) / len(found) for key in unsur}
    return Hasil(nrr, sum((one.ikm for one in found), Fraction()) / len(found), None, tuple(found))


def _number(text: str, least: int, most: int, place: Place, column: str, problems: list[Problem]) -> Fraction:
    found = Fraction(Decimal(text.replace(",", "."))) if re.fullmatch(r"\d+([.,]\d+)?", text) else Fraction(0)
    if not least <= found <= most:
        problems.append(problem(place, "L013", column=column, found=text, least=least, most=most))
    return found
