"""The parts of a Word file: which of them hold tags, and what their pictures and links ask for.

Two things are set in Word, beside text, and their values come from the data:
a picture whose alternative text is one tag (`{{ kop.logo }}`) is replaced by that picture, inside its box;
a link whose address holds one tag (`{{ tautan.laporan }}`, `mailto:{{ kop.pos_el }}`) leads where the tag says.
"""

import hashlib
import posixpath
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from lxml import etree

from pipeline.documents import tables
from pipeline.documents.package import CORE
from pipeline.words.chapter import Picture

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CORE_REL = f"{RELS}/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_RELS_BEGIN = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{RELS}">'
_DROPPED = (CORE, "word/stylesWithEffects.xml")
_COMMENTS = re.compile(r"word/(comments\w*|people)\.xml")
"""Remarks for those who make the template; they are not for those who get the letter."""
_DROPPED_RELS = (
    "/comments",
    "/commentsExtended",
    "/commentsIds",
    "/commentsExtensible",
    "/people",
    "/stylesWithEffects",
    "/thumbnail",
    "/metadata/core-properties",
)
TAGGED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_NOISE = tuple(
    f"{{{W}}}{name}"
    for name in ("proofErr", "lastRenderedPageBreak", "commentRangeStart", "commentRangeEnd", "commentReference")
)
_RSID = f"{{{W}}}rsid"
_ONE_TAG = re.compile(r"\s*\{\{([^{}]*)\}\}\s*")
_TAG_INSIDE = re.compile(r"([^{}']*)\{\{([^{}]*)\}\}([^{}']*)")


class Source(NamedTuple):
    """A part that holds tags, as XML with Jinja in its pictures and links, and its relationships without their end."""

    name: str
    xml: str
    rels: str
    rels_base: str


def prepare(files: Mapping[str, bytes]) -> tuple[list[Source], dict[str, bytes]]:
    """Return the parts that hold tags, and the other files made fit: one language, one `core.xml`, no leftovers.

    Raises `etree.XMLSyntaxError` for a part that is no XML.
    """
    rest = _fit(dict(files))
    sources = []
    for name in sorted(filter(TAGGED.fullmatch, files)):
        source = _source(name, rest)
        if source:
            sources.append(source)
            rest.pop(name)
            rest.pop(source.rels, None)
    return sources, _without_orphans(rest, "".join(source.rels_base for source in sources))


def rels_xml(base: str, tautan: Mapping[str, str], gambar: Mapping[str, Picture]) -> str:
    """Return a part's relationships with the addresses and pictures that it came to need; empty when it has none."""
    found = [
        f'<Relationship Id="{rid}" Type="{R}/hyperlink" Target={quoteattr(target)} TargetMode="External"/>'
        for target, rid in ((target, link_id(number)) for number, target in enumerate(tautan))
    ]
    found += [
        f'<Relationship Id="{picture_id(number)}" Type="{R}/image" Target={quoteattr(target)}/>'
        for number, target in enumerate(gambar)
    ]
    return f"{base or _RELS_BEGIN}{''.join(found)}</Relationships>" if base or found else ""


def link_id(number: int) -> str:
    """Return the relationship id of the link that a part came to need as number so-and-so."""
    return f"rIdTautan{number}"


def picture_id(number: int) -> str:
    """Return the relationship id of a picture, likewise."""
    return f"rIdGambar{number}"


@lru_cache(maxsize=256)
def picture_name(gambar: Picture) -> str:
    """Return the name of a picture's member, below `word/`, from its content."""
    return f"media/{hashlib.sha256(gambar.isi).hexdigest()[:16]}.{gambar.format}"


