"""What a template shows only on paper: styles it lacks, paragraphs it leaves empty, tags where nothing fills them."""

import re
from collections.abc import Iterator, Mapping

from pipeline.documents.parts import TAGGED
from pipeline.documents.proof import LEFTOVER, part_at, plain, short
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Place, Problem, problem

_PARAGRAPH = re.compile(r"<w:p(?=[ >])(?:(?!<w:p[ >]).)*?</w:p>", re.DOTALL)
_STATEMENT = re.compile(r"\{%-?\s*(?:if|elif|else|endif|for|endfor)\b[^%]*%\}")
_SHOWN = re.compile(r"<w:(?:drawing|pict|object|br|sectPr|fldSimple)[ />]")
_USED = re.compile(r'<w:(pStyle|rStyle|tblStyle) w:val="([^"]*)"')
_STYLE = re.compile(r'<w:style\b[^>]*w:styleId="([^"]*)"')


def check(files: Mapping[str, bytes], file: str) -> Iterator[Problem]:
    """Return what is wrong or doubtful in the parts of a Word file."""
    styles = set(_STYLE.findall(_text(files, "word/styles.xml")))
    for name in sorted(files):
        if not name.endswith(".xml"):
            continue
        xml = _text(files, name)
        if TAGGED.fullmatch(name):
            yield from _missing_styles(xml, name, styles, file)
            yield from _left_empty(xml, name, file)
        elif found := LEFTOVER.search(plain(xml)):
            yield problem(Place(file), "D003", found=found[0], part=name)


def _missing_styles(xml: str, name: str, styles: set[str], file: str) -> Iterator[Problem]:
    for found in _PARAGRAPH.finditer(xml):
        for kind, style in dict.fromkeys(_USED.findall(found[0])):
            if style not in styles:
                values = {"part": _where(xml, found.start(), name), "paragraph": short(plain(found[0]))}
                yield problem(Place(file), "D001", style=style, kind=_kind(kind), **values)
    for kind, style in dict.fromkeys(_USED.findall(_PARAGRAPH.sub("", xml))):
        if kind == "tblStyle" and style not in styles:
            yield problem(Place(file), "D001", style=style, kind=_kind(kind), part=name, paragraph="")


def _left_empty(xml: str, name: str, file: str) -> Iterator[Problem]:
    for found in _PARAGRAPH.finditer(xml):
        text = plain(found[0])
        if _STATEMENT.search(text) and not _STATEMENT.sub("", text).strip() and not _SHOWN.search(found[0]):
            values = {"part": _where(xml, found.start(), name), "paragraph": short(text)}
            yield problem(Place(file), "D002", **values)


def _kind(element: str) -> Phrase:
    if element == "pStyle":
        return phrase("gaya paragraf")
    return phrase("gaya tabel") if element == "tblStyle" else phrase("gaya huruf")


def _where(xml: str, start: int, name: str) -> str:
    return part_at(f"{xml[:start]}\n", xml.count("\n", 0, start) + 2, name)


def _text(files: Mapping[str, bytes], name: str) -> str:
    return files.get(name, b"").decode("utf-8", errors="replace")
