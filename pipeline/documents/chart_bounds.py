"""What the settings of a chart may say without a reader losing anything: an allowlist, by name and by value.

Whatever is not on it is named, and so is what stands twice where a program takes one: which one, is not known.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.documents.bounded import Rule, among, within
from pipeline.documents.looks import named

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PLAIN_FONTS = frozenset(("Arial", "Calibri", "Carlito", "Liberation Sans", "Liberation Serif", "Times New Roman"))
"""Fonts whose letters are the letters they stand for."""
_MANY = {C: named("ser pt dPt dLbl axId ext catAx valAx barChart lineChart"), A: named("p r")}
_NUMBERED = named("ser dPt dLbl")
_ALONE = named("tx cat val")
_off, _switch, _inset = among("0 false"), among("0 1 true false"), within(0, 182_880)


def _free(_: str) -> bool:
    return True


def _is_number_format(text: str) -> bool:
    return re.fullmatch(r"General|[0#.,]+%?", text) is not None


_VALUES: Mapping[str, Rule] = {
    **dict.fromkeys(named("autoUpdate date1904 invertIfNegative overlay showBubbleSize showLegendKey smooth"), _off),
    **dict.fromkeys(named("auto autoTitleDeleted delete noMultiLvlLbl roundedCorners varyColors"), _switch),
    **dict.fromkeys(named("showCatName showLeaderLines showPercent showSerName showVal"), _switch),
    **dict.fromkeys(named("barDir grouping lang lblAlgn majorTickMark minorTickMark orientation tickLblPos"), _free),
    **dict.fromkeys(named("axId crossAx idx max min order ptCount overlap"), _free),
    **dict.fromkeys(named("marker plotVisOnly tickLblSkip"), among("1 true")),
    "axPos": among("b l"),
    "crossBetween": among("between"),
    "crosses": among("autoZero"),
    "dLblPos": among("outEnd t"),
    "dispBlanksAs": among("gap"),
    "gapWidth": within(10, 250),
    "lblOffset": within(0, 200),
    "legendPos": among("b l r t tr"),
    "size": within(2, 12),
    "symbol": among("circle diamond square triangle"),
}
"""The `val` of each element of a chart; where it is compared, it is free here."""
_LETTERS: Mapping[str, Rule] = {
    **dict.fromkeys(named("lang altLang b i dirty err noProof kern"), _free),
    "sz": within(500, 2_800),
    "u": among("none"),
    "strike": among("noStrike"),
    "cap": among("none"),
    "baseline": among("0"),
    "spc": within(-20, 100),
}
_DRAWN: Mapping[str, Mapping[str, Rule]] = {
    "bodyPr": {
        **dict.fromkeys(named("anchor anchorCtr spcFirstLastPara"), _free),
        **dict.fromkeys(named("bIns lIns rIns tIns"), _inset),
        "rot": among("0 -60000000"),
        "vert": among("horz"),
        "vertOverflow": among("overflow"),
        "wrap": among("none square"),
    },
    **dict.fromkeys(named("rPr defRPr endParaRPr"), _LETTERS),
    "pPr": {"algn": _free, **dict.fromkeys(named("marL marR indent lvl rtl"), _off)},
    "latin": {**dict.fromkeys(named("typeface pitchFamily panose"), _free), "charset": among("0")},
    "ln": {"w": within(0, 57_150), "cap": among("flat rnd"), "cmpd": among("sng"), "algn": among("ctr")},
    "srgbClr": {"val": _free},
}
_OWN: Mapping[str, Mapping[str, Rule]] = {
    "numFmt": {"formatCode": _free, "sourceLinked": _switch},
    "pt": {"idx": _free},
    "ext": {"uri": _free},
}


def unknown(root: "etree._Element") -> Iterator[str]:
    """Yield each setting of a chart whose effect is not known to be harmless."""
    for node in root.iter(etree.Element):
        yield from _attributes(node)
        yield from _twice(node)
        yield from _mixed(node)
    yield from (f"grafik: bentuk angka {text}" for text in _formats(root) if not _is_number_format(text))
    yield from _counted(root)
    for series in root.iter(f"{C}ser"):
        yield from _frames(series)
    for lines in root.iter(f"{C}hiLowLines"):
        if lines.find(f"{C}spPr/{A}ln/{A}noFill") is None or len(lines) != 1:
            yield "grafik: hiLowLines"  # LibreOffice writes them without ink to every line


def _counted(root: "etree._Element") -> Iterator[str]:
    """Yield what joins words or counts points otherwise than they stand there, and axes that are none."""
    for mark in root.iter(f"{C}separator"):
        if not re.fullmatch(r"[,;\s]*", mark.text or ""):
            yield f"grafik: pemisah {mark.text}"
    for cache in root.iter(f"{C}strCache", f"{C}numCache"):
        count, held = cache.find(f"{C}ptCount"), len(cache.findall(f"{C}pt"))
        if count is None or count.get("val") != str(held):
            yield "grafik: banyaknya titik"
    own = [node.get("val") for axis in root.iter(f"{C}catAx", f"{C}valAx") for node in axis.iterfind(f"{C}axId")]
    named_by = root.iter(f"{C}axId", f"{C}crossAx")
    if len(own) != len({*own}) or any(node.get("val") not in own for node in named_by):
        yield "grafik: sumbu"


def fonts(root: "etree._Element") -> frozenset[str]:
    """Return the fonts of the words of a chart, other than those known to be plain."""
    return frozenset(font.get("typeface", "") for font in root.iter(f"{A}latin")) - PLAIN_FONTS


def _attributes(node: "etree._Element") -> Iterator[str]:
    space, name = _split(node)
    if space not in (C, A):
        return
    rules = _DRAWN.get(name, {}) if space == A else _OWN.get(name, {"val": _VALUES[name]} if name in _VALUES else {})
    for key, value in node.attrib.items():
        attribute = str(key)
        if attribute.startswith("{"):
            continue  # a relation, or a mark of another program
        rule = rules.get(attribute)
        if rule is None or not rule(str(value)):
            yield f"grafik: {name} {attribute} {value}"


def _twice(node: "etree._Element") -> Iterator[str]:
    """Yield what stands more than once within an element, or under one number."""
    for tag, count in Counter(child.tag for child in node if isinstance(child.tag, str)).items():
        space, _, name = str(tag).rpartition("}")
        if count > 1 and name not in _MANY.get(f"{space}}}", frozenset()):
            yield f"grafik: {name} {count} kali"
    for name in (*_NUMBERED, "pt"):
        places = [child.get("idx") if name == "pt" else _idx(child) for child in node.iterfind(f"{C}{name}")]
        if len(places) != len({*places}):
            yield f"grafik: {name} bernomor sama"


def _mixed(node: "etree._Element") -> Iterator[str]:
    """Yield text beside elements, what stands beside the one source of words or figures, and labels of no series."""
    _, name = _split(node)
    if len(node) and any((text or "").strip() for text in (node.text, *(child.tail for child in node))):
        yield f"grafik: teks di {name}"
    if name in _ALONE and len(node) > 1:
        yield f"grafik: {name} {len(node)} isi"
    if name == "dLbls":
        shown = [
            child for child in node if _split(child)[1].startswith("show") and child.get("val") not in ("0", "false")
        ]
        if node.find(f"{C}delete") is not None or (shown and _split(node.getparent())[1] != "ser"):
            yield "grafik: dLbls"


def _frames(series: "etree._Element") -> Iterator[str]:
    """Yield that bars, points or marks have an outline of another colour than their own."""
    for look in series.iter(f"{C}spPr"):
        fill, line = look.find(f"{A}solidFill/{A}srgbClr"), look.find(f"{A}ln/{A}solidFill/{A}srgbClr")
        if fill is not None and line is not None and fill.get("val", "").upper() != line.get("val", "").upper():
            yield f"grafik: bingkai {line.get('val')}"


def _formats(root: "etree._Element") -> Iterator[str]:
    yield from (node.text or "" for node in root.iter(f"{C}formatCode"))
    yield from (node.get("formatCode", "") for node in root.iter(f"{C}numFmt"))


def _idx(node: "etree._Element") -> str | None:
    found = node.find(f"{C}idx")
    return found.get("val") if found is not None else None


def _split(node: "etree._Element") -> tuple[str, str]:
    space, mark, name = str(node.tag).rpartition("}")
    return space + mark, name
