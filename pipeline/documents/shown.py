"""What a page shows and is no text, as a person calls it: it would vanish with what a tag takes along."""

from lxml import etree

from pipeline.problems.phrase import Phrase, phrase

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SHOWN = (
    f"{M}oMath",
    *(f"{W}{name}" for name in ("drawing", "pict", "object", "fldSimple", "fldChar", "br", "cr", "sym", "ptab")),
    *(f"{W}{name}" for name in ("noBreakHyphen", "pgNum", "footnoteReference", "endnoteReference", "sectPr", "ruby")),
)
"""What shows something and is no text: it would vanish with what a tag takes along."""
_CALLED: dict[str, Phrase] = {
    "drawing": phrase("gambar"),
    "pict": phrase("gambar"),
    "object": phrase("gambar"),
    "fldSimple": phrase("bidang Word"),
    "fldChar": phrase("bidang Word"),
    "br": phrase("pindah baris"),
    "sym": phrase("simbol"),
    "footnoteReference": phrase("catatan kaki"),
    "endnoteReference": phrase("catatan akhir"),
    "sectPr": phrase("pemisah bagian"),
    "oMath": phrase("rumus"),
    "pgNum": phrase("nomor halaman"),
}
"""What a person calls what shows something and is no text."""
_OTHER = phrase("gambar, simbol, atau bidang")
_PLACED = ("drawing", "pict", "object", "footnoteReference", "endnoteReference", "fldChar", "sym", "pgNum", "ruby")
_LOST = (*(f"{W}{name}" for name in _PLACED), f"{M}oMath")
"""What would vanish inside a tag; tabs, breaks of a line and hyphens there are Word's own doing."""
_BREAK = f"{W}br"


def called(element: "etree._Element") -> Phrase:
    """Return what a person calls an element."""
    if element.tag == _BREAK and element.get(f"{W}type") in ("page", "column"):
        return phrase("pemisah halaman")
    return _CALLED.get(etree.QName(element).localname, _OTHER)


def begins_page(container: "etree._Element") -> bool:
    """Return whether a paragraph that goes away begins a page."""
    mark = container.find(f"{W}pPr/{W}pageBreakBefore") if container.tag == f"{W}p" else None
    return mark is not None and mark.get(f"{W}val", "1") not in ("0", "false", "off")


def between(paragraph: "etree._Element", first: "etree._Element", last: "etree._Element") -> Phrase | None:
    """Return what shows and stands between the two ends of a tag; `None` for nothing."""
    if first is last:
        return None
    inside = False
    for element in paragraph.iter(f"{W}t", _BREAK, *_LOST):
        inside = (inside or element is first) and element is not last
        is_break = element.tag == _BREAK and element.get(f"{W}type") in ("page", "column")
        if inside and (is_break or element.tag in _LOST):
            return called(element)
    return None
