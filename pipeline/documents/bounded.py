"""What the properties of a Word file may say without a reader losing anything: an allowlist, by name and by value.

Whatever is not on it is named; what an issued letter has as well is no difference. Order: the element, its property,
the attributes of that property, each with the values that it may have.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from lxml import etree

from pipeline.documents.opened import spelt

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_OFF = ("0", "false", "off", "none")
Rule = Callable[[str], bool]
Rules = Mapping[str, Rule]


def within(low: int, high: int) -> Rule:
    """Return a rule for a measure."""

    def holds(text: str) -> bool:
        try:
            return low <= float(text.removesuffix("%")) <= high
        except ValueError:
            return False

    return holds


def among(text: str) -> Rule:
    """Return a rule for a choice."""
    known = _names(text)
    return lambda value: value in known


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _free(_: str) -> bool:
    return True


_switch = among("0 1 true false on off")
_off = among("0 false off none nil")


def _colour(text: str) -> bool:
    return re.fullmatch(r"auto|[0-9A-Fa-f]{6}", text) is not None


_COLOUR: Rules = {
    **dict.fromkeys(("val", "themeColor", "themeTint", "themeShade"), _free),
    "color": _colour,
    "frame": _switch,
    "shadow": _off,
}
_LINE: Rules = {**_COLOUR, "sz": within(0, 48), "space": within(0, 31)}
_SHADE: Rules = {"val": among("clear nil solid"), "color": _colour, "fill": _colour}
_WIDE: Rules = {"type": among("dxa pct auto nil"), "w": within(-10, 22_000)}
_MARGIN: Rules = {"type": among("dxa nil auto"), "w": within(-10, 1_500)}
_ANY: Rules = {"val": _free}
_ON: Rules = {"val": _switch}
_NOT: Rules = {"val": _off}
_SIDES = "top left start bottom right end insideH insideV between tl2br tr2bl bar"


def _each(names: str, rules: Rules) -> dict[str, Rules]:
    return dict.fromkeys(names.split(), rules)


_RUN: dict[str, Rules] = {
    **_each("b bCs i iCs vanish strike dstrike caps smallCaps noProof snapToGrid webHidden", _ON),
    **_each("cs shadow emboss imprint outline rtl specVanish", _NOT),
    **_each("rStyle sz vertAlign position spacing w", _ANY),  # what they do is resolved, and compared
    "u": {**_COLOUR, "val": among("none single words double dotted dash dotDash dotDotDash wave thick")},
    "lang": {"val": _free, "eastAsia": _free, "bidi": _free},
    "szCs": {"val": within(10, 288)},
    "kern": {"val": within(0, 3_300)},
    "bdr": _LINE,
    "em": {"val": among("none")},
    "highlight": _ANY,
    "color": {**_COLOUR, "val": _colour},
    "shd": _SHADE,
    "rFonts": {
        **dict.fromkeys(_names("ascii hAnsi cs eastAsia asciiTheme hAnsiTheme cstheme eastAsiaTheme"), _free),
        "hint": among("default"),
    },
}
_LINE_HEIGHT = "jarak baris"
LINE = f"paragraf: {_LINE_HEIGHT}"
LINES: Rules = {"auto": within(160, 960), "atLeast": within(0, 3_000), "exact": within(160, 1_600)}
"""How high a line may be: in parts of 240 of a line, or in twentieths of a point."""
_LENGTHS = {
    **dict.fromkeys(_names("left start right end firstLine hanging"), within(-1_500, 10_000)),
    **dict.fromkeys(
        _names("leftChars startChars rightChars endChars firstLineChars hangingChars"), within(-700, 4_000)
    ),
}
_PARAGRAPH: dict[str, Rules] = {
    **_each("pStyle textAlignment outlineLvl cnfStyle divId jc", _ANY),
    **_each("keepNext keepLines pageBreakBefore widowControl suppressLineNumbers suppressAutoHyphens kinsoku", _ON),
    **_each("wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN adjustRightInd snapToGrid", _ON),
    **_each("contextualSpacing mirrorIndents suppressOverlap", _ON),
    **_each("bidi", _NOT),
    "textDirection": {"val": among("lrTb lr")},
    "shd": _SHADE,
    "ind": _LENGTHS,
    "spacing": {
        **dict.fromkeys(("before", "after"), within(0, 2_400)),
        **dict.fromkeys(("beforeLines", "afterLines"), within(0, 1_000)),
        **dict.fromkeys(("beforeAutospacing", "afterAutospacing"), _switch),
        "line": _free,
        "lineRule": among("auto atLeast exact"),
    },
    **_each("numPr pBdr tabs rPr sectPr", {}),
}
_TABLE: dict[str, Rules] = {
    **_each("tblStyle jc tblCaption tblDescription tblOverlap tblStyleRowBandSize tblStyleColBandSize", _ANY),
    "tblLook": dict.fromkeys(_names("val firstRow lastRow firstColumn lastColumn noHBand noVBand"), _free),
    "tblW": _WIDE,
    "tblCellSpacing": {"type": _free, "w": within(0, 200)},
    "tblInd": {"type": _free, "w": within(-1_500, 6_000)},
    "tblLayout": {"type": _free},
    "shd": _SHADE,
    **_each("tblBorders tblCellMar", {}),
    **_each("bidiVisual", _NOT),
}
_ROW: dict[str, Rules] = {
    **_each("cantSplit tblHeader hidden", _ON),
    **_each("jc cnfStyle divId", _ANY),
    **_each("gridBefore gridAfter", _NOT),
    "trHeight": {"val": within(0, 31_680), "hRule": among("auto atLeast")},
    "tblCellSpacing": {"type": _free, "w": within(0, 200)},
    **_each("wBefore wAfter", {"type": _free, "w": _off}),
}
_CELL: dict[str, Rules] = {
    **_each("gridSpan vMerge hMerge vAlign cnfStyle", _ANY),
    **_each("noWrap hideMark", _ON),
    **_each("tcFitText", _NOT),
    "tcW": _WIDE,
    "textDirection": {"val": among("lrTb lr")},
    "shd": _SHADE,
    **_each("tcBorders tcMar", {}),
}
_SECTION: dict[str, Rules] = {
    **_each("headerReference footerReference type pgNumType vAlign paperSrc", {}),
    **_each("formProt noEndnote titlePg rtlGutter", {}),
    **_each("footnotePr endnotePr pgBorders", {}),
    "pgSz": {**dict.fromkeys(_names("orient code"), _free), **dict.fromkeys(("w", "h"), within(8_000, 20_000))},
    "pgMar": dict.fromkeys(_names("top bottom left right header footer gutter"), within(-10, 5_000)),
    "cols": {
        **dict.fromkeys(("equalWidth", "sep"), _switch),
        "num": within(0, 4),
        "space": within(0, 3_000),
    },
    "docGrid": dict.fromkeys(_names("type linePitch charSpace"), _free),
    "textDirection": {"val": among("lrTb")},
}
_LEVEL: dict[str, Rules] = {
    **_each("start lvlText pStyle suff lvlJc", _ANY),
    "numFmt": {"val": among("decimal lowerLetter upperLetter lowerRoman upperRoman bullet none")},
    **_each("isLgl", _NOT),
    **_each("pPr rPr", {}),
}
WITHIN: dict[str, dict[str, Rules]] = {
    "pBdr": _each(_SIDES, _LINE),
    "tblBorders": _each(_SIDES, _LINE),
    "tcBorders": {**_each(_SIDES, _LINE), **_each("tl2br tr2bl", {**_LINE, "val": _off})},
    "tblCellMar": _each(_SIDES, _MARGIN),
    "tcMar": _each(_SIDES, _MARGIN),
    "numPr": _each("ilvl numId", _ANY),
    "pgBorders": _each("top left bottom right", _LINE),
    "cols": {"col": {"w": within(500, 20_000), "space": within(0, 3_000)}},
}
HOLDERS: dict[str, tuple[str, dict[str, Rules]]] = {
    "rPr": ("huruf", _RUN),
    "pPr": ("paragraf", _PARAGRAPH),
    "tblPr": ("tabel", _TABLE),
    "tblPrEx": ("tabel", _TABLE),
    "trPr": ("baris tabel", _ROW),
    "tcPr": ("sel", _CELL),
    "lvl": ("penomoran", _LEVEL),
    "sectPr": ("bagian", _SECTION),
}
_INERT_W14 = _names("ligatures numForm numSpacing stylisticSets cntxtAlts")
_HOLDING = _names("rPr pPr tblPr tblPrEx trPr tcPr tblGrid sdtPr sdtContent basedOn link name")
_HOLDING |= _names("docDefaults rPrDefault pPrDefault")
_IN = 10_000
"""How far a paragraph may begin inside the margin, in twentieths of a point."""
NARROWEST = 60
"""The width of a column, in twentieths of a point, in which something can be read."""
_WIDTH, _PULLED, _PITCH = within(NARROWEST, 16_000), within(-4_096, 40_960), within(160, 31_680)
"""The width of a cell; how far a grid pulls letters apart, in 4096ths of a point; how high its lines are."""
_FIRST = _names("rPr pPr tblPr tcPr")
_KEYS = {"lvl": "ilvl", "abstractNum": "abstractNumId", "num": "numId", "lvlOverride": "ilvl", "tblStylePr": "type"}


def unknown(holder: "etree._Element | None", widest: int = 12_240) -> Iterator[str]:
    """Yield each property of a holder (of a run, a paragraph, a table ...) whose effect is not known to be harmless."""
    if holder is None:
        return
    said, rules = HOLDERS[_name(holder)]
    for node in holder:
        name = _name(node)
        if name == "tabs":
            yield from _tabs(node, widest)
        elif name not in rules:
            inert = name.startswith(_W14) and name.removeprefix(_W14) in _INERT_W14
            yield from () if inert else (f"{said}: {name.rpartition('}')[2]}",)
        else:
            yield from _values(said, name, node, rules[name])
            for child in node if name in WITHIN else ():
                inner = WITHIN[name].get(_name(child))
                yield from (f"{said}: {name} {_name(child)}",) if inner is None else _values(said, name, child, inner)


def _values(said: str, name: str, node: "etree._Element", rules: Rules) -> Iterator[str]:
    if rules is _NOT and node.get(f"{W}val") is None:
        yield f"{said}: {name}"  # without a value it is on
    yield from _together(said, name, {str(key).removeprefix(W): str(value) for key, value in node.attrib.items()})
    for key, value in node.attrib.items():
        attribute = str(key).removeprefix(W)
        if attribute.startswith("{"):
            continue  # marks of other programs: w14:paraId and the like
        rule = rules.get(attribute)
        if rules and (rule is None or not rule(str(value))):
            yield f"{said}: {name} {attribute} {value}"


def laid(measures: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """Yield what is absurd in the spacing and the indents of a paragraph, those of its styles laid beneath."""
    for name, values in measures.items():
        yield from _together("paragraf", name, values)


def _together(said: str, name: str, values: Mapping[str, str]) -> Iterator[str]:
    """Yield what attributes say together."""
    if name in _TOGETHER:
        yield from (f"{said}: {what}" for what in _TOGETHER[name](values))


def _fonts(values: Mapping[str, str]) -> Iterator[str]:
    for own, other in (("ascii", "hAnsi"), ("asciiTheme", "hAnsiTheme")):
        if values.get(own) != values.get(other):
            yield f"{values.get(own)} dan {values.get(other)}"


def _indents(values: Mapping[str, str]) -> Iterator[str]:
    left, right = _number(values, "left", "start"), _number(values, "right", "end")
    first = _number(values, "firstLine")
    if left + first > _IN or left + right > _IN:
        yield f"inden {left} {first} {right}"


def _lines(values: Mapping[str, str]) -> Iterator[str]:
    kind, line = values.get("lineRule", "auto"), values.get("line")
    if line and kind in LINES and not LINES[kind](line):
        yield f"{_LINE_HEIGHT} {line} {kind}"


def _cell_width(values: Mapping[str, str]) -> Iterator[str]:
    width = values.get("w", "0")
    if values.get("type", "dxa") == "dxa" and not (_WIDTH(width) or _number(values, "w") == 0):
        yield f"lebar {width}"


def _page_grid(values: Mapping[str, str]) -> Iterator[str]:
    pulled, pitch = values.get("charSpace", "0"), values.get("linePitch", "360")
    if values.get("type", "default") != "default" and not (_PULLED(pulled) and _PITCH(pitch)):
        yield f"docGrid {pulled} {pitch}"


_TOGETHER: dict[str, Callable[[Mapping[str, str]], Iterator[str]]] = {
    "rFonts": _fonts,
    "ind": _indents,
    "spacing": _lines,
    "tcW": _cell_width,
    "docGrid": _page_grid,
}


def _number(values: Mapping[str, str], *names: str) -> float:
    text = next((values[name] for name in names if values.get(name)), "0")
    try:
        return float(text)
    except ValueError:
        return float("inf")


def _tabs(tabs: "etree._Element", widest: int) -> Iterator[str]:
    at = within(-1_500, widest)
    for tab in tabs:
        kind, place = tab.get(f"{W}val", ""), tab.get(f"{W}pos", "0")
        if kind != "clear" and (kind in ("", "bar") or not at(place)):
            yield f"paragraf: tab {kind} {place}"


def doubled(root: "etree._Element") -> Iterator[str]:
    """Yield what stands twice in a part, or not where it belongs: which of the two holds depends on who reads it."""
    for holder in root.iter(etree.Element):
        name = _name(holder)
        if name in HOLDERS or name in WITHIN:
            if len(holder) > 1:
                different = {(_which(child), spelt(child)) for child in holder}
                yield from _twice(name, [which for which, _ in different])
            continue
        names = [_name(child) for child in holder]
        yield from _twice(name, [child for child in names if child in _HOLDING])
        for kind in _KEYS.keys() & names if names else ():
            key = f"{W}{_KEYS[kind]}"
            yield from _twice(kind, [child.get(key, "") for child in holder.iterfind(f"{W}{kind}")])
        if name in ("r", "p", "tbl", "tc"):
            misplaced = [child for child in holder[1:] if _name(child) in _FIRST]
            yield from (f"{_name(child)} bukan di awal {name}" for child in misplaced)


def _twice(name: str, names: Sequence[str]) -> Iterator[str]:
    if len(names) > 1 and len(set(names)) < len(names):
        yield from (f"{name} memuat {child} dua kali" for child, count in Counter(names).items() if count > 1)


def _name(node: "etree._Element") -> str:
    return str(node.tag).removeprefix(W)


def _which(node: "etree._Element") -> str:
    """Return what a property is that may be given once: a section names a header for each kind of page."""
    name = _name(node)
    return f"{name} {node.get(f'{W}type', 'default')}" if name.endswith("Reference") else name
