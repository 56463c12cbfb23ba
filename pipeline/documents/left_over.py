"""What stays in a document when what may be left out is empty: its heading, the head of its table, its label."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from pipeline.documents import opening, parts, places
from pipeline.documents.opening import MAIN
from pipeline.documents.places import Places
from pipeline.documents.typed import short
from pipeline.documents.xml_parts import Broken, parsed
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, problem

CODE = "T047"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STATEMENT = re.compile(r"\{%-?\s*(p|tr|tc|r)?\s*(for|endfor|if|elif|else|endif)\b\s*(.*?)\s*-?%\}")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_ONLY = re.compile(r"\{\{-? *([\w.]+) *-?\}\}")
"""A paragraph that is a word and nothing else."""
_THROUGH = re.compile(r"\w+\s+in\s+([\w.]+)$")
_HEADING = re.compile(r"heading \d|judul \d", re.IGNORECASE)
_ALONE = {"p": phrase("paragraf"), "tr": phrase("baris")}
_SHORT = 80
_LEAST = 2
"""Cells that say something in the head of a table."""


class _Met(NamedTuple):
    """A paragraph that prints something, and the questions within which it stands."""

    at: "etree._Element"
    place: Text
    text: str
    asked: tuple[str, ...]


class _Open(NamedTuple):
    """A statement that is open: what it asks, and what stays of lists in it, while nothing is said in their place."""

    question: str
    waiting: list["_Stays"]


_Stays = tuple[str, _Met, str]
"""A list or a text, what stays of it, the letter of the statement that takes that along."""


def check(raw: bytes, file: str, optional: Collection[str]) -> Iterator[Problem]:
    """Return a warning for each list or text that may be left out and whose heading, head or label would stay."""
    files = opening.opened(raw, file, []) if optional else None
    if files is None or MAIN not in files:
        return
    try:
        read = {name: parsed(name, files[name]) for name in files if parts.TAGGED.fullmatch(name)}
        styles = parsed("word/styles.xml", files["word/styles.xml"]) if "word/styles.xml" in files else None
    except Broken:
        return
    titles = places.titles(files, read[MAIN], parts.links_of_main(files))
    headings = _headings(styles)
    for name, root in sorted(read.items()):
        for word, found, letter in _left(Places(root, titles.get(name, "")), frozenset(optional), headings):
            said = {"word": word, "letter": letter, "alone": _ALONE[letter], "paragraph": short(found.text)}
            yield problem(Place(file), CODE, part=found.place, **said)


def _headings(styles: "etree._Element | None") -> frozenset[str]:
    """Return the styles that are headings."""
    every = styles.iter(f"{_W}style") if styles is not None else ()
    named = {style.get(f"{_W}styleId", ""): style.find(f"{_W}name") for style in every}
    return frozenset(
        key for key, name in named.items() if name is not None and _HEADING.match(name.get(f"{_W}val", ""))
    )


def _left(where: Places, optional: frozenset[str], headings: frozenset[str]) -> Iterator[_Stays]:
    """Yield each list with what stays of it, and the letter of the statement that takes that along.

    What stands above a list that is asked about stays as well, unless something is said where the list is empty.
    """
    open_: list[_Open] = []
    ready: list[_Stays] = []
    met: dict[etree._Element, _Met] = {}
    for paragraph, place in where.paragraphs():
        text = "".join(leaf.text or "" for leaf in paragraph.iter(f"{_W}t"))
        for letter, name, said in _STATEMENT.findall(text):
            if name in ("for", "if"):
                word = through[1] if name == "for" and (through := _THROUGH.search(said)) else ""
                if word in optional and letter in ("p", "tr"):
                    here = _Met(paragraph, place, text, tuple(each.question for each in open_))
                    around = next((each for each in open_ if _asks((each.question,), word)), None)
                    stays = _above(_before(here.at, met), word, headings) or (None if around else _of_row(here))
                    (around.waiting if around else ready).extend([(word, *stays)] if stays else [])
                open_.append(_Open(said if name == "if" else "", []))
            elif name in ("else", "elif") and open_:
                open_[-1].waiting.clear()
            elif name in ("endfor", "endif") and open_:
                ready += open_.pop().waiting
        alone = _ONLY.fullmatch(text.strip())
        if alone and alone[1] in optional:
            word, before = alone[1], _before(paragraph, met)
            around = next((each for each in open_ if _asks((each.question,), word)), None)
            stays = (
                _above(before, word, headings) if before and _leads(before.text) else None
            )  # below others more stands
            (around.waiting if around else ready).extend([(word, *stays)] if stays else [])
        yield from ready
        ready.clear()
        if _TAG.sub("", text).strip():
            met[paragraph] = _Met(paragraph, place, text, tuple(each.question for each in open_))


def _asks(questions: Collection[str], word: str) -> bool:
    """Return whether one of these questions is about a word."""
    return any(re.search(rf"(?<![\w.]){re.escape(word)}(?!\w)", question) for question in questions)


def _of_row(here: _Met) -> tuple[_Met, str] | None:
    """Return the head of the table whose rows a loop repeats, or the label of the row that it stands in."""
    row = next(here.at.iterancestors(f"{_W}tr"), None)
    cell = next(here.at.iterancestors(f"{_W}tc"), None)
    if row is None or cell is None:
        return None
    if "{%tr" in here.text.replace("{%-", "{%"):
        above = row.getprevious()
        cells = _texts(above) if above is not None and above.tag == f"{_W}tr" else []
        is_head = len([text for text in cells if text]) >= _LEAST and not any("{" in text for text in cells)
        return (here._replace(text=" | ".join(cells)), "p") if is_head else None
    first = next((text for text in _paragraphs(cell) if text), "")
    labels = [text for text in _texts(row) if text and "{" not in text and text != ":"]
    return (here._replace(text=labels[0]), "tr") if labels and first.startswith("{%") else None


def _before(paragraph: "etree._Element", met: Mapping["etree._Element", _Met]) -> _Met | None:
    """Return what is printed right above a loop, or above the table whose rows it repeats; `None` below a table."""
    text = "".join(leaf.text or "" for leaf in paragraph.iter(f"{_W}t"))
    table = next(paragraph.iterancestors(f"{_W}tbl"), None) if "tr " in text else None
    block = (paragraph if table is None else table).getprevious()
    while block is not None and block.tag == f"{_W}p" and block not in met and not _says(block):
        block = block.getprevious()
    return met.get(block) if block is not None else None


def _above(before: _Met | None, word: str, headings: frozenset[str]) -> tuple[_Met, str] | None:
    """Return what stands above a loop if that is its heading, printed whether the loop's list is there or not."""
    if before is None or _asks(before.asked, word):
        return None
    properties = before.at.find(f"{_W}pPr")
    style = before.at.find(f"{_W}pPr/{_W}pStyle")
    is_heading = style is not None and style.get(f"{_W}val") in headings
    is_centred = properties is not None and (jc := properties.find(f"{_W}jc")) is not None and "center" in jc.values()
    runs = [run for run in before.at.iter(f"{_W}r") if "".join(run.itertext(f"{_W}t")).strip()]
    is_bold = (
        len(before.text) <= _SHORT
        and "{" not in before.text
        and all(run.find(f"{_W}rPr/{_W}b") is not None for run in runs)
    )
    return (before, "p") if _leads(before.text) or is_heading or (is_bold and not is_centred) else None


def _says(paragraph: "etree._Element") -> bool:
    """Return whether a paragraph prints a word: a heading above it is that word's."""
    return "{{" in "".join(paragraph.itertext(f"{_W}t"))


def _leads(text: str) -> bool:
    return _TAG.sub("", text).rstrip().endswith(":")


def _texts(row: "etree._Element") -> list[str]:
    return [" ".join(filter(None, _paragraphs(cell))) for cell in row.iterchildren(f"{_W}tc")]


def _paragraphs(cell: "etree._Element") -> list[str]:
    return ["".join(leaf.text or "" for leaf in each.iter(f"{_W}t")).strip() for each in cell.iter(f"{_W}p")]
