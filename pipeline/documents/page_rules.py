"""What a secretary would send back in the pages of a PDF, measured: each with its page, its code and its words."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from pipeline.documents import opening, xml_parts
from pipeline.documents.page_lines import USUAL, Line, Page, closed
from pipeline.problems.problem import Place, Problem, problem

CUT, APART, ALONE, TORN, HEADING = "P011", "P012", "P013", "P014", "P015"
EMPTY, CROSSED, STRETCHED = "P016", "P017", "P018"
STRETCH = 2.5
"""How much wider than usual a blank may be."""
FOOT = 0.85
"""Where the foot of a page begins, of its height."""
BLANK = 1 / 3
"""How much of a page may be empty below its last line, where the next page goes on with the same matter."""
SIGNED = 0.4
"""Where a signature begins, from the left: a page whose lines all begin there has nothing to sign."""
FEW = 3
"""How many lines a page has at least."""
_BEGINS = re.compile(r"(BAB|DAFTAR|LAMPIRAN|Lampiran|Laporan|LAPORAN|REKAPITULASI) ?")
"""How a page begins that begins something: what is empty before it is meant to be."""
_HEADINGS = ("BAB ", "Tabel ", "Tembusan")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"
_TOLD, _SHOWN, _NAMED = 20, 60, 5
"""Letters that a cell has at least that can be told from others, that are shown of a line, that a signature has."""


class Fault(NamedTuple):
    """What is wrong with a page: its number, the code of the fault, the words that stand there."""

    page: int
    code: str
    words: str


def faults(pages: Sequence[Page], document: bytes | None = None) -> Iterator[Fault]:
    """Yield what is wrong with the pages of a PDF; with the document it was printed from, its tables too."""
    for number, page in enumerate(pages, 1):
        for line in page.lines:
            if stretched(line):
                yield Fault(number, STRETCHED, line.text[:_SHOWN])
            if line.is_crossed:
                yield Fault(number, CROSSED, line.text[:_SHOWN])
    root = body(document)
    yield from ends(pages, openings(root))
    yield from cut(root, [page.written for page in pages])


def said(fault: Fault, place: Place) -> Problem:
    """Return a fault as it is told."""
    return problem(place, fault.code, page=str(fault.page), words=fault.words)


def ends(pages: Sequence[Page], openings: frozenset[str] = frozenset()) -> Iterator[Fault]:
    """Yield the pages that are empty, or nearly, and those that end where they should not.

    `openings` are the words, closed up, with which the document begins a page by order.
    """
    for number, page in enumerate(pages, 1):
        if not page.body:
            yield Fault(number, EMPTY, "")
        elif len(page.body) < FEW and number > 1 and page.end < 1 - BLANK:
            yield Fault(number, EMPTY, page.body[0].text[:_SHOWN])
        if page.body and _is_signature(page) and number > 1:
            yield Fault(number, ALONE, page.body[0].text[:_SHOWN])
    for number, (page, after) in enumerate(itertools.pairwise(pages), 1):
        if page.body and after.body:
            yield from (fault._replace(page=number) for fault in _end(page, after, openings))


def _is_signature(page: Page) -> bool:
    return min(line.left for line in page.body) > SIGNED and page.shape < 1 and not page.is_pictured


def _end(page: Page, after: Page, openings: frozenset[str]) -> Iterator[Fault]:
    """Yield what is wrong where a page ends and the next one goes on."""
    last, first = page.body[-1], after.body[0].text
    opens = _BEGINS.match(first) or any(words.startswith(closed(first)[:_TOLD]) for words in openings)
    announces = last.text.startswith(_HEADINGS) or last.text.endswith(":")
    if announces and (last.top > FOOT or not opens):
        yield Fault(0, HEADING, last.text[:_SHOWN])
    is_signing = last.left > SIGNED and last.top > FOOT and sum(map(str.isalpha, last.text)) >= _NAMED
    if is_signing and not opens and after.body[0].left > SIGNED and page.shape < 1 and not _is_signature(after):
        yield Fault(0, TORN, last.text[:_SHOWN])
    begins = opens or abs(page.shape - after.shape) > 0.1 or page.body[0].top > 0.1
    if not begins and page.end < 1 - BLANK:
        yield Fault(0, EMPTY, last.text[:_SHOWN])


def stretched(line: Line) -> bool:
    """Return whether all blanks of a line are too wide; in a table or beside a tab only some of them are."""
    blanks, words = line.blanks, line.text.split()
    prose = len(blanks) > 3 and sum(map(len, words)) > 3 * len(words) and sum(map(str.isalpha, line.text)) > 20
    return prose and min(blanks) > STRETCH * USUAL and max(blanks) < 1.4 * min(blanks)


def _stands(cell: str, page: str) -> bool:
    """Return whether the words of a cell stand in a page in their order; those beside them may stand between."""
    words = filter(None, map(closed, re.split(r"[\s\u00a0\u200b-]+", cell)))
    return re.search(r".{0,40}?".join(map(re.escape, words)), page) is not None


def _text(cell: "etree._Element") -> str:
    return "".join(leaf.text or " " for leaf in cell.iter(f"{_W}t", f"{_W}br", f"{_W}p"))


def body(document: bytes | None) -> "etree._Element":
    """Return what stands in a document, parsed once for its rules; nothing, where there is none."""
    members = opening.opened(document, "", []) or {} if document is not None else {}
    return xml_parts.parsed(_MAIN, members[_MAIN]) if _MAIN in members else etree.Element("none")


def openings(root: "etree._Element") -> frozenset[str]:
    """Return how the text begins that begins a page by order: of its section, or of its paragraph."""
    found, is_ordered = set[str](), False
    sections = [section.find(f"{_W}type") for section in root.iter(f"{_W}sectPr")][1:]
    orders = iter([kind is None or kind.get(f"{_W}val") != "continuous" for kind in sections])
    for paragraph in root.iter(f"{_W}p"):
        text = closed(_text(paragraph))
        if text and (is_ordered or paragraph.find(f"{_W}pPr/{_W}pageBreakBefore") is not None):
            found.add(text[:_TOLD])
        if text:
            is_ordered = False
        if any(mark.get(f"{_W}type") == "page" for mark in paragraph.iter(f"{_W}br")):
            is_ordered = True
        if paragraph.find(f"{_W}pPr/{_W}sectPr") is not None:
            is_ordered = next(orders, True)
    return frozenset(found)


def cut(root: "etree._Element", pages: Sequence[str]) -> Iterator[Fault]:
    """Yield the rows of tables that a page's end cuts, and those that it draws away from the row of their label.

    Cells over several rows are left out: a PDF holds their text between that of the rows.
    """
    for table in root.iter(f"{_W}tbl"):
        label: set[int] = set()
        for row in table.iterchildren(f"{_W}tr"):
            cells = [_text(cell) for cell in row.iter(f"{_W}tc") if next(cell.iter(f"{_W}vMerge"), None) is None]
            filled = [cell for cell in cells if len(closed(cell)) > _TOLD]
            if not filled:
                continue
            on = [{number for number, page in enumerate(pages, 1) if _stands(cell, page)} for cell in filled]
            whole = set.intersection(*on)
            if not whole:
                yield Fault(min(set().union(*on), default=1), CUT, filled[0][:_SHOWN])
            merges = [merge.get(f"{_W}val", "continue") for merge in row.iter(f"{_W}vMerge")]
            if "continue" in merges and "restart" not in merges and label and whole and not label & whole:
                yield Fault(min(whole), APART, filled[0][:_SHOWN])
            label = whole if "continue" not in merges or "restart" in merges else label
