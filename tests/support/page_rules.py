"""What a secretary sees in the pages of a PDF, measured: the lines of a page, and what would not be signed."""

import io
import itertools
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from lxml import etree

STRETCHED = 2.5
"""How much wider than usual a blank may be."""
USUAL, BEARING = 0.278, 0.08
"""A blank, and what letters leave free beside them, as parts of the size of the letters."""
HEAD, FOOT, BOTTOM = 0.05, 0.85, 0.935
"""Where the body of a page begins, its foot begins, and its body ends, of its height."""
BLANK = 1 / 3
"""How much of a page may be empty below its last line, where the next page goes on with the same matter."""
SIGNED = 0.4
"""Where a signature begins, from the left: a page whose lines all begin there has nothing to sign."""
FEW = 3
"""How many lines a page has at least."""
_BEGINS = re.compile(r"(BAB|DAFTAR|LAMPIRAN|Lampiran|Laporan|LAPORAN|REKAPITULASI) ?")
"""How a page begins that begins something: what is empty before it is meant to be."""
_HEADINGS = ("BAB ", "Tabel ", "Gambar ", "Tembusan")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TOLD = 20
"""How many letters a cell has at least that can be told from others."""
_SHOWN = (pypdfium2.raw.FPDF_PAGEOBJ_IMAGE, pypdfium2.raw.FPDF_PAGEOBJ_PATH)

Letter = tuple[float, float, float, float, str, float]
"""Left, bottom, right and top of a letter, the letter, and the size of its font."""


class Line(NamedTuple):
    """A line: its text, where it stands from the top (0 to 1), its blanks as parts of the size of its letters.

    `left` is where it begins, from the page's left edge (0 to 1).
    """

    text: str
    top: float
    blanks: tuple[float, ...]
    left: float = 0


class Page(NamedTuple):
    """A page: its lines from the top, its text cell by cell, how wide it is for its height, its end."""

    lines: list[Line]
    written: str
    shape: float
    end: float

    @property
    def body(self) -> list[Line]:
        """Its lines without what stands in its head and foot."""
        return [line for line in self.lines if HEAD < line.top < BOTTOM and not re.fullmatch(r"[- \divx]+", line.text)]


