"""Whether what a Word file carries as a picture or a font is one, by its content, and does nothing but show."""

import re
from collections.abc import Iterator
from itertools import cycle

from lxml import etree

from pipeline.documents.opening import LARGEST_TEXT
from pipeline.documents.xml_parts import Broken, as_bytes, parsed
from pipeline.problems.phrase import Phrase, phrase

PICTURES = frozenset("png jpg jpeg gif bmp tif tiff emf wmf svg wdp".split())  # noqa: SIM905
"""Endings of pictures that may go along."""
FONT = "odttf"
AGAIN = phrase("hapus gambarnya, lalu sisipkan lagi dari berkas PNG atau JPEG")
FONT_AWAY = phrase("Berkas > Opsi > Simpan, hapus centang Sematkan font dalam file, lalu simpan ulang")
_BEGINS = re.compile(
    rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|BM|II\*\0|MM\0\*|II\xbc"
    rb"|\x01\0\0\0.{36} EMF|\xd7\xcd\xc6\x9a|[\x01\x02]\0\x09\0\0[\x01\x03]",
    re.DOTALL,
)
"""How pictures begin: PNG, JPEG, GIF, BMP, TIFF, HD Photo, EMF, WMF."""
_FONT_BEGINS = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf")
_HIDDEN = 32
"""Bytes of an embedded font that Word hides behind its key."""
_SVG = "http://www.w3.org/2000/svg"
_SHOWN = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath image clipPath mask "  # noqa: SIM905
    "pattern marker linearGradient radialGradient stop filter title desc metadata style switch feBlend feColorMatrix "
    "feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow "
    "feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight "
    "feSpecularLighting feSpotLight feTile feTurbulence".split()
)
_NOTES = frozenset(
    (
        "http://www.inkscape.org/namespaces/inkscape",
        "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://creativecommons.org/ns#",
        "http://web.resource.org/cc/",
        "http://purl.org/dc/elements/1.1/",
    )
)
"""What drawing programs note beside a picture: it shows nothing and runs nothing."""
_INSIDE = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif);base64,|$)")
_FETCHES = re.compile(r"url\s*\((?!\s*[\"']?\s*#)|@import|\\", re.IGNORECASE)


def picture_fault(name: str, content: bytes) -> Phrase | None:
    """Return why a member that stands for a picture may not go along; `None` when it is a picture that only shows."""
    if name.lower().endswith(".svg"):
        what = _svg_fault(content)
        return None if what is None else phrase("gambar SVG yang tidak hanya tampil ({what})", what=what)
    return None if _BEGINS.match(content) else phrase("isi yang bukan gambar ({name})", name=name.rpartition("/")[2])


def font_fault(name: str, content: bytes, key: str) -> Phrase | None:
    """Return why a member that stands for an embedded font, hidden behind a key, may not go along, or `None`."""
    digits = re.sub(r"[^0-9A-Fa-f]", "", key)
    hidden = bytes.fromhex(digits)[::-1] if len(digits) == _HIDDEN else b"\0"
    begin = bytes(byte ^ mask for byte, mask in zip(content[:_HIDDEN], cycle(hidden), strict=False))
    is_font = begin.startswith(_FONT_BEGINS)
    return None if is_font else phrase("isi yang bukan huruf ({name})", name=name.rpartition("/")[2])


def _svg_fault(content: bytes) -> str | Phrase | None:
    """Return what of a picture runs or fetches something, or is not known; `None` where nothing does."""
    if len(content) > LARGEST_TEXT:
        return phrase("terlalu besar")
    try:
        text = content.decode("utf-8-sig")
        root = parsed("", content)
    except (UnicodeDecodeError, Broken):
        return phrase("rusak")
    if "<?" in re.sub(r"^\s*<\?xml\s[^>]*\?>", "", text):
        return "<?"
    if root.tag != f"{{{_SVG}}}svg":
        return str(root.tag)
    return next(_active(root), None)


def without_notes(content: bytes) -> bytes:
    """Return an SVG without what a drawing program notes in it: who drew it, where; `Broken` if it is none.

    One that has no such notes stays to the byte.
    """
    root = parsed("", content)
    notes = [element for element in root.iter(etree.Element) if _is_note(str(element.tag))]
    for element in notes:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    said = [(element, str(key)) for element in root.iter(etree.Element) for key in element.attrib if _is_note(str(key))]
    for element, key in said:
        del element.attrib[key]
    return as_bytes(root) if notes or said or b"<!--" in content else content


def _is_note(name: str) -> bool:
    return name == f"{{{_SVG}}}metadata" or etree.QName(name).namespace in _NOTES


def _active(root: "etree._Element") -> Iterator[str]:
    for element in root.iter(etree.Element):
        tag = etree.QName(element)
        if tag.namespace not in _NOTES and (tag.namespace != _SVG or tag.localname not in _SHOWN):
            yield tag.localname
        if tag.localname == "style" and _FETCHES.search("".join(element.itertext())):
            yield "style"
        for key, value in element.attrib.items():
            name = etree.QName(key).localname
            is_shown = tag.namespace == _SVG
            fetches = _FETCHES.search(value) if is_shown else None
            if name.lower().startswith("on") or name == "base" or fetches:
                yield name
            elif is_shown and name == "href" and not _INSIDE.match(value):
                yield value
