"""The lines of a page of a PDF as they are read from above: their text, where they stand, how wide their blanks are."""

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

import pypdfium2

from pipeline.documents import pdf_pages

HEAD, BOTTOM = 0.05, 0.935
"""Where the body of a page begins and ends, of its height."""
USUAL, BEARING = 0.278, 0.08
"""A blank, and what letters leave free beside them, as parts of the size of the letters."""
_SHOWN = (pypdfium2.raw.FPDF_PAGEOBJ_IMAGE, pypdfium2.raw.FPDF_PAGEOBJ_PATH)
_LARGEST = 60
"""The size of letters that are drawn beside the text: `DRAF` over a page."""
_THIN, _HIGH = 2.0, 8.0
"""How wide a rule between two cells is at most, and how high at least."""
_PICTURE = 0.15
"""How high a picture is at least, of the page, that is no logo and no code."""
_CUT = 0.2
"""How much of a letter stands on either side of a rule that cuts it."""

Letter = tuple[float, float, float, float, str, float]
"""Left, bottom, right and top of a letter, the letter, and the size of its font."""
Rule = tuple[float, float, float]
"""A rule between two cells: where it stands, its bottom and its top."""


class Line(NamedTuple):
    """A line: its text, where it stands from the top (0 to 1), its blanks as parts of the size of its letters.

    `left` is where it begins, from the page's left edge (0 to 1); `is_crossed` whether a rule between cells cuts it.
    """

    text: str
    top: float
    blanks: tuple[float, ...]
    left: float = 0
    is_crossed: bool = False


class Page(NamedTuple):
    """A page: its lines from the top, its text cell by cell, how wide it is for its height, its end.

    `is_pictured` says whether a picture stands in it that is no logo and no code.
    """

    lines: list[Line]
    written: str
    shape: float
    end: float
    is_pictured: bool = False

    @property
    def body(self) -> list[Line]:
        """Its lines without what stands in its head and foot."""
        return [line for line in self.lines if HEAD < line.top < BOTTOM and not re.fullmatch(r"[- \divx]+", line.text)]


def pages(raw: bytes) -> tuple[Page, ...]:
    """Return the pages of a PDF; raises `NotPdf`."""
    return pdf_pages.each(raw, read)


def read(page: pypdfium2.PdfPage) -> Page:
    """Return what a page holds; letters are of a line where they overlap in height, its end is below pictures too."""
    text, height = page.get_textpage(), page.get_height()
    rows: list[list[Letter]] = []
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        size = pypdfium2.raw.FPDFText_GetFontSize(text, index)
        if not letter.strip() or size > _LARGEST:
            continue
        left, bottom, right, top = text.get_charbox(index)
        middle = (bottom + top) / 2
        row = next((row for row in rows[-3:] if row[0][1] - 1 <= middle <= row[0][3] + 1), None)
        if row is None:
            rows.append([(left, bottom, right, top, letter, size)])
        else:
            row.append((left, bottom, right, top, letter, size))
    boxes = [shown.get_bounds() for shown in page.get_objects(_SHOWN)]
    rules = [(box[0], box[1], box[3]) for box in boxes if box[2] - box[0] < _THIN and box[3] - box[1] > _HIGH]
    lines = sorted((_line(sorted(row), page.get_width(), height, rules) for row in rows), key=lambda line: line.top)
    drawn = [1 - box[1] / height for box in boxes if box[3] < height * 0.9]
    ends = [line.top for line in lines if line.top < BOTTOM] + [end for end in drawn if end < BOTTOM]
    images = [shown.get_bounds() for shown in page.get_objects((pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,))]
    is_pictured = any(box[3] - box[1] > _PICTURE * height for box in images)
    return Page(lines, closed(text.get_text_range()), page.get_width() / height, max(ends, default=0), is_pictured)


def _line(row: Sequence[Letter], width: float, height: float, rules: Sequence[Rule]) -> Line:
    gaps, said = [], row[0][4]
    for before, after in itertools.pairwise(row):
        gap = (after[0] - before[2]) / after[5]
        if gap > USUAL / 2 + BEARING:
            gaps.append(gap - BEARING)
            said += " "
        said += after[4]
    is_crossed = any(_crosses(rule, letter) for letter in row for rule in rules)
    return Line(said, 1 - row[0][3] / height, tuple(gaps), row[0][0] / width, is_crossed)


def _crosses(rule: Rule, letter: Letter) -> bool:
    at, low, high = rule
    left, bottom, right, top, _, _ = letter
    free = _CUT * (right - left)
    return left + free < at < right - free and low < (bottom + top) / 2 < high


def closed(text: str) -> str:
    """Return a text without its blanks and hyphens, as it is found whatever the lines are."""
    return re.sub(r"[\s\u00a0\u200b\ufffe\u00ad-]+", "", text)
