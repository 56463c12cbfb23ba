"""A list of units to unit files: each row a unit, or the reason why not."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.files import folder
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import models, nearest, trees, workspace
from pipeline.sources.yaml_text import Node
from pipeline.starting import files
from pipeline.starting.unit_sheet import SheetCell

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "nama": ("nama", "nama unit", "unit", "unit kerja", "unit pelayanan", "nama unit pelayanan", "perangkat daerah"),
    "berkas": ("berkas", "nama berkas", "id"),
    "yth": ("yth", "penerima", "penerima surat", "kepada"),
    "di": ("di", "tempat penerima"),
    "kepala.nama": ("kepala", "nama kepala", "kepala unit", "pimpinan", "nama pimpinan"),
    "kepala.jabatan": ("jabatan", "jabatan kepala", "jabatan pimpinan"),
    "kepala.nip": ("nip", "nip kepala", "nip pimpinan"),
    "kepala.pangkat": ("pangkat", "pangkat golongan", "pangkat gol"),
    "": ("no", "nomor urut", "keterangan"),
}
"""What a column says, by the titles that it may have; under the empty name, columns that say nothing of a unit."""
_LINK = re.compile(r"(?:tautan|link|url) (.+)")


class Import(NamedTuple):
    """What a list gives: new files with their text, how many units are there already as listed."""

    new: tuple[tuple[str, str], ...]
    unchanged: int


def plan(root: Path, instansi: str, rows: Iterable[list[SheetCell]], at: Place, problems: list[Problem]) -> Import:
    """Return the unit files that the rows make; what keeps a row from being one goes to `problems`.

    When the titles are wrong, no row is read.
    """
    rows = iter(rows)
    title = next((row for row in rows if any(_field(cell.text) == "nama" for cell in row)), None)
    if title is None:
        problems.append(
            problem(at, "U003", choices=", ".join(names[0] for names in COLUMNS.values() if names[0] != "no"))
        )
        return Import((), 0)
    columns = _columns(title, problems)
    if problems:
        return Import((), 0)
    made: dict[str, int] = {}
    new: list[tuple[str, str]] = []
    kept = 0
    for row in rows:
        values = {columns[number]: cell for number, cell in enumerate(row) if number in columns and cell.text}
        at = row[0].at
        found: list[Problem] = []
        text = _unit(values, at, found) if values else ""
        name = _name(values, found) if text else ""
        problems += (_titled(fault, title, columns) for fault in found)
        if not name:
            continue
        file = f"{workspace.UNITS}/{instansi}/{name}.yaml"
        there = folder.read_bytes(root, file, []) if (root / file).exists() else None
        if file in made:
            problems.append(problem(at, "U008", file=file, other=str(made[file])))
        elif there is None:
            new.append((file, text))
        elif there == files.led(file, text.encode()):
            kept += 1
        else:
            problems.append(problem(at, "U009", file=file))
        made.setdefault(file, at.line)
    return Import(tuple(new), kept)


def _field(title: str) -> str | None:
    """Return what a column with that title says: a field, empty for what is passed over; `None` when not known."""
    plain = " ".join(re.sub(r"[^a-z0-9]+", " ", title.lower()).split())
    if title.startswith("#") or not plain:
        return ""
    for field, titles in COLUMNS.items():
        if plain in titles:
            return field
    link = _LINK.fullmatch(plain)
    return f"tautan.{link[1].replace(' ', '_')}" if link else None


def _columns(title: list[SheetCell], problems: list[Problem]) -> dict[int, str]:
    """Return the field of each column; problems for titles that are not known or say the same."""
    found: dict[int, str] = {}
    first: dict[str, str] = {}
    known = tuple(name for names in COLUMNS.values() for name in names)
    for number, cell in enumerate(title):
        field = _field(cell.text)
        if field is None:
            hint = nearest.guess(
                cell.text.lower(), known, phrase("hapus kolomnya, atau awali judulnya dengan # agar dilewati")
            )
            problems.append(problem(cell.at, "U004", column=cell.text, hint=hint))
        elif field and field in first:
            problems.append(problem(cell.at, "U005", column=cell.text, other=first[field]))
        elif field:
            found[number] = field
            first[field] = cell.text
    return found


def _titled(fault: Problem, title: list[SheetCell], columns: Mapping[int, str]) -> Problem:
    """Return a problem of a row by the title of its column, as the list has it, and at that column."""
    values = dict(fault.values)
    field = str(values.get("column", ""))
    number = next((number for number, name in columns.items() if name == field), None)
    if number is None:
        return fault._replace(values=(*(values | {"column": COLUMNS.get(field, (field,))[0]}).items(),))
    place = fault.place._replace(column=title[number].at.column)
    return fault._replace(place=place, values=(*(values | {"column": title[number].text}).items(),))


def _name(values: Mapping[str, SheetCell], problems: list[Problem]) -> str:
    """Return the name of a row's file; a problem and nothing when it is none."""
    given = values.get("berkas", values["nama"])
    found = given.text if "berkas" in values else files.slug(given.text)
    if files.is_safe(found):
        return found
    expected = phrase("huruf kecil, angka, dan tanda hubung")
    problems.append(problem(given.at, "U007", column="berkas", found=f'"{found or given.text}"', expected=expected))
    return ""


def _unit(values: Mapping[str, SheetCell], at: Place, problems: list[Problem]) -> str:
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
    return "" if wrong else "\n".join((*_lines(tree), ""))


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


def _lines(tree: Mapping[str, Node]) -> Iterator[str]:
    """Return the lines of a unit file; the recipient, when the list lacks it, is left to fill."""
    blank = next(line for line in files.text("unit.yaml", nama="x").splitlines() if line.startswith("yth:"))
    for name in ("nama", "yth", "di", "kepala", "tautan"):
        value = tree[name].value if name in tree else None
        if isinstance(value, dict):
            yield f"{name}:"
            for inner, node in value.items():
                yield f"  {inner}: {files.scalar(str(node.value))}"
        elif isinstance(value, str):
            yield f"{name}: {files.scalar(value)}"
        elif name == "yth":
            yield blank
