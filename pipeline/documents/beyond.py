"""What a Word file says beside its words that moves or hides them: its settings, sections, lists, frames, grids."""

from collections.abc import Iterator

from lxml import etree

from pipeline.documents.looks import Looks, W, is_on, local, named, run_values, whole

_SETTINGS = named(
    "mailMerge attachedTemplate displayBackgroundShape mirrorMargins gutterAtTop bookFoldPrinting printFormsData"
)
_PROPERTIES = tuple(f"{W}{name}" for name in ("rPr", "pPr", "tcPr", "trPr", "tblPr", "sdtContent"))
_MAPPING = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}
_SECTION = named(
    "headerReference footerReference type pgSz pgMar pgBorders pgNumType cols formProt vAlign noEndnote titlePg "
    "rtlGutter docGrid paperSrc footnotePr endnotePr"
)
_MEASURES = ("w", "h", "top", "bottom", "left", "right", "header", "footer", "gutter")
NARROWEST = 60
"""The width of a column, in twentieths of a point, in which something can be read."""
_COLUMNS, _NARROWEST, _GAP = 4, 500, 3_000
_LOW, _HIGH, _LINE = -4_096, 40_960, 160
"""How far a grid may pull letters together or apart, in 4096ths of a point; how high its lines are at least."""


def settings(node: "etree._Element | None") -> Iterator[str]:
    """Yield the settings that show a document otherwise."""
    for option in node if node is not None else ():
        name = local(option)
        if (name in _SETTINGS and is_on(option)) or (
            name == "clrSchemeMapping"
            and any(option.get(f"{W}{key}", value) != value for key, value in _MAPPING.items())
        ):
            yield name


def fonts(node: "etree._Element | None") -> Iterator[str]:
    """Yield the fonts that a document carries: their letters may look like others."""
    for option in node.iter() if node is not None else ():
        if local(option).startswith("embed"):
            holder = option.getparent()
            yield f"huruf tertanam {holder.get(f'{W}name', '') if holder is not None else ''}"


def frames(node: "etree._Element | None") -> Iterator[str]:
    """Yield that a document is shown as frames of others."""
    if node is not None and node.find(f"{W}frameset") is not None:
        yield "frameset"


def section(node: "etree._Element") -> Iterator[str]:
    """Yield what of a section lies off the page, or presses words together."""
    for option in node:
        name = local(option)
        if name not in _SECTION and not (name == "textDirection" and option.get(f"{W}val") == "lrTb"):
            yield f"sectPr {name}"
    size, margin, columns, grid = (node.find(f"{W}{name}") for name in ("pgSz", "pgMar", "cols", "docGrid"))
    for measures, low, high in ((size, 8_000, 20_000), (margin, -10, 5_000)):
        for key, value in measures.attrib.items() if measures is not None else ():
            name = str(key).removeprefix(W)
            if name in _MEASURES and not low <= whole(value, 0) <= high:
                yield f"{local(measures)} {name} {value}" if measures is not None else name
    if columns is not None:
        widths = [whole(column.get(f"{W}w"), _NARROWEST) for column in columns]
        gaps = [whole(column.get(f"{W}space"), 0) for column in (columns, *columns)]
        if (
            not 0 <= whole(columns.get(f"{W}num"), 1) <= _COLUMNS
            or not all(0 <= gap <= _GAP for gap in gaps)
            or min(widths, default=_NARROWEST) < _NARROWEST
        ):
            yield "cols " + " ".join(map(str, (*gaps, *widths)))
    if grid is not None and grid.get(f"{W}type", "default") != "default":
        space, pitch = whole(grid.get(f"{W}charSpace"), 0), whole(grid.get(f"{W}linePitch"), 360)
        if not _LOW <= space <= _HIGH or pitch < _LINE:
            yield f"docGrid {space} {pitch}"


def said_twice(story: "etree._Element") -> Iterator[str]:
    """Yield properties that are given twice: programs differ in which they follow."""
    for node in story.iter(*_PROPERTIES):
        holder = node.getparent()
        if holder is not None and holder.find(str(node.tag)) is not node:
            yield f"dua {local(node)}"


def grid(table: "etree._Element") -> Iterator[str]:
    """Yield that a table has columns too narrow to show anything, and cells that say no width of their own."""
    widths = [whole(column.get(f"{W}w"), 0) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    if any(0 < width < NARROWEST for width in widths):
        for cell in table.iterfind(f"{W}tr/{W}tc"):
            own = cell.find(f"{W}tcPr/{W}tcW")
            if own is None or own.get(f"{W}type", "dxa") not in ("dxa", "pct"):
                yield f"tblGrid {' '.join(map(str, widths))}"
                return


def lists(node: "etree._Element | None", looks: Looks) -> Iterator[str]:
    """Yield what hides or moves numbers, or puts a picture or words where a bullet is expected."""
    for level in node.iter(f"{W}lvl") if node is not None else ():
        look = looks.look(run_values(level.find(f"{W}rPr")), "")
        if look.is_hidden or look.is_faint:
            yield "nomor yang tidak terlihat"
        for props in level.iterfind(f"{W}pPr"):
            yield from (f"nomor {mark}" for mark in looks.paragraph(props, "").unknown)
        if level.find(f"{W}lvlPicBulletId") is not None:
            yield "nomor bergambar"
        kind, text = level.find(f"{W}numFmt"), level.find(f"{W}lvlText")
        said = text.get(f"{W}val", "").strip() if text is not None else ""
        if kind is not None and kind.get(f"{W}val") == "bullet" and len(said) > 1:
            yield f"butir {said}"
