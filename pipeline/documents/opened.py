"""A .docx as Word opens it: its parts by relationship, and what about its packing a reader should know."""

import hashlib
import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.files.archives import BROKEN_XML, BROKEN_ZIP

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R = f"{{{OFFICE}}}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_KINDS = (
    f"{OFFICE}/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/",
    "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/",  # as LibreOffice spells it
    "http://schemas.microsoft.com/office/",
)
"""How the kinds of relations begin that Word follows."""
_SINGLE = ("styles", "settings", "numbering", "theme", "fontTable", "footnotes", "endnotes", "webSettings")
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_END, _END_LENGTH = b"PK\x05\x06", 22
LARGEST, MOST_PARTS, DEEPEST = 64_000_000, 2_000, 200
_SHOWN = (
    *("header", "footer", "footnotes", "endnotes", "styles", "settings", "numbering", "theme", "fontTable", "image"),
    "chart",
)
_SILENT = (
    *("hyperlink", "webSettings", "core-properties", "extended-properties", "custom-properties", "customXml"),
    *("customXmlProps", "stylesWithEffects", "people", "thumbnail", "officeDocument", "printerSettings"),
)


class NotReadable(Exception):  # noqa: N818
    """The bytes are no .docx that can be opened; the text says why."""


class Relation(NamedTuple):
    """What a part refers to: the last word of its kind, and the part's name, or the address when it lies outside."""

    kind: str
    target: str
    is_outside: bool


class Opened(NamedTuple):
    """A .docx opened: the name of its main part, its parts, and what about the packing is odd."""

    main: str
    parts: dict[str, bytes]
    odd: tuple[str, ...]


def opened(raw: bytes) -> Opened:
    """Return the parts of a .docx; raises `NotReadable`."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as source:
            infos = [info for info in source.infolist() if not info.is_dir()]
            if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST:
                raise NotReadable(f"lebih dari {LARGEST} bita")
            parts = {info.filename.lstrip("/"): source.read(info) for info in infos}
    except BROKEN_ZIP as fault:
        raise NotReadable(str(fault) or type(fault).__name__) from None
    if "_rels/.rels" not in parts or "[Content_Types].xml" not in parts:
        raise NotReadable("_rels/.rels")
    odd = [*_around(raw, infos)]
    if len({info.filename.lstrip("/").casefold() for info in infos}) != len(infos):
        odd.append("dua bagian senama")
    mains = [relation.target for relation in relations_of(parts, "").values() if relation.kind == "officeDocument"]
    if len(mains) != 1 or mains[0] not in parts:
        raise NotReadable("officeDocument")
    kind = _type_of(parts, mains[0])
    if kind != _MAIN:
        odd.append(f"jenis {kind or '-'}")
    names = (name for name in parts if name.lower().rpartition("/")[2].startswith(("vbaproject", "vbadata")))
    odd += [f"makro {name}" for name in names]
    return Opened(mains[0], parts, tuple(odd))


def _around(raw: bytes, infos: list[zipfile.ZipInfo]) -> Iterator[str]:
    """Yield what stands before or behind the parts of a zip: another one may, which some programs would open."""
    if min((info.header_offset for info in infos), default=0) > 0:
        yield "bita di depan berkas"
    if len(raw) - raw.rfind(_END) != _END_LENGTH:
        yield "bita di belakang berkas"


def tree(raw: bytes) -> "etree._Element":
    """Return a part as a tree without comments and instructions, so that text is whole; raises `NotReadable`."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        found = etree.fromstring(raw, parser)
    except (*BROKEN_XML, ValueError) as fault:
        raise NotReadable(str(fault)) from None
    if found.getroottree().docinfo.doctype:
        raise NotReadable("DOCTYPE")
    return found


def spelt(node: "etree._Element") -> bytes:
    """Return an element in one spelling, whoever wrote it; as it stands where a space has a name that leads nowhere."""
    try:
        return bytes(etree.tostring(node, method="c14n"))
    except etree.C14NError:
        return bytes(etree.tostring(node, with_tail=False))


def relations_of(parts: dict[str, bytes], name: str) -> dict[str, Relation]:
    """Return what a part refers to, by the key that its XML uses; `""` is the package itself."""
    folder, _, file = name.rpartition("/")
    raw = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    found: dict[str, Relation] = {}
    for node in tree(raw).iterfind(f"{_PACKAGE}Relationship") if raw is not None else ():
        is_outside = node.get("TargetMode", "") == "External"
        target = node.get("Target", "")
        if not is_outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = node.get("Type", "")
        kind = kind.rpartition("/")[2] if kind.startswith(_KINDS) else kind
        found[node.get("Id", "")] = Relation(kind, target, is_outside)
    return found


def doubled(parts: dict[str, bytes], name: str) -> Iterator[str]:
    """Yield what a part refers to twice where there can be one: under one key, or as one sheet of styles."""
    folder, _, file = name.rpartition("/")
    raw = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    nodes = [*tree(raw).iterfind(f"{_PACKAGE}Relationship")] if raw is not None else []
    kinds = Counter(node.get("Type", "").rpartition("/")[2] for node in nodes)
    yield from (f"dua {kind}" for kind in _SINGLE if kinds[kind] > 1)
    keys = Counter(node.get("Id", "") for node in nodes)
    yield from (f"dua hubungan {key}" for key, many in keys.items() if many > 1)


def strange(found: Relation) -> str:
    """Return what a relation brings that we do not read; empty when we do, or when it shows nothing."""
    if found.kind in _SHOWN and not found.is_outside:
        return ""
    return "" if found.kind in _SILENT else f"{found.kind} {found.target if found.is_outside else ''}".strip()


def digest(content: bytes) -> str:
    """Return a short fingerprint of a content."""
    return hashlib.sha256(content).hexdigest()[:16]


def _type_of(parts: dict[str, bytes], name: str) -> str:
    kinds = tree(parts["[Content_Types].xml"])
    own = [
        node.get("ContentType", "")
        for node in kinds.iterfind(f"{_TYPES}Override")
        if node.get("PartName", "").lstrip("/").casefold() == name.casefold()
    ]
    ending = name.rpartition(".")[2].casefold()
    by_ending = [
        node.get("ContentType", "")
        for node in kinds.iterfind(f"{_TYPES}Default")
        if node.get("Extension", "").casefold() == ending
    ]
    found = own or by_ending
    return found[0] if len(set(found)) == 1 else " / ".join(sorted(set(found)))