def faults(pdf: Path, docx: bytes | None = None) -> Iterator[str]:
    """Yield what is wrong with the pages of a PDF; with the document it was printed from, its tables too."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [read(page) for page in document]
    for number, page in enumerate(pages, 1):
        yield from (f"{number}: a line is stretched: {line.text[:60]}" for line in page.lines if stretched(line))
    yield from ends(pages)
    if docx is not None:
        yield from cut(docx, [page.written for page in pages])


def ends(pages: Sequence[Page]) -> Iterator[str]:
    """Yield the pages that are empty, or nearly, and those that end where they should not."""
    for number, page in enumerate(pages, 1):
        if not page.body:
            yield f"{number}: a page is empty"
        elif len(page.body) < FEW and number > 1 and page.end < 1 - BLANK:
            yield f"{number}: a page has but {len(page.body)} lines: {page.body[0].text[:60]}"
        if page.body and min(line.left for line in page.body) > SIGNED and number > 1 and page.shape < 1:
            yield f"{number}: a signature stands alone: {page.body[0].text[:60]}"
    for number, (page, after) in enumerate(itertools.pairwise(pages), 1):
        if page.body and after.body:
            yield from (f"{number}: {fault}" for fault in _end(page, after))


def _end(page: Page, after: Page) -> Iterator[str]:
    """Yield what is wrong where a page ends and the next one goes on."""
    last = page.body[-1]
    if last.top > FOOT and (last.text.startswith(_HEADINGS) or last.text.endswith(":")):
        yield f"a heading stands at the foot: {last.text[:60]}"
    begins = _BEGINS.match(after.body[0].text) or abs(page.shape - after.shape) > 0.1 or page.body[0].top > 0.1
    if not begins and page.end < 1 - BLANK:
        yield f"a third of the page is empty below: {last.text[:60]}"


def stretched(line: Line) -> bool:
    """Return whether all blanks of a line are too wide; in a table or beside a tab only some of them are."""
    blanks, words = line.blanks, line.text.split()
    prose = len(blanks) > 3 and sum(map(len, words)) > 3 * len(words) and sum(map(str.isalpha, line.text)) > 20
    return prose and min(blanks) > STRETCHED * USUAL and max(blanks) < 1.4 * min(blanks)


def read(page: pypdfium2.PdfPage) -> Page:
    """Return what a page holds; letters are of a line where they overlap in height, its end is below pictures too."""
    text, height = page.get_textpage(), page.get_height()
    rows: list[list[Letter]] = []
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        size = pypdfium2.raw.FPDFText_GetFontSize(text, index)
        if not letter.strip() or size > 60:
            continue
        left, bottom, right, top = text.get_charbox(index)
        middle = (bottom + top) / 2
        row = next((row for row in rows[-3:] if row[0][1] - 1 <= middle <= row[0][3] + 1), None)
        if row is None:
            rows.append([(left, bottom, right, top, letter, size)])
        else:
            row.append((left, bottom, right, top, letter, size))
    lines = sorted((_line(sorted(row), page.get_width(), height) for row in rows), key=lambda line: line.top)
    drawn = [
        1 - shown.get_bounds()[1] / height for shown in page.get_objects(_SHOWN) if shown.get_bounds()[3] < height * 0.9
    ]
    ends = [line.top for line in lines if line.top < BOTTOM] + [end for end in drawn if end < BOTTOM]
    return Page(lines, _closed(text.get_text_range()), page.get_width() / height, max(ends, default=0))


def _line(row: Sequence[Letter], width: float, height: float) -> Line:
    gaps, said = [], row[0][4]
    for before, after in itertools.pairwise(row):
        gap = (after[0] - before[2]) / after[5]
        if gap > USUAL / 2 + BEARING:
            gaps.append(gap - BEARING)
            said += " "
        said += after[4]
    return Line(said, 1 - row[0][3] / height, tuple(gaps), row[0][0] / width)


def _closed(text: str) -> str:
    return re.sub(r"[\s\u00a0\u200b\ufffe\u00ad-]+", "", text)


def _stands(cell: str, page: str) -> bool:
    """Return whether the words of a cell stand in a page in their order; those beside them may stand between."""
    words = filter(None, map(_closed, re.split(r"[\s\u00a0\u200b-]+", cell)))
    return re.search(r".{0,40}?".join(map(re.escape, words)), page) is not None


def _text(cell: "etree._Element") -> str:
    return "".join(leaf.text or " " for leaf in cell.iter(f"{_W}t", f"{_W}br", f"{_W}p"))


def cut(docx: bytes, pages: Sequence[str]) -> Iterator[str]:
    """Yield the rows of tables that a page's end cuts, and those that it draws away from the row of their label.

    Cells over several rows are left out: a PDF holds their text between that of the rows.
    """
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml"))
    for table in root.iter(f"{_W}tbl"):
        label: set[int] = set()
        for row in table.iterchildren(f"{_W}tr"):
            cells = [_text(cell) for cell in row.iter(f"{_W}tc") if next(cell.iter(f"{_W}vMerge"), None) is None]
            said = [cell for cell in cells if len(_closed(cell)) > _TOLD]
            if not said:
                continue
            on = [{number for number, page in enumerate(pages, 1) if _stands(cell, page)} for cell in said]
            whole = set.intersection(*on)
            if not whole:
                yield f"{min(set().union(*on), default=0)}: a row is cut: {said[0][:60]}"
            merges = [merge.get(f"{_W}val", "continue") for merge in row.iter(f"{_W}vMerge")]
            if "continue" in merges and "restart" not in merges and label and whole and not label & whole:
                yield f"{min(whole)}: a row stands apart from its label: {said[0][:60]}"
            label = whole if "continue" not in merges or "restart" in merges else label
