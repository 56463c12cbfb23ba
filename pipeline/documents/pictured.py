"""What a drawing shows beside the picture itself: what frames, cuts, stretches or covers it, and where it floats."""

from collections.abc import Iterator

from lxml import etree

from pipeline.documents.looks import W, whole
from pipeline.documents.opened import R

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
V = "{urn:schemas-microsoft-com:vml}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_GRAPHICS = frozenset((f"{PIC}pic", f"{_WPS}wsp", f"{_WPG}wgp", _CHART))
_SHAPES = tuple(f"{V}{name}" for name in ("rect", "oval", "roundrect", "line", "polyline", "curve", "arc", "shape"))
_ALLOWED_SHAPE = frozenset((f"{A}xfrm", f"{A}prstGeom", f"{A}noFill", f"{A}ln"))
_FILLS = frozenset((f"{A}blip", f"{A}srcRect", f"{A}stretch"))
_THICKEST = 127_000
_OFF = ("0", "false")
_NEAR, _SMALLEST, _FARTHEST = 0.03, 36_000, 1_000_000


def charts(drawing: "etree._Element") -> Iterator[str]:
    """Yield the key of each chart in a drawing."""
    yield from (chart.get(f"{R}id", "") for chart in drawing.iter(_CHART))


def is_known(drawing: "etree._Element") -> bool:
    """Return whether a drawing shows something that we read: a picture, a chart, art of letters, a box of text."""
    shown = (f"{PIC}pic", _CHART, f"{V}textpath", f"{W}txbxContent")
    return next(drawing.iter(*shown), None) is not None


def covers(drawing: "etree._Element") -> bool:
    """Return whether a drawing holds a shape that shows neither words nor a picture: it may lie over others."""
    for shape in drawing.iter(f"{_WPS}wsp", *_SHAPES):
        art = (art.get("string") for art in shape.iter(f"{V}textpath"))
        if shape.find(f".//{W}txbxContent") is None and shape.find(f".//{V}imagedata") is None and not any(art):
            return True
    return any(part.tag not in _GRAPHICS for data in drawing.iter(f"{A}graphicData") for part in data)


def beside(fill: "etree._Element", props: "etree._Element | None") -> Iterator[str]:
    """Yield what is done to a picture: it is cropped, stretched, tiled, turned, framed, cut to a shape, recoloured."""
    for measured in fill.iter(f"{A}srcRect", f"{A}fillRect"):
        if any(whole(value, 0) for value in measured.attrib.values()):
            yield str(measured.tag).rpartition("}")[2]
    blips = [part for blip in fill.iterfind(f"{A}blip") for part in blip]
    for part, allowed in (
        *((part, _FILLS) for part in fill),
        *((part, _ALLOWED_SHAPE) for part in (*blips, *_all(props))),
    ):
        is_plain_ext = part.tag == f"{A}extLst" and b"svgBlip" not in etree.tostring(part)
        if part.tag not in allowed and not is_plain_ext:
            yield str(part.tag).rpartition("}")[2]
    for part in _all(props):
        if part.tag == f"{A}prstGeom" and part.get("prst") != "rect":
            yield f"gambar berbentuk {part.get('prst')}"
        elif part.tag == f"{A}ln" and whole(part.get("w"), 0) > _THICKEST and part.find(f"{A}noFill") is None:
            yield f"bingkai {part.get('w')}"
        elif part.tag == f"{A}xfrm" and any(part.get(key, "0") not in _OFF for key in ("rot", "flipH", "flipV")):
            yield "gambar diputar"


def _all(node: "etree._Element | None") -> "list[etree._Element]":
    return [] if node is None else [*node]


def squeezed(place: "etree._Element") -> Iterator[str]:
    """Yield where a picture is hidden, of another size than its place, or held far from its words."""
    props = place.find(f"{WP}docPr")
    if props is not None and props.get("hidden", "0") not in _OFF:
        yield "gambar tersembunyi"
    outer = place.find(f"{WP}extent")
    for inner in place.iterfind(f".//{PIC}spPr/{A}xfrm/{A}ext"):
        for key in ("cx", "cy"):
            was, now = (whole(node.get(key), 0) if node is not None else 0 for node in (outer, inner))
            if abs(was - now) > _NEAR * max(was, now, _SMALLEST):
                yield f"gambar {key} {now}"
    for key in ("distT", "distB", "distL", "distR"):
        if not 0 <= whole(place.get(key), 0) <= _FARTHEST:
            yield f"gambar {key} {place.get(key)}"


def floating(anchor: "etree._Element") -> Iterator[str]:
    """Yield to what a floating drawing keeps its place, beside its distances; and whether it lies over the words."""
    for name in ("positionH", "positionV"):
        place = anchor.find(f"{WP}{name}")
        align = place.findtext(f"{WP}align", "") if place is not None else ""
        yield f"letak {name} {place.get('relativeFrom', '') if place is not None else ''} {align}".strip()
    yield f"letak {'di belakang' if anchor.get('behindDoc', '0') not in _OFF else 'di depan'} teks"
    if anchor.get("simplePos", "0") not in _OFF:
        yield "letak simplePos"
