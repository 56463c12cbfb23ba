"""Pages as they are seen, small and in grey: held against stored ones, so that what a reader notices is a difference.

A page is cut into blocks as large as a small letter; a block differs where it is much darker or lighter on the whole.
How the edges of letters are smoothed changes no block; a line that moved, a logo that is lost and other letters do.
"""

import io
from collections.abc import Sequence
from typing import Any, cast

import PIL.Image
import PIL.ImageChops
import pypdfium2

DPI, BLOCK = 40, 4
GREYS = 16
"""How many greys a stored page has."""
NOTICED, FEW = 48, 3
"""How much darker or lighter a block is that is noticed (of 255), and how many such blocks a page may have."""


def drawn(raw: bytes, finer: int = 1, **how: Any) -> PIL.Image.Image:
    """Return the pages of a PDF beside each other, small and in grey; drawn so much finer, and then made small."""
    with pypdfium2.PdfDocument(raw) as document:
        large = [page.render(scale=finer * DPI / 72, grayscale=True, **how).to_pil().convert("L") for page in document]
    pages = [page.reduce(finer) for page in large]
    whole = PIL.Image.new("L", (sum(page.width for page in pages), max(page.height for page in pages)), 128)
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width
    return whole


def stored(image: PIL.Image.Image) -> bytes:
    """Return pages as they are stored."""
    out = io.BytesIO()
    image.point(lambda grey: round(grey * (GREYS - 1) / 255)).point(lambda grey: grey * 255 // (GREYS - 1)).quantize(
        GREYS
    ).save(out, "PNG", optimize=True)
    return out.getvalue()


def read(raw: bytes) -> PIL.Image.Image:
    """Return pages that were stored."""
    return PIL.Image.open(io.BytesIO(raw)).convert("L")


def differences(ours: PIL.Image.Image, theirs: PIL.Image.Image) -> str:
    """Return what a reader would notice; empty for nothing."""
    if ours.size != theirs.size:
        return f"{ours.size} and not {theirs.size}: other pages, or another number of them"
    blocks = [
        image.resize((image.width // BLOCK, image.height // BLOCK), PIL.Image.Resampling.BOX)
        for image in (ours, theirs)
    ]
    apart = PIL.ImageChops.difference(*blocks)
    noticed = [at for at, value in enumerate(cast(Sequence[int], apart.get_flattened_data())) if value > NOTICED]
    if len(noticed) <= FEW:
        return ""
    top, left = noticed[0] // apart.width, noticed[0] % apart.width
    return f"{len(noticed)} blocks, the first {left * BLOCK} across and {top * BLOCK} down"
