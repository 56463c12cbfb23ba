"""What a run of a Word file looks like, styles resolved: hidden, struck, faint, tiny, in capitals, of another font."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def named(text: str) -> frozenset[str]:
    """Return the names in a text."""
    return frozenset(text.split())


_TOGGLES = ("vanish", "strike", "dstrike", "caps", "smallCaps", "webHidden")
_SIDES = {f"{W}start": "left", f"{W}end": "right"}
_OFF = ("0", "false", "off", "none")
_TINIEST, _FAINTEST = 10, 1.6
_CONTRAST, _LARGE_CONTRAST, _LARGE = 4.5, 3.0, 28
"""How far letters must stand out for all to read them, large ones too; from which size (half points) they are large."""
_USUAL_FONT, _USUAL_SIZE = "Times New Roman", 20
"""What Word prints in where a file says nothing of it; the size in half points."""
_DEEPEST = 200
"""How many styles may stand upon each other."""
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
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


class TooDeep(ValueError):  # noqa: N818
    """More styles stand upon each other than anybody's Word file has."""


class Look(NamedTuple):
    """How a run looks: whether it shows, what a reader sees of it beside its text, its font."""

    is_hidden: bool
    marks: tuple[str, ...]
    font: str
    is_pale: bool = False
    """Whether its colour stands out less from what is behind than eyes that see badly need (WCAG 2, 1.4.3)."""
    is_off_web: bool = False
    """Whether it shows on pages, on paper and on screens, and is left out where Word lays text out as a web page."""

    @property
    def is_faint(self) -> bool:
        """Whether it shows so small or so pale that a reader overlooks it."""
        return any(mark.startswith(("samar", "sz ")) for mark in self.marks)


class Letters(NamedTuple):
    """What letters are printed in: their font, and their size in points."""

    font: str
    size: Decimal


