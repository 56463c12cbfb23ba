"""The pages of a PDF as a reader sees them: letters, pictures, what covers them; by pypdfium2, as `page_lines`."""

import ctypes
import io
import math
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

import pypdfium2 as pdfium
from pypdfium2 import raw as pdfium_c

from pipeline.documents import images
from pipeline.documents.pdf_ground import Box, Ground
from pipeline.problems.phrase import phrase

LARGEST, MOST_PAGES, MOST_LETTERS = 64_000_000, 500, 2_000_000
_COVERED, _THINNEST, _PALEST, _TINIEST = 0.25, 3.0, 200, 4.0
_UNSEEN_MODES = (3, 7)
_SHARP, _LARGEST_DRAWN, _RGB = 2.0, 2400, pdfium_c.FPDFBitmap_BGR
BROKEN = "\u00ad"
"""The hyphen at which a line was broken: of the word itself, or put there by who printed it."""
_BROKEN_CODE, _BESIDE = 2, 4
_DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2022": "-", "\u25aa": "-", "\uf0b7": "-", "\u00ad": "-"})

DRAWN = 900
"""Pixels on the longer side of a page that is drawn to be compared."""
Asked = TypeVar("Asked")


class NotPdf(Exception):  # noqa: N818
    """The bytes are no PDF that can be read; the text says why."""


class Letter(NamedTuple):
    """A letter on a page: what it is, where it stands (left, bottom, right, top), whether it can be seen."""

    text: str
    box: Box
    is_seen: bool


class Shape(NamedTuple):
    """What is drawn in one piece: its colour where it is filled or else drawn with one, as six hex digits; its box."""

    kind: int
    colour: str
    is_filled: bool
    box: Box


class Page(NamedTuple):
    """A page: its letters in the order of its content, its pictures, what lies over its text, and what it draws."""

    letters: tuple[Letter, ...]
    pictures: tuple[tuple[int, ...], ...]
    shapes: tuple[tuple[int, Box], ...]
    over: tuple[str, ...]
    box: Box
    drawn: tuple[Shape, ...]


def pages(raw: bytes) -> tuple[Page, ...]:
    """Return the pages of a PDF; raises `NotPdf`."""
    return each(raw, _page)


def plain(text: str) -> str:
    """Return the letters of a text as a page has them: without its blanks, its dashes alike."""
    shown = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return "".join(sign for sign in shown if not sign.isspace() and sign.isprintable())


def with_own_hyphens(letters: Sequence[Letter], text: str) -> Iterator[Letter]:
    """Yield the letters, and of the hyphens at which lines are broken those that the words themselves have there."""
    for index, letter in enumerate(letters):
        sides = (letters[max(0, index - _BESIDE) : index], letters[index + 1 : index + 1 + _BESIDE])
        if letter.text != BROKEN:
            yield letter
        elif "-".join("".join(part.text for part in side) for side in sides) in text:
            yield letter._replace(text="-")


def texts(raw: bytes) -> tuple[str, ...]:
    """Return the text of each page of a PDF, in the order of its content; raises `NotPdf`."""
    return each(raw, lambda page: unicodedata.normalize("NFKC", page.get_textpage().get_text_range()))


def pictures(raw: bytes, pixels: int) -> tuple[bytes, ...]:
    """Return each page of a PDF as a PNG with so many pixels on its longer side; raises `NotPdf`."""
    return each(raw, lambda page: _png(page, pixels))


def drawn(raw: bytes) -> tuple[bytes, ...]:
    """Return each page of a PDF as it is drawn, small and in grey; raises `NotPdf`."""
    return each(raw, _drawn)


def each(raw: bytes, ask: "Callable[[pdfium.PdfPage], Asked]") -> tuple[Asked, ...]:
    """Return what is asked of each page."""
    if len(raw) > LARGEST:
        raise NotPdf(phrase("lebih dari {most} bita", most=LARGEST))
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError:
        raise NotPdf(phrase("susunannya rusak")) from None
    try:
        if len(document) > MOST_PAGES:
            raise NotPdf(phrase("lebih dari {most} halaman", most=MOST_PAGES))
        return tuple(ask(document[number]) for number in range(len(document)))
    except (pdfium.PdfiumError, ValueError, OverflowError, ctypes.ArgumentError):
        raise NotPdf(phrase("susunannya rusak")) from None
    finally:
        document.close()


