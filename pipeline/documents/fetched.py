"""What the XML of a part would fetch or run by itself, beside its relationships: addresses in attributes, actions.

Old drawings (VML) name pictures and links in their attributes; a link of a picture may name a program. Nothing of it
may go into a document. Marks of who may edit what, settings of a printer, and what other programs noted of words do
nothing on a page: they are taken away.
"""

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.documents.fields import LINK_HINT, foreign
from pipeline.documents.places import Places
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_FETCHED = frozenset(("src", "althref"))
_LINKED = frozenset(("href", "action", "macro", "onclick", "ole", "entryMacro", "exitMacro"))
_LEFT = tuple(
    f"{_W}{name}"
    for name in ("permStart", "permEnd", "fldData", "smartTagPr", "customXmlPr", "ffData", "printerSettings")
)
_INSERT = phrase("sisipkan lagi gambarnya: Sisipkan > Gambar > Perangkat Ini")
_HARMLESS_ACTION = re.compile(r"(?:ppaction://(?:noaction|hlinkshowjump.*))?$")


def fit(root: "etree._Element") -> None:
    """Take away what does nothing on a page."""
    for element in list(root.iter(*_LEFT)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def check(root: "etree._Element", places: Places, file: str) -> Iterator[Problem]:
    """Return what a part would fetch or run by itself."""
    for element in root.iter(etree.Element):
        for key, value in element.attrib.items():
            name = "" if key.startswith(_R) else etree.QName(key).localname
            if name in _FETCHED and value.strip():
                found = phrase("gambar yang ditautkan dari luar ({target})", target=value)
                yield problem(Place(file), "T018", found=found, part=places.of(element), hint=_INSERT)
            elif name in _LINKED and value.strip() and not key.startswith(_W):
                yield from _linked(name, value, element, places, file)


def _linked(name: str, value: str, element: "etree._Element", places: Places, file: str) -> Iterator[Problem]:
    why = foreign(value) if name == "href" else None
    if name != "href" and not _HARMLESS_ACTION.match(value):
        why = phrase("perintah yang dijalankan ({target})", target=value)
    if why:
        yield problem(Place(file), "T018", found=why, part=places.of(element), hint=LINK_HINT)
