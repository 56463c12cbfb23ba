"""What a run of a Word file looks like, styles resolved: hidden, struck, faint, tiny, in capitals, of another font."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from lxml import etree

from pipeline.documents import bounded

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def named(text: str) -> frozenset[str]:
    """Return the names in a text."""
    return frozenset(text.split())


_TOGGLES = ("vanish", "strike", "dstrike", "caps", "smallCaps")
_SIDES = {f"{W}start": "left", f"{W}end": "right"}
_OFF = ("0", "false", "off", "none")
_OUT, _IN = 1_500, 10_000
"""How far a paragraph may begin outside the margin, and inside of it."""
_TINIEST, _FAINTEST = 10, 1.6
_HIGHLIGHTS = {
    "black": "000000",
    "blue": "0000FF",
    "cyan": "00FFFF",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGray": "808080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "green": "00FF00",
    "lightGray": "C0C0C0",
    "magenta": "FF00FF",
    "red": "FF0000",
    "white": "FFFFFF",
    "yellow": "FFFF00",
}
_THEME = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2", "hyperlink": "hlink"}
_THEME |= {"dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "followedHyperlink": "folHlink"}


class Look(NamedTuple):
    """How a run looks: whether it shows, what a reader sees of it beside its text, its font, what we do not know."""

    is_hidden: bool
    marks: tuple[str, ...]
    font: str
    unknown: tuple[str, ...]

    @property
    def is_faint(self) -> bool:
        """Whether it shows so small or so pale that a reader overlooks it."""
        return any(mark.startswith(("samar", "sz ")) for mark in self.marks)


class Paragraph(NamedTuple):
    """How a paragraph looks: its background, and what we do not know of it."""

    background: str
    unknown: tuple[str, ...]


def is_on(node: "etree._Element") -> bool:
    """Return whether a property that is on or off is on."""
    return node.get(f"{W}val", "1") not in _OFF


def local(node: "etree._Element") -> str:
    """Return the name of an element, without its namespace where that is Word's own."""
    return str(node.tag).removeprefix(W)