def fault_of(raw: bytes) -> str:
    """Return why a file is no PDF with pages that can be opened; empty when it is one."""
    try:
        return "" if each(raw, lambda page: True) else "0 halaman"
    except NotPdf as fault:
        return str(fault)


def _png(page: "pdfium.PdfPage", pixels: int) -> bytes:
    out = io.BytesIO()
    page.render(scale=pixels / max(*page.get_size(), 1.0), may_draw_forms=False).to_pil().save(out, "PNG")
    return out.getvalue()


def _drawn(page: "pdfium.PdfPage") -> bytes:
    longest = max(*page.get_size(), 1.0)
    return bytes(page.render(scale=DRAWN / longest, grayscale=True, may_draw_forms=False).buffer)


def _page(page: "pdfium.PdfPage") -> Page:
    text = page.get_textpage()
    count = text.count_chars()
    if not 0 <= count <= MOST_LETTERS:
        raise NotPdf(f"{count} huruf")
    box = page.get_cropbox()
    items = [*page.get_objects(max_depth=1)]
    drawn = tuple(_shape(item) for item in items if item.type != _TEXT)
    below = _Below(page, [shape.box for shape in drawn if shape.is_filled], box)
    letters = [letter for index in range(count) for letter in _letters(text, index, below)]
    shapes = tuple((item.type, _rounded(item)) for item in items)
    pictured = tuple(_picture(item) for item in items if item.type == _IMAGE)
    return Page(tuple(letters), pictured, shapes, _over(items), box, drawn)


class _Below:
    """What lies below the letters of a page: its paper, or what is filled; drawn when the first letter asks for it."""

    def __init__(self, page: "pdfium.PdfPage", filled: Sequence[Box], box: Box) -> None:
        self.box = box
        self._page, self._filled = page, filled
        self._ground: Ground | None = None

    def shows(self, letter: Box, colour: tuple[int, int, int]) -> bool:
        """Return whether a letter of a colour stands out from what it stands on."""
        across, down = (letter[0] + letter[2]) / 2, (letter[1] + letter[3]) / 2
        if not any(left <= across <= right and low <= down <= high for left, low, right, high in self._filled):
            return min(colour) < _PALEST
        if self._ground is None:
            scale = min(_SHARP, _LARGEST_DRAWN / max(*self._page.get_size(), 1.0))
            made = self._page.render(scale=scale, may_draw_forms=False, rev_byteorder=True, force_bitmap_format=_RGB)
            left, _, _, top = self.box
            self._ground = Ground(bytes(made.buffer), made.stride, made.width, made.height, scale, left, top)
        return self._ground.shows(letter, colour)


_TEXT, _PATH, _IMAGE, _FORM = (
    pdfium_c.FPDF_PAGEOBJ_TEXT,
    pdfium_c.FPDF_PAGEOBJ_PATH,
    pdfium_c.FPDF_PAGEOBJ_IMAGE,
    pdfium_c.FPDF_PAGEOBJ_FORM,
)


def _shape(item: Any) -> Shape:
    """Return what is drawn; pictures, shadings and layers count as filled, in no colour."""
    if item.type != _PATH:
        return Shape(item.type, "", True, item.get_bounds())
    is_filled = _is_filled(item)
    ask = pdfium_c.FPDFPageObj_GetFillColor if is_filled else pdfium_c.FPDFPageObj_GetStrokeColor
    return Shape(item.type, bytes(_colour(ask, item)[:3]).hex().upper(), is_filled, item.get_bounds())


def _colour(ask: Any, *of: Any) -> tuple[int, ...]:
    """Return red, green, blue and how opaque; black where nothing is told."""
    parts = [ctypes.c_uint(0) for _ in range(4)]
    return tuple(part.value for part in parts) if ask(*of, *map(ctypes.byref, parts)) else (0, 0, 0, 255)


