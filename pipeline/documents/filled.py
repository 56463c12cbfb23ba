"""What Word asks to be there, whatever the words say: a paragraph at the end of a cell, a row in a table.

Where a template cannot promise it (a loop alone in a cell), what the words make is looked at when it is made, and an
empty paragraph stands where nothing came out. Word calls a file without it corrupt.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.documents.xml_parts import put_around

if TYPE_CHECKING:
    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _TBL, _TR, _TC = (f"{_W}{name}" for name in ("p", "tbl", "tr", "tc"))
_HOLDERS = tuple(f"{_W}{name}" for name in ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote"))
_BEGUN = re.compile(r"<w:p[ />]")
_TAG = re.compile(r"\{%-?(?:p|tr|tc)?\s*(if|for|elif|else|end(?:if|for))\b")
_ROW, _CELL = re.compile(r"\{%-?tr\s"), re.compile(r"\{%-?tc\s")


def _blocks(value: str) -> str:
    last = value.rfind("</w:tbl>")
    return value if _BEGUN.search(value, max(last, 0)) else f"{value}<w:p/>"


def _rows(value: str) -> str:
    return value if re.search(r"<w:tr[ >]", value) else ""


def _cells(value: str) -> str:
    return value if re.search(r"<w:tc[ >]", value) else f"{value}<w:tc><w:p/></w:tc>"


FILTERS = {"filled_blocks": _blocks, "filled_rows": _rows, "filled_cells": _cells}
"""The filters that are put around what a template cannot promise."""


def fit(root: "etree._Element") -> None:
    """Put a filter around the content of everything in a part that may come out without what Word asks for."""
    for holder in root.iter(*_HOLDERS):
        if not _promised(holder):
            _wrap(holder, "filled_blocks", f"{_W}tcPr")
    for row in root.iter(_TR):
        if not any(depth == 0 for depth, _ in _depths(row, _TC, _CELL)) and len(row.findall(_TC)):
            _wrap(row, "filled_cells", f"{_W}trPr", f"{_W}tblPrEx")
    for table in list(root.iter(_TBL)):
        if not any(depth == 0 for depth, _ in _depths(table, _TR, _ROW)):
            put_around(table, "{% filter filled_rows %}", "{% endfilter %}")


def holes(root: "etree._Element") -> Iterator["etree._Element"]:
    """Yield every element of a finished part that lacks what Word asks for."""
    for holder in root.iter(*_HOLDERS):
        blocks = [child.tag for child in holder if child.tag in (_P, _TBL, f"{_W}sdt")]
        if not blocks or blocks[-1] == _TBL:
            yield holder
    yield from (table for table in root.iter(_TBL) if next(table.iter(_TR), None) is None)
    yield from (row for row in root.iter(_TR) if next(row.iter(_TC), None) is None)


def _promised(holder: "etree._Element") -> bool:
    """Return whether the last block is a paragraph that no tag can take away."""
    blocks = [child for child in holder if child.tag in (_P, _TBL, f"{_W}sdt", f"{_W}customXml")]
    if not blocks:
        return False
    last = blocks[-1]
    before = last.getprevious()
    tail = (before.tail if before is not None else holder.text) or ""
    chosen = tail.rstrip().endswith("{% else %}") and "{% endif %}" in (last.tail or "")
    return last.tag == _P and (chosen or not _TAG.search(last.tail or "")) and not _letter(last, "p")


def _letter(element: "etree._Element", letter: str) -> bool:
    return re.search(rf"\{{%-?{letter}\s", _text(element)) is not None


def _depths(parent: "etree._Element", wanted: str, own: re.Pattern[str]) -> Iterator[tuple[int, "etree._Element"]]:
    """Yield the children that stay, each with how many branches are open around it."""
    depth = _step(parent.text)
    for child in parent:
        text = _text(child) if child.tag == wanted else ""
        if own.search(text):
            depth += _step(text)
        elif child.tag == wanted:
            yield depth, child
        depth += _step(child.tail)


def _step(text: str | None) -> int:
    found = _TAG.findall(text or "")
    return sum(1 if name in ("if", "for") else -1 if name.startswith("end") else 0 for name in found)


def _text(element: "etree._Element") -> str:
    return "".join(leaf.text or "" for leaf in element.iter(f"{_W}t"))


def _wrap(element: "etree._Element", name: str, *heads: str) -> None:
    """Put a filter around all that an element holds besides its properties."""
    head = [child for child in element if child.tag in heads]
    begin, end = f"{{% filter {name} %}}", "{% endfilter %}"
    if head:
        head[-1].tail = begin + (head[-1].tail or "")
    else:
        element.text = begin + (element.text or "")
    if len(element) and element[-1].tag not in heads:
        element[-1].tail = (element[-1].tail or "") + end
    elif head:
        head[-1].tail += end
    else:
        element.text += end
