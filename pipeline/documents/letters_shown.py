"""The letters that a document shows on paper, in order, each with its place in it: its paragraph and its cells."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_MARK = re.compile(r"‹([^›]*)›|⟨([^⟩]*)⟩")
_DASHES = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00ad": "-"})
CHART, IN_PLACE = "⟨grafik", "\2"
"""A chart among the words of a document, and what stands for it among their letters."""
PAGE = "\0"
"""What stands for the number of a page, which only who prints knows."""
Path = tuple[tuple[int, int, int], ...]


class Sign(NamedTuple):
    """A letter that the document shows: what it is, and where in the document: its paragraph and its cells."""

    text: str
    paragraph: int
    path: Path
    spans: bool


def signs_of(tokens: Sequence[str]) -> list[Sign]:
    """Return the letters of a document, each with its place in it."""
    found: list[Sign] = []
    path: list[list[int]] = []
    paragraph = tables = begin = 0
    for word in tokens:
        if word == "⊞":
            tables += 1
            path.append([tables, 0, 0])
            begin = len(found)
        elif word == "⊟":
            path.pop()
        elif word == "↵":
            path[-1] = [path[-1][0], path[-1][1] + 1, 0]
        elif word in ("│", "┃"):
            if word == "┃":
                found[begin:] = [sign._replace(spans=True) for sign in found[begin:]]
            path[-1][2] += 1
            begin = len(found)
        elif word == "¶":
            paragraph += 1
        else:
            where = tuple((step[0], step[1], step[2]) for step in path)
            letters = IN_PLACE if word.startswith(CHART) else letters_of(word)
            found += (Sign(letter, paragraph, where, False) for letter in letters)
    return found


def letters_of(token: str) -> Iterator[str]:
    """Return the letters that a word shows on paper."""
    if re.fullmatch(r"⟨(?:PAGE|PAGEREF|NUMPAGES|SECTIONPAGES)⟩", token):
        yield PAGE
        return
    at, marks = 0, ""
    for mark in (*_MARK.finditer(token), None):
        text = token[at : mark.start() if mark else None]
        if "caps" in marks.lower():
            text = text.upper()
        yield from "".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split())
        if mark:
            marks = mark[1] if mark[1] is not None else marks
            at = mark.end()
