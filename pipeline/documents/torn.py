"""What a document refers to by name and a branch or a loop can tear from it: fields, bookmarks, notes."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from pipeline.documents import fields
from pipeline.documents.places import Places
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Place, Problem, problem

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REFERS = ("REF", "PAGEREF", "NOTEREF")
_TEXT = phrase("jadikan teks biasa: klik bidangnya, lalu Ctrl+Shift+F9")
_HALF = (
    phrase("tidak utuh: awal atau akhirnya tertinggal bila sebagian teks tidak dicetak"),
    phrase(
        "letakkan seluruh bidang di dalam, atau seluruhnya di luar, {% if %} atau {% for %}; atau hapus lalu buat lagi"
    ),
)
_LOST = (phrase("merujuk ke tempat yang tidak selalu dicetak"), _TEXT)
_TWICE = (phrase("merujuk ke tempat yang dapat tercetak lebih dari sekali"), _TEXT)
_NOTE = (
    phrase("adalah catatan yang tercetak lebih dari sekali"),
    phrase("pindahkan catatan itu ke luar bagian yang diulang, atau ketik isinya di dalam teks"),
)


def check(xml: "etree._Element", known: frozenset[str], file: str) -> Iterator[Problem]:
    """Return what is torn in a part as it was made; `known` are the bookmarks that its template has."""
    places = Places(xml, "")

    def told(found: str, fault: tuple[Phrase, Phrase], at: "etree._Element") -> Problem:
        return problem(Place(file), "T016", found=found, why=fault[0], part=places.of(at), hint=fault[1])

    for begun in _half(xml):
        yield told(" ".join(_instruction(begun).split()) or "?", _HALF, begun)
    marks = Counter(bookmarks(xml))
    for element, instruction in fields.found(xml):
        words = instruction.split()
        if len(words) > 1 and words[0].upper() in _REFERS and words[1] in known and marks[words[1]] != 1:
            yield told(" ".join(words), _TWICE if marks[words[1]] else _LOST, element)
    for kind in ("footnoteReference", "endnoteReference"):
        seen: set[str] = set()
        for note in xml.iter(f"{_W}{kind}"):
            number = note.get(f"{_W}id", "")
            if number in seen:
                yield told(kind.removesuffix("Reference"), _NOTE, note)
            seen.add(number)


def bookmarks(xml: "etree._Element") -> Iterator[str]:
    """Yield the names of the places that can be referred to."""
    yield from (mark.get(f"{_W}name", "") for mark in xml.iter(f"{_W}bookmarkStart"))


def _half(xml: "etree._Element") -> Iterator["etree._Element"]:
    """Yield the marks of fields whose beginning or end is lacking."""
    begun: list[etree._Element] = []
    for mark in xml.iter(f"{_W}fldChar"):
        kind = mark.get(f"{_W}fldCharType")
        if kind == "begin":
            begun.append(mark)
        elif begun:
            if kind == "end":
                begun.pop()
        else:
            yield mark
    yield from begun


def _instruction(mark: "etree._Element") -> str:
    following = mark.getparent().itersiblings() if mark.getparent() is not None else ()
    return next((leaf.text or "" for run in following for leaf in run.iter(f"{_W}instrText")), "")
