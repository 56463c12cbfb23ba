"""A workbook opened: its first sheet as rows of values, none that would fill the memory.   Only it imports calamine."""

import io
import re
import zipfile
import zlib

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from pipeline.problems.phrase import phrase

LARGEST = 256_000_000
"""Bytes of everything in a workbook, unpacked."""
MOST_CELLS = 20_000_000
"""Cells between the first one and the farthest: a reader makes room for all of them."""
_PART = 1 << 20
_CELL = re.compile(rb"""\sr\s{0,8}=\s{0,8}["']([A-Z]{0,3})(\d{1,7})["']""")
_LONGEST = 64


def rows(raw: bytes) -> list[list[object]]:
    """Return the first sheet, empty cells and rows included; raises `ValueError` with the reason when it cannot be."""
    if raw.startswith(b"PK"):
        _check(raw)
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0)
        return [list(row) for row in sheet.to_python(skip_empty_area=False)]
    except PasswordError:
        raise ValueError(phrase("terkunci kata sandi")) from None
    except (CalamineError, IndexError, ValueError) as fault:
        if raw.startswith(b"\xd0\xcf\x11\xe0"):
            raise ValueError(phrase("isinya rusak, atau dikunci dengan kata sandi")) from None
        if not raw.startswith(b"PK"):
            raise ValueError(phrase("isinya bukan lembar kerja Excel")) from None
        raise ValueError(phrase("isinya rusak ({fault})", fault=str(fault) or type(fault).__name__)) from None


def _check(raw: bytes) -> None:
    """Refuse a zip that is no workbook, or that is larger inside than the reader can bear."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as source:
            there = source.infolist()
            if all(one.filename != "xl/workbook.xml" for one in there):
                raise ValueError(phrase("isinya bukan lembar kerja Excel"))
            if sum(one.file_size for one in there) > LARGEST:
                most = phrase("{size} bita", size=LARGEST)
                raise ValueError(phrase("isinya terlalu besar bila dibuka, paling banyak {most}", most=most))
            for one in there:
                # a member that is longer than it says fails its checksum where it says it ends
                _measure(source, one, one.filename.startswith("xl/worksheets/"))
    except (zipfile.BadZipFile, EOFError, OSError, zlib.error, NotImplementedError, RuntimeError) as fault:
        raise ValueError(phrase("isinya rusak ({fault})", fault=fault)) from None


def _measure(source: zipfile.ZipFile, member: zipfile.ZipInfo, is_sheet: bool) -> None:
    """Read a member to its end; refuse a sheet whose farthest column and row leave too much room between."""
    column, row, before = b"A", 1, b""
    with source.open(member) as content:
        while part := content.read(_PART):
            found = _CELL.findall(before + part) if is_sheet else ()
            before = part[-_LONGEST:]
            if not found:
                continue
            column = max(column, *{name for name, _ in found}, key=lambda name: (len(name), name))
            row = max(row, int(max((number for _, number in found), key=lambda number: (len(number), number))))
            if row * _number(column) > MOST_CELLS:
                cell = f"{column.decode()}{row}"
                raise ValueError(
                    phrase("isinya sampai ke sel {cell}; hapus baris dan kolom yang tidak terpakai", cell=cell)
                )


def _number(column: bytes) -> int:
    """Return the number of a column: 1 of `A`, 28 of `AB`."""
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number
