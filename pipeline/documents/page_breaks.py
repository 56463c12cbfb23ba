"""A page break that ends the paragraph of a tag: that paragraph goes, so what follows it begins the page.

LibreOffice writes it there when the paragraph after the tag is one that begins a page.
"""

import re

from lxml import etree

from pipeline.documents.shown import SHOWN, W

_P, _T, _BREAK = f"{W}p", f"{W}t", f"{W}br"
_ALONE = re.compile(r"\{%-?p\s[^{}]*%\}")
_TAKES_PARAGRAPH = re.compile(r"\{[{%#]-?p\s")
_BEFORE = tuple(f"{W}{name}" for name in ("pStyle", "keepNext", "keepLines"))
"""What stands before `pageBreakBefore` in the properties of a paragraph."""


def fit(root: "etree._Element") -> None:
    """Let the paragraph after a tag begin the page, where a break in the tag's paragraph says so."""
    for mark in [mark for mark in root.iter(_BREAK) if mark.get(f"{W}type") == "page"]:
        paragraph = next(mark.iterancestors(_P))
        following = paragraph.getnext()
        if following is None or following.tag != _P or _TAKES_PARAGRAPH.search(_text(following)):
            continue
        shown = [element for element in paragraph.iter(_T, *SHOWN) if element.tag != _T or (element.text or "").strip()]
        is_last = shown[-1] is mark and all(element.tag == _T for element in shown[:-1])
        if is_last and _ALONE.fullmatch(_text(paragraph).strip()):
            mark.getparent().remove(mark)
            _begin_page(following)


def _text(paragraph: "etree._Element") -> str:
    return "".join(leaf.text or "" for leaf in paragraph.iter(_T))


def _begin_page(paragraph: "etree._Element") -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{W}pPr")
        paragraph.insert(0, properties)
    for said in properties.findall(f"{W}pageBreakBefore"):
        properties.remove(said)
    at = sum(1 for child in properties if child.tag in _BEFORE)
    properties.insert(at, properties.makeelement(f"{W}pageBreakBefore"))
