"""A .docx as text: what a person reads, with the numbers that Word counts, as Markdown."""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from pipeline.files.archives import BROKEN

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_PARTS = re.compile(r"word/(header|footer|footnotes|endnotes)\d*\.xml")
_LARGEST = 64_000_000
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"))
_ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


class NotDocx(Exception):  # noqa: N818
    """The bytes are no .docx that can be read; the text says why."""


def markdown(raw: bytes) -> str:
    """Return the text of a .docx: its headers, its body, its footers and notes, a block a paragraph or table.

    Raises `NotDocx`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as source:
            names = [info.filename for info in source.infolist()]
            if sum(info.file_size for info in source.infolist()) > _LARGEST:
                raise NotDocx(f"lebih dari {_LARGEST} bita")
            wanted = [name for name in names if name.startswith("word/") and name.endswith(".xml")]
            parts = {name: _parse(source.read(name)) for name in wanted}
        body = parts["word/document.xml"].find(f"{_W}body")
    except BROKEN as fault:
        raise NotDocx(str(fault)) from None
    numbers = _Numbers(parts.get("word/numbering.xml"), parts.get("word/styles.xml"))
    around = {name: "\n\n".join(_blocks(parts[name], numbers)) for name in sorted(parts) if _PARTS.fullmatch(name)}
    heads = dict.fromkeys(text for name, text in around.items() if "header" in name and text)
    feet = dict.fromkeys(text for name, text in around.items() if "header" not in name and text)
    blocks = [*heads, *_blocks(body, numbers), *feet] if body is not None else [*heads, *feet]
    return "\n\n".join(blocks) + "\n"


def _parse(raw: bytes) -> "etree._Element":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(raw, parser)


class _Numbers:
    """Counts as Word does: a level goes on until a higher one is counted."""

    def __init__(self, root: "etree._Element | None", styles: "etree._Element | None") -> None:
        self.levels: dict[str, dict[str, tuple[int, str, str]]] = {}
        self.abstract: dict[str, str] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.styles: dict[str, tuple[str, str]] = {}
        if root is not None:
            kinds = {_val(one, "abstractNumId", own=True): one for one in root.iterfind(f"{_W}abstractNum")}
            for num in root.iterfind(f"{_W}num"):
                key = _val(num, "numId", own=True)
                self.abstract[key] = key
                self.levels[key] = {
                    _val(level, "ilvl", own=True): (
                        int(_val(level, "start") or "1"),
                        _val(level, "numFmt") or "decimal",
                        _val(level, "lvlText"),
                    )
                    for level in kinds.get(_val(num, "abstractNumId"), ())
                    if level.tag == f"{_W}lvl"
                }
        for style in styles.iterfind(f"{_W}style") if styles is not None else ():
            found = style.find(f"{_W}pPr/{_W}numPr")
            if found is not None:
                self.styles[_val(style, "styleId", own=True)] = (_val(found, "numId"), _val(found, "ilvl") or "0")

    def label(self, paragraph: "etree._Element") -> str:
        """Return the number that Word puts before a paragraph, indented by its level; empty when it has none."""
        found = paragraph.find(f"{_W}pPr/{_W}numPr")
        if found is not None:
            num, level = _val(found, "numId"), _val(found, "ilvl") or "0"
        else:
            named = paragraph.find(f"{_W}pPr/{_W}pStyle")
            num, level = self.styles.get(_val(named, "val", own=True) if named is not None else "", ("", "0"))
        levels = self.levels.get(num, {})
        if level not in levels:
            return ""
        counts = self.counts.setdefault(num, {})
        depth = int(level)
        counts[depth] = counts.get(depth, levels[level][0] - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]

        def shown(place: re.Match[str]) -> str:
            at = str(int(place[1]) - 1)
            start, fmt, _ = levels.get(at, (1, "decimal", ""))
            return _count(counts.get(int(at), start), fmt)

        text = re.sub(r"%(\d)", shown, levels[level][2]) if levels[level][1] != "bullet" else "-"
        return "  " * depth + text + " " if text else ""


def _count(number: int, fmt: str) -> str:
    if fmt in ("lowerLetter", "upperLetter"):
        letter = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if fmt == "lowerLetter" else letter.upper()
    if fmt in ("lowerRoman", "upperRoman"):
        text = ""
        for value, sign in _ROMAN:
            text += sign * (number // value)
            number %= value
        text += _ROMAN_ONES[number]
        return text if fmt == "upperRoman" else text.lower()
    return str(number)


def _blocks(holder: "etree._Element", numbers: _Numbers) -> Iterator[str]:
    for block in holder:
        if block.tag == f"{_W}p":
            text = numbers.label(block) + _text(block).strip()
            if text.strip():
                yield text
        elif block.tag == f"{_W}tbl":
            yield _table(block, numbers)
        else:
            yield from _blocks(block, numbers)


def _table(table: "etree._Element", numbers: _Numbers) -> str:
    rows = []
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is not table:
            continue
        own = (cell for cell in row.iterfind(f".//{_W}tc") if next(cell.iterancestors(f"{_W}tbl")) is table)
        cells = [" ".join(" / ".join(_blocks(cell, numbers)).split()) for cell in own]
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _text(paragraph: "etree._Element") -> str:
    """Return what a paragraph shows: inserted text too, deleted text and field codes not."""
    chunks: list[str] = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            chunks.append(node.text or "")
        elif node.tag == f"{_W}tab" and node.getparent().tag == f"{_W}r":
            chunks.append("\t")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            chunks.append("\n")
        elif node.tag == f"{_W}noBreakHyphen":
            chunks.append("-")
        elif node.tag == f"{_V}textpath":
            chunks.append(f"[{node.get('string', '')}]")
    return "".join(chunks)


def _val(node: "etree._Element", name: str, own: bool = False) -> str:
    """Return the value of a child such as `<w:numId w:val=...>`, or an attribute of the node's own."""
    if own:
        return str(node.get(f"{_W}{name}", ""))
    child = node.find(f"{_W}{name}")
    return str(child.get(f"{_W}val", "")) if child is not None else ""
