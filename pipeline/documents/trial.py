"""A compiled template tried on the least and the most that data can say: each part well-formed, nothing missing.

What the proof promises is looked at once more, on what is really made; the words are invented here and go nowhere.
"""

import contextlib
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from pipeline.documents import branches, filled, torn
from pipeline.documents.compare import NotText
from pipeline.documents.parts import TAGGED
from pipeline.documents.places import Places
from pipeline.documents.tag import Tag
from pipeline.documents.tags import MissingWords, Part, parse, render_part
from pipeline.documents.xml_parts import parsed
from pipeline.files.archives import BROKEN_XML
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.words.chapter import Dated, Picture, Word, Words

_LARGEST = 64_000_000
_REFERS = re.compile(r"\b(?:REF|PAGEREF|NOTEREF|SEQ) |<w:(?:foot|end)noteReference\b")
_MARK = r'<w:bookmarkStart [^<>]*w:name="([^"]*)"'
_COUNTED = ("word/numbering.xml", "word/styles.xml")
_STEP = re.compile(r"\[\]|[^.\[\]]+")
_PICTURE = Picture(b"", "png", 1, 1, "")
_ADDRESS = "a.example"
"""What stands where a part of an address stands: without it no document is made."""
KINDS = (("", 0), ("0", 0), ("1", 2))
"""What every word says, and how many items every list has."""


class _Spec(NamedTuple):
    """What a template takes a word for."""

    inside: dict[str, "_Spec"]
    uses: set[str]


def check(parts: tuple[Part, ...], rest: Mapping[str, bytes], file: str) -> Iterator[Problem]:
    """Return what of a template would come out in a way that Word calls corrupt, or torn; `rest` never changes."""
    tags = [tag for part in parts for tag in part.tags]
    for part in parts:
        for leaf, many in KINDS:
            with contextlib.suppress(NotText, MissingWords, Refusal):
                xml, _ = render_part(part, words(tags, leaf, many), _LARGEST, 1)
                fault = _fault(xml, file)
                if fault:
                    yield fault
                    break
    yield from dict.fromkeys(_torn(parts, rest, file))


def _torn(parts: tuple[Part, ...], rest: Mapping[str, bytes], file: str) -> Iterator[Problem]:
    """Yield what is torn on some way through the branches of a template."""
    if not any(_REFERS.search(part.source.xml) for part in parts):
        parts = tuple(part for part in parts if "<w:fldChar" in part.source.xml)
    trees = {part.source.name: parse(part.jinja) for part in parts}
    still = {name: parsed(name, rest[name]) for name in rest if TAGGED.fullmatch(name)}
    lists, styles = (parsed(name, rest[name]) if name in rest else None for name in _COUNTED)
    known = frozenset(re.findall(_MARK, "".join(part.source.xml for part in parts)))
    known |= {name for root in still.values() for name in torn.bookmarks(root)}
    where: dict[str, Text] = {}
    for part in parts:
        where = {**part.source.anchors, **where}
    looked = torn.Torn(known, lists, styles)
    for way in branches.ways(trees.values()):
        counts: dict[str, int] = {}
        made = {name: branches.printed(tree.body, way, counts, _LARGEST) for name, tree in trees.items()}
        with contextlib.suppress(*BROKEN_XML):
            roots = {name: etree.fromstring(xml.encode()) for name, xml in made.items()}
            yield from looked.faults(still | roots, where, file)


def words(tags: list[Tag], leaf: str, many: int) -> Words:
    """Return words for all that a template asks: every text the same, every list of so many items."""
    root = _Spec({}, set())
    for tag in tags:
        spec = root
        for step in _STEP.findall(tag.word):
            spec = spec.inside.setdefault(step, _Spec({}, set()))
        spec.uses.add(tag.use)
    return {name: _word(spec, leaf, many) for name, spec in root.inside.items()}


def _word(spec: _Spec, leaf: str, many: int) -> Word:
    if "[]" in spec.inside:
        return [_word(spec.inside["[]"], leaf, many)] * many
    if "looped" in spec.uses:
        return [leaf] * many
    if spec.inside and spec.uses & {"printed", "compared"}:
        return Dated(leaf, dict.fromkeys(spec.inside, leaf))
    if "pictured" in spec.uses:
        return _PICTURE
    if spec.inside:
        return {name: _word(inner, leaf, many) for name, inner in spec.inside.items()}
    return leaf or _ADDRESS if "addressed" in spec.uses else leaf


def _fault(xml: str, file: str) -> Problem | None:
    """Return what a part lacks of what Word asks for."""
    try:
        root = etree.fromstring(xml.encode())
    except BROKEN_XML:
        return problem(Place(file), "T026", part=phrase("isi dokumen"))
    hole = next(filled.holes(root), None)
    return problem(Place(file), "T026", part=Places(root, "").of(hole)) if hole is not None else None
