"""What a file holds, told by how it begins and by its members, whatever its name says."""

import io
import zipfile
from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

from pipeline.files import pictures
from pipeline.files.archives import BROKEN_ZIP
from pipeline.problems.phrase import Text, phrase

OLD = b"\xd0\xcf\x11\xe0"
"""How files begin in which Office kept documents until 2007, and keeps those with a password."""
_ZIP = b"PK\x03\x04"
_AT_START = 1024


class Held(NamedTuple):
    """What a file holds: as people call it, and how the name of a file ends that holds it; empty where none is read."""

    name: Text
    ending: str = ""


OLD_WORKBOOK = phrase("ini berkas Excel lama (.xls), atau dikunci dengan kata sandi")
OLD_OFFICE = Held(phrase("berkas Word atau Excel lama (.doc, .xls), atau yang dikunci dengan kata sandi"))
PACKED = Held("zip")
"""One that is broken, or whose members nobody knows."""
BINARY = Held("Excel (.xlsb)")
WEB = Held(phrase("halaman web (HTML)"))
_BEGINNINGS: Sequence[tuple[bytes, Held]] = (
    (b"{\\rtf", Held("RTF")),
    (b"%pdf", Held("PDF")),
    (b"<?xml", Held("XML")),
    (b"<!doctype", WEB),
    (b"<html", WEB),
    (b"<table", WEB),
)
"""In small letters, after blanks and the mark of UTF-8."""
_MEMBERS: Sequence[tuple[str, Held]] = (
    ("word/document.xml", Held("Word (.docx)", ".docx")),
    ("xl/workbook.xml", Held("Excel (.xlsx)", ".xlsx")),
    ("xl/workbook.bin", BINARY),
    ("ppt/presentation.xml", Held("PowerPoint (.pptx)")),
    ("content.xml", Held("OpenDocument (.ods)", ".ods")),
)


def held(source: BinaryIO) -> Held | None:
    """Return what a file holds; `None` where it may be text, or where nobody knows. It is left at its start."""
    source.seek(0)
    begin = source.read(_AT_START)
    source.seek(0)
    if begin.startswith(_ZIP):
        return _packed(source)
    if begin.startswith(OLD):
        return OLD_OFFICE
    if pictures.is_picture(begin):
        return Held(phrase("gambar"))
    plain = begin.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((found for sign, found in _BEGINNINGS if plain.startswith(sign)), None)


def of(raw: bytes) -> Held | None:
    """Return what the bytes of a file hold."""
    return held(io.BytesIO(raw))


def _packed(source: BinaryIO) -> Held:
    try:
        with zipfile.ZipFile(source) as members:
            there = set(members.namelist())
    except BROKEN_ZIP:
        there = set()
    source.seek(0)
    return next((found for member, found in _MEMBERS if member in there), PACKED)
