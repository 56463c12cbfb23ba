"""Tables whose columns come from the words, and cells that are merged over the rows of a loop.

In Word, three cells make a repeated column: `{%tc for x in words %}`, the cell to repeat, `{%tc endfor %}`. The
columns share the width of the three. A cell with `{% vm %}` is one cell over the rows of the loop around its row: no
page ends between them, and after some rows it begins anew, so that its label stands on every page. A cell with
`{% colspan word %}` is as many columns wide as that word says. All of this is turned into whole elements and tags
between them, so that the proof of the template holds for it as for any other loop.
"""

import re
from typing import NamedTuple

from lxml import etree

from pipeline.documents import looks
from pipeline.documents.xml_parts import put_around

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOR = re.compile(r"\{%tc\s+(for\s+\w+\s+in\s+([\w.]+))\s*%\}")
_END = re.compile(r"\{%tc\s+endfor\s*%\}")
_MERGED = re.compile(r"\{%\s*vm\s*%\}")
_SPAN = re.compile(r"\{%\s*colspan\s+([\w.]+)\s*%\}")
_TOGETHER = 4
"""How many rows a merged cell spans at most, and stay on one page."""
_MOST = 100
_BEGINS = f"loop.first or loop.index0 in {[*range(_TOGETHER, _MOST, _TOGETHER)]}"
_ENDS = f"loop.last or loop.index in {[*range(_TOGETHER, _MOST, _TOGETHER)]}"


def fit(root: "etree._Element") -> None:
    """Turn the marks of every table below an element into whole elements and tags; what is not understood stays."""
    for table in list(root.iter(_q("tbl"))):
        rows = [list(row.iterchildren(_q("tc"))) for row in table.iterchildren(_q("tr"))]
        loop = next(filter(None, map(_loop, rows)), None)
        if loop:
            _grid(table, loop)
            for cells in rows:
                _row(cells, loop)
        for row in table.iterchildren(_q("tr")):
            cells = list(row.iterchildren(_q("tc")))
            if [cell for cell in cells if _merge(cell)]:
                _keep_together(cells)


class _Loop(NamedTuple):
    """A repeated column: the first of the columns that make it in Word, how many these are, and its word.

    The word is that of the topmost row, which stands outside the loops over rows, as the grid does.
    """

    first: int
    many: int
    word: str


def _loop(cells: list["etree._Element"]) -> _Loop | None:
    texts = [_text(cell).strip() for cell in cells]
    for index, text in enumerate(texts[:-2]):
        opened = _FOR.fullmatch(text)
        if opened and _END.fullmatch(texts[index + 2]) and not _SPAN.search(texts[index + 1]):
            spans = [_span(cell) for cell in cells]
            return _Loop(sum(spans[:index]), sum(spans[index : index + 3]), opened[2])
    return None


def _grid(table: "etree._Element", loop: _Loop) -> None:
    chosen = list(table.find(_q("tblGrid")))[loop.first : loop.first + loop.many]
    width = sum(looks.whole(column.get(_q("w")), 0) for column in chosen)
    chosen[0].set(_q("w"), f"{{{{ {loop.word} | column_width({width}) }}}}")
    for column in chosen[1:]:
        column.getparent().remove(column)
    put_around(chosen[0], f"{{% for column__ in {loop.word} %}}", "{% endfor %}")


def _row(cells: list["etree._Element"], loop: _Loop) -> None:
    column = 0
    spans = [_span(cell) for cell in cells]
    for index, (cell, span) in enumerate(zip(cells, spans, strict=True)):
        opened = _FOR.fullmatch(_text(cell).strip())
        if opened and index + 2 < len(cells):
            body, last = cells[index + 1], cells[index + 2]
            width = sum(_width(each) for each in (cell, body, last))
            spread = _SPAN.search(_text(body))
            if spread:
                _remove_text(body, spread[0])
                _set_span(body, f"{{{{ {spread[1]} }}}}")
                _set_width(body, "0", "auto")
            else:
                _set_span(body, None)
                _set_width(body, f"{{{{ {opened[2]} | column_width({width}) }}}}", _kind(body))
            put_around(body, f"{{% {opened[1]} %}}", "{% endfor %}")
            _drop(cell)
            _drop(last)
        elif column <= loop.first and column + span >= loop.first + loop.many:
            _set_span(cell, f"{{{{ {loop.word} | column_count({span - loop.many}) }}}}")
        column += span


