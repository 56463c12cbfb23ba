"""A note below a table stays with it: the last row that is printed keeps with the paragraph that follows."""

import re

NOTES = ("Catatan", "KeteranganLampiran")
"""Styles of paragraphs that speak of the table above them."""
_NOTED = re.compile(rf'</w:tbl>(?=<w:p(?:\s[^>]*)?><w:pPr><w:pStyle w:val="(?:{"|".join(NOTES)})"/>)')
_PARAGRAPH = re.compile(r"(<w:p(?:\s[^>/]*)?>)(?:<w:pPr>(<w:pStyle [^>]*/>)?(?:<w:keepNext/>)?|<w:pPr/>)?")


def kept(xml: str) -> str:
    """Return a rendered part in which no page ends between a table and its note."""
    for end in reversed([found.start() for found in _NOTED.finditer(xml)]):
        row = max(xml.rfind(start, 0, end) for start in ("<w:tr>", "<w:tr "))
        xml = xml[:row] + _PARAGRAPH.sub(_keeps, xml[row:end]) + xml[end:]
    return xml


def _keeps(paragraph: re.Match[str]) -> str:
    is_open = paragraph[0].endswith("<w:pPr>") or paragraph[2] or paragraph[0].endswith("<w:keepNext/>")
    return f"{paragraph[1]}<w:pPr>{paragraph[2] or ''}<w:keepNext/>{'' if is_open else '</w:pPr>'}"
