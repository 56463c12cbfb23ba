"""A page or section that ends in the paragraph of a tag: that paragraph goes, so another says it.

LibreOffice writes a page break there when the paragraph after the tag is one that begins a page, and the end of a
section when nothing stands between the tag and it.
"""

import re

from lxml import etree

from pipeline.documents.shown import SHOWN, W

_P, _T, _BREAK = f"{W}p", f"{W}t", f"{W}br"
_ALONE = re.compile(r"\{%-?p\s[^{}]*%\}")
_CLOSES = re.compile(r"\{%-?p\s+end(?:if|for)\s*-?%\}")
_TAKES_PARAGRAPH = re.compile(r"\{[{%#]-?p\s")
_BEFORE = tuple(f"{W}{name}" for name in ("pStyle", "keepNext", "keepLines"))
"""What stands before `pageBreakBefore` in the properties of a paragraph."""


def fit(root: "etree._Element") -> None:
    """Let the paragraph after a tag begin the page, and one of its own end the section, where the tag's says so."""
    _end_sections(root)
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


def _end_sections(root: "etree._Element") -> None:
    for section in root.findall(f".//{_P}/{W}pPr/{W}sectPr"):
        paragraph = next(section.iterancestors(_P))
        if _CLOSES.fullmatch(_text(paragraph).strip()):
            own = paragraph.makeelement(_P)
            own.append(own.makeelement(f"{W}pPr"))
            own[0].append(section)
            paragraph.addnext(own)


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
