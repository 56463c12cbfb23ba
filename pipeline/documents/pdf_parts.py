"""What a PDF carries beside its pages: scripts, attachments, notes, layers, additions.   Only it imports pikepdf."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from pipeline.problems.phrase import Phrase, Sentence, Text, phrase

_END = re.compile(rb"startxref\s+\d+\s+%%EOF")
_HARMLESS = ("/GoTo",)
MOST = 200
_LINKED: Sentence = "tautan {address}"


def beside(raw: bytes) -> tuple[Text, ...]:
    """Return what a PDF carries beside its pages, each as a sentence; links are among them with their addresses."""
    try:
        with pikepdf.open(io.BytesIO(raw)) as document:
            found = dict.fromkeys(_found(document, raw))
    except pikepdf.PasswordError:
        return (phrase("enkripsi dengan kata sandi"),)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as fault:
        return (phrase("susunan yang rusak ({fault})", fault=type(fault).__name__),)
    return tuple(found)[:MOST]


def fonts(raw: bytes) -> frozenset[str]:
    """Return the names of the fonts of a PDF; none where it cannot be read."""
    found: set[str] = set()
    try:
        with pikepdf.open(io.BytesIO(raw)) as document:
            for held in document.objects:
                if isinstance(held, pikepdf.Dictionary) and held.get("/Type") == "/Font" and "/BaseFont" in held:
                    found.add(str(held["/BaseFont"]).lstrip("/").rpartition("+")[2])
    except pikepdf.PdfError:
        return frozenset()
    return frozenset(found)


def _found(document: "pikepdf.Pdf", raw: bytes) -> Iterator[Text]:
    root: Any = document.Root
    if document.is_encrypted:
        yield phrase("enkripsi")
    updates = len(_END.findall(raw)) - (2 if document.is_linearized else 1)
    if updates > 0:
        yield phrase("tambahan sesudah disimpan ({many} kali)", many=updates)
    for name in document.attachments:
        yield phrase("lampiran {name}", name=name)
    yield from _scripts(root, "")
    if "/JavaScript" in root.get("/Names", {}):
        yield phrase("skrip {where}", where="JavaScript")
    yield from (
        phrase("lapisan {name}", name=str(layer.get("/Name", "")))
        for layer in root.get("/OCProperties", {}).get("/OCGs", [])
    )
    if "/XFA" in root.get("/AcroForm", {}):
        yield phrase("formulir XFA")
    for field in root.get("/AcroForm", {}).get("/Fields", []):
        kind = str(field.get("/FT", ""))
        yield phrase("tanda tangan elektronik") if kind == "/Sig" else phrase("isian formulir {kind}", kind=kind)
    if "/Collection" in root:
        yield phrase("portofolio")
    for number, page in enumerate(document.pages, 1):
        yield from _of_page(page.obj, number)


def _of_page(page: Any, number: int) -> Iterator[Text]:
    yield from _scripts(page, phrase("halaman {number}", number=number))
    if page.get("/Rotate", 0) != 0:
        yield phrase("putaran halaman {number}", number=number)
    if "/CropBox" in page and [*map(float, page.CropBox)] != [*map(float, page.get("/MediaBox", page.CropBox))]:
        yield phrase("potongan halaman {number}", number=number)
    for note in page.get("/Annots", []):
        kind = str(note.get("/Subtype", ""))
        action = note.get("/A", {})
        if kind == "/Link" and str(action.get("/S", "")) in ("/URI", ""):
            if "/URI" in action:
                yield phrase(_LINKED, address=str(action.URI))
        else:
            yield phrase("anotasi {kind} di halaman {number}", kind=kind.lstrip("/"), number=number)
        yield from _scripts(note, kind)


def _scripts(holder: Any, where: Text) -> Iterator[Text]:
    """Return what happens by itself when a document or a page is opened, but for going to a place in it."""
    if "/AA" in holder:
        yield phrase("tindakan sendiri {where}", where=where)
    action = holder.get("/OpenAction")
    kind = str(action.get("/S", "")) if isinstance(action, pikepdf.Dictionary) else ""
    if kind and kind not in _HARMLESS:
        yield phrase("skrip {where}", where=kind.lstrip("/"))


def address(found: Text) -> str:
    """Return where a link leads; of anything else that a PDF carries nothing."""
    return str(dict(found.values)["address"]) if isinstance(found, Phrase) and found.pattern == _LINKED else ""
