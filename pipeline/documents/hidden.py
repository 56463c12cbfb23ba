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
_SHAPES = (f"{W}txbxContent", f"{A}graphic")
_SHOW = phrase("hapus, atau tampilkan: Huruf > Tersembunyi")
_READABLE = phrase("hapus, atau beri warna dan ukuran huruf yang terbaca")
_ROW = phrase("hapus barisnya, atau tampilkan: pilih tabelnya, lalu Huruf > Tersembunyi")
_OTHERWISE = phrase("hapus kotak atau gambarnya, lalu buat lagi di Word; program lain menampilkan teks itu")
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING = phrase("hapus, atau tampilkan: Tata Letak > Panel Pilihan")


class _Around(NamedTuple):
    """What a run stands in: the styles of its paragraph and table, the colour behind it, whether that is known."""

    paragraph: str
    table: str
    background: str
    is_known: bool


def check(root: "etree._Element", places: Places, looks: Looks, file: str) -> Iterator[Problem]:
    """Return what of a part is not seen, a paragraph, a row and a drawing at a time."""
    found = _runs(root, looks)
    for mark in root.iter(f"{W}hidden"):
        row = next(mark.iterancestors(f"{W}tr"), None)
        if row is not None and is_on(mark):
            found[row, _ROW] = " ".join(leaf.text or "" for leaf in row.iter(f"{W}t"))
    for (element, way), text in found.items():
        if _STATEMENT.sub("", text).strip():  # what prints nothing may be hidden
            yield problem(Place(file), "T014", found=short(text), part=places.of(element), hint=way)
    for shown in root.iter(f"{_MC}AlternateContent"):
        options = [" ".join("".join(leaf.itertext()) for leaf in option.iter("{*}t")) for option in shown]
        if any(options[1:]) and len(set(options)) > 1:
            other = next(option for option in options[1:] if option != options[0])
            yield problem(Place(file), "T014", found=short(other), part=places.of(shown), hint=_OTHERWISE)
    for drawing in root.iter(f"{_WP}docPr"):
        if drawing.get("hidden", "0") not in ("0", "false"):
            yield problem(Place(file), "T014", found=phrase("gambar"), part=places.of(drawing), hint=_DRAWING)


def _runs(root: "etree._Element", looks: Looks) -> dict[tuple["etree._Element", Phrase], str]:
    """Return the words that are not seen, by paragraph and by how they can be shown; each look is judged once."""
    found: dict[tuple[etree._Element, Phrase], str] = {}
    ways: dict[tuple[bytes, ...], Phrase | None] = {}
    paragraph: etree._Element | None = None
    around: tuple[bytes, ...] = ()
    for run in root.iter(f"{W}r"):
        text = "".join(leaf.text or "" for leaf in run.iterchildren(f"{W}t"))
        if not text.strip():
            continue
        above = next(run.iterancestors(f"{W}p"), run)
        if above is not paragraph:
            paragraph, around = above, _shape(above)
        own = next(run.iterchildren(f"{W}rPr"), None)
        key = (*around, _bytes(own))
        if key not in ways:
            ways[key] = _unseen(own, surroundings(above, looks), looks)
        if way := ways[key]:
            found[above, way] = found.get((above, way), "") + text
    return found


def _shape(paragraph: "etree._Element") -> tuple[bytes, ...]:
    """Return what the look of a paragraph's words depends on, beside their own properties."""
    inside = (next(paragraph.iterancestors(name), None) for name in (f"{W}tc", f"{W}tbl", *_SHAPES))
    cell, table, *shapes = inside
    heads = (paragraph, f"{W}pPr"), (cell, f"{W}tcPr"), (table, f"{W}tblPr")
    found = (next(box.iterchildren(name), None) if box is not None else None for box, name in heads)
    return (*map(_bytes, found), b"shape" if any(shape is not None for shape in shapes) else b"")


def _bytes(element: "etree._Element | None") -> bytes:
    return etree.tostring(element, with_tail=False) if element is not None else b""


def _unseen(own: "etree._Element | None", around: _Around, looks: Looks) -> Phrase | None:
    """Return how a run with such properties, that is not seen, can be shown; `None` where it is seen."""
    special = own.find(f"{W}specVanish") if own is not None else None
    look = looks.run(own, around.paragraph, around.table, around.background)
    if look.is_hidden or (special is not None and is_on(special)):
        return _SHOW
    return _READABLE if look.is_faint and around.is_known else None


def surroundings(paragraph: "etree._Element", looks: Looks) -> _Around:
    """Return what the runs of a paragraph stand in."""
    cell, table = (next(paragraph.iterancestors(f"{W}{name}"), None) for name in ("tc", "tbl"))
    style, table_style = _value(paragraph, "pPr/pStyle"), _value(table, "tblPr/tblStyle")
    background = looks.paragraph(paragraph.find(f"{W}pPr"), style).background
    shading = cell.find(f"{W}tcPr/{W}shd") if cell is not None else None
    background = background or (fill(shading) if shading is not None else "")
    shaded = any(base.find(f".//{W}shd") is not None for base in looks.chain(table_style)) if table_style else False
    in_shape = next(paragraph.iterancestors(*_SHAPES), None) is not None
    on_colour = paragraph.getroottree().getroot().find(f"{W}background") is not None
    return _Around(style, table_style, background, bool(background) or not (shaded or in_shape or on_colour))


def _value(element: "etree._Element | None", path: str) -> str:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/"))) if element is not None else None
    return found.get(f"{W}val", "") if found is not None else ""
