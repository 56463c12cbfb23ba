"""QR codes as pictures: black squares on white, the same bytes for the same text.   Only it imports segno."""

import io

_SCALE, _QUIET = 8, 4
"""Pixels to a square; squares of white around, as the standard asks."""


def png(text: str) -> tuple[bytes, int]:
    """Return a QR code that reads as a text, as PNG, and how many pixels wide and high it is.

    A quarter of it may be soiled or torn and it still reads.
    """
    import segno  # only a document that shows a code pays for it

    code = segno.make(text, error="q", micro=False, boost_error=False)
    out = io.BytesIO()
    code.save(out, kind="png", scale=_SCALE, border=_QUIET)
    width, _ = code.symbol_size(scale=_SCALE, border=_QUIET)
    return out.getvalue(), int(width)
