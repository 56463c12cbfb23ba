"""What a template from a letter still says of that letter alone: values of its data, figures and dates under no tag."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from pipeline.documents import opening, spoken, xml_parts
from pipeline.documents.places import Places, called
from pipeline.documents.printable import Line
from pipeline.problems.phrase import Text, phrase
from pipeline.sources.calendar import MONTHS
from pipeline.words.chapter import Word

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_TEXT = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_NUMBERED = re.compile(r"\s*(?:\(?\d{1,3}[.)]|\d(?:\.\d)+\.?)(?=\s|$)")
"""The number of a paragraph or a heading, typed; it says nothing of the letter."""
_COUNT = (
    r"satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belas|puluh|seratus|ratus|seribu|ribu|juta"
)
_CALENDAR = "|".join((*map(str.title, MONTHS), "Senin|Selasa|Rabu|Kamis|Jumat|Jum'at|Sabtu|Minggu"))
_FIGURE = re.compile(
    rf"\d+(?:[.,/:-]\d+)*|\b(?:{_COUNT})(?:\s+(?:{_COUNT}))+\b|\((?:{_COUNT})\)"
    rf"|\b(?-i:{_CALENDAR}|{_CALENDAR.upper()})\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\d.|[A-E]$|[A-Z][^\d]{3}", re.DOTALL)
"""Values that are looked for: figures, grades, and what has a name; single digits are found as figures."""
_WHOLE = 4
"""Letters from which on a whole paragraph that a word says is told, whatever it says."""
_ANY_CASE = 9
"""Letters from which on several words are told in any letters: `Dr. NAMA ORANG, M.Si.`"""


class Fixed(NamedTuple):
    """What stands in a template as in the letter, and the words that say it; none where no word does."""

    place: Text
    text: Text
    words: tuple[str, ...] = ()


def standing(content: bytes, words: Mapping[str, Word]) -> tuple[Fixed, ...]:
    """Return what a proposed template still says of its letter, in the order of reading."""
    members = opening.opened(content, "", []) or {}
    values: dict[str, list[str]] = {}
    alone: dict[str, list[str]] = {}
    for word, text in spoken.values(words):
        (values if _TOLD.match(text) else alone).setdefault(text, []).append(word)
    known = sorted(values.items(), key=lambda pair: -len(pair[0]))
    found: list[Fixed] = []
    for name in sorted(members, key=lambda name: (name != opening.MAIN, name)):
        if _TEXT.fullmatch(name):
            found += _in_part(xml_parts.parsed(name, members[name]), name, known, alone)
        elif name.startswith("word/_rels/"):
            found += _in_links(xml_parts.parsed(name, members[name]), known)
    return tuple(dict.fromkeys(found))


def _in_part(
    root: "etree._Element", name: str, known: list[tuple[str, list[str]]], alone: Mapping[str, list[str]]
) -> Iterator[Fixed]:
    places = Places(root, "" if name == opening.MAIN else called(name))
    for node in root.iter():
        if node.tag == f"{_W}p":
            text = Line(node).text
            begin = _NUMBERED.match(text)
            begins = begin.end() if begin else len(text) if _only_number(node, text) else 0
            whole = text[begins:].strip(" .;,")
            if len(whole) >= _WHOLE and whole in alone:
                yield Fixed(places.of(node), whole, tuple(dict.fromkeys(alone[whole])))
            yield from _left(text[begins:], places.of(node), known)
        elif node.get("string") and node.tag.endswith("}textpath") and not _TAG.search(node.get("string", "")):
            yield Fixed(places.of(node), phrase('tulisan melintang "{text}"', text=node.get("string", "")))
        elif isinstance(node.tag, str) and node.tag.endswith("}docPr") and "{{" not in node.get("descr", ""):
            drawing = next(node.iterancestors(f"{_W}drawing"), None)
            shows = " ".join(node.get("descr", "").split())
            if drawing is not None and next(drawing.iter(f"{_C}chart"), None) is not None:
                yield Fixed(places.of(node), phrase("grafik dengan angka surat itu ({shows})", shows=shows or "-"))
            elif drawing is not None and next(drawing.iter("{*}blip"), None) is not None:
                yield Fixed(places.of(node), phrase("gambar ({shows})", shows=shows or "-"))


def _in_links(root: "etree._Element", known: list[tuple[str, list[str]]]) -> Iterator[Fixed]:
    for link in root:
        target = link.get("Target", "")
        if link.get("TargetMode") == "External" and any(_left(target, "", known)):
            fixed = [word for each in _left(target, "", known) for word in each.words]
            yield Fixed(phrase("tautan"), target, tuple(dict.fromkeys(fixed)))


def _only_number(paragraph: "etree._Element", text: str) -> bool:
    """Return whether a paragraph is the number of its row."""
    cell = next(paragraph.iterancestors(f"{_W}tc"), None)
    first = cell is not None and next(cell.itersiblings(f"{_W}tc", preceding=True), None) is None
    return first and text.strip().isdigit()


def _left(text: str, place: Text, known: list[tuple[str, list[str]]]) -> Iterator[Fixed]:
    """Yield what of a text is no tag: values that words say, then other figures and weekdays."""
    rest = _TAG.sub(lambda tag: "\x00" * len(tag[0]), text)
    found: list[tuple[int, Fixed]] = []
    for value, names in known:
        flags = re.IGNORECASE if len(value) >= _ANY_CASE and " " in value else re.NOFLAG
        for at in [*spoken.occurrences(rest, value, flags)]:
            found.append((at, Fixed(place, rest[at : at + len(value)], tuple(dict.fromkeys(names)))))
            rest = rest[:at] + "\x00" * len(value) + rest[at + len(value) :]
    found += ((figure.start(), Fixed(place, figure[0])) for figure in _FIGURE.finditer(rest))
    yield from (each for _, each in sorted(found, key=lambda pair: pair[0]))
