"""Pictures as documents carry them: upright, no larger than the page shows, without hidden data."""

import hashlib
import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageOps

from pipeline.files import disk
from pipeline.problems.phrase import cause, phrase
from pipeline.problems.problem import Place, Refusal, problem
from pipeline.words.chapter import Picture

MOST_PIXELS = 64_000_000
MOST_PIXELS_DRAFTED = 100_000_000
"""Of a JPEG, which is decoded no larger than needed; a PNG takes four bytes a pixel."""
WIDEST = 1600
"""Pixels on the longer side: 16 cm at 250 to the inch."""
BAND = 64
"""Rows of a reduced picture that are made at a time."""
EMU, DPI = 914_400, 300
"""To the inch: what a page measures in, what a photo has."""
SKETCH = 16
_SEGMENT = struct.Struct(">HBHH")
_FRAMES = (0xC0, 0xC1, 0xC2)
"""The segments of a JPEG that say its size: baseline, extended, progressive."""
_FORMATS = {"PNG": "png", "JPEG": "jpeg"}


def load(path: Path, name: str, place: Place, keterangan: str) -> Picture:
    """Return a picture turned as its EXIF says, scaled down, stripped of metadata; refuse what is not PNG or JPEG."""
    try:
        raw = disk.content(path)
    except OSError as fault:
        raise Refusal([problem(place, "G002", found=name, reason=cause(fault))]) from None
    with _opened(raw, name, place) as source:
        kind = "PNG" if source.format == "PNG" else "JPEG"  # a JPEG of several pictures calls itself otherwise
        smaller = _reduced(source)
        smaller.thumbnail((WIDEST, WIDEST))
        picture = ImageOps.exif_transpose(smaller)
        clean = Image.new(picture.mode, picture.size)
        if picture.mode == "P" and (palette := picture.getpalette("RGBA")):
            clean.putpalette(palette, "RGBA")
        clean.paste(picture, (0, 0))
        out = io.BytesIO()
        clean.save(out, kind, **({"quality": 85} if kind == "JPEG" else {"optimize": True}))
    return Picture(out.getvalue(), _FORMATS[kind], clean.width, clean.height, keterangan)


def _reduced(source: Image.Image) -> Image.Image:
    """Return a large picture that one can see through made smaller in bands: at once Pillow copies it whole, twice."""
    factor = max(source.size) // (2 * WIDEST)
    if source.mode not in ("RGBA", "LA") or factor < 2:
        return source
    width, height = (-(-side // factor) for side in source.size)
    small = Image.new(source.mode, (width, height))
    for top in range(0, source.height, BAND * factor):
        band = source.crop((0, top, source.width, min(top + BAND * factor, source.height)))
        small.paste(band.reduce(factor), (0, top // factor))
    small.info = source.info
    small.getexif().update(source.getexif())
    return small


@contextmanager
def _opened(raw: bytes, name: str, place: Place) -> Iterator[Image.Image]:
    """Give a picture to work on; refuse, also while it is worked on, what is not a whole PNG or JPEG of a fair size."""
    most = MOST_PIXELS if raw.startswith(b"\x89PNG") else MOST_PIXELS_DRAFTED
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=tuple(_FORMATS)) as source:
                if source.width * source.height > most:
                    size = phrase("{lebar} x {tinggi}", lebar=source.width, tinggi=source.height)
                    raise Refusal([problem(place, "G003", found=name, size=size, most=most)])
                yield source
    except Image.DecompressionBombError:
        raise Refusal([problem(place, "G003", found=name, size="?", most=most)]) from None
    except (OSError, SyntaxError, ValueError):
        reason = phrase("isinya bukan PNG atau JPEG yang utuh")
        raise Refusal([problem(place, "G002", found=name, reason=reason)]) from None


def pixels(emu: int) -> int:
    """Return how many pixels a photo needs to fill a length on the page."""
    return max(1, -(-emu * DPI // EMU))


def photo(raw: bytes, name: str, place: Place, keterangan: str, most: int) -> Picture:
    """Return a photo as JPEG, upright, at most so many pixels on a side, stripped; refuse what is not PNG or JPEG.

    A JPEG is decoded no larger than needed, so that a large one costs little memory.
    """
    with _opened(raw, name, place) as source:
        source.draft("RGB", (most, most))
        source.thumbnail((most, most))
        picture = ImageOps.exif_transpose(source)
        clean = Image.new("RGB", picture.size, "white")
        if picture.has_transparency_data:
            picture = picture.convert("RGBA")
            clean.paste(picture, (0, 0), picture)
        else:
            clean.paste(picture.convert("RGB"), (0, 0))
        out = io.BytesIO()
        clean.save(out, "JPEG", quality=85, optimize=True)
    return Picture(out.getvalue(), "jpeg", clean.width, clean.height, keterangan)


def digest(raw: bytes) -> str:
    """Return a fingerprint of what a picture shows, whatever its format packs; empty when it cannot be opened."""
    try:
        with _opened(raw, "", Place("")) as source:
            shown = source.convert("RGBA")
            return hashlib.sha256(f"{shown.size}".encode() + shown.tobytes()).hexdigest()[:16]
    except Refusal:
        return ""


def sketch(raw: bytes) -> tuple[int, ...]:
    """Return a picture as a few grey tones on white paper, so that two of them can be held side by side; or none."""
    try:
        with _opened(raw, "", Place("")) as source:
            shown = source.convert("RGBA")
            paper = Image.new("RGBA", shown.size, "white")
            paper.alpha_composite(shown)
            return tuple(paper.convert("L").resize((SKETCH, SKETCH)).tobytes())
    except Refusal:
        return ()


def made(content: bytes, keterangan: str) -> Picture | None:
    """Return a photo that `photo` made before; `None` when it is not whole."""
    at = 2
    while content[at : at + 1] == b"\xff" and content.endswith(b"\xff\xd9"):
        length, _, height, width = _SEGMENT.unpack_from(content, at + 2)
        if content[at + 1] in _FRAMES:
            return Picture(content, "jpeg", width, height, keterangan)
        at += 2 + length
    return None
