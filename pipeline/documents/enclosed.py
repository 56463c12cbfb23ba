"""The line Lampiran, held against what a letter carries: its pages after the letter, and words that point to them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pipeline.documents import tags
from pipeline.documents.compare import NotText
from pipeline.documents.opening import MAIN
from pipeline.documents.rendering import Rendering
from pipeline.documents.tags import Part
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.sources.yaml_text import Node
from pipeline.words import indonesian

_WORD = "lampiran"
_NEW_PAGE = re.compile(r'<w:br [^>]*w:type="page"|<w:pageBreakBefore(?: w:val="(?:1|true|on)")?/>')
_OF_LAW = r"(?:undang|peraturan|permen|perda|pergub|perbup|perwali|keputusan|instruksi|pedoman|[ivxl\d]+ [pk]e)"
_POINTS = re.compile(rf"\b(?:bersama (?:ini|surat ini)|terlampir|lampiran(?! {_OF_LAW}))\b", re.IGNORECASE)
_LABEL = re.compile(r"\s*lamp(?:iran|\.)?\s*(?::\s*(?P<value>.*)|$)", re.IGNORECASE)
_NAMED = re.compile(r"\blamp(?:iran|\.)?\s*:?\s*(?=\{[{%][^}]*\blampiran)", re.IGNORECASE)
_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_END = "\0"
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:tab/>|</w:p>")

_COUNT = phrase("tulis banyaknya di `lampiran`, misalnya `lampiran: 1`, atau ganti kata itu")
_REWORD = phrase(
    "ganti kata itu; bila lampirannya berkas tersendiri, tulis `lampiran: 1`, lalu catat C016 di `diketahui`"
)


def check(file: str, rendering: Rendering, at: Place, typed: Iterable[tuple[str, Node]]) -> Iterator[Problem]:
    """Return a warning where a letter counts annexes and has no page for them, or points to them and counts none.

    `typed` are the texts that people typed of the letter, each with the word that prints it.
    """
    counted, parts = rendering.words.get(_WORD), rendering.parts
    main = next((part for part in parts if part.source.name == MAIN), None)
    if main is None or counted is None or not any(tag.word == _WORD for part in parts for tag in part.tags):
        return
    if counted != indonesian.DASH:
        if not (_has_pages(main.jinja) and _has_pages(_filled(main, rendering))):
            yield problem(at, "C016", found=str(counted), template=file)
        return
    pointing = _pointing(main.jinja)
    told = [text for word, text in typed if _POINTS.search(str(text.value)) and _prints(parts, word)]
    if not (pointing or told):
        return
    lines = _lines(_filled(main, rendering))
    if not _counts_none(lines):
        return
    way = _COUNT if _has_pages(main.jinja) else _REWORD
    for text in told:
        found = " ".join(str(text.value).split())
        yield problem(text.at, "C017", found=found, who=phrase("data surat ini"), way=way)
    shown = "\n".join(lines)
    if said := next((found for piece, found in pointing if piece in shown), None):
        yield problem(at, "C017", found=said, who=phrase("templat {file}", file=file), way=way)


def _has_pages(xml: str) -> bool:
    return bool(_NEW_PAGE.search(xml)) or xml.count("<w:sectPr") > 1


@lru_cache(maxsize=64)
def _pointing(xml: str) -> tuple[tuple[str, str], ...]:
    """Return the pieces of a template's own text that point to an annex, each with the words that do."""
    pieces = [piece.strip() for line in _lines(xml) for piece in _TAG.split(_NAMED.sub("", line))]
    labels = [number for number, piece in enumerate(pieces) if _LABEL.fullmatch(piece)]
    found = ((piece, _POINTS.search(piece)) for number, piece in enumerate(pieces) if number not in labels[:1])
    return tuple((piece, " ".join(words[0].split())) for piece, words in found if words)


def _prints(parts: Sequence[Part], word: str) -> bool:
    return any(tag.word == word or tag.word.startswith((f"{word}.", f"{word}_")) for part in parts for tag in part.tags)


def _counts_none(lines: list[str]) -> bool:
    """Whether the line Lampiran, as it is printed, has a dash: templates may count their own annexes."""
    said = [line.strip() for line in lines if line.strip()]
    for number, line in enumerate(said):
        if label := _LABEL.fullmatch(line):
            after = [label["value"] or "", *(text.removeprefix(":").strip() for text in said[number + 1 : number + 3])]
            return next(filter(None, after), indonesian.DASH) == indonesian.DASH
    return True


def _filled(main: Part, rendering: Rendering) -> str:
    """Return what a part comes to with these words, for a branch may hold the pages; the part where it cannot be."""
    try:
        return rendering.part(main)[0]
    except (tags.MissingWords, NotText, Refusal):
        return main.jinja


def _lines(xml: str) -> list[str]:
    """Return the paragraphs of a part as text."""
    pieces = (each[1] or {"</w:p>": _END, "<w:tab/>": " "}.get(each[0], "") for each in _texts(xml))
    return [" ".join(line.split()) for line in "".join(pieces).split(_END)]


def _texts(xml: str) -> Iterator[re.Match[str]]:
    return _TEXT.finditer(xml.replace("\xa0", " "))
