"""XML of a Word file's parts: read without entities, network or remarks, and written."""

import posixpath
from typing import TYPE_CHECKING

from pipeline.files.archives import BROKEN_XML

if TYPE_CHECKING:
    from lxml import etree


class Broken(Exception):  # noqa: N818
    """A part that is no XML; the text is its name."""


def parsed(name: str, content: bytes) -> "etree._Element":
    """Return a part's root; a document type, which no Word file has, counts as broken XML. Raises `Broken`."""
    from lxml import etree  # only where XML is read or written

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except BROKEN_XML:
        raise Broken(name) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Broken(name)
    return root


def as_bytes(root: "etree._Element") -> bytes:
    """Return a part as it goes into the zip."""
    from lxml import etree  # likewise

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def rels_name(part: str) -> str:
    """Return the name of a part's relationships."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def put_around(element: "etree._Element", before: str, after: str) -> None:
    """Put text right before and right after an element."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + before
    elif parent is not None:
        parent.text = (parent.text or "") + before
    element.tail = after + (element.tail or "")
