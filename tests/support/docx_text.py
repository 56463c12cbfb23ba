"""Reads a .docx as a person does: header, then body, with the numbers that Word counts."""

import re
import zipfile
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

_NAMES = {
    "decimal": str,
    "lowerLetter": lambda number: chr(96 + number),
    "upperRoman": lambda number: ("I", "II", "III", "IV", "V", "VI")[number - 1],
}


def text(path: Path) -> str:
    """Return the text of a document: the first page's header, the body, lists numbered, cells joined by tabs."""
    document = Document(str(path))
    numbers = _Numbers(document)
    section = document.sections[0]
    lines = _blocks(section.first_page_header, numbers) + _blocks(document, numbers)
    return "\n".join(line for line in lines if line) + "\n"


def words(shown: str) -> list[str]:
    """Return the words of a text without marks of emphasis and typed or counted numbers at the start of a line."""
    lines = []
    for line in shown.replace("*", "").splitlines():
        before = None
        while before != line:
            before, line = line, re.sub(r"^\s*(?:-|·|\d+\.|[a-z]\.)\s+", "", line)  # noqa: PLW2901
        lines.append(line)
    return "\n".join(lines).split()


def xml(path: Path, part: str = "word/document.xml") -> str:
    """Return a part of a document."""
    with zipfile.ZipFile(path) as source:
        return source.read(part).decode()


def parts(path: Path) -> dict[str, bytes]:
    """Return every part of a document."""
    with zipfile.ZipFile(path) as source:
        return {name: source.read(name) for name in source.namelist()}


class _Numbers:
    """Counts as Word does: a level goes on until a higher one is counted."""

    def __init__(self, document: DocumentType) -> None:
        root = document.part.numbering_part.element
        abstract = {one.get(qn("w:abstractNumId")): one for one in root.findall(qn("w:abstractNum"))}
        self.levels = {}
        for num in root.findall(qn("w:num")):
            levels = abstract[num.find(qn("w:abstractNumId")).get(qn("w:val"))].findall(qn("w:lvl"))
            self.levels[num.get(qn("w:numId"))] = [
                (level.find(qn("w:numFmt")).get(qn("w:val")), level.find(qn("w:lvlText")).get(qn("w:val")))
                for level in levels
            ]
        self.counts: dict[str, list[int]] = {}

    def label(self, paragraph: Paragraph) -> str:
        found = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if found is None:
            return ""
        num = found.find(qn("w:numId")).get(qn("w:val"))
        if num == "0":
            return ""
        level = int(found.find(qn("w:ilvl")).get(qn("w:val")))
        counts = self.counts.setdefault(num, [0] * 9)
        counts[level] += 1
        counts[level + 1 :] = [0] * (8 - level)
        fmt, shown = self.levels[num][level]
        return "  " * level + re.sub(r"%\d", _NAMES[fmt](counts[level]), shown) + " " if shown else ""


def _blocks(holder: object, numbers: _Numbers) -> list[str]:
    lines: list[str] = []
    for block in holder.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = [" ".join(filter(None, _blocks(_Cell(tc, block), numbers))) for tc in row._tr.tc_lst]
                lines.append("\t".join(cells).strip("\t"))
        else:
            label = numbers.label(block)
            lines.append((label.lstrip() if isinstance(holder, _Cell) else label) + block.text.replace("\xa0", " "))
    return lines
