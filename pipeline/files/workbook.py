"""A workbook opened: its sheets as rows of values, none that would fill the memory.   Only it imports calamine."""

import datetime as dt
import hashlib
import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from pipeline.files import contents, ods_marks, sheet_marks, sheet_size
from pipeline.files.archives import BROKEN_ZIP
from pipeline.files.characters import unseen_in
from pipeline.files.sheet_marks import Marks
from pipeline.files.sheet_size import MOST_CELLS, MOST_ROWS
from pipeline.problems.phrase import Text, phrase

LARGEST = 256_000_000
"""Bytes of everything in a workbook, unpacked."""
SPARSE, FEWEST = 200_000, 100
"""Cells from which on a sheet is refused when fewer than one in so many holds anything: one stands far away."""
MOST_COLUMNS = 16_384
"""Columns that a sheet of Excel or LibreOffice has."""
_PART, _FEW = 1 << 20, 5_000_000
"""Bytes read at once; bytes that hold no more cells than a reader follows soon."""
_EXCEL, _OPEN = "xl/workbook.xml", "content.xml"
"""The member that makes a zip a workbook of Excel, or of OpenDocument."""
_BROKEN = (expat.ExpatError, KeyError, *(fault for fault in BROKEN_ZIP if fault is not ValueError))
"""What a broken workbook raises; a `ValueError` is our own refusal."""
_NO_MARKS = Marks((), ())
_REFUSED: dict[bytes, Text] = {}
"""Why workbooks were refused in this run, by their content: one that costs seconds to refuse costs them once."""


class Sheet(NamedTuple):
    """A sheet; `faults` are its cells that hold an error, or a formula without a result, with what stands there."""

    name: str
    rows: list[list[object]]
    faults: tuple[tuple[str, str], ...]
    hidden_rows: tuple[int, ...] = ()
    is_hidden: bool = False
    at_fault: tuple[tuple[int, int, str], ...] = ()
    """The same cells by row and column, from 1, with what stands there."""


def sheets(raw: bytes, *, is_filled: bool = True) -> list[Sheet]:
    """Return every sheet; raises `ValueError` with the reason when one cannot be read.

    Merged cells, when filled, all carry what the first of them says.
    """
    digest = hashlib.sha256(raw).digest()
    if digest in _REFUSED:
        raise ValueError(_REFUSED[digest])
    try:
        return _sheets(raw, is_filled=is_filled)
    except ValueError as fault:
        _REFUSED[digest] = fault.args[0]
        raise


def _sheets(raw: bytes, *, is_filled: bool) -> list[Sheet]:
    if raw.startswith(contents.OLD):
        raise ValueError(contents.OLD_WORKBOOK)
    marks = _check(raw) if raw.startswith(b"PK") else {}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        found = [_sheet(book, name, marks.get(name, _NO_MARKS), is_filled) for name in book.sheet_names]
    except PasswordError:
        raise ValueError(phrase("terkunci kata sandi")) from None
    except (CalamineError, IndexError, ValueError) as fault:
        if not raw.startswith(b"PK"):
            raise ValueError(phrase("isinya bukan lembar kerja Excel")) from None
        raise ValueError(phrase("isinya rusak ({fault})", fault=str(fault) or type(fault).__name__)) from None
    for sheet in found:
        _refuse_unseen(sheet)
    return found


def _refuse_unseen(sheet: Sheet) -> None:
    for row, cells in enumerate(sheet.rows, 1):
        for column, said in enumerate(cells, 1):
            if isinstance(said, str) and (unseen := unseen_in(said)) is not None:
                cell = f"{sheet.name}!{sheet_marks.address(row, column)}"
                raise ValueError(phrase("sel {cell} berisi {found}; ketik ulang selnya", cell=cell, found=unseen))


def as_typed(value: object) -> str:
    """Return a cell as it was typed: a whole number without `.0`, a date as year-month-day."""
    if isinstance(value, (dt.datetime, dt.date)):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


