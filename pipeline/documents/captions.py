"""Numbers of captions (`Tabel 3`), counted anew in every document: what a branch leaves out has no number."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from pipeline.documents import labels

if TYPE_CHECKING:
    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
FILTER = "caption_number"
"""The filter that stands where Word's own result stood."""
_FORMATS = {
    "arabic": "decimal",
    "alphabetic": "lowerLetter",
    "ALPHABETIC": "upperLetter",
    "roman": "lowerRoman",
    "ROMAN": "upperRoman",
    "mergeformat": "",
    "charformat": "",
}
_SWITCH = re.compile(r"\\(\*\s*(\w+)|[nN]\b|[cC]\b|[rR]\s*(\d+))\s*")


class Caption(NamedTuple):
    """What a SEQ field asks for: which sequence, in which shape, where it begins anew, and whether it only repeats."""

    name: str
    shape: str = "decimal"
    begins: int | None = None
    repeats: bool = False

    def counted(self, counts: dict[str, int]) -> str:
        """Return the number, and count on."""
        count = counts.get(self.name, 0) + (0 if self.repeats else 1)
        counts[self.name] = count = count if self.begins is None else self.begins
        return labels.counted(count, self.shape)

    @classmethod
    def of(cls, name: str, shape: str, begins: str, repeats: int) -> "Caption":
        """Return what the filter in a template says."""
        return cls(name, shape, int(begins) if begins else None, bool(repeats))


def asked(instruction: str) -> Caption | None:
    """Return what a SEQ field asks for; `None` for other fields, and where it depends on more than captions."""
    found = re.match(r"\s*SEQ\s+(\w+)\s*(.*)$", instruction, re.IGNORECASE | re.DOTALL)
    if not found or _SWITCH.sub("", found[2]).strip():
        return None
    caption = Caption(found[1].lower())
    for switch in _SWITCH.finditer(found[2]):
        kind = switch[1][0].lower()
        if kind == "*":
            shape = _FORMATS.get(switch[2], _FORMATS.get(switch[2].lower()))
            if shape is None:
                return None
            caption = caption._replace(shape=shape or caption.shape)
        elif kind == "r":
            caption = caption._replace(begins=int(switch[3]))
        elif kind == "c":
            caption = caption._replace(repeats=True)
    return caption


def fit(found: Iterable[tuple["etree._Element", str]]) -> None:
    """Let the captions among the fields of a part be counted where what Word counted stands."""
    for field, instruction in tuple(found):
        caption = asked(instruction)
        leaves = list(result(field))
        text = "".join(leaf.text or "" for leaf in leaves)
        if caption is None or not text.strip() or any(sign in text for sign in "{}"):
            continue
        if is_fallback(field):
            caption = caption._replace(repeats=True, begins=None)  # the same box once more
        begins = "" if caption.begins is None else str(caption.begins)
        arguments = f"'{caption.shape}', '{begins}', {int(caption.repeats)}"
        leaves[0].text = f"{{{{ '{caption.name}' | {FILTER}({arguments}) }}}}"
        for leaf in leaves[1:]:
            leaf.text = ""


def is_fallback(field: "etree._Element") -> bool:
    """Return whether a field stands in what older programs show in the place of what newer ones do."""
    return next(field.iterancestors(_FALLBACK), None) is not None


def result(field: "etree._Element") -> Iterator["etree._Element"]:
    """Yield the text that a field shows."""
    if field.tag == f"{_W}fldSimple":
        yield from field.iter(f"{_W}t")
        return
    depth, shows = 1, False
    block = next(field.iterancestors(f"{_W}p"), None)
    elements = iter(()) if block is None else block.iter(f"{_W}fldChar", f"{_W}t")
    began = False
    for element in elements:
        if element is field:
            began = True
        elif not began:
            continue
        elif element.tag == f"{_W}t":
            if shows:
                yield element
        else:
            kind = element.get(f"{_W}fldCharType")
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
            shows = shows or (kind == "separate" and depth == 1)
            if depth == 0:
                return
