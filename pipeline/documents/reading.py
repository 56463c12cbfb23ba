"""A .docx as text: what a person reads, with the numbers that Word counts, as Markdown."""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from pipeline.documents.labels import Numbers
from pipeline.files.archives import BROKEN

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_PARTS = re.compile(r"word/(header|footer|footnotes|endnotes)\d*\.xml")
_LARGEST = 64_000_000


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
    numbers = Numbers(parts.get("word/numbering.xml"), parts.get("word/styles.xml"))
    around = {name: "\n\n".join(_blocks(parts[name], numbers)) for name in sorted(parts) if _PARTS.fullmatch(name)}
    heads = dict.fromkeys(text for name, text in around.items() if "header" in name and text)
    feet = dict.fromkeys(text for name, text in around.items() if "header" not in name and text)
    blocks = [*heads, *_blocks(body, numbers), *feet] if body is not None else [*heads, *feet]
    return "\n\n".join(blocks) + "\n"


def _parse(raw: bytes) -> "etree._Element":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(raw, parser)


def _blocks(holder: "etree._Element", numbers: Numbers) -> Iterator[str]:
    for block in holder:
        if block.tag == f"{_W}p":
            text = numbers.label(block) + _text(block).strip()
            if text.strip():
                yield text
        elif block.tag == f"{_W}tbl":
            yield _table(block, numbers)
        else:
            yield from _blocks(block, numbers)


def _table(table: "etree._Element", numbers: Numbers) -> str:
    rows = []
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl")) is not table:
            continue
        own = (cell for cell in row.iterfind(f".//{_W}tc") if next(cell.iterancestors(f"{_W}tbl")) is table)
        cells = [" ".join(" / ".join(_blocks(cell, numbers)).split()) for cell in own]
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _text(paragraph: "etree._Element") -> str:
    """Return what a paragraph shows: inserted text too, deleted text and field codes not; each blank is a blank."""
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
    return "".join(chunks).replace("\xa0", " ")
