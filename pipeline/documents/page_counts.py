"""Numbers of pages that a document refers to: Word counts them when it is opened, LibreOffice when it prints.

What Word found when the template was last saved is not true of the document, and is not printed. The fields are marked
as to be counted, and show dots until they are; Word may ask before it counts.
"""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from pipeline.documents.xml_parts import as_bytes, parsed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"
UNCOUNTED = "…"
"""What stands where a page has yet to be counted."""
PAGE_NUMBER = re.compile(rf"\s*(?:\d{{1,4}}|[ivxlcdmIVXLCDM]{{1,9}}|{UNCOUNTED}|)\s*")


class _Field:
    """A field that is open: what holds it, the elements that make it, what it asks for, and its result's texts."""

    def __init__(self, holder: "etree._Element", code: str = "") -> None:
        self.holder, self.code, self.has_result = holder, code, bool(code)
        self.frame, self.texts = [holder], list[etree._Element]()

    @property
    def name(self) -> str:
        return (self.code.split() or [""])[0].upper()


def count_anew(root: "etree._Element") -> None:
    """Mark the fields of a part that count pages as to be counted, and take out what they counted before."""
    for field in _fields(root):
        if field.name not in ("PAGEREF", "TOC"):
            continue
        field.holder.set(f"{_W}dirty", "true")
        if field.name == "PAGEREF" and PAGE_NUMBER.fullmatch("".join(text.text or "" for text in field.texts)):
            for text, shown in zip(field.texts, (UNCOUNTED, *[""] * len(field.texts)), strict=False):
                text.text = shown


def for_paper(content: bytes) -> bytes:
    """Return a document as LibreOffice counts its pages: in fields alone, not in Word's own contents."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        main = source.read(_MAIN) if _MAIN in source.namelist() else b""
        if b"TOC" not in main:
            return content
        root = parsed(_MAIN, main)
        for field in _fields(root):
            for mark in field.frame if field.name == "TOC" else ():
                parent = mark.getparent()
                if parent is not None and mark.tag != f"{_W}fldSimple":
                    parent.remove(mark)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                target.writestr(name, as_bytes(root) if name == _MAIN else source.read(name))
    return out.getvalue()


def _fields(root: "etree._Element") -> Iterator[_Field]:
    """Yield the fields of a part as they end, inner ones first."""
    begun: list[_Field] = []
    for element in root.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}t", f"{_W}fldSimple"):
        kind = element.get(f"{_W}fldCharType", "")
        if element.tag == f"{_W}fldSimple":
            simple = _Field(element, element.get(f"{_W}instr", ""))
            simple.texts = list(element.iter(f"{_W}t"))
            yield simple
        elif kind == "begin":
            begun.append(_Field(element))
        elif begun:
            field = begun[-1]
            if element.tag == f"{_W}instrText":
                field.code += element.text or ""
            elif element.tag == f"{_W}t" and field.has_result:
                field.texts.append(element)
            field.has_result |= kind == "separate"
            field.frame += [element] if element.tag != f"{_W}t" else []
            if kind == "end":
                yield begun.pop()
