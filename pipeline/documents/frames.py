"""How a picture stands in a Word file: what its frame, its filling and its line may say without another look."""

from collections.abc import Iterator

from lxml import etree

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_THICKEST = 38_100
_NEAR, _FARTHEST = 0.03, 1_000_000
_SHAPE = frozenset(f"{_A}{name}" for name in ("xfrm", "prstGeom", "noFill", "ln"))
_FILLING = frozenset(f"{_A}{name}" for name in ("blip", "srcRect", "stretch"))


def unknown(picture: "etree._Element") -> Iterator[str]:
    """Yield what of a picture is not known to leave it as it is."""
    filling, props = picture.find(f"{_PIC}blipFill"), picture.find(f"{_PIC}spPr")
    yield from _filled(filling) if filling is not None else ()
    place = next(picture.iterancestors(f"{_WP}inline", f"{_WP}anchor"), None)
    yield from _shaped(props, place) if props is not None else ()
    for key in ("distT", "distB", "distL", "distR"):
        distance = place.get(key, "0") if place is not None else "0"
        if not 0 <= _number(distance) <= _FARTHEST:
            yield f"gambar: {key} {distance}"


def _filled(filling: "etree._Element") -> Iterator[str]:
    for part in filling:
        if part.tag not in _FILLING:
            yield _named(part)
        elif part.tag == f"{_A}blip":
            yield from (_named(inner) for inner in part if not _is_inert(inner))
        for edges in part.iter(f"{_A}srcRect", f"{_A}fillRect"):
            yield from (f"gambar: dipotong {key} {value}" for key, value in edges.attrib.items() if _number(value))


def _shaped(props: "etree._Element", place: "etree._Element | None") -> Iterator[str]:
    for part in props:
        if part.tag not in _SHAPE and not _is_inert(part):
            yield _named(part)
        elif part.tag == f"{_A}prstGeom" and part.get("prst") != "rect":
            yield f"gambar: bentuk {part.get('prst')}"
        elif part.tag == f"{_A}ln" and part.find(f"{_A}noFill") is None and _number(part.get("w", "0")) > _THICKEST:
            yield f"gambar: garis {part.get('w')}"
        elif part.tag == f"{_A}xfrm":
            yield from _turned(part, place)


def _turned(frame: "etree._Element", place: "etree._Element | None") -> Iterator[str]:
    if any(frame.get(key, "0") not in ("0", "false") for key in ("rot", "flipH", "flipV")):
        yield "gambar: diputar"
    inner = frame.find(f"{_A}ext")
    outer = place.find(f"{_WP}extent") if place is not None else None
    if inner is None or outer is None:
        return
    for key in ("cx", "cy"):
        was, now = _number(outer.get(key, "0")), _number(inner.get(key, "0"))
        if abs(was - now) > _NEAR * max(was, now, 1):
            yield f"gambar: ukuran {key} {now}"


def _number(text: str) -> float:
    try:
        return float(text.removesuffix("%"))
    except ValueError:
        return float("inf")


def _is_inert(part: "etree._Element") -> bool:
    return part.tag == f"{_A}extLst" and b"svgBlip" not in etree.tostring(part)


def _named(part: "etree._Element") -> str:
    return f"gambar: {str(part.tag).rpartition('}')[2]}"