def rels_name(part: str) -> str:
    """Return the name of a part's relationships."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def _source(name: str, files: dict[str, bytes]) -> Source | None:
    root = _parsed(files[name])
    for element in list(root.iter(*_NOISE)):
        element.getparent().remove(element)
    for element in root.iter(f"{{{W}}}p", f"{{{W}}}r", f"{{{W}}}tr", f"{{{W}}}sectPr"):
        for attribute in [key for key in element.attrib if key.startswith(_RSID)]:
            del element.attrib[attribute]
    rels = rels_name(name)
    links = _parsed(files[rels]) if rels in files else None
    _pictures(root)
    tables.fit(root)
    if links is not None:
        _links(root, links)
    xml = etree.tostring(root, encoding="unicode").replace("\n", " ")
    if not any(mark in xml for mark in "{}«"):
        files[name] = _bytes(root)
        return None
    base = _open_rels(links, xml)
    return Source(name, xml, rels, base)


def _pictures(root: "etree._Element") -> None:
    for drawing in root.iter(f"{{{W}}}drawing"):
        named = drawing.find(f"*/{{{WP}}}docPr")
        found = _ONE_TAG.fullmatch(named.get("descr", "")) if named is not None else None
        if named is None or not found:
            continue
        word = found[1].strip()
        outer = drawing.find(f"*/{{{WP}}}extent")
        cx, cy = outer.get("cx"), outer.get("cy")
        named.set("descr", f"{{{{ {word} | gambar_keterangan }}}}")
        named.set("id", f"{{{{ {word} | gambar_nomor }}}}")
        for inner in drawing.iter("{*}cNvPr"):
            inner.set("descr", f"{{{{ {word} | gambar_keterangan }}}}")
        for size in (outer, *drawing.iterfind(f".//{{{A}}}xfrm/{{{A}}}ext")):
            size.set("cx", f"{{{{ {word} | gambar_lebar({cx}, {cy}) }}}}")
            size.set("cy", f"{{{{ {word} | gambar_tinggi({cx}, {cy}) }}}}")
        for blip in drawing.iter(f"{{{A}}}blip"):
            blip.set(f"{{{R}}}embed", f"{{{{ {word} | gambar_rid }}}}")
            for extension in blip:
                blip.remove(extension)


def _links(root: "etree._Element", rels: "etree._Element") -> None:
    targets = {rel.get("Id"): unquote(rel.get("Target", "")) for rel in rels if rel.get("TargetMode") == "External"}
    for link in root.iter(f"{{{W}}}hyperlink"):
        found = _TAG_INSIDE.fullmatch(targets.get(link.get(f"{{{R}}}id"), ""))
        if found:
            before, word, after = found.groups()
            if word.strip().startswith("tautan.") and before in ("http://", "https://") and after in ("", "/"):
                before = after = ""  # Word puts them around an address that it does not know
            link.set(f"{{{R}}}id", f"{{{{ {word.strip()} | tautan_rid('{before}', '{after}') }}}}")


def _open_rels(rels: "etree._Element | None", xml: str) -> str:
    """Return the relationships that the part still uses, or that concern it whole, without the closing tag."""
    if rels is None:
        return ""
    kept = list(rels)
    for rel in list(kept):
        by_id = rel.get("Type", "").endswith(("/image", "/hyperlink"))
        if by_id and f'"{rel.get("Id")}"' not in xml:
            kept.remove(rel)
    lines = [etree.tostring(rel, encoding="unicode", with_tail=False) for rel in kept]
    return f"{_RELS_BEGIN}{''.join(lines)}"


def _fit(files: dict[str, bytes]) -> dict[str, bytes]:
    for name in list(files):
        if name in _DROPPED or name.startswith("docProps/thumbnail") or _COMMENTS.fullmatch(name):
            del files[name]
        elif name.endswith(".rels"):
            files[name] = _fit_rels(name, files[name])
    files["[Content_Types].xml"] = _fit_types(files)
    if "word/styles.xml" in files:
        styles = _parsed(files["word/styles.xml"])
        _language(styles).set(f"{{{W}}}val", "id-ID")
        files["word/styles.xml"] = _bytes(styles)
    return files


def _language(styles: "etree._Element") -> "etree._Element":
    """Return the element that says the language of the whole document, made where it is missing."""
    found = styles
    for name in ("docDefaults", "rPrDefault", "rPr", "lang"):
        tag = f"{{{W}}}{name}"
        child = found.find(tag)
        if child is None:
            child = found.makeelement(tag)
            found.insert(0 if name in ("docDefaults", "rPrDefault") else len(found), child)
        found = child
    return found


def _fit_rels(name: str, content: bytes) -> bytes:
    rels = _parsed(content)
    for rel in list(rels):
        if rel.get("Type", "").endswith(_DROPPED_RELS):
            rels.remove(rel)
    if name == "_rels/.rels":
        rels.append(rels.makeelement(f"{{{RELS}}}Relationship", Id="rIdInti", Type=_CORE_REL, Target=CORE))
    return _bytes(rels)


def _fit_types(files: Mapping[str, bytes]) -> bytes:
    types = _parsed(files["[Content_Types].xml"])
    for entry in list(types):
        part = entry.get("PartName", "").lstrip("/")
        if part and part not in files:
            types.remove(entry)
    there = {entry.get("Extension", "").lower() for entry in types}
    for extension in ("png", "jpeg"):
        if extension not in there:
            kind = {"Extension": extension, "ContentType": f"image/{extension}"}
            types.insert(0, types.makeelement(f"{{{TYPES}}}Default", kind))
    types.append(types.makeelement(f"{{{TYPES}}}Override", PartName=f"/{CORE}", ContentType=_CORE_TYPE))
    return _bytes(types)


def _without_orphans(files: dict[str, bytes], used: str) -> dict[str, bytes]:
    """Return the files without the pictures that no relationship names any more."""
    used += "".join(content.decode() for name, content in files.items() if name.endswith(".rels"))
    return {
        name: content
        for name, content in files.items()
        if not name.startswith("word/media/") or posixpath.relpath(name, "word") in used
    }


def _bytes(root: "etree._Element") -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _parsed(content: bytes) -> "etree._Element":
    """Return a part's root; a document type, which no Word file has, counts as broken XML."""
    root = etree.fromstring(content, _parser())
    if root.getroottree().docinfo.internalDTD is not None:
        raise etree.XMLSyntaxError("DOCTYPE", 0, 1, 1)
    return root


def _parser() -> "etree.XMLParser":
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
