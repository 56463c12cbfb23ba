"""Suggestions as they may be printed: cleaned of nothings, of repeats, and of personal data."""

import re
from collections.abc import Iterable

MASK = "[disamarkan]"
_NOTHING = re.compile(
    r"\W*|(tidak|tdk|gak|ga|nggak|belum) ?(ada)?( saran| masukan| kritik)?|nihil|kosong|none|n/?a|nil|ada",
    re.IGNORECASE,
)
_PERSONAL = (
    re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"),
    re.compile(r"(?<!\d)\d{16}(?!\d)"),
    re.compile(r"(?<![\d.])(\+?62|0)[ -]?8\d{1,2}([ -]?\d){6,9}(?!\d)"),
)
"""E-mail addresses; identity numbers (NIK, 16 digits); mobile telephone numbers."""


def masked(text: str) -> str:
    """Return a text with the personal data that a pattern finds masked."""
    for pattern in _PERSONAL:
        text = pattern.sub(MASK, text)
    return text


def cleaned(texts: Iterable[str]) -> tuple[str, ...]:
    """Return suggestions in their order, masked, each once; what says nothing (`-`, `tidak ada`) is left out."""
    found: dict[str, str] = {}
    for text in texts:
        line = " ".join(text.split())
        if not _NOTHING.fullmatch(line.rstrip(" .!")):
            found.setdefault(line.casefold().rstrip(" .!"), masked(line))
    return tuple(found.values())
