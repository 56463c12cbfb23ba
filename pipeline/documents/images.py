"""Pictures as documents carry them: upright, no larger than the page shows, without hidden data."""

import io
import warnings
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageOps

from pipeline.errors import Place, Refusal, problem
from pipeline.ucapan import ucap
from pipeline.words.kata import Gambar

MOST_PIXELS = 100_000_000
WIDEST = 1600
"""Pixels on the longer side: 16 cm at 250 to the inch."""
_FORMATS = {"PNG": "png", "JPEG": "jpeg"}


@lru_cache(maxsize=64)
def load(path: Path, name: str, place: Place, keterangan: str) -> Gambar:
    """Return a picture turned as its EXIF says, scaled down, stripped of metadata; refuse what is not PNG or JPEG."""
    try:
        raw = path.read_bytes()
    except OSError:
        raise Refusal([problem(place, "G001", found=name)]) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=tuple(_FORMATS)) as source:
                if source.width * source.height > MOST_PIXELS:
                    size = f"{source.width} x {source.height}"
                    raise Refusal([problem(place, "G003", found=name, size=size, most=MOST_PIXELS)])
                kind = str(source.format)
                picture = ImageOps.exif_transpose(source)
                picture.thumbnail((WIDEST, WIDEST))
                clean = Image.new(picture.mode, picture.size)
                if picture.mode == "P" and (palette := picture.getpalette("RGBA")):
                    clean.putpalette(palette, "RGBA")
                clean.paste(picture, (0, 0))
                out = io.BytesIO()
                clean.save(out, kind, **({"quality": 85} if kind == "JPEG" else {"optimize": True}))
    except Image.DecompressionBombError:
        raise Refusal([problem(place, "G003", found=name, size="?", most=MOST_PIXELS)]) from None
    except (OSError, SyntaxError, ValueError):
        reason = ucap("isinya bukan PNG atau JPEG yang utuh")
        raise Refusal([problem(place, "G002", found=name, reason=reason)]) from None
    return Gambar(out.getvalue(), _FORMATS[kind], clean.width, clean.height, keterangan)
