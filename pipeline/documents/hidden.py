"""Words of a template that nobody sees and that would go out with every document: hidden, of the paper's colour, tiny.

Styles, tables and the shading behind are looked through as `looks` does. Where what lies behind is not known (a shape,
a table whose style shades), only what is said to be hidden counts.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.documents.looks import A, Looks, W, fill, is_on
from pipeline.documents.places import Places
from pipeline.documents.typed import short
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Place, Problem, problem

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_STATEMENT = re.compile(r"\{%.*?%\}|\{#.*?#\}")
_SHOW = phrase("hapus, atau tampilkan: Huruf > Tersembunyi")
_READABLE = phrase("hapus, atau beri warna dan ukuran huruf yang terbaca")
_ROW = phrase("hapus barisnya, atau tampilkan: pilih tabelnya, lalu Huruf > Tersembunyi")
_DRAWING = phrase("hapus, atau tampilkan: Tata Letak > Panel Pilihan")


class _Around(NamedTuple):
    """What a run stands in: the styles of its paragraph and table, the colour behind it, whether that is known."""

    paragraph: str
    table: str
    background: str
    is_known: bool


def check(root: "etree._Element", places: Places, looks: Looks, file: str) -> Iterator[Problem]:
    """Return what of a part is not seen, a paragraph, a row and a drawing at a time."""
    found: dict[tuple[etree._Element, Phrase], str] = {}
    for run in root.iter(f"{W}r"):
        text = "".join(leaf.text or "" for leaf in run.iterchildren(f"{W}t"))
        way = _unseen(run, looks) if text.strip() else None
        if way:
            paragraph = next(run.iterancestors(f"{W}p"), run)
            found[paragraph, way] = found.get((paragraph, way), "") + text
    for mark in root.iter(f"{W}hidden"):
        row = next(mark.iterancestors(f"{W}tr"), None)
        if row is not None and is_on(mark):
            found[row, _ROW] = " ".join(leaf.text or "" for leaf in row.iter(f"{W}t"))
    for (element, way), text in found.items():
        if not _STATEMENT.sub("", text).strip():
            continue  # it prints nothing
        yield problem(Place(file), "T014", found=short(text), part=places.of(element), hint=way)
    for drawing in root.iter(f"{_WP}docPr"):
        if drawing.get("hidden", "0") not in ("0", "false"):
            yield problem(Place(file), "T014", found=phrase("gambar"), part=places.of(drawing), hint=_DRAWING)


def _unseen(run: "etree._Element", looks: Looks) -> Phrase | None:
    """Return how a run that is not seen can be shown; `None` where it is seen."""
    around = _around(run, looks)
    own = run.find(f"{W}rPr")
    special = own.find(f"{W}specVanish") if own is not None else None
    look = looks.run(own, around.paragraph, around.table, around.background)
    if look.is_hidden or (special is not None and is_on(special)):
        return _SHOW
    return _READABLE if look.is_faint and around.is_known else None


def _around(run: "etree._Element", looks: Looks) -> _Around:
    paragraph, cell, table = (next(run.iterancestors(f"{W}{name}"), None) for name in ("p", "tc", "tbl"))
    style = _value(paragraph, "pPr/pStyle")
    table_style = _value(table, "tblPr/tblStyle")
    background = looks.paragraph(paragraph.find(f"{W}pPr"), style).background if paragraph is not None else ""
    shading = cell.find(f"{W}tcPr/{W}shd") if cell is not None else None
    background = background or (fill(shading) if shading is not None else "")
    shaded = any(base.find(f".//{W}shd") is not None for base in looks.chain(table_style)) if table_style else False
    in_shape = next(run.iterancestors(f"{W}txbxContent", f"{A}graphic"), None) is not None
    on_colour = run.getroottree().getroot().find(f"{W}background") is not None
    return _Around(style, table_style, background, bool(background) or not (shaded or in_shape or on_colour))


def _value(element: "etree._Element | None", path: str) -> str:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/"))) if element is not None else None
    return found.get(f"{W}val", "") if found is not None else ""