def _sheet(book: CalamineWorkbook, name: str, marks: Marks, is_filled: bool) -> Sheet:
    values: list[list[object]] = [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in marks.merged if is_filled else ():
        said = values[top - 1][left - 1] if top <= len(values) and left <= len(values[top - 1]) else ""
        for row in values[top - 1 : bottom] if said != "" else ():
            row[left - 1 : right] = [said] * len(row[left - 1 : right])
    faults = ((f"{name}!{sheet_marks.address(row, column)}", shown) for row, column, shown in marks.faults)
    return Sheet(name, values, tuple(faults), marks.hidden, marks.is_hidden, marks.faults)


def _check(raw: bytes) -> dict[str, Marks]:
    """Return the marks of each sheet; refuse a zip that is no workbook, or one too large inside for the reader."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as source:
            there = source.infolist()
            names = {member.filename for member in there}
            if not names & {_EXCEL, _OPEN}:
                raise ValueError(phrase("isinya bukan lembar kerja Excel"))
            if sum(member.file_size for member in there) > LARGEST:
                most = phrase("{size} bita", size=LARGEST)
                raise ValueError(phrase("isinya terlalu besar bila dibuka, paling banyak {most}", most=most))
            for member in there:
                _count(source, member)
            marks: dict[str, Marks] = {}
            for member in there:
                # a member that is longer than it says fails its checksum where it says it ends
                with source.open(member) as content:
                    if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
                        marks[member.filename] = sheet_marks.read(content, _measure, _weigh)  # type: ignore[arg-type]
                    elif member.filename == _OPEN and _EXCEL not in names:
                        marks |= ods_marks.read(content, _measure, _weigh)  # type: ignore[arg-type]
                    while content.read(_PART):
                        pass
            return _by_name(source, marks) if _EXCEL in names else marks
    except _BROKEN as fault:
        raise ValueError(phrase("isinya rusak ({fault})", fault=fault)) from None


def _count(source: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Refuse a sheet of too many cells or rows before its XML is followed."""
    is_open = member.filename == _OPEN
    if not (is_open or member.filename.startswith("xl/worksheets/")) or member.file_size < _FEW:
        return
    with source.open(member) as content:
        size = sheet_size.counted(content, is_open=is_open)  # type: ignore[arg-type]
    if size.has_too_many_cells:
        raise ValueError(phrase("isinya lebih dari {most} sel; bagi menjadi beberapa berkas", most=MOST_CELLS))
    if size.has_too_many_rows:
        raise ValueError(phrase("isinya lebih dari {most} baris; bagi menjadi beberapa berkas", most=MOST_ROWS))


def _measure(row: int, column: int) -> None:
    """Refuse a sheet of more columns than one has, or whose farthest row and column leave too much room between."""
    if column > MOST_COLUMNS or row * column > MOST_CELLS:
        _refuse_far(row, column)


def _refuse_far(row: int, column: int) -> None:
    cell = sheet_marks.address(row, column)
    raise ValueError(phrase("isinya sampai ke sel {cell}; hapus baris dan kolom yang tidak terpakai", cell=cell))


def _weigh(row: int, column: int, filled: int) -> None:
    """Refuse a sheet whose farthest cell that holds something makes room for far more than there is."""
    if row * column > max(SPARSE, filled * FEWEST):
        _refuse_far(row, column)


def _by_name(source: zipfile.ZipFile, marks: Mapping[str, Marks]) -> dict[str, Marks]:
    """Return the marks of each sheet of Excel by its name, of those by the member that holds it."""
    sheets: dict[str, tuple[str, bool]] = {}
    targets: dict[str, str] = {}

    def start(name: str, said: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "sheet":
            number = next((text for key, text in said.items() if key.rpartition(" ")[2] == "id"), "")
            sheets[said.get("name", "")] = number, said.get("state", "visible") != "visible"
        elif tag == "Relationship":
            targets[said.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", said.get("Target", "")))[1:]

    for member in (_EXCEL, "xl/_rels/workbook.xml.rels"):
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = start
        parser.Parse(source.read(member), True)
    found = ((name, marks.get(targets.get(number, "")), is_hidden) for name, (number, is_hidden) in sheets.items())
    return {name: own._replace(is_hidden=is_hidden) for name, own, is_hidden in found if own}