class Looks:
    """The styles and the colours of a document, asked how a run looks."""

    def __init__(self, styles: "etree._Element | None", theme: "etree._Element | None") -> None:
        self.styles: dict[str, etree._Element] = {}
        self.defaults: dict[str, str] = {}
        self.unknown: list[str] = [] if styles is None else [*bounded.doubled(styles)]
        for style in styles.iterfind(f"{W}style") if styles is not None else ():
            key, kind = style.get(f"{W}styleId", ""), style.get(f"{W}type", "paragraph")
            if key in self.styles:
                self.unknown.append(f"gaya {key} dua kali")
            self.styles[key] = style
            if style.get(f"{W}default", "0") not in _OFF:
                if kind in self.defaults:
                    self.unknown.append(f"dua gaya bawaan: {kind}")
                self.defaults.setdefault(kind, key)
        base = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if styles is not None else None
        self.base = run_values(base)
        self.base_paragraph = styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr") if styles is not None else None
        self.colours = dict(_theme_colours(theme)) if theme is not None else {}
        self.style_values = lru_cache(maxsize=None)(self._style_values)
        self.table = lru_cache(maxsize=None)(self._table)
        self.used: set[str] = set()
        self.widest = 12_240

    def chain(self, key: str) -> list["etree._Element"]:
        """Return a style and those that it is based on, the nearest last."""
        found: list[etree._Element] = []
        while key in self.styles and self.styles[key] not in found and len(found) < 20:
            found.insert(0, self.styles[key])
            based = self.styles[key].find(f"{W}basedOn")
            key = based.get(f"{W}val", "") if based is not None else ""
        return found

    def _style_values(self, key: str) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for style in self.chain(key):
            values = _laid(values, run_values(style.find(f"{W}rPr")))
            for part in style.iterfind(f"{W}tblStylePr/{W}rPr"):
                conditional = run_values(part)
                if conditional.keys() & {"color", *_TOGGLES}:
                    values = _laid(values, conditional)
        return values

    def _table(self, key: str) -> tuple[str, ...]:
        """Return what of a table's style is not known to be harmless; which cells it holds for is not resolved."""
        found: list[str] = []
        for style in self.chain(key or self.defaults.get("table", "")):
            for holder in style.iterfind(f"{W}tblStylePr"):
                found += (f"gaya tabel: {name} pada {holder.get(f'{W}type', '')}" for name in _shown(holder))
            for holder in (style, *style.iterfind(f"{W}tblStylePr")):
                inner = (node for node in holder if local(node) in ("pPr", "tblPr", "trPr", "tcPr"))
                found += (what for node in inner for what in bounded.unknown(node, self.widest))
                shades = holder.iterfind(f"*/{W}shd")
                found += (f"gaya tabel: latar {fill(shade)}" for shade in shades if fill(shade))
        return tuple(found)

    def run(
        self,
        own: "etree._Element | None",
        paragraph: str,
        table: str,
        background: str,
        over: "etree._Element | None" = None,
    ) -> Look:
        """Return how a run looks, with its own properties, in a paragraph and a table of these styles.

        `over` are properties that lie over its own, as those of the level of a list that counts a paragraph.
        """
        direct = _laid(run_values(own), run_values(over))
        levels = [
            self.style_values(key)
            for key in (
                table or self.defaults.get("table", ""),
                paragraph or self.defaults.get("paragraph", ""),
                str(direct.get("rStyle", "")),
            )
        ]
        values = dict(self.base)
        for level in levels:
            values = _laid(values, level)
        self.used |= {*values.get("unknown", ())}
        values = _laid(values, direct) | {"unknown": direct.get("unknown", ())}
        for name in _TOGGLES:
            if name in direct:
                values[name] = direct[name]
            elif not self.base.get(name):
                values[name] = sum(bool(level.get(name)) for level in levels) % 2 == 1
        return self._look(values, background)

    def _look(self, values: dict[str, Any], background: str) -> Look:
        marks = [name for name in ("strike", "dstrike", "caps", "smallCaps") if values.get(name)]
        marks += [f"vertAlign {values['vertAlign']}"] if values.get("vertAlign", "baseline") != "baseline" else []
        for name, low, high, usual in (
            ("position", -6, 6, 0),
            ("spacing", -15, 60, 0),
            ("w", 66, 200, 100),
            ("sz", _TINIEST, 288, 20),
        ):
            number = whole(values.get(name), usual)
            if not low <= number <= high:
                marks.append(f"{name} {number}")
        behind = values.get("background") or background or "FFFFFF"
        colour = self._colour(values.get("color"))
        if colour and contrast(colour, behind) < _FAINTEST:
            marks.append("samar")
        return Look(bool(values.get("vanish")), tuple(marks), str(values.get("font", "")), values.get("unknown", ()))

    def _colour(self, found: "tuple[str, str, str, str] | None") -> str:
        if found is None:
            return ""
        value, theme, tint, shade = found
        colour = self.colours.get(_THEME.get(theme, theme), "") if theme else value
        if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
            return ""
        for factor, toward in ((tint, 255), (shade, 0)):
            if re.fullmatch(r"[0-9A-Fa-f]{2}", factor):
                share = int(factor, 16) / 255
                parts = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
                colour = "".join(f"{round(part * share + toward * (1 - share)):02X}" for part in parts)
        return colour

    def paragraph(self, own: "etree._Element | None", style: str, counted: "etree._Element | None" = None) -> Paragraph:
        """Return how a paragraph looks, with its own properties, its style, and those of the list that counts it."""
        levels = [self.base_paragraph]
        levels += [base.find(f"{W}pPr") for base in self.chain(style or self.defaults.get("paragraph", ""))]
        levels.append(counted)
        measures: dict[str, dict[str, str]] = {"spacing": {}, "ind": {}}
        background = ""
        unknown: list[str] = []
        for level in (*levels, own):
            for node in level if level is not None else ():
                name = local(node)
                if name in measures:
                    measures[name] |= {
                        _SIDES.get(key, key.removeprefix(W)): value for key, value in node.attrib.items()
                    }
                elif name == "shd":
                    background = fill(node)
            if level is own:
                unknown += bounded.unknown(level, self.widest)
            else:
                self.used |= {*bounded.unknown(level, self.widest)}
        spacing, indent = measures["spacing"], {key: whole(text, 0) for key, text in measures["ind"].items()}
        rule = bounded.LINES.get(spacing.get("lineRule", "auto"))
        if rule is None or not rule(spacing.get("line", "240")):
            unknown.append(f"{bounded.LINE} {spacing['line']} {spacing.get('lineRule', 'auto')}")
        left, right = indent.get("left", 0), indent.get("right", 0)
        begins = left + (indent.get("firstLine", 0) if "firstLine" in indent else -indent.get("hanging", 0))
        if not (-_OUT <= begins <= _IN and left >= -_OUT and left + right <= _IN):
            unknown.append(f"paragraf: inden {left} {begins} {right}")
        return Paragraph(background, tuple(unknown))


