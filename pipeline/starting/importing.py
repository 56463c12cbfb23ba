"""A list of units to unit files: each row a unit, or the reason why not."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.files import folder
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import models, trees, workspace
from pipeline.sources.yaml_text import Node
from pipeline.starting import files, unit_columns, unit_sheet
from pipeline.starting.unit_columns import COLUMNS, Row, Table
from pipeline.starting.unit_sheet import SheetCell, UnitSheet

NIP = "kepala.nip"
MOST_NAMED = 10
"""Cells that are named, of those that say no NIP."""
_ACTING = re.compile(r"^(?:plt|plh|pjs?|penjabat)\b\.?\s*", re.IGNORECASE)
"""What stands before the title of who acts for a head: letters go to the head."""
_LOST = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)


class Import(NamedTuple):
    """What a list gives: new files with their text, how many units are there already, how many rows are no unit.

    `passed` are the places of the rows that are none of the list: its numbering, its totals, what is signed below.
    """

    new: tuple[tuple[str, str], ...] = ()
    unchanged: int = 0
    refused: int = 0
    passed: tuple[Place, ...] = ()


class _Unit(NamedTuple):
    """A row as a unit file: its name and text; empty when it cannot be one."""

    name: str
    text: str


def plan(root: Path, instansi: str, sheets: Sequence[UnitSheet], problems: list[Problem]) -> Import:
    """Return the unit files that the rows of all sheets make; what keeps a row from being one goes to `problems`.

    A sheet whose titles are wrong is refused whole. A NIP that cannot be one is left out, its unit is not.
    """
    has_yth = _has_recipient(root, instansi)
    made: dict[str, Place] = {}
    found = Import()
    first: Table | None = None
    for sheet in sheets:
        table = unit_columns.table_of(sheet.rows, sheet.at, problems, first)
        if table is None:
            found = found._replace(refused=found.refused + len(sheet.rows))
            continue
        first = first or table
        lost: list[SheetCell] = []
        passed = tuple(row[0].at for row in table.passed)
        found = found._replace(passed=(*found.passed, *passed))
        for row in table.rows:
            unit = _unit(row, table, lost, problems, has_yth=has_yth)
            found = _added(root, f"{workspace.UNITS}/{instansi}", unit, row[0].at, found, made, problems)
        problems += _lost_numbers(lost)
    return found


def _added(
    root: Path, folder_of: str, unit: _Unit, at: Place, found: Import, made: dict[str, Place], problems: list[Problem]
) -> Import:
    """Return what was found so far with one more unit: new, there as listed, or in the way of another."""
    file = f"{folder_of}/{unit.name}.yaml"
    if not unit.name:
        return found._replace(refused=found.refused + 1)
    if file in made:
        problems.append(problem(at, "U008", file=file, other=str(made[file].line)))
        return found._replace(refused=found.refused + 1)
    made[file] = at
    there = folder.read_bytes(root, file, []) if (root / file).exists() else None
    if there is None:
        return found._replace(new=(*found.new, (file, unit.text)))
    if there == files.led(file, unit.text.encode()):
        return found._replace(unchanged=found.unchanged + 1)
    problems.append(problem(at, "U009", file=file))
    return found._replace(refused=found.refused + 1)


def _has_recipient(root: Path, instansi: str) -> bool:
    """Return whether the institution says for all its units whom letters are for."""
    said = workspace.institution(root, instansi, [])
    return said is not None and said.yth is not None


def _unit(row: Row, table: Table, lost: list[SheetCell], problems: list[Problem], *, has_yth: bool) -> _Unit:
    """Return a row as a unit file; a number that is no NIP joins `lost`."""
    values = {table.columns[number]: cell for number, cell in enumerate(row) if number in table.columns and _says(cell)}
    if NIP in values:
        number = values[NIP]._replace(text=values[NIP].text.removeprefix("'"))
        values[NIP] = number
        if number.wrong or not re.fullmatch(r"[0-9][0-9 ]*", number.text):
            lost.append(values.pop(NIP))
    if "yth" not in values and "kepala.jabatan" in values and not has_yth:
        head = values["kepala.jabatan"]
        values["yth"] = head._replace(text=_ACTING.sub("", head.text))
    found: list[Problem] = []
    text = _text(values, row[0].at, found, has_yth=has_yth)
    name = _name(values, found) if text else ""
    problems += (_titled(fault, table) for fault in found)
    return _Unit(name, text)


def _says(cell: SheetCell) -> bool:
    """Return whether a cell says something: in lists a dash says that there is nothing."""
    return bool(cell.text.strip("-–—"))


def _lost_numbers(cells: Sequence[SheetCell]) -> Iterator[Problem]:
    """Yield one problem for all numbers of a column that are no NIP, those that a spreadsheet has rounded apart."""
    rounded = [cell for cell in cells if cell.wrong or _LOST.fullmatch(cell.text)]
    typed = [cell for cell in cells if cell not in rounded]
    for found, why in (
        (rounded, phrase("lembar kerja hanya menyimpan lima belas angka, sisanya hilang")),
        (typed, phrase("bukan angka")),
    ):
        if found:
            named = ", ".join(unit_sheet.address(cell.at) for cell in found[:MOST_NAMED])
            more = " ..." if len(found) > MOST_NAMED else ""
            yield problem(found[0].at, "U012", count=len(found), why=why, cells=f"{named}{more}")


def _titled(fault: Problem, table: Table) -> Problem:
    """Return a problem of a row by the title of its column, as the list has it, and at that column."""
    values = dict(fault.values)
    field = str(values.get("column", ""))
    number = next((number for number, name in table.columns.items() if name == field), None)
    if number is None:
        return fault._replace(values=(*(values | {"column": COLUMNS.get(field, (field,))[0]}).items(),))
    place = fault.place._replace(column=table.titles[number].at.column)
    return fault._replace(place=place, values=(*(values | {"column": table.titles[number].text}).items(),))


def _name(values: Mapping[str, SheetCell], problems: list[Problem]) -> str:
    """Return the name of a row's file; a problem and nothing when it is none."""
    given = values.get("berkas", values["nama"])
    found = given.text if "berkas" in values else files.slug(given.text)
    if files.is_safe(found):
        return found
    expected = phrase("huruf kecil, angka, dan tanda hubung")
    problems.append(problem(given.at, "U007", column="berkas", found=f'"{found or given.text}"', expected=expected))
    return ""


