"""Which word a text of a letter stands for: what is said near it decides; without that it is left as it stands."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.documents import spoken
from pipeline.documents.spoken import Said, SaidList

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRONG = 9
"""Letters from which on a text stands for itself, whatever is before it."""
_BEFORE = 48
"""Letters before a text in which its hints may stand."""
_NAMED = 4
"""Letters from which on the name of an item is known in the head of a column."""
_FIGURE = re.compile(r"\d+(?:[.,]\d+)+")
_COUNTED = re.compile(r"\d{1,3}")
_OWN_DAY = "tanggal.hari"
"""The weekday of the letter's own date: where another date has it too, a weekday alone is that one's."""
_ANY = frozenset({"jumlah", "nilai"})
"""Parts of words that many have: they tell none from another."""


class Match(NamedTuple):
    """A text of a paragraph, where it stands, and the other words that say the same."""

    start: int
    end: int
    said: Said
    others: tuple[str, ...]


class Around(NamedTuple):
    """What stands around a paragraph of a table: the cells before its own, and the heads of its column."""

    before: str = ""
    above: str = ""


def matches(text: str, texts: Iterable[Said], around: Around, lists: Iterable[SaidList]) -> list[Match]:
    """Return the texts that stand in a paragraph, none over another, each with the word that fits best there.

    Where one text fits several words and nothing near tells which, it is left: a wrong tag is worse than none.
    """
    texts = [*texts]
    spans: dict[tuple[int, int], list[Said]] = {}
    for said in texts:
        for at in spoken.occurrences(text, said.text):
            spans.setdefault((at, at + len(said.text)), []).append(said)
    found: list[Match] = []
    for (start, end), choices in sorted(spans.items(), key=lambda item: item[0][0] - item[0][1]):
        if any(start < other.end and other.start < end for other in found):
            continue
        near = set(re.findall(r"\w{2,}", f"{around.before} {text[max(0, start - _BEFORE) : start]}".lower()))
        if _COUNTED.fullmatch(text[start:end]):
            near |= {noun.lower() for noun in re.findall(r"^ (\w{2,})", text[end:])}
        ranked = sorted(choices, key=lambda said: (-len(said.hints & near), said.word == _OWN_DAY, *_plainness(said)))
        best = ranked[0]
        alone = _strong(best.text) and not best.word.startswith(spoken.CHOSEN)
        if not alone and not best.hints & near:
            continue
        if _COUNTED.fullmatch(best.text) and not _counted(best, ranked[1:], near):
            continue
        if not _strong(best.text) and not _of_the_figure(best, f"{around.before} {text[:start]}", texts):
            continue
        if text.strip() == best.text and len(best.text) < _STRONG and _of_an_item(around.above, lists):
            continue
        others = dict.fromkeys(said.word for said in ranked[1:] if said.word != best.word)
        found.append(Match(start, end, best, tuple(others)))
    return sorted(found)


def _plainness(said: Said) -> tuple[int, bool]:
    return said.word.count("."), "|" in said.tag


def _counted(best: Said, rivals: list[Said], near: set[str]) -> bool:
    """Return whether a bare count is that of a word: a part of the word stands near, and of no other one."""
    return bool(_named(best, near)) and not any(
        _named(rival, near) >= _named(best, near) and rival.word != best.word for rival in rivals
    )


def _named(said: Said, near: set[str]) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]{2,}", said.word)) - _ANY & near


def _of_the_figure(best: Said, before: str, texts: list[Said]) -> bool:
    """Return whether the last figure before a grade, or another short text, is said by words of the same family."""
    figures = _FIGURE.findall(before)
    families = {said.word.partition(".")[0] for said in texts if figures and said.text == figures[-1]}
    return not figures or best.word.partition(".")[0] in families


def _of_an_item(above: str, lists: Iterable[SaidList]) -> bool:
    """Return whether the head of a column names an item of a list: what stands below is that item's."""
    names = (text for said in lists for item in said.items for leaf, text in item.items() if leaf in ("", ".nama"))
    return any(len(name) >= _NAMED and name in above for name in names)


def _strong(text: str) -> bool:
    """Return whether a text stands for itself: long, of several words, or a number with marks in it."""
    return len(text) >= _STRONG or bool(re.search(r"\w \w", text)) or bool(re.search(r"\d\d[.,/]\d", text))


def around(paragraph: "etree._Element") -> Around:
    """Return what stands around a paragraph if it is in a table."""
    cell = next(paragraph.iterancestors(f"{_W}tc"), None)
    if cell is None:
        return Around()
    row = cell.getparent()
    assert row is not None
    column = next(at for at, each in _columns(row) if each is cell)
    above = (
        _text(each)
        for other in row.itersiblings(f"{_W}tr", preceding=True)
        for at, each in _columns(other)
        if at <= column < at + _width(each)
    )
    return Around(" ".join(map(_text, cell.itersiblings(f"{_W}tc", preceding=True))), " ".join(above))


def _columns(row: "etree._Element") -> Iterator[tuple[int, "etree._Element"]]:
    at = 0
    for cell in row.iterfind(f"{_W}tc"):
        yield at, cell
        at += _width(cell)


def _width(cell: "etree._Element") -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return int(span.get(f"{_W}val", "1")) if span is not None else 1


def _text(cell: "etree._Element") -> str:
    return " ".join(text or "" for text in cell.itertext(f"{_W}t"))
