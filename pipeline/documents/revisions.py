"""What Word keeps beside the text that a reader sees: tracked changes and remarks.

A tracked change is two texts, and only a person can say which of them is meant: it is refused. Remarks are for those
who make the template and stay out of its documents: told.
"""

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.documents.places import Places
from pipeline.documents.typed import short
from pipeline.problems.phrase import Phrase, Text, phrase
from pipeline.problems.problem import Place, Problem, problem

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WORD = re.compile(r"\{[^}]*(?:wordprocessingml|/office/word/)[^}]*\}(\w+)$")
_ADDED = frozenset(("ins", "moveTo", "cellIns", "conflictIns", "customXmlInsRangeStart", "customXmlMoveToRangeStart"))
_REMOVED = frozenset(
    ("del", "moveFrom", "cellDel", "conflictDel", "customXmlDelRangeStart", "customXmlMoveFromRangeStart")
)
_MOVED = frozenset(("moveFromRangeStart", "moveToRangeStart"))
"""The ends of what was moved; what stands between them is marked itself, unless it was accepted by halves."""
_CHANGED = re.compile(r"\w+Change|cellMerge")
_STRAY = frozenset(("delText", "delInstrText"))
_TEXT = tuple(f"{_W}{name}" for name in ("t", "delText", "instrText", "delInstrText"))
_DRAWN = tuple(f"{_W}{name}" for name in ("drawing", "pict", "object"))
_MOST = 5
"""Changes of one part that are told one by one."""


def check(root: "etree._Element", places: Places, file: str) -> Iterator[Problem]:
    """Return the tracked changes of a part."""
    changes = list(_changes(root))
    for element, author, found in changes[:_MOST]:
        yield problem(Place(file), "T013", author=author or "?", found=found, part=places.of(element))
    if len(changes) > _MOST:
        authors = ", ".join(dict.fromkeys(author for _, author, _ in changes if author)) or "?"
        found = phrase("masih ada {many} perubahan lain", many=len(changes) - _MOST)
        yield problem(Place(file), "T013", author=authors, found=found, part=places.of(changes[_MOST][0]))


def forget(root: "etree._Element") -> bool:
    """Drop who changed the look of a style or a number, which holds no words; return whether anybody did."""
    changed = [element for element in root.iter(etree.Element) if element.get(f"{_W}author") is not None]
    for element in changed:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return bool(changed)


def remarks(root: "etree._Element", file: str) -> Iterator[Problem]:
    """Return one problem for all remarks of a Word file, with who made them and how the first begins."""
    found = list(root.iterchildren(f"{_W}comment"))
    if found:
        authors = ", ".join(dict.fromkeys(remark.get(f"{_W}author", "?") for remark in found))
        yield problem(Place(file), "T015", many=len(found), author=authors, first=short(_words(found[0])))


def _changes(root: "etree._Element") -> Iterator[tuple["etree._Element", str, Phrase]]:
    """Yield what is marked as changed: by its name, or because it says who changed it."""
    formats: set[str] = set()
    is_moved = any(next(root.iter(f"{_W}{name}"), None) is not None for name in ("moveFrom", "moveTo"))
    for element in root.iter(etree.Element):
        named = _WORD.match(str(element.tag))
        name, author = named[1] if named else "", element.get(f"{_W}author", "")
        if name in _ADDED:
            yield element, author, phrase('menambah "{text}"', text=_of(element))
        elif name in _REMOVED:
            yield element, author, phrase('menghapus "{text}"', text=_of(element))
        elif name in _STRAY and not any(map(_removes, element.iterancestors())):
            yield element, author, phrase('menghapus "{text}"', text=short(element.text or ""))
        elif name in _MOVED and is_moved:
            continue
        elif (_CHANGED.fullmatch(name) or author) and author not in formats:
            formats.add(author)
            yield element, author, phrase("mengubah bentuk huruf, paragraf, atau tabel")


def _removes(element: "etree._Element") -> bool:
    named = _WORD.match(str(element.tag))
    return named is not None and named[1] in _REMOVED


def _of(element: "etree._Element") -> Text:
    """Return what a change is about: its words, or what it is the mark of."""
    if text := _words(element).strip():
        return short(text)
    if next(element.iter(*_DRAWN), None) is not None:
        return phrase("gambar")
    around = ((f"{_W}trPr", phrase("baris tabel")), (f"{_W}tcPr", phrase("sel tabel")), (f"{_W}numPr", phrase("nomor")))
    for tag, what in around:
        if next(element.iterancestors(tag), None) is not None:
            return what
    if next(element.iterancestors(f"{_M}r", f"{_M}oMath"), None) is not None:
        return phrase("rumus")
    run = next(element.iterancestors(f"{_W}r"), None)
    return short(_words(run)) if run is not None else phrase("akhir paragraf")


def _words(element: "etree._Element") -> str:
    return "".join(leaf.text or "" for leaf in element.iter(*_TEXT))
