"""The line Lampiran, held against what a template carries: pages after the letter, and words that speak of them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.documents import tags
from pipeline.documents.compare import NotText
from pipeline.documents.opening import MAIN
from pipeline.documents.rendering import Rendering
from pipeline.documents.tags import Part
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.words import indonesian

_WORD = "lampiran"
_NEW_PAGE = re.compile(r'<w:br [^>]*w:type="page"|<w:pageBreakBefore(?: w:val="(?:1|true|on)")?/>')
_SPEAKS = re.compile(r"\b(?:bersama (?:ini|surat ini)|terlampir)\b", re.IGNORECASE)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|</w:p>")


def check(file: str, rendering: Rendering, at: Place) -> Iterator[Problem]:
    """Return a warning where a letter counts annexes and has no page for them, or speaks of them and counts none."""
    counted, parts = rendering.words.get(_WORD), rendering.parts
    main = next((part for part in parts if part.source.name == MAIN), None)
    if main is None or counted is None or not any(tag.word == _WORD for part in parts for tag in part.tags):
        return
    if counted != indonesian.DASH:
        if not (_has_pages(main.jinja) and _has_pages(_filled(main, rendering))):
            yield problem(at, "C016", found=str(counted), template=file)
        return
    said = _may_speak(main.jinja) and _speaks(_filled(main, rendering))
    if said:
        yield problem(at, "C017", found=" ".join(said[0].split()), template=file)


def _has_pages(xml: str) -> bool:
    return bool(_NEW_PAGE.search(xml)) or xml.count("<w:sectPr") > 1


@lru_cache(maxsize=64)
def _may_speak(jinja: str) -> bool:
    """Return whether a part speaks of annexes on some way through its branches."""
    return _speaks(jinja) is not None


def _speaks(xml: str) -> re.Match[str] | None:
    return _SPEAKS.search("".join(found[1] or ("\n" if found[0] == "</w:p>" else "") for found in _texts(xml)))


def _filled(main: Part, rendering: Rendering) -> str:
    """Return what a part comes to with these words, for a branch may hold the pages; the part where it cannot be."""
    try:
        return rendering.part(main)[0]
    except (tags.MissingWords, NotText, Refusal):
        return main.jinja


def _texts(xml: str) -> Iterator[re.Match[str]]:
    return _TEXT.finditer(xml.replace("\xa0", " "))
