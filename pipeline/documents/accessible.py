"""A template for those who hear a page and do not see it: headings, tables, pictures, language, colours that stand out.

Screen readers go by the order of headings, repeat what the head of a column says, and read what describes a picture.
"""

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.documents import hidden, opening, parts, places
from pipeline.documents.looks import Looks
from pipeline.documents.opening import MAIN
from pipeline.documents.places import Places
from pipeline.documents.typed import short
from pipeline.documents.xml_parts import Broken, parsed
from pipeline.problems.problem import Place, Problem, problem

HEADINGS, HEADS, ALT, LANGUAGE, PALE = "T041", "T042", "T043", "T044", "T045"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SHOWN = ("{http://schemas.openxmlformats.org/drawingml/2006/picture}pic", "{*}chart")
_STYLES, _THEME = "word/styles.xml", "word/theme/theme1.xml"
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_OURS = ("id", "in")
_COLUMNS = 3
"""Columns that a table has at least whose first row is a head, and not a line of a letter."""


def check(raw: bytes, file: str) -> Iterator[Problem]:
    """Yield what those who do not see a page would not hear of it, or hear wrong; a broken file is told elsewhere."""
    files = opening.opened(raw, file, [])
    if files is None or MAIN not in files:
        return
    try:
        read = {
            name: parsed(name, files[name])
            for name in (*filter(parts.TAGGED.fullmatch, files), _STYLES, _THEME)
            if name in files
        }
    except Broken:
        return
    titles = places.titles(files, read[MAIN], parts.links_of_main(files))
    looks = Looks(read.get(_STYLES), read.get(_THEME))
    levels = _levels(read.get(_STYLES))
    for name in sorted(set(read) - {_STYLES, _THEME}):
        where = Places(read[name], titles.get(name, ""))
        yield from _headings(read[name], levels, where, file)
        yield from _heads(read[name], where, file)
        yield from _pictures(read[name], where, file)
        yield from _languages(read[name], where, file)
        yield from _pale(read[name], looks, where, file)


def _levels(styles: "etree._Element | None") -> dict[str, int]:
    """Return the level of each style that is one of headings."""
    named = styles.iter(f"{_W}style") if styles is not None else ()
    found = {style.get(f"{_W}styleId", ""): _value(style, "name") for style in named}
    return {key: int(level[1]) for key, name in found.items() if (level := _HEADING.fullmatch(name))}


def _headings(root: "etree._Element", levels: dict[str, int], where: Places, file: str) -> Iterator[Problem]:
    last = 0
    for paragraph in root.iter(f"{_W}p"):
        level = levels.get(_value(paragraph, "pPr/pStyle"), 0)
        if level > last + 1 and last:
            values = {"found": short(_text(paragraph)), "level": str(level), "before": str(last)}
            yield problem(Place(file), HEADINGS, part=where.of(paragraph), **values)
        last = level or last


def _heads(root: "etree._Element", where: Places, file: str) -> Iterator[Problem]:
    for table in root.iter(f"{_W}tbl"):
        rows = [*table.iterchildren(f"{_W}tr")]
        cells = [_text(cell).strip() for cell in rows[0].iterchildren(f"{_W}tc")] if rows else []
        is_head = len(cells) >= _COLUMNS and all(cell and "{" not in cell for cell in cells)
        repeats = any("{%tr for" in _text(row) for row in rows[1:])
        if is_head and repeats and rows[0].find(f"{_W}trPr/{_W}tblHeader") is None:
            yield problem(Place(file), HEADS, found=short(" | ".join(cells)), part=where.of(rows[0]))


def _pictures(root: "etree._Element", where: Places, file: str) -> Iterator[Problem]:
    for drawing in root.iter(f"{_WP}docPr"):
        holder = drawing.getparent()
        shows = holder is not None and next(holder.iter(*_SHOWN), None) is not None
        decorates = any(mark.get("val") == "1" for mark in drawing.iter("{*}decorative"))
        if shows and not decorates and not drawing.get("descr", "").strip():
            yield problem(Place(file), ALT, part=where.of(drawing))


def _languages(root: "etree._Element", where: Places, file: str) -> Iterator[Problem]:
    """Yield the first paragraph in each other language; words of one within a sentence of ours are said to be so."""
    told: dict[str, etree._Element] = {}
    for paragraph in root.iter(f"{_W}p"):
        runs = [run for run in paragraph.iter(f"{_W}r") if _text(run).strip()]
        names = {_value(run, "rPr/lang") or _OURS[0] for run in runs}
        if names and all(name.split("-")[0].lower() not in _OURS for name in names):
            told.setdefault(min(names), paragraph)
    for name, paragraph in told.items():
        yield problem(Place(file), LANGUAGE, found=name, words=short(_text(paragraph)), part=where.of(paragraph))


def _pale(root: "etree._Element", looks: Looks, where: Places, file: str) -> Iterator[Problem]:
    told: set[etree._Element] = set()
    for run in root.iter(f"{_W}r"):
        paragraph = next(run.iterancestors(f"{_W}p"), run)
        if not _text(run).strip() or paragraph in told:
            continue
        around = hidden.surroundings(paragraph, looks)
        look = looks.run(run.find(f"{_W}rPr"), around.paragraph, around.table, around.background)
        if look.is_pale and around.is_known and not look.is_faint:
            told.add(paragraph)
            yield problem(Place(file), PALE, found=short(_text(paragraph)), part=where.of(paragraph))


def _text(element: "etree._Element") -> str:
    return "".join(leaf.text or "" for leaf in element.iter(f"{_W}t"))


def _value(element: "etree._Element", path: str) -> str:
    found = element.find("/".join(f"{_W}{step}" for step in path.split("/")))
    return found.get(f"{_W}val", "") if found is not None else ""
