"""A whole Word file held against the list of what is harmless: its stories, the styles and the lists that they use."""

from collections.abc import Iterator

from lxml import etree

from pipeline.documents import bounded
from pipeline.documents.looks import Looks, W, fill, local, named, whole
from pipeline.documents.opened import Opened, relations_of, tree

_STORIES = named("header footer footnotes endnotes")
_HOLDERS = tuple(f"{W}{name}" for name in ("rPr", "pPr", "tblPr", "tblPrEx", "trPr", "tcPr"))
_STYLED = tuple(f"{W}{name}" for name in ("pStyle", "rStyle", "tblStyle"))
_SHOWN = named("color sz rFonts shd highlight vertAlign position spacing w caps smallCaps strike dstrike vanish")
_FARTHEST_TAB = 3_000


def unknown(package: Opened, looks: Looks, fonts: frozenset[str] | None) -> Iterator[str]:
    """Yield what stands in a file and is not known to be harmless; `fonts` are those that its letters may be of.

    What a story says of itself is told each time; what a style or a list says, once.
    """
    parts: dict[str, etree._Element] = {package.main: tree(package.parts[package.main])}
    found = {relation.target: relation.kind for relation in relations_of(package.parts, package.main).values()}
    there = {name: kind for name, kind in found.items() if name in package.parts}
    parts |= {name: tree(package.parts[name]) for name, kind in there.items() if kind in _STORIES}
    beside = {kind: tree(package.parts[name]) for name, kind in there.items() if kind in ("styles", "numbering")}
    sizes = (whole(size.get(f"{W}w"), 0) for size in parts[package.main].iter(f"{W}pgSz"))
    widest = max(sizes, default=12_240)
    for root in (*parts.values(), *beside.values()):
        yield from bounded.doubled(root)
    for root in parts.values():
        yield from _story(root, widest)
    used = {node.get(f"{W}val", "") for root in parts.values() for node in root.iter(*_STYLED)}
    yield from sorted(set(_styles(used | {*looks.defaults.values()}, looks, widest)))
    if "numbering" in beside:
        yield from sorted(set(_lists(beside["numbering"], fonts, widest)))
    settings = next((tree(package.parts[name]) for name, kind in there.items() if kind == "settings"), None)
    for stop in settings.iterfind(f"{W}defaultTabStop") if settings is not None else ():
        if not 0 <= whole(stop.get(f"{W}val"), 720) <= _FARTHEST_TAB:
            yield f"jarak tab {stop.get(f'{W}val')}"


def _story(root: "etree._Element", widest: int) -> Iterator[str]:
    for holder in root.iter(*_HOLDERS):
        around = holder.getparent()
        if around is None or (local(holder) == "rPr" and local(around) == "r" and not _says(around)):
            continue
        shade = holder.find(f"{W}shd") if local(holder) == "tblPrEx" else None
        if shade is not None and fill(shade):
            yield f"baris tabel: latar {fill(shade)}"
        is_empty = local(around) == "p" and not _says(around)
        for what in bounded.unknown(holder, widest):
            if not (is_empty and what.startswith(bounded.LINE)):
                yield what


def _says(node: "etree._Element") -> bool:
    return any((text.text or "").strip() for text in node.iter(f"{W}t"))


def _styles(used: set[str], looks: Looks, widest: int) -> Iterator[str]:
    """Yield what the styles say that are used; where a style holds only for some cells of a table, all that shows."""
    for style in (base for key in used for base in looks.chain(key)):
        for holder in style.iterfind(f"{W}tblStylePr"):
            for node in holder.iterfind(f"{W}rPr/*"):
                if local(node) in _SHOWN:
                    yield f"gaya tabel: {local(node)} pada {holder.get(f'{W}type')} {' '.join(map(str, node.values()))}"
        for holder in (style, *style.iterfind(f"{W}tblStylePr")):
            for props in holder.iterchildren(*_HOLDERS):
                yield from bounded.unknown(props, widest)
            for shade in holder.iterfind(f"{W}tcPr/{W}shd"):
                yield from (f"gaya tabel: latar {colour}" for colour in (fill(shade),) if colour)


def _lists(root: "etree._Element", fonts: frozenset[str] | None, widest: int) -> Iterator[str]:
    for level in root.iter(f"{W}lvl"):
        yield from bounded.unknown(level, widest)
        for props in level.iterchildren(*_HOLDERS):
            yield from bounded.unknown(props, widest)
        kind, own = level.find(f"{W}numFmt"), level.find(f"{W}rPr/{W}rFonts")
        is_counted = kind is None or kind.get(f"{W}val") != "bullet"
        font = own.get(f"{W}ascii") if own is not None else None
        if is_counted and font and fonts is not None and font not in fonts:
            yield f"penomoran: huruf {font}"
