"""A workbook opened: its sheets as rows of values, none that would fill the memory.   Only it imports calamine."""

import io
import posixpath
import zipfile
from typing import NamedTuple
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from pipeline.files import sheet_marks
from pipeline.files.archives import BROKEN_ZIP
from pipeline.files.sheet_marks import Marks
from pipeline.problems.phrase import phrase

LARGEST = 256_000_000
"""Bytes of everything in a workbook, unpacked."""
MOST_CELLS = 20_000_000
"""Cells between the first one and the farthest: a reader makes room for all of them."""
_PART = 1 << 20
_BROKEN = (expat.ExpatError, KeyError, *(one for one in BROKEN_ZIP if one is not ValueError))
"""What a broken workbook raises; a `ValueError` is our own refusal."""
_NO_MARKS = Marks((), ())


class Sheet(NamedTuple):
    """A sheet; `faults` are its cells that hold an error, or a formula without a result, with what stands there."""

    name: str
    rows: list[list[object]]
    faults: tuple[tuple[str, str], ...]


def rows(raw: bytes) -> list[list[object]]:
    """Return the first sheet, empty cells and rows included; raises `ValueError` with the reason when it cannot be."""
    return sheets(raw, 1, is_filled=False)[0].rows


def sheets(raw: bytes, most: int | None = None, *, is_filled: bool = True) -> list[Sheet]:
    """Return every sheet, or the first few; raises `ValueError` with the reason when one cannot be read.

    Merged cells, when filled, all carry what the first of them says.
    """
    marks = _check(raw) if raw.startswith(b"PK") else {}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        names = book.sheet_names[:most] or [book.sheet_names[0]]
        return [_sheet(book, name, marks.get(name, _NO_MARKS), is_filled) for name in names]
    except PasswordError:
        raise ValueError(phrase("terkunci kata sandi")) from None
    except (CalamineError, IndexError, ValueError) as fault:
        if raw.startswith(b"\xd0\xcf\x11\xe0"):
            raise ValueError(phrase("isinya rusak, atau dikunci dengan kata sandi")) from None
        if not raw.startswith(b"PK"):
            raise ValueError(phrase("isinya bukan lembar kerja Excel")) from None
        raise ValueError(phrase("isinya rusak ({fault})", fault=str(fault) or type(fault).__name__)) from None


def _sheet(book: CalamineWorkbook, name: str, marks: Marks, is_filled: bool) -> Sheet:
    values: list[list[object]] = [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in marks.merged if is_filled else ():
        said = values[top - 1][left - 1] if top <= len(values) and left <= len(values[top - 1]) else ""
        for row in values[top - 1 : bottom] if said != "" else ():
            row[left - 1 : right] = [said] * len(row[left - 1 : right])
    faults = ((f"{name}!{sheet_marks.address(row, column)}", shown) for row, column, shown in marks.faults)
    return Sheet(name, values, tuple(faults))


def _check(raw: bytes) -> dict[str, Marks]:
    """Return the marks of each sheet; refuse a zip that is no workbook, or one too large inside for the reader."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as source:
            there = source.infolist()
            if all(member.filename != "xl/workbook.xml" for member in there):
                raise ValueError(phrase("isinya bukan lembar kerja Excel"))
            if sum(member.file_size for member in there) > LARGEST:
                most = phrase("{size} bita", size=LARGEST)
                raise ValueError(phrase("isinya terlalu besar bila dibuka, paling banyak {most}", most=most))
            marks: dict[str, Marks] = {}
            for member in there:
                # a member that is longer than it says fails its checksum where it says it ends
                with source.open(member) as content:
                    if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
                        marks[member.filename] = sheet_marks.read(content, _measure)  # type: ignore[arg-type]
                    while content.read(_PART):
                        pass
            return {name: marks[file] for name, file in _files(source).items() if file in marks}
    except _BROKEN as fault:
        raise ValueError(phrase("isinya rusak ({fault})", fault=fault)) from None


def _measure(row: int, column: int) -> None:
    """Refuse a sheet whose farthest row and column leave too much room between."""
    if row * column > MOST_CELLS:
        cell = sheet_marks.address(row, column)
        raise ValueError(phrase("isinya sampai ke sel {cell}; hapus baris dan kolom yang tidak terpakai", cell=cell))


def _files(source: zipfile.ZipFile) -> dict[str, str]:
    """Return the member that holds each sheet, by the sheet's name."""
    sheets: dict[str, str] = {}
    targets: dict[str, str] = {}

    def start(name: str, said: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "sheet":
            number = next((text for key, text in said.items() if key.rpartition(" ")[2] == "id"), "")
            sheets[said.get("name", "")] = number
        elif tag == "Relationship":
            targets[said.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", said.get("Target", "")))[1:]

    for member in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = start
        parser.Parse(source.read(member), True)
    return {name: targets.get(number, "") for name, number in sheets.items()}