def _merge(cell: "etree._Element") -> bool:
    """Make a cell with `{% vm %}` the first of merged ones where they begin, an empty one below; say if it is one."""
    found = _MERGED.search(_text(cell))
    if not found:
        return False
    _remove_text(cell, found[0])
    properties = _properties(cell)
    for old in properties.findall(_q("vMerge")):
        properties.remove(old)
    before = [old for name in ("tcW", "gridSpan") for old in properties.findall(_q(name))]
    begun, rest = (etree.Element(_q("vMerge")) for _ in range(2))
    begun.set(_q("val"), "restart")
    place = properties.index(before[-1]) + 1 if before else 0
    properties.insert(place, begun)
    properties.insert(place + 1, rest)
    put_around(begun, f"{{% if {_BEGINS} %}}", "{% else %}")
    rest.tail = "{% endif %}" + (rest.tail or "")
    blocks = [block for block in cell if block is not properties]
    empty = etree.SubElement(cell, _q("p"))
    put_around(blocks[0], f"{{% if {_BEGINS} %}}", "")
    empty.getprevious().tail = (empty.getprevious().tail or "") + "{% else %}"
    empty.tail = "{% endif %}"
    return True


def _keep_together(cells: list["etree._Element"]) -> None:
    """Let no page end below a row but where its merged cell ends; cells of a loop of their own are left out."""
    for cell in cells:
        if cell.getprevious() is not None and "{% for" in (cell.getprevious().tail or ""):
            continue
        for paragraph in cell.iterchildren(_q("p")):
            properties = paragraph.find(_q("pPr"))
            if properties is None:
                properties = etree.Element(_q("pPr"))
                paragraph.insert(0, properties)
            if properties.find(_q("keepNext")) is None:
                style = properties.find(_q("pStyle"))
                kept = etree.Element(_q("keepNext"))
                properties.insert(0 if style is None else properties.index(style) + 1, kept)
                put_around(kept, f"{{% if not ({_ENDS}) %}}", "{% endif %}")


def _drop(element: "etree._Element") -> None:
    """Remove an element, and keep the text after it."""
    tail = element.tail or ""
    element.tail = None
    put_around(element, tail, "")
    element.getparent().remove(element)


def _text(element: "etree._Element") -> str:
    return "".join(leaf.text or "" for leaf in element.iter(_q("t")))


def _remove_text(cell: "etree._Element", text: str) -> None:
    """Remove the first occurrence of a text from a cell, through however many runs Word has split it."""
    pieces = list(cell.iter(_q("t")))
    start = "".join(piece.text or "" for piece in pieces).index(text)
    end = start + len(text)
    for piece in pieces:
        old = piece.text or ""
        piece.text = old[: max(start, 0)] + old[max(end, 0) :]
        start, end = start - len(old), end - len(old)


def _properties(cell: "etree._Element") -> "etree._Element":
    found = cell.find(_q("tcPr"))
    if found is None:
        found = etree.Element(_q("tcPr"))
        cell.insert(0, found)
    return found


def _span(cell: "etree._Element") -> int:
    found = cell.find(f"{_q('tcPr')}/{_q('gridSpan')}")
    return int(found.get(_q("val"))) if found is not None else 1


def _set_span(cell: "etree._Element", value: str | None) -> None:
    properties = _properties(cell)
    found = properties.find(_q("gridSpan"))
    if value is None:
        if found is not None:
            properties.remove(found)
        return
    if found is None:
        found = etree.Element(_q("gridSpan"))
        width = properties.find(_q("tcW"))
        properties.insert(0 if width is None else properties.index(width) + 1, found)
    found.set(_q("val"), value)


def _width(cell: "etree._Element") -> int:
    found = cell.find(f"{_q('tcPr')}/{_q('tcW')}")
    return looks.whole(found.get(_q("w")), 0) if found is not None else 0


def _kind(cell: "etree._Element") -> str:
    found = cell.find(f"{_q('tcPr')}/{_q('tcW')}")
    return "dxa" if found is None else str(found.get(_q("type"), "dxa"))


def _set_width(cell: "etree._Element", value: str, kind: str) -> None:
    properties = _properties(cell)
    found = properties.find(_q("tcW"))
    if found is None:
        found = etree.Element(_q("tcW"))
        properties.insert(0, found)
    found.set(_q("w"), value)
    found.set(_q("type"), kind)


def _q(name: str) -> str:
    return f"{{{_W}}}{name}"