class Paragraph(NamedTuple):
    """How a paragraph looks: its background; its spacing and its indents, laid over those of its styles."""

    background: str
    measures: Mapping[str, Mapping[str, str]]


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
        self.unknown: list[str] = []
        for style in styles.iterfind(f"{W}style") if styles is not None else ():
            key, kind = style.get(f"{W}styleId", ""), style.get(f"{W}type", "paragraph")
            if key in self.styles:
                self.unknown.append(f"gaya {key} dua kali")
            self.styles[key] = style
            if style.get(f"{W}default", "0") not in _OFF:
                if kind in self.defaults:
                    self.unknown.append(f"dua gaya bawaan {kind}")
                self.defaults[kind] = key
        base = (
            [styles.find(f"{W}docDefaults/{W}{name}Default/{W}{name}") for name in ("rPr", "pPr")]
            if styles is not None
            else [None, None]
        )
        self.bases = [node for node in base if node is not None]
        self.base, self.base_paragraph = run_values(base[0]), base[1]
        self.colours = dict(_theme_colours(theme)) if theme is not None else {}
        self.fonts = dict(_theme_fonts(theme)) if theme is not None else {}
        letters = self.styles.get(self.defaults.get("character", ""))
        if letters is not None and run_values(letters.find(f"{W}rPr")):
            self.unknown.append("gaya bawaan character berisi")
        self.style_values = lru_cache(maxsize=None)(self._style_values)

    def chain(self, key: str) -> list["etree._Element"]:
        """Return a style and those that it is based on, the nearest last."""
        found: list[etree._Element] = []
        while key in self.styles and self.styles[key] not in found:
            if len(found) > _DEEPEST:
                raise TooDeep(f"lebih dari {_DEEPEST} gaya bertingkat")
            found.insert(0, self.styles[key])
            based = self.styles[key].find(f"{W}basedOn")
            key = based.get(f"{W}val", "") if based is not None else ""
        return found

    def own(self, key: str, kind: str) -> str:
        """Return the style of a kind that a name stands for: the default one where there is none of that name."""
        style = self.styles.get(key)
        is_there = style is not None and style.get(f"{W}type", "paragraph") == kind
        return key if is_there else self.defaults.get(kind, "")

    def _style_values(self, key: str) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for style in self.chain(key):
            values |= run_values(style.find(f"{W}rPr"))
            for part in style.iterfind(f"{W}tblStylePr/{W}rPr"):
                values = values | run_values(part) if run_values(part).keys() & {"color", *_TOGGLES} else values
        return values

    def run(self, own: "etree._Element | None", paragraph: str, table: str, background: str) -> Look:
        """Return how a run looks, with its own properties, in a paragraph and a table of these styles."""
        return self.look(self._laid_over(own, paragraph, table), background)

    def letters(self, own: "etree._Element | None", paragraph: str, table: str) -> Letters | None:
        """Return the font and the size that a run is printed in; `None` where it is hidden."""
        values = self._laid_over(own, paragraph, table)
        size = Decimal(whole(values.get("sz"), _USUAL_SIZE)) / 2
        return None if values.get("vanish") else Letters(self._font(values) or _USUAL_FONT, size)

    def _laid_over(self, own: "etree._Element | None", paragraph: str, table: str) -> dict[str, Any]:
        """Return the properties of a run laid over those of its styles, and those over what the whole file says."""
        direct = run_values(own)
        levels = [
            self.style_values(key)
            for key in (
                self.own(table, "table"),
                self.own(paragraph, "paragraph"),
                self.own(str(direct.get("rStyle", "")), "character") if "rStyle" in direct else "",
            )
        ]
        values = dict(self.base)
        for level in (*levels, direct):
            values |= level
        for name in _TOGGLES:
            if name in direct:
                values[name] = direct[name]
            elif not self.base.get(name):
                values[name] = sum(bool(level.get(name)) for level in levels) % 2 == 1
        return values

    def look(self, values: dict[str, Any], background: str) -> Look:
        """Return how properties look that are laid over each other."""
        marks = [name for name in ("strike", "dstrike", "caps", "smallCaps") if values.get(name)]
        marks += [f"vertAlign {values['vertAlign']}"] if values.get("vertAlign", "baseline") != "baseline" else []
        for name, low, high, usual in (
            ("position", -6, 6, 0),
            ("spacing", -15, 60, 0),
            ("w", 66, 200, 100),
            ("sz", _TINIEST, 288, _USUAL_SIZE),
        ):
            number = whole(values.get(name), usual)
            if not low <= number <= high:
                marks.append(f"{name} {number}")
        behind = self.shade(values.get("background")) or background or "FFFFFF"
        colour = self._colour(values.get("color"))
        if colour and contrast(colour, behind) < _FAINTEST:
            marks.append("samar")
        needed = _LARGE_CONTRAST if whole(values.get("sz"), _USUAL_SIZE) >= _LARGE else _CONTRAST
        is_pale = bool(colour) and contrast(colour, behind) < needed
        hidden, off_web = bool(values.get("vanish")), bool(values.get("webHidden"))
        return Look(hidden, tuple(marks), self._font(values), is_pale, off_web)

    def _font(self, values: Mapping[str, Any]) -> str:
        theme, font = values.get("font", ("", ""))
        return str(self.fonts.get(theme[:5], font or theme) if theme else font)

    def shade(self, behind: "etree._Element | str | None") -> str:
        """Return the colour that a shading lays behind words, those of the theme known; empty for none."""
        if behind is None or isinstance(behind, str):
            return behind or ""
        if not behind.get(f"{W}themeFill"):
            return fill(behind)
        said = (behind.get(f"{W}{key}", "") for key in ("fill", "themeFill", "themeFillTint", "themeFillShade"))
        return self._colour(tuple(said))

    def _colour(self, found: "tuple[str, ...] | None") -> str:
        if found is None:
            return ""
        value, theme, tint, shade = found
        colour = self.colours.get(_THEME.get(theme, theme), "") if theme else value
        if not _HEX.fullmatch(colour):
            return ""
        for factor, toward in ((tint, "FFFFFF"), (shade, "000000")):
            if re.fullmatch(r"[0-9A-Fa-f]{2}", factor):
                colour = mixed(colour, toward, int(factor, 16) / 255)
        return colour

    def paragraph(self, own: "etree._Element | None", style: str, table: str = "") -> Paragraph:
        """Return how a paragraph looks, with its own properties, its style, and that of the table it stands in."""
        levels = [self.base_paragraph]
        levels += [part for base in self.chain(table) for part in base.iter(f"{W}pPr")]
        levels += [base.find(f"{W}pPr") for base in self.chain(self.own(style, "paragraph"))]
        measures: dict[str, dict[str, str]] = {"spacing": {}, "ind": {}}
        background = ""
        for level in (*levels, own):
            for node in level if level is not None else ():
                name = local(node)
                if name in measures:
                    measures[name] |= {
                        _SIDES.get(key, key.removeprefix(W)): value for key, value in node.attrib.items()
                    }
                elif name == "shd":
                    background = self.shade(node)
        return Paragraph(background, measures)


