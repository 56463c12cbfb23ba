"""A compiled template tried on the least and the most that data can say: each part well-formed, nothing missing.

What the proof promises is looked at once more, on what is really made; the words are invented here and go nowhere.
"""

import contextlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.documents import filled, torn
from pipeline.documents.compare import NotText
from pipeline.documents.places import Places
from pipeline.documents.proof import Tag
from pipeline.documents.tags import MissingWords, Part, render_part
from pipeline.files.archives import BROKEN_XML
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.words.chapter import Picture, Word, Words

_LARGEST = 64_000_000
_STEP = re.compile(r"\[\]|[^.\[\]]+")
_PICTURE = Picture(b"", "png", 1, 1, "")
KINDS = (("", 0), ("0", 0), ("1", 2))
"""What every word says, and how many items every list has."""


class _Spec(NamedTuple):
    """What a template takes a word for."""

    inside: dict[str, "_Spec"]
    uses: set[str]


def check(parts: tuple[Part, ...], file: str) -> Iterator[Problem]:
    """Return the parts of a template that would come out in a way that Word calls corrupt."""
    tags = [tag for part in parts for tag in part.tags]
    for part in parts:
        marks = frozenset(re.findall(r'<w:bookmarkStart [^<>]*w:name="([^"]*)"', part.source.xml))
        for leaf, many in KINDS:
            with contextlib.suppress(NotText, MissingWords, Refusal):
                xml, _ = render_part(part, words(tags, leaf, many), _LARGEST, 1)
                found = list(_faults(xml, marks, file))
                if found:
                    yield from found
                    break


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
    if spec.inside:
        return {name: _word(inner, leaf, many) for name, inner in spec.inside.items()}
    return _PICTURE if "pictured" in spec.uses else leaf


def _faults(xml: str, marks: frozenset[str], file: str) -> Iterator[Problem]:
    """Yield what a part lacks of what Word asks for, and what is torn in it."""
    try:
        root = etree.fromstring(xml.encode())
    except BROKEN_XML:
        yield problem(Place(file), "T026", part=phrase("isi dokumen"))
        return
    hole = next(filled.holes(root), None)
    if hole is not None:
        yield problem(Place(file), "T026", part=Places(root, "").of(hole))
    yield from torn.check(root, marks, file)
