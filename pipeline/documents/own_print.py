"""A PDF as LibreOffice gave it, held against the document that it was asked of: does it open, and say the same words?

`printed` judges what strangers bring, to the letter and its place; here a program is judged that may fail, and no
layout that it can print may be refused: blanks, dashes and bullets are left aside, and text may go on over pages.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.documents import canonical, letters_shown, pdf_pages, printed
from pipeline.documents.canonical import Seen
from pipeline.documents.opened import NotReadable
from pipeline.documents.pdf_pages import NotPdf
from pipeline.problems.phrase import Text, phrase

_SHOWN = 60
_BETWEEN = 40
"""Letters that may stand between two pages beside header and footer: page numbers."""
_ENDS = ("¶", "⊞", "⊟", "↵", "│", "┃")


def fault(document: bytes, copy: bytes) -> Text:
    """Return why a PDF is not that of a document; empty when it is."""
    try:
        pages = ["".join(_plain(text)) for text in pdf_pages.texts(copy)]
    except NotPdf as broken:
        return phrase("tidak terbuka sebagai PDF ({fault})", fault=str(broken))
    if not pages:
        return phrase("tidak ada halamannya")
    try:
        shown = canonical.seen(document)
    except NotReadable:
        return ""  # told by `check`; there is nothing to hold it against
    texts = [*_texts(shown)]
    around = max((len(text) for section in shown.around for part in section for text in [_joined(part)]), default=0)
    floats = printed.cannot_be_judged(shown)
    free = (
        sum(map(len, pages))
        if floats
        else 2 * around + _BETWEEN + max((len(text.letters) for text in texts), default=0)
    )
    lost = next((text.letters for text in texts if not _stands(text, pages, free)), "")
    if lost:
        return phrase("kata dokumennya tidak ada di dalamnya: {words}", words=lost[:_SHOWN])
    known = sum(len(text.letters) for text in texts) + len(pages) * free
    more = sum(map(len, pages)) - known
    if more > 0 and not floats and not any("⟨" in token for token in shown.tokens):
        return phrase("memuat {many} huruf lebih banyak daripada dokumennya", many=more)
    return ""


class _Text(NamedTuple):
    """What stands together on paper, as letters; `parts` are what a cell may break it into, none outside tables."""

    letters: str
    parts: tuple[str, ...]


def _texts(shown: Seen) -> Iterator[_Text]:
    """Yield the paragraphs of a document, cut where a program puts in what it counts."""
    held: list[str] = []
    depth = 0
    for token in (*shown.tokens, "¶"):
        if token in _ENDS or token.startswith("⟨"):
            if letters := _joined(held):
                typed = " ".join("".join(letters_shown.letters_of(word)) for word in held)
                parts = re.split(r"\W+", typed.casefold()) if depth else ()
                yield _Text(letters, tuple(part for part in parts if part))
            held = []
            depth += {"⊞": 1, "⊟": -1}.get(token, 0)
        else:
            held.append(token)


def _joined(tokens: Sequence[str]) -> str:
    return "".join(
        _plain(letter for token in tokens if token not in _ENDS for letter in letters_shown.letters_of(token))
    )


def _plain(letters: Iterable[str]) -> Iterator[str]:
    return (sign.casefold() for letter in letters for sign in letter if sign.isalnum())


def _stands(text: _Text, pages: Sequence[str], free: int) -> bool:
    """Return whether a text stands on a page, goes on from one to the next, or is broken among the lines of its row."""
    if any(text.letters in page for page in pages):
        return True
    if text.parts and all(any(part in page for page in pages) for part in text.parts):
        return True
    return any(_goes_on(text.letters, pages, number, free) for number in range(len(pages) - 1))


def _goes_on(text: str, pages: Sequence[str], number: int, free: int) -> bool:
    if number + 1 >= len(pages):
        return False
    page, following = pages[number], pages[number + 1]
    for cut in range(len(text) - 1, 0, -1):
        at = page.rfind(text[:cut])
        if at >= 0 and len(page) - at - cut <= free:
            after = text[cut:]
            start = following.find(after)
            if 0 <= start <= free or (len(after) > len(following) - free and _goes_on(after, pages, number + 1, free)):
                return True
    return False