def fill(node: "etree._Element") -> str:
    """Return the colour that a shading lays behind; empty for none."""
    value, pattern = node.get(f"{W}fill", "auto"), node.get(f"{W}val", "clear")
    if pattern in ("clear", "nil"):
        return value if _HEX.fullmatch(value) else ""
    share = whole(pattern.removeprefix("pct"), 100) / 100 if pattern.startswith("pct") else pattern == "solid" or 0.5
    ink, paper = node.get(f"{W}color", "auto").replace("auto", "000000"), value.replace("auto", "FFFFFF")
    return mixed(ink, paper, share) if _HEX.fullmatch(ink) and _HEX.fullmatch(paper) else ""


def mixed(ink: str, paper: str, share: float) -> str:
    """Return the colour of ink that covers a share of paper."""
    pairs = ((int(ink[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{min(255, round(dark * share + light * (1 - share))):02X}" for dark, light in pairs)


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
    """Return what the properties of a run say of its looks, by name."""
    values: dict[str, Any] = {}
    for child in node if node is not None else ():
        name = local(child)
        if name in _TOGGLES:
            values[name] = is_on(child)
        elif name in _VALUES:
            values |= _VALUES[name](child)
    return values


def _colour_of(node: "etree._Element") -> dict[str, Any]:
    return {"color": tuple(node.get(f"{W}{key}", "") for key in ("val", "themeColor", "themeTint", "themeShade"))}


def _font_of(node: "etree._Element") -> dict[str, Any]:
    theme, font = node.get(f"{W}asciiTheme", ""), node.get(f"{W}ascii") or node.get(f"{W}hAnsi") or ""
    return {"font": (theme, font)} if theme or font else {}


def _value_of(node: "etree._Element") -> dict[str, Any]:
    return {local(node): node.get(f"{W}val", "")}


_VALUES: dict[str, Callable[["etree._Element"], dict[str, Any]]] = {
    "color": _colour_of,
    "rFonts": _font_of,
    "highlight": lambda node: {"background": _HIGHLIGHTS.get(node.get(f"{W}val", ""), "")},
    "shd": lambda node: {"background": node},
    **dict.fromkeys(("sz", "vertAlign", "position", "spacing", "w", "rStyle"), _value_of),
}


def _theme_fonts(theme: "etree._Element") -> Iterator[tuple[str, str]]:
    for name in ("major", "minor"):
        for font in theme.iterfind(f".//{A}{name}Font/{A}latin"):
            yield name, font.get("typeface", "")


def _theme_colours(theme: "etree._Element") -> Iterator[tuple[str, str]]:
    for scheme in theme.iter(f"{A}clrScheme"):
        for colour in scheme:
            for value in colour:
                yield str(colour.tag).removeprefix(A), value.get("lastClr") or value.get("val", "")
