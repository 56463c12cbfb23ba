"""Numbers that Word counts before paragraphs: `1.`, `a)`, `II`."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"))
_ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_HIGHEST = 100_000


_UNCOUNTED = ("bullet", "none")


def _depth(level: str) -> int:
    """Return how deep a level lies; 0 where it is no number."""
    return min(int(level), 8) if level.isascii() and level.isdecimal() else 0


def _start(text: str) -> int:
    """Return the number that a list begins with; 1 where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 1


class Numbers:
    """Counts as Word does: a level goes on until a higher one is counted; lists of one shape count on together."""

    def __init__(self, root: "etree._Element | None", styles: "etree._Element | None") -> None:
        self.levels: dict[str, dict[str, tuple[int, str, str]]] = {}
        self.shared: dict[str, str] = {}
        self.restarts: dict[str, set[str]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.styles: dict[str, tuple[str, str]] = {}
        if root is not None:
            kinds = {value_of(kind, "abstractNumId", own=True): kind for kind in root.iterfind(f"{W}abstractNum")}
            for num in root.iterfind(f"{W}num"):
                key = value_of(num, "numId", own=True)
                self.shared[key] = value_of(num, "abstractNumId")
                self.levels[key] = {
                    value_of(level, "ilvl", own=True): (
                        _start(value_of(level, "start")),
                        value_of(level, "numFmt") or "decimal",
                        value_of(level, "lvlText"),
                    )
                    for level in kinds.get(value_of(num, "abstractNumId"), ())
                    if level.tag == f"{W}lvl"
                }
                self.restarts[key] = self._override(num, self.levels[key])
        for style in styles.iterfind(f"{W}style") if styles is not None else ():
            found = style.find(f"{W}pPr/{W}numPr")
            if found is not None:
                self.styles[value_of(style, "styleId", own=True)] = (
                    value_of(found, "numId"),
                    value_of(found, "ilvl") or "0",
                )

    def _override(self, num: "etree._Element", levels: dict[str, tuple[int, str, str]]) -> set[str]:
        """Lay what a list says of its own levels over those that it shares; return those that it starts anew."""
        anew: set[str] = set()
        for over in num.iterfind(f"{W}lvlOverride"):
            at = value_of(over, "ilvl", own=True)
            start, fmt, text = levels.get(at, (1, "decimal", ""))
            level = over.find(f"{W}lvl")
            if level is not None:
                start = _start(value_of(level, "start"))
                fmt, text = value_of(level, "numFmt") or "decimal", value_of(level, "lvlText")
            said = value_of(over, "startOverride")
            levels[at] = (_start(said) if said else start, fmt, text)
            anew |= {at} if said else set()
        return anew

    def counter(self, paragraph: "etree._Element") -> tuple[str, int, bool] | None:
        """Return what counts a paragraph: the shape that lists share, its level, whether it begins anew here."""
        num, level = self._list(paragraph)
        levels = self.levels.get(num, {})
        if level not in levels or levels[level][1] in _UNCOUNTED:
            return None
        begins = level in self.restarts[num]
        self.restarts[num].discard(level)
        return self.shared[num], _depth(level), begins

    def level(self, paragraph: "etree._Element") -> tuple[str, int] | None:
        """Return the shape and the level that a paragraph is of, though it shows no number: deeper ones begin anew."""
        num, level = self._list(paragraph)
        return (self.shared[num], _depth(level)) if level in self.levels.get(num, {}) else None

    def _list(self, paragraph: "etree._Element") -> tuple[str, str]:
        """Return the list that a paragraph is of, and its level there."""
        found = paragraph.find(f"{W}pPr/{W}numPr")
        if found is not None:
            return value_of(found, "numId"), value_of(found, "ilvl") or "0"
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        return self.styles.get(value_of(named, "val", own=True) if named is not None else "", ("", "0"))

    def label(self, paragraph: "etree._Element") -> str:
        """Return the number that Word puts before a paragraph, indented by its level; empty when it has none."""
        num, level = self._list(paragraph)
        levels = self.levels.get(num, {})
        if level not in levels:
            return ""
        counts = self.counts.setdefault(self.shared[num], {})
        depth = _depth(level)
        if level in self.restarts[num]:
            self.restarts[num].discard(level)
            counts.pop(depth, None)
        counts[depth] = counts.get(depth, levels[level][0] - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]

        def shown(place: re.Match[str]) -> str:
            at = str(int(place[1]) - 1)
            start, fmt, _ = levels.get(at, (1, "decimal", ""))
            return counted(counts.get(int(at), start), fmt)

        text = re.sub(r"%(\d)", shown, levels[level][2]) if levels[level][1] != "bullet" else "-"
        return "  " * depth + text + " " if text else ""


def counted(number: int, fmt: str) -> str:
    """Return a number as a list counts it; nothing of a level that counts without showing its number."""
    if fmt == "none":
        return ""
    number = min(number, _HIGHEST)
    if number < 1:
        return str(number)
    if fmt in ("lowerLetter", "upperLetter"):
        letter = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if fmt == "lowerLetter" else letter.upper()
    if fmt in ("lowerRoman", "upperRoman"):
        text = ""
        for value, sign in _ROMAN:
            text += sign * (number // value)
            number %= value
        text += _ROMAN_ONES[number]
        return text if fmt == "upperRoman" else text.lower()
    return str(number)


def value_of(node: "etree._Element", name: str, own: bool = False) -> str:
    """Return the value of a child such as `<w:numId w:val=...>`, or an attribute of the node's own."""
    if own:
        return str(node.get(f"{W}{name}", ""))
    child = node.find(f"{W}{name}")
    return str(child.get(f"{W}val", "")) if child is not None else ""