def _letters(text: "pdfium.PdfTextPage", index: int, below: _Below) -> list[Letter]:
    """Return a letter, as several where one sign stands for them; none for blanks."""
    code = pdfium_c.FPDFText_GetUnicode(text, index)
    found = [BROKEN] if code == _BROKEN_CODE else [*plain(chr(code))] if 0 < code < 0x110000 else []
    if not found or pdfium_c.FPDFText_IsGenerated(text, index) == 1:
        return []
    left, bottom, right, top = text.get_charbox(index)
    matrix, across, line = pdfium_c.FS_MATRIX(), ctypes.c_double(0), ctypes.c_double(bottom)
    pdfium_c.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
    pdfium_c.FPDFText_GetCharOrigin(text, index, ctypes.byref(across), ctypes.byref(line))
    size = pdfium_c.FPDFText_GetFontSize(text, index) * (math.hypot(matrix.b, matrix.d) or 1)
    # a full stop is as high as its line
    box = (
        (left, line.value - 0.2 * size, right, line.value + 0.8 * size) if matrix.b == 0 else (left, bottom, right, top)
    )
    is_seen = size >= _TINIEST and _is_seen(text, index, (left, bottom, right, top), below)
    return [Letter(sign, box, is_seen) for sign in found]


def _is_seen(text: "pdfium.PdfTextPage", index: int, box: Box, below: _Below) -> bool:
    red, green, blue, alpha = _colour(pdfium_c.FPDFText_GetFillColor, text, index)
    if alpha < _PALEST // 4 or not below.shows(box, (red, green, blue)):
        return False
    page = below.box
    item = pdfium_c.FPDFText_GetTextObject(text, index)
    if item and pdfium_c.FPDFTextObj_GetTextRenderMode(item) in _UNSEEN_MODES:
        return False
    left, bottom, right, top = box
    return page[0] - 1 <= left and right <= page[2] + 1 and page[1] - 1 <= bottom and top <= page[3] + 1


def _rounded(item: Any) -> Box:
    left, bottom, right, top = item.get_bounds()
    return round(left), round(bottom), round(right), round(top)


def _picture(item: Any) -> tuple[int, ...]:
    try:
        out = io.BytesIO()
        item.get_bitmap(render=True).to_pil().save(out, "PNG")
    except (pdfium.PdfiumError, ValueError, OSError, RuntimeError):
        return ()
    return images.sketch(out.getvalue())


def _over(items: list[Any]) -> tuple[str, ...]:
    """Return what is drawn over text that was drawn before it."""
    texts: list[Box] = []
    found: list[str] = []
    for item in items:
        box = item.get_bounds()
        if item.type == _TEXT:
            texts.append(box)
        elif any(_covers(item, box, text) for text in texts):
            found.append({_PATH: "bentuk", _IMAGE: "gambar", _FORM: "lapisan"}.get(item.type, "benda"))
    return tuple(found)


def _covers(item: Any, box: Box, text: Box) -> bool:
    """Return whether something hides a text, or strikes it through."""
    width, height = min(box[2], text[2]) - max(box[0], text[0]), min(box[3], text[3]) - max(box[1], text[1])
    if width <= 0.5 or height <= 0:
        return False
    size = max(0.01, (text[2] - text[0]) * (text[3] - text[1]))
    if box[3] - box[1] < _THINNEST:
        middle = ((box[1] + box[3]) / 2 - text[1]) / max(0.01, text[3] - text[1])
        return item.type == _PATH and 0.25 < middle < 0.75 and box[2] - box[0] > _THINNEST
    return width * height > _COVERED * size or (item.type == _PATH and _is_filled(item) and width * height > 4)


def _is_filled(item: Any) -> bool:
    mode, stroke = ctypes.c_int(0), ctypes.c_int(0)
    pdfium_c.FPDFPath_GetDrawMode(item, ctypes.byref(mode), ctypes.byref(stroke))
    return mode.value != 0
