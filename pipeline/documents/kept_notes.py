"""A note below a table stays with it: the last row that is printed keeps with the paragraph that follows."""

import re
from collections.abc import Iterator

NOTES = ("Catatan", "KeteranganLampiran")
"""Styles of paragraphs that speak of the table above them."""
_END = "</w:tbl>"
_NOTED = re.compile(rf'{_END}<w:p(?:\s[^>]*)?><w:pPr><w:pStyle w:val="(?:{"|".join(NOTES)})"/>')
_PARAGRAPH = re.compile(r"(<w:p(?:\s[^>/]*)?>)(?:<w:pPr>(<w:pStyle [^>]*/>)?(?:<w:keepNext/>)?|<w:pPr/>)?")


def kept(xml: str) -> str:
    """Return a rendered part in which no page ends between a table and its note."""
    for end in reversed([end for end in _ends(xml) if _NOTED.match(xml, end)]):
        row = max(xml.rfind(start, 0, end) for start in ("<w:tr>", "<w:tr "))
        xml = xml[:row] + _PARAGRAPH.sub(_keeps, xml[row:end]) + xml[end:]
    return xml


def _ends(xml: str) -> Iterator[int]:
    """Yield where tables end: the text is long, and a plain search quicker than a pattern."""
    end = xml.find(_END)
    while end >= 0:
        yield end
        end = xml.find(_END, end + 1)


def _keeps(paragraph: re.Match[str]) -> str:
    is_open = paragraph[0].endswith("<w:pPr>") or paragraph[2] or paragraph[0].endswith("<w:keepNext/>")
    return f"{paragraph[1]}<w:pPr>{paragraph[2] or ''}<w:keepNext/>{'' if is_open else '</w:pPr>'}"
