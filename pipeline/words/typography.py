"""Blanks at which no line may end: between a number and what it counts, a day and its month, a title and its name."""

import re

BLANK = "\xa0"
"""The blank at which no line ends."""
_MONTHS = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
_COUNTED = (
    r"Semester|Triwulan|Tahun|tahun|Nomor|nomor|No\.|Pasal|pasal|ayat|angka|huruf|Tabel|Gambar|Bab|BAB|Lampiran|lampiran|"
    r"TW|NIP\.?|Rp\.?|ke"
)
_TITLES = r"Prof\.|Dr\.|dr\.|drg\.|Drs\.|Dra\.|Ir\.|H\.|Hj\.|Yth\.|a\.n\.|u\.b\.|u\.p\.|Plt\.|Plh\."
_BOUND = re.compile(
    rf"(?<!\w)(?:{_COUNTED}) (?=\d|[IVX]+(?!\w))"
    rf"|(?<!\w)\d{{1,2}} (?=(?:{_MONTHS})(?!\w))"
    r"|(?<![\w)])\d{1,3}\) (?=\S)"
    rf"|(?<!\w)(?:{_TITLES}) (?=\w)"
    r"|(?<!\.), (?=[A-Z][A-Za-z]{0,3}\.[A-Z])"  # the first title alone: a chain of them would be broken anywhere
)
_BEFORE_TAG = re.compile(rf"(?<!\w)(?:{_COUNTED}|{_TITLES}) (?=\{{\{{|$)")


def kept_together(text: str, *, before_tags: bool = False) -> str:
    """Return a text with blanks that do not break where its words belong on one line; nothing else changes.

    `before_tags` is for the text of a template: what a tag or a field will print is a number too.
    """
    if " " not in text:
        return text
    text = _BOUND.sub(_bind, text)
    return _BEFORE_TAG.sub(_bind, text) if before_tags else text


def _bind(found: re.Match[str]) -> str:
    return found[0][:-1] + BLANK