def _text(values: Mapping[str, SheetCell], at: Place, problems: list[Problem], *, has_yth: bool) -> str:
    """Return a unit file's text; problems at their cells, and nothing, when a unit file may not say that."""
    tree: dict[str, Node] = {}
    wrong = [cell.wrong for cell in values.values() if cell.wrong]
    wrong += (_unwritable(field, cell) for field, cell in values.items() if not files.is_writable(cell.text))
    for field, cell in values.items():
        group, _, name = field.rpartition(".")
        holder = tree
        if group:
            inner = tree.setdefault(group, Node({}, at, at)).value
            assert isinstance(inner, dict)
            holder = inner
        if field != "berkas":
            holder[name] = Node(cell.text, cell.at, cell.at)
    refused: list[Problem] = []
    trees.read(models.Unit, Node(dict(tree), at), refused)
    wrong += (_of_cell(fault) for fault in refused)
    problems += wrong
    return "" if wrong else "\n".join((*_lines(tree, has_yth=has_yth), ""))


def _unwritable(field: str, cell: SheetCell) -> Problem:
    return problem(
        cell.at, "U007", column=field, found=ascii(cell.text), expected=phrase("teks tanpa karakter kendali")
    )


def _of_cell(fault: Problem) -> Problem:
    values = dict(fault.values)
    column = values.pop("field")
    if fault.code == "I002":
        return problem(fault.place, "U006", column=column)
    return problem(fault.place, "U007", column=column, found=values["found"], expected=values["expected"])


def _lines(tree: Mapping[str, Node], *, has_yth: bool) -> Iterator[str]:
    """Return the lines of a unit file; the recipient, when neither list nor institution says it, is left to fill."""
    blank = next(line for line in files.text("unit.yaml", nama="x").splitlines() if line.startswith("yth:"))
    for name in ("nama", "yth", "di", "kepala", "tautan"):
        value = tree[name].value if name in tree else None
        if isinstance(value, dict):
            yield f"{name}:"
            for inner, node in value.items():
                yield f"  {inner}: {files.scalar(str(node.value))}"
        elif isinstance(value, str):
            yield f"{name}: {files.scalar(value)}"
        elif name == "yth" and not has_yth:
            yield blank
