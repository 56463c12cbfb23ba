"""Which column of a list of units says what: its titles in one row or two, what is below them, what is passed over."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import nearest
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
    "": ("no", "nomor urut", "keterangan", "ket", "alamat", "no hp", "hp", "telepon", "no telepon", "email", "pos el"),
}
"""What a column says, by the titles that it may have; under the empty name, columns that say nothing of a unit."""
_LINK = re.compile(r"(?:tautan|link|url) (.+)")
_PERSON = re.compile(r"\b(kepala|pimpinan|pejabat|direktur)\b")
_OF_PERSON = {"nama": "kepala.nama", "nip": "kepala.nip", "jabatan": "kepala.jabatan", "pangkat": "kepala.pangkat"}
_TOTAL = re.compile(r"(sub )?(jumlah|total)\b")
Row = list[SheetCell]


class Table(NamedTuple):
    """A list below its titles: the title and the field of each column, its rows, and the rows that are none of it."""

    titles: Mapping[int, SheetCell]
    columns: Mapping[int, str]
    rows: tuple[Row, ...]
    passed: tuple[Row, ...]


def table_of(rows: Sequence[Row], at: Place, problems: list[Problem]) -> Table | None:
    """Return the table of a sheet; a problem, and `None`, when it has no row of titles or they are wrong."""
    top = next((number for number, row in enumerate(rows) if any(field_of(cell.text) == "nama" for cell in row)), None)
    if top is None:
        choices = ", ".join(names[0] for names in COLUMNS.values() if names[0] != "no")
        problems.append(problem(at, "U003", choices=choices))
        return None
    lower = rows[top + 1] if top + 1 < len(rows) and _is_second_row(rows[top], rows[top + 1]) else None
    titles, fields = _titles(rows[top], lower)
    wrong: list[Problem] = []
    columns = _columns(titles, fields, wrong)
    problems += wrong
    if any(not fault.is_warning for fault in wrong):
        return None
    kept: list[Row] = []
    passed = [lower] if lower else []
    below = rows[top + 1 + len(passed) :]
    name = next(number for number, field in columns.items() if field == "nama")
    for number, row in enumerate(below):
        if _counts_up(row):
            passed.append(row)
        elif _TOTAL.match(_plain(row[name].text) if name < len(row) else ""):
            passed += below[number:]
            break
        elif any(cell.text for column, cell in enumerate(row) if column in columns):
            kept.append(row)
        else:
            passed.append(row)
    return Table(titles, columns, tuple(kept), tuple(passed))


def field_of(title: str) -> str | None:
    """Return what a column with that title says: a field, empty for what is passed over; `None` when not known."""
    plain = _plain(title)
    if title.startswith("#") or not plain:
        return ""
    for field, titles in COLUMNS.items():
        if plain in titles:
            return field
    link = _LINK.fullmatch(plain)
    return f"tautan.{link[1].replace(' ', '_')}" if link else None


def _plain(title: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", title.lower()).split())


def _is_second_row(upper: Row, lower: Row) -> bool:
    """Return whether a row has the titles of what the row above it groups: a person's name, number and rank."""
    return sum(_of_group(group, cell) is not None for group, cell in _grouped(upper, lower)) > 1


def _grouped(upper: Row, lower: Row) -> Iterator[tuple[str, SheetCell]]:
    """Yield each cell of the second row that is not the first row's, with the group that it stands below."""
    group = ""
    for number, cell in enumerate(lower):
        above = upper[number].text if number < len(upper) else ""
        group = above or group
        yield ("", cell) if cell.text == above else (group, cell)


def _of_group(group: str, cell: SheetCell) -> str | None:
    plain = _plain(cell.text).removesuffix(" gol").removesuffix(" golongan")
    return _OF_PERSON.get(plain) if _PERSON.search(_plain(group)) else None


def _titles(upper: Row, lower: Row | None) -> tuple[dict[int, SheetCell], dict[int, str | None]]:
    """Return the title of each column, and what it says as far as it is known."""
    titles = dict(enumerate(upper))
    fields = {number: field_of(cell.text) for number, cell in titles.items()}
    for number, (group, cell) in enumerate(_grouped(upper, lower or [])):
        if group and cell.text:
            titles[number] = cell
            fields[number] = _of_group(group, cell) or field_of(f"{group} {cell.text}") or field_of(cell.text)
    return titles, fields


def _columns(
    titles: Mapping[int, SheetCell], fields: Mapping[int, str | None], problems: list[Problem]
) -> dict[int, str]:
    """Return the field of each column that has one; a column that is not known, or known twice, is a problem."""
    known = tuple(title for names in COLUMNS.values() for title in names)
    found: dict[int, str] = {}
    first: dict[str, str] = {}
    for number, cell in titles.items():
        field = fields[number]
        if field is None and difflib.get_close_matches(_plain(cell.text), known, n=1):
            hint = nearest.guess(_plain(cell.text), known)
            problems.append(problem(cell.at, "U004", column=cell.text, hint=hint))
        elif field is None:
            problems.append(problem(cell.at, "U013", column=cell.text))
        elif field and field in first:
            problems.append(problem(cell.at, "U005", column=cell.text, other=first[field]))
        elif field:
            found[number] = field
            first[field] = cell.text
    return found


def _counts_up(row: Row) -> bool:
    """Return whether a row only numbers the columns: 1, 2, 3 and so on."""
    said = [cell.text for cell in row if cell.text]
    return len(said) > 2 and said == [str(number) for number in range(1, len(said) + 1)]