def fill(node: "etree._Element") -> str:
    """Return the colour that a shading lays behind; empty for none."""
    value = node.get(f"{W}fill", "auto")
    if node.get(f"{W}val") == "solid":
        value = node.get(f"{W}color", "auto").replace("auto", "000000")
    return value if re.fullmatch(r"[0-9A-Fa-f]{6}", value) else ""


def whole(text: object, otherwise: int) -> int:
    """Return a measure as a whole number; what is none counts as absurd."""
    if text is None:
        return otherwise
    try:
        return round(float(str(text).removesuffix("%")))
    except (ValueError, OverflowError):
        return 1_000_000


def contrast(colour: str, other: str) -> float:
    """Return how far two colours stand apart: 1 when they are the same, 21 from black to white."""
    light, dark = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def run_values(node: "etree._Element | None") -> dict[str, Any]:
    """Return what the properties of a run say, by name; what we do not know under `unknown`."""
    values: dict[str, Any] = {}
    for child in node if node is not None else ():
        name = local(child)
        if name in _TOGGLES:
            values[name] = is_on(child)
        elif name in _VALUES:
            values |= _VALUES[name](child)
    unknown = tuple(bounded.unknown(node))
    return {**values, "unknown": unknown} if unknown else values


_SHOWN = named("color sz rFonts shd highlight vertAlign position spacing w caps smallCaps strike dstrike vanish")


def _shown(holder: "etree._Element") -> Iterator[str]:
    """Yield what a part of a table's style would do to the look of letters."""
    for node in holder.iterfind(f"{W}rPr/*"):
        if local(node) in _SHOWN:
            yield f"{local(node)} {' '.join(map(str, node.attrib.values()))}"


def _colour_of(node: "etree._Element") -> dict[str, Any]:
    return {"color": tuple(node.get(f"{W}{key}", "") for key in ("val", "themeColor", "themeTint", "themeShade"))}


def _font_of(node: "etree._Element") -> dict[str, Any]:
    own, other = (node.get(f"{W}{name}Theme") or node.get(f"{W}{name}") for name in ("ascii", "hAnsi"))
    found = " / ".join(dict.fromkeys(name for name in (own, other) if name))
    return {"font": found} if found else {}


def _value_of(node: "etree._Element") -> dict[str, Any]:
    return {local(node): node.get(f"{W}val", "")}


_VALUES: dict[str, Callable[["etree._Element"], dict[str, Any]]] = {
    "color": _colour_of,
    "rFonts": _font_of,
    "highlight": lambda node: {"background": _HIGHLIGHTS.get(node.get(f"{W}val", ""), "")},
    "shd": lambda node: {"background": fill(node)},
    **dict.fromkeys(("sz", "vertAlign", "position", "spacing", "w", "rStyle"), _value_of),
}


def _laid(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    unknown = (*below.get("unknown", ()), *above.get("unknown", ()))
    return {**below, **above, **({"unknown": unknown} if unknown else {})}


def _theme_colours(theme: "etree._Element") -> Iterator[tuple[str, str]]:
    for scheme in theme.iter(f"{A}clrScheme"):
        for colour in scheme:
            for value in colour:
                yield str(colour.tag).removeprefix(A), value.get("lastClr") or value.get("val", "")
