"""A whole Word file held against the list of what is harmless (`bounded`): its stories, settings, styles and lists."""

from collections.abc import Iterator

from lxml import etree

from pipeline.documents import bounded
from pipeline.documents.looks import Looks, W, fill, is_on, local, named, run_values, whole
from pipeline.documents.opened import Opened, relations_of, tree

_STORIES = named("header footer footnotes endnotes")
_BESIDE = named("styles numbering settings fontTable webSettings")
_HOLDERS = tuple(f"{W}{name}" for name in ("rPr", "pPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr"))
_STYLED = tuple(f"{W}{name}" for name in ("pStyle", "rStyle", "tblStyle"))
_SHOWN = named("color sz rFonts shd highlight vertAlign position spacing w caps smallCaps strike dstrike vanish")
_FARTHEST_TAB = 3_000
_SETTINGS = named(
    "mailMerge attachedTemplate displayBackgroundShape mirrorMargins gutterAtTop bookFoldPrinting printFormsData"
)
"""Settings that show a document otherwise: a program adds many others whenever it saves."""
_MAPPING = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}
_WORDLESS = named("rPr t tab br cr lastRenderedPageBreak fldChar instrText delInstrText bookmarkStart bookmarkEnd")


def unknown(package: Opened, looks: Looks, fonts: frozenset[str] | None) -> Iterator[str]:
    """Yield what stands in a file and is not known to be harmless; `fonts` are those that its letters may be of.

    What a story says of itself is told each time; what a style or a list says, once.
    """
    parts: dict[str, etree._Element] = {package.main: tree(package.parts[package.main])}
    found = {relation.target: relation.kind for relation in relations_of(package.parts, package.main).values()}
    there = {name: kind for name, kind in found.items() if name in package.parts}
    parts |= {name: tree(package.parts[name]) for name, kind in there.items() if kind in _STORIES}
    beside = {kind: tree(package.parts[name]) for name, kind in there.items() if kind in _BESIDE}
    sizes = (whole(size.get(f"{W}w"), 0) for size in parts[package.main].iter(f"{W}pgSz"))
    widest = max(sizes, default=12_240)
    for root in (*parts.values(), *(beside[kind] for kind in ("styles", "numbering") if kind in beside)):
        yield from bounded.doubled(root)
    for root in parts.values():
        yield from _story(root, widest)
    used = {node.get(f"{W}val", "") for root in parts.values() for node in root.iter(*_STYLED)}
    yield from sorted(set(_styles(used | {*looks.defaults.values()}, looks, widest)))
    if "numbering" in beside:
        yield from sorted(set(_lists(beside["numbering"], looks, fonts, widest)))
    yield from _settings(beside["settings"]) if "settings" in beside else ()
    yield from _fonts(beside["fontTable"]) if "fontTable" in beside else ()
    if "webSettings" in beside and beside["webSettings"].find(f"{W}frameset") is not None:
        yield "frameset"


def _settings(root: "etree._Element") -> Iterator[str]:
    for option in root:
        name = local(option)
        if (name in _SETTINGS and is_on(option)) or (
            name == "clrSchemeMapping"
            and any(option.get(f"{W}{key}", value) != value for key, value in _MAPPING.items())
        ):
            yield name
        if name == "defaultTabStop" and not 0 <= whole(option.get(f"{W}val"), 720) <= _FARTHEST_TAB:
            yield f"jarak tab {option.get(f'{W}val')}"


def _fonts(root: "etree._Element") -> Iterator[str]:
    """Yield the fonts that a document carries: their letters may look like others."""
    for option in root.iter():
        holder = option.getparent()
        if holder is not None and local(option).startswith("embed"):
            yield f"huruf tertanam {holder.get(f'{W}name', '')}"


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
    for table in root.iter(f"{W}tbl"):
        yield from _grid(table)


def _grid(table: "etree._Element") -> Iterator[str]:
    """Yield that a table has columns too narrow to show anything, and cells that say no width of their own."""
    widths = [whole(column.get(f"{W}w"), 0) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    if any(0 < width < bounded.NARROWEST for width in widths):
        for cell in table.iterfind(f"{W}tr/{W}tc"):
            own = cell.find(f"{W}tcPr/{W}tcW")
            if own is None or own.get(f"{W}type", "dxa") not in ("dxa", "pct"):
                yield f"tblGrid {' '.join(map(str, widths))}"
                return


def _says(node: "etree._Element") -> bool:
    """Return whether a run or a paragraph shows anything."""
    runs = (node,) if local(node) == "r" else node.iter(f"{W}r")
    return any(local(part) not in _WORDLESS or (part.text or "").strip() for run in runs for part in run)


def _styles(used: set[str], looks: Looks, widest: int) -> Iterator[str]:
    """Yield what the styles say that are used; where a style holds only for some cells of a table, all that shows."""
    yield from (what for holder in looks.bases for what in bounded.unknown(holder, widest))
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


def _lists(root: "etree._Element", looks: Looks, fonts: frozenset[str] | None, widest: int) -> Iterator[str]:
    """Yield what hides, moves or draws numbers, and words where a bullet is expected."""
    for level in root.iter(f"{W}lvl"):
        look = looks.look(run_values(level.find(f"{W}rPr")), "")
        if look.is_hidden or look.is_faint:
            yield "nomor yang tidak terlihat"
        text = level.find(f"{W}lvlText")
        said = text.get(f"{W}val", "").strip() if text is not None else ""
        yield from bounded.unknown(level, widest)
        for props in level.iterchildren(*_HOLDERS):
            yield from bounded.unknown(props, widest)
        kind, own = level.find(f"{W}numFmt"), level.find(f"{W}rPr/{W}rFonts")
        is_counted = kind is None or kind.get(f"{W}val") != "bullet"
        if not is_counted and len(said) > 1:
            yield f"butir {said}"
        font = own.get(f"{W}ascii") if own is not None else None
        if is_counted and font and fonts is not None and font not in fonts:
            yield f"penomoran: huruf {font}"
