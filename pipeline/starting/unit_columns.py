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
_NUMBER = ("no", "nomor", "nomor urut")
_GROUP = re.compile(r"[A-Z]\.?|[IVX]+\.?")
_VOID = ("batal", "dibatalkan", "dihapus")
"""What stands beside a unit that is on the list no longer."""
Row = list[SheetCell]


class Table(NamedTuple):
    """A list below its titles: the title and the field of each column, its rows, and the rows that are none of it."""

    titles: Mapping[int, SheetCell]
    columns: Mapping[int, str]
    rows: tuple[Row, ...]
    passed: tuple[Row, ...]


def table_of(rows: Sequence[Row], at: Place, problems: list[Problem], first: Table | None = None) -> Table | None:
    """Return the table of a sheet; a problem, and `None`, when it has no row of titles or they are wrong.

    A sheet without titles goes on where the `first` one ends, when its columns are as there; that is told.
    """
    top = next((number for number, row in enumerate(rows) if any(field_of(cell.text) == "nama" for cell in row)), None)
    if top is None and first is not None and _goes_on(rows, first):
        used = ", ".join(first.titles[number].text for number in first.columns if _said(rows, number))
        problems.append(problem(at, "U014", titles=used))
        return Table(first.titles, first.columns, *_parted(rows, first.titles, first.columns))
    if top is None:
        choices = ", ".join(names[0] for names in COLUMNS.values() if names[0] != "no")
        problems.append(problem(at, "U003", choices=choices))
        return None
    lower = rows[top + 1] if top + 1 < len(rows) and _is_second_row(rows[top], rows[top + 1]) else []
    titles, fields = _titles(rows[top], lower)
    wrong: list[Problem] = []
    columns = _columns(titles, fields, wrong)
    problems += wrong
    if any(not fault.is_warning for fault in wrong):
        return None
    under = [lower] if lower else []
    kept, passed = _parted(rows[top + 1 + len(under) :], titles, columns)
    return Table(titles, columns, kept, (*under, *passed))


def _parted(
    rows: Sequence[Row], titles: Mapping[int, SheetCell], columns: Mapping[int, str]
) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return the rows that are units, and those that are not: numbers of columns, groups, totals, what is void.

    Below a total only rows that have a number of their own are units again.
    """
    name, number = _column(columns, "nama"), _number_column(titles)
    kept: list[Row] = []
    passed: list[Row] = []
    below_total = False
    for row in rows:
        is_total = _is_total(row, name)
        below_total = below_total or is_total
        is_unit = any(cell.text for column, cell in enumerate(row) if column in columns)
        is_unit = is_unit and not (is_total or _counts_up(row) or _is_group(row, name, number) or _is_void(row, name))
        (kept if is_unit and (not below_total or _text(row, number).isdigit()) else passed).append(row)
    return tuple(kept), tuple(passed)


def _column(columns: Mapping[int, str], field: str) -> int:
    return next(number for number, found in columns.items() if found == field)


def _number_column(titles: Mapping[int, SheetCell]) -> int | None:
    return next((number for number, cell in titles.items() if _plain(cell.text) in _NUMBER), None)


def _text(row: Row, number: int | None) -> str:
    return row[number].text if number is not None and number < len(row) else ""


def _said(rows: Sequence[Row], number: int) -> bool:
    return any(_text(row, number) for row in rows)


def _goes_on(rows: Sequence[Row], first: Table) -> bool:
    """Return whether rows without titles have the columns of another sheet: its numbers, and a name in each."""
    name, number = _column(first.columns, "nama"), _number_column(first.titles)
    units = [row for row in rows if not _is_total(row, name)]
    as_there = all(_text(row, number).isdigit() and re.search(r"[^\W\d]", _text(row, name)) for row in units)
    return bool(units) and as_there and max(map(len, units)) <= len(first.titles)


def _is_total(row: Row, name: int) -> bool:
    return any(_TOTAL.match(_plain(cell.text)) for cell in row[: name + 1])


def _is_group(row: Row, name: int, number: int | None) -> bool:
    """Return whether a row is the title of a group: one text merged over the row, or a letter and a name alone."""
    said = [cell.text for cell in row if cell.text]
    if len(said) > 2 and len(set(said)) == 1:
        return True
    return len(said) == 2 and bool(_text(row, name)) and _GROUP.fullmatch(_text(row, number)) is not None


def _is_void(row: Row, name: int) -> bool:
    return any(_plain(cell.text) in _VOID for column, cell in enumerate(row) if column != name)


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


def _titles(upper: Row, lower: Row) -> tuple[dict[int, SheetCell], dict[int, str | None]]:
    """Return the title of each column, and what it says as far as it is known."""
    titles = dict(enumerate(upper))
    fields = {number: field_of(cell.text) for number, cell in titles.items()}
    for number, (group, cell) in enumerate(_grouped(upper, lower)):
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
