"""A chart as a reader sees it: its kind, series, names, values, labels, colours and words; the rest is named.

Two charts that show the same say the same, whoever saved them. Whether Word can edit the figures is no part of it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from pipeline.documents import chart_bounds
from pipeline.documents.chart_bounds import A, C
from pipeline.documents.looks import contrast, named, whole
from pipeline.documents.opened import Relation, digest, relations_of, tree

_FAINTEST, _TINIEST, _OFF = 1.6, 500, ("0", "false")
_MISSING, _NUMBER = "?", re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_KNOWN = named(
    "auto autoTitleDeleted autoUpdate axId axPos barChart barDir cat catAx chart chartSpace crossAx crossBetween "
    "crosses dLbl dLblPos dLbls dPt date1904 delete dispBlanksAs ext extLst externalData f formatCode gapWidth "
    "grouping hiLowLines idx invertIfNegative lang layout lblAlgn lblOffset legend legendPos lineChart majorTickMark "
    "marker max min minorTickMark noMultiLvlLbl numCache numFmt numRef order orientation overlap overlay plotArea "
    "plotVisOnly pt ptCount rich roundedCorners scaling separator ser showBubbleSize showCatName showLeaderLines "
    "showLegendKey showPercent showSerName showVal size smooth spPr strCache strRef symbol tickLblPos tickLblSkip tx "
    "txPr v val valAx varyColors"
)
_KNOWN_DRAWN = named(
    "bodyPr defRPr endParaRPr latin ln lstStyle noFill p pPr r rPr round showLeaderLines solidFill srgbClr t"
)
_USUAL = {"varyColors": "0", "delete": "0", "orientation": "minMax"}
_TEXTS = (f"{A}rPr", f"{A}defRPr", f"{A}endParaRPr")


class Series(NamedTuple):
    """What one series of a chart draws: its figures, their labels, the colour of all its bars or of its line."""

    values: tuple[float, ...]
    labels: tuple[str, ...]
    colour: str


class Drawing(NamedTuple):
    """A chart as it comes out on paper: bars that lie, or a line; whether names are told from the top or the left.

    `words` are all its other words.
    """

    is_line: bool
    is_in_order: bool
    least: float
    names: tuple[str, ...]
    series: tuple[Series, ...]
    words: tuple[str, ...]


class Charted(NamedTuple):
    """What a chart says to a reader, in one order; what of it is not known.

    `drawing` is how it looks on paper: `None` where that depends on who prints it. `fonts` are those of its words that
    are not known to be plain.
    """

    said: str
    unknown: tuple[str, ...]
    drawing: Drawing | None = None
    fonts: frozenset[str] = frozenset()

    @property
    def token(self) -> str:
        """Return what stands for the chart among the words of a document."""
        return f"⟨grafik {digest(self.said.encode())}⟩"

    def unknown_beside(self, plain_fonts: frozenset[str]) -> Iterator[str]:
        """Yield what is not known where these fonts are those of the document."""
        yield from self.unknown
        yield from (f"grafik: huruf {font}" for font in sorted(self.fonts - plain_fonts))


def of(parts: dict[str, bytes], found: Relation | None) -> Charted | None:
    """Return what a chart shows that a part refers to; `None` where there is none. Raises `NotReadable`."""
    raw = parts.get(found.target) if found and not found.is_outside else None
    return _charted(tree(raw)) if raw is not None else None


def beside(parts: dict[str, bytes], found: Relation) -> Iterator[str]:
    """Yield what a chart brings along: the workbook of its figures, and all else it refers to, by content."""
    for relation in relations_of(parts, found.target).values():
        if relation.is_outside:
            yield f"grafik: {relation.kind} {relation.target}"
        elif relation.target in parts:
            yield f"grafik: {relation.kind} {digest(parts[relation.target])}"


def _charted(root: "etree._Element") -> Charted:
    said: list[str] = []
    for plot in root.iterfind(f".//{C}plotArea/*"):
        name = _name(plot)
        if name.endswith("Chart"):
            said.append(f"{name} {_settings(plot, 'barDir', 'grouping', 'varyColors')} {_value(plot, 'overlap', '0')}")
            said += (
                part for series in plot.iterfind(f"{C}ser") for part in _series(series, is_line=name == "lineChart")
            )
        elif name.endswith("Ax"):
            scale = plot.find(f"{C}scaling")
            ends = _settings(scale, "orientation", "max", "min") if scale is not None else ""
            is_shown = name == "valAx" and _value(plot, "delete", "0") in _OFF
            figures = _format(plot) if is_shown else ""
            said.append(f"{name} {ends} {_settings(plot, 'delete')} {_value(plot, 'tickLblPos', 'nextTo')} {figures}")
    said.append(f"legenda {root.find(f'.//{C}legend') is not None}")
    chart = root.find(f"{C}chart")
    said.append(f"judul sendiri {_value(chart, 'autoTitleDeleted', '0') in _OFF if chart is not None else True}")
    unknown = tuple(sorted({*_unknown(root), *chart_bounds.unknown(root)}))
    return Charted("\n".join((*said, *_words(root))), unknown, _drawing(root), chart_bounds.fonts(root))


def _drawing(root: "etree._Element") -> Drawing | None:
    """Return how a chart looks on paper: one plot of lying bars or lines, whose figures are all told by own words."""
    plots = [plot for plot in root.iterfind(f".//{C}plotArea/*") if _name(plot).endswith("Chart")]
    names, figures = root.find(f".//{C}catAx"), root.find(f".//{C}valAx")
    if len(plots) != 1 or names is None or figures is None:
        return None
    (plot,) = plots
    is_line = _name(plot) == "lineChart"
    is_lying = _name(plot) == "barChart" and _value(plot, "barDir") == "bar" and _value(plot, "grouping") == "clustered"
    is_known = is_line or is_lying
    found = [*plot.iterfind(f"{C}ser")]
    told = [_points(series.find(f"{C}cat")) for series in found]
    keys = sorted(told[0], key=int) if told and all(key.isdecimal() for key in told[0]) else []
    series = tuple(_drawn_series(one, keys, is_line=is_line) for one in found)
    if not is_known or not keys or any(other != told[0] for other in told) or None in series:
        return None
    if _value(figures, "delete", "0") in _OFF or _value(names, "delete", "0") not in _OFF:
        return None  # the figures along an axis are chosen by who prints
    words = [word.removeprefix("kata ") for word in _words(root)]
    if root.find(f".//{C}legend") is not None:
        words += [" ".join(_points(one.find(f"{C}tx")).values()) for one in found]
    scale = names.find(f"{C}scaling")
    is_reversed = scale is not None and _value(scale, "orientation", "minMax") == "maxMin"
    least = figures.find(f"{C}scaling/{C}min")
    begin = float(least.get("val", "0")) if least is not None else 0.0
    shown = tuple(told[0][key] for key in keys)
    return Drawing(is_line, is_reversed is not is_line, begin, shown, tuple(filter(None, series)), tuple(words))


def _drawn_series(series: "etree._Element", keys: Sequence[str], *, is_line: bool) -> Series | None:
    """Return what a series draws; `None` where its words or colours are chosen by who prints."""
    values = _points(series.find(f"{C}val"))
    said = {_value(label, "idx"): _label(label) for label in series.iterfind(f"{C}dLbls/{C}dLbl")}
    labels = [said.get(key, "") for key in keys]
    looks = (*series.iterfind(f"{C}dPt/{C}spPr"), series.find(f"{C}spPr"))
    colours = {_drawn(look, is_line=is_line) for look in looks}
    if not all(re.fullmatch("“.*”", label) for label in labels) or len(colours) != 1 or "" in colours:
        return None
    try:
        figures = tuple(float(values[key]) for key in keys)
    except (KeyError, ValueError):
        return None
    return Series(figures, tuple(label[1:-1] for label in labels), *colours)


def _series(series: "etree._Element", *, is_line: bool) -> Iterator[str]:
    names, values = _points(series.find(f"{C}cat")), _points(series.find(f"{C}val"))
    own = series.find(f"{C}spPr")
    colours = {
        _value(point, "idx"): _drawn(point.find(f"{C}spPr"), is_line=is_line) for point in series.iterfind(f"{C}dPt")
    }
    labels = {_value(label, "idx"): _label(label) for label in series.iterfind(f"{C}dLbls/{C}dLbl")}
    general = series.find(f"{C}dLbls")
    yield f"seri {' '.join(_points(series.find(f'{C}tx')).values())}{series.findtext(f'{C}tx/{C}v', '')}"
    yield from (f"tanda {mark}" for mark in sorted({_mark(mark) for mark in series.iter(f"{C}marker")}))
    for key in sorted({*names, *values, *labels, *colours}):
        colour = colours.get(key) or _drawn(own, is_line=is_line)
        label = labels.get(key) or (_label(general) if general is not None else "-")
        yield f"{key}: {names.get(key, _MISSING)} = {_figure(values.get(key, _MISSING))} {label} {colour}"


def _points(holder: "etree._Element | None") -> dict[str, str]:
    """Return the words or figures of a series by their place."""
    if holder is None:
        return {}
    return {point.get("idx", ""): point.findtext(f"{C}v", "") for point in holder.iter(f"{C}pt")}


def _figure(text: str) -> str:
    return f"{float(text):.6g}" if _NUMBER.fullmatch(text) else f"“{text}”"


def _label(label: "etree._Element") -> str:
    """Return what a label shows: its own words, or which of the figures."""
    if label.find(f"{C}delete") is not None and _value(label, "delete", "1") not in _OFF:
        return "-"
    own = "\n".join("".join(leaf.text or "" for leaf in line.iter(f"{A}t")) for line in label.iterfind(f"{C}tx//{A}p"))
    shown = [name for name in ("Val", "CatName", "SerName", "Percent") if _value(label, f"show{name}", "0") not in _OFF]
    beside = "".join(f" {name}" for name in shown if name != "Val")
    return f"“{own}”{beside}" if own else f"{' '.join(shown)} {_format(label)}" if shown else "-"


def _format(node: "etree._Element") -> str:
    found = node.find(f"{C}numFmt")
    if found is None or found.get("sourceLinked", "0") in _OFF:
        return found.get("formatCode", "") if found is not None else ""
    return f"{found.get('formatCode', '')} asal"


def _mark(mark: "etree._Element") -> str:
    return f"{_value(mark, 'symbol')} {_value(mark, 'size')} {_drawn(mark.find(f'{C}spPr'))}"


def _drawn(look: "etree._Element | None", *, is_line: bool = False) -> str:
    """Return the colour that fills a bar, a mark, or that draws a line."""
    if look is not None and is_line:
        look = look.find(f"{A}ln")
    if look is None:
        return ""
    if look.find(f"{A}noFill") is not None:
        return "tanpa isi"
    fill = look.find(f"{A}solidFill/{A}srgbClr")
    line = look.find(f"{A}ln/{A}solidFill/{A}srgbClr") if fill is None else None
    found = fill if fill is not None else line
    return found.get("val", "").upper() if found is not None else ""


def _words(root: "etree._Element") -> Iterator[str]:
    """Yield all the words of a chart that are no labels of its points."""
    for leaf in root.iter(f"{A}t"):
        if next(leaf.iterancestors(f"{C}dLbl"), None) is None:
            yield f"kata {leaf.text or ''}"


def _unknown(root: "etree._Element") -> Iterator[str]:
    """Yield what is not known to be harmless: other elements, words that are pale or tiny."""
    for node in root.iter(etree.Element):
        tag, name = str(node.tag), _name(node)
        known = _KNOWN if tag.startswith(C) else _KNOWN_DRAWN if tag.startswith(A) else named("showLeaderLines")
        if name not in known:
            yield f"grafik: {name}"
    for text in root.iter(*_TEXTS):
        colour = text.find(f"{A}solidFill/{A}srgbClr")
        value = colour.get("val", "") if colour is not None else "000000"
        if not re.fullmatch(r"[0-9A-Fa-f]{6}", value) or contrast(value, "FFFFFF") < _FAINTEST:
            yield f"grafik: kata berwarna {value}"
        if text.find(f"{A}noFill") is not None or text.find(f"{A}ln") is not None:
            yield "grafik: kata tanpa isi"
        if text.get("strike", "noStrike") != "noStrike" or whole(text.get("sz"), 1_000) < _TINIEST:
            yield "grafik: kata kecil atau dicoret"
    for look in root.iter(f"{C}spPr"):
        fill = look.find(f"{A}solidFill")
        if fill is not None and _name(look.getparent()) not in ("ser", "dPt", "marker"):
            yield f"grafik: latar {_drawn(look)}"
    yield from ("grafik: layout" for layout in root.iter(f"{C}layout") if len(layout))


def _settings(node: "etree._Element", *names: str) -> str:
    return " ".join(_value(node, name, _USUAL.get(name, "-")) for name in names)


def _value(node: "etree._Element", name: str, usual: str = "") -> str:
    found = node.find(f"{C}{name}")
    return str(found.get("val", "1")) if found is not None else usual


def _name(node: "etree._Element") -> str:
    return str(node.tag).rpartition("}")[2]
