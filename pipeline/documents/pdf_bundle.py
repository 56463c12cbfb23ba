"""Several PDFs as one to be printed on both sides: each begins on a sheet of its own, with a bookmark; by pikepdf."""

import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pikepdf

from pipeline.problems.phrase import Text, phrase

_BROKEN = (pikepdf.PdfError, ValueError, TypeError, AttributeError, LookupError, RuntimeError)
"""What a PDF that somebody damaged or made odd is met with."""


class Part(NamedTuple):
    """A PDF that goes into a bundle: what its bookmark says, its bytes, how many times it is printed."""

    title: str
    content: bytes
    copies: int = 1


def bundle(parts: Sequence[Part]) -> bytes:
    """Return the parts as one PDF, in their order; a blank page stands where the next part would be on a back side.

    What prints it is asked for both sides of the sheet, and not to scale.
    """
    with pikepdf.new() as whole:
        with whole.open_outline() as outline:
            for part in parts:
                with pikepdf.open(io.BytesIO(part.content)) as source:
                    for number in range(part.copies):
                        if len(whole.pages) % 2:
                            whole.add_blank_page(page_size=_size(whole.pages[-1]))
                        if number == 0:
                            outline.root.append(pikepdf.OutlineItem(part.title, len(whole.pages)))
                        whole.pages.extend(source.pages)
        whole.Root.PageMode = pikepdf.Name.UseOutlines
        whole.Root.ViewerPreferences = pikepdf.Dictionary(
            Duplex=pikepdf.Name.DuplexFlipLongEdge, PrintScaling=pikepdf.Name("/None")
        )
        whole.Root.Lang = pikepdf.String("id-ID")
        out = io.BytesIO()
        whole.save(out, deterministic_id=True)
    return out.getvalue()


def fault(content: bytes) -> Text:
    """Return why the pages of a PDF cannot go into a bundle; empty when they can."""
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            sizes = [_size(page) for page in document.pages]
    except _BROKEN:
        return phrase("ia rusak, atau berkata sandi")
    return "" if sizes else phrase("ia tidak berhalaman")


def pages(content: bytes) -> int:
    """Return how many pages a PDF has."""
    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)


def paper(content: bytes) -> tuple[float, float]:
    """Return how wide and high the first page of a PDF is, in points."""
    with pikepdf.open(io.BytesIO(content)) as document:
        return _size(document.pages[0])


def sheets(content: bytes) -> int:
    """Return how many sheets of paper a PDF takes, printed on both sides."""
    return (pages(content) + 1) // 2


def is_signed(content: bytes) -> bool:
    """Return whether a PDF bears an electronic signature: another file that holds its pages would not."""
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            return any(field.get("/FT") == "/Sig" and "/V" in field for field in _fields(document))
    except _BROKEN:
        return False


def _fields(document: "pikepdf.Pdf") -> Iterator[Any]:
    root: Any = document.Root
    left = [*root.get("/AcroForm", {}).get("/Fields", [])]
    seen: set[tuple[int, int]] = set()
    while left:
        field = left.pop()
        if field.objgen in seen:
            continue
        seen |= {field.objgen} - {(0, 0)}
        yield field
        left += [*field.get("/Kids", [])]


def _size(page: "pikepdf.Page") -> tuple[float, float]:
    left, bottom, right, top = map(float, page.mediabox)
    return right - left, top - bottom
