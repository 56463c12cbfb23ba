"""What a file holds, told by how it begins and by its members, whatever its name says."""

import io
import zipfile
from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

from pipeline.files import pictures
from pipeline.files.archives import BROKEN_ZIP
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, problem

OLD = b"\xd0\xcf\x11\xe0"
"""How files begin in which Office kept documents until 2007, and keeps those with a password."""
_ZIP = b"PK\x03\x04"
_AT_START = 1024


IN_EXCEL = phrase("buka di Excel, lalu simpan ulang sebagai .xlsx")
A_LIST = phrase("ganti dengan daftarnya: .xlsx, .ods, atau .csv")


class Held(NamedTuple):
    """What a file holds: as people call it, and how the name of a file ends that holds it; empty where none is read.

    `in_excel`: whether Excel opens it, so that it can be saved again as what is read.
    """

    name: Text
    ending: str = ""
    in_excel: bool = False


OLD_WORKBOOK = phrase("ini berkas Excel lama (.xls), atau dikunci dengan kata sandi")
OLD_OFFICE = Held(
    phrase("berkas Word atau Excel lama (.doc, .xls), atau yang dikunci dengan kata sandi"), in_excel=True
)
PACKED = Held("zip")
"""One that is broken, or whose members nobody knows."""
BINARY = Held("Excel (.xlsb)", in_excel=True)
WEB = Held(phrase("halaman web (HTML)"), in_excel=True)
_XML = b"<?xml"
_BEGINNINGS: Sequence[tuple[bytes, Held]] = (
    (b"{\\rtf", Held("RTF")),
    (b"%pdf", Held("PDF")),
    (b"rar!", Held("RAR")),
    (b"7z\xbc\xaf\x27\x1c", Held("7z")),
    (_XML, Held("XML")),
    (b"<!doctype", WEB),
    (b"<html", WEB),
    (b"<head", WEB),
    (b"<meta", WEB),
    (b"<style", WEB),
    (b"<table", WEB),
    (b"mime-version:", WEB),
)
"""In small letters, after blanks and the mark of UTF-8."""
_WITHIN_XML: Sequence[tuple[bytes, Held]] = (
    (b"schemas-microsoft-com:office:spreadsheet", Held("Excel (XML)", in_excel=True)),
    (b"opendocument", Held("OpenDocument (XML, .fods)", in_excel=True)),
    (b"<html", WEB),
)
"""What stands near the beginning of XML that some program opens."""
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
    within = next((found for sign, found in _WITHIN_XML if plain.startswith(_XML) and sign in plain), None)
    return within or next((found for sign, found in _BEGINNINGS if plain.startswith(sign)), None)


def of(raw: bytes) -> Held | None:
    """Return what the bytes of a file hold."""
    return held(io.BytesIO(raw))


def no_list(at: Place, holds: Held) -> Problem:
    """Return the problem of a file that holds something else than a list."""
    if holds == OLD_OFFICE:
        return problem(at, "B020", found=OLD_WORKBOOK, hint=IN_EXCEL)
    hint = IN_EXCEL if holds.in_excel else A_LIST
    return problem(at, "B020", found=phrase("isinya {found}", found=holds.name), hint=hint)


def _packed(source: BinaryIO) -> Held:
    try:
        with zipfile.ZipFile(source) as members:
            there = set(members.namelist())
    except BROKEN_ZIP:
        there = set()
    source.seek(0)
    return next((found for member, found in _MEMBERS if member in there), PACKED)
