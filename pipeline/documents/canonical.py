"""A .docx as what a reader sees: every word that shows, with what shows of it, in order; what we do not know is named.

Two documents that show the same have the same tokens, whoever saved them. Left out on purpose: margins and spacing
within bounds, bold and italics, lines and shading, the fonts that the issued letter itself uses, page numbers.
"""

from typing import NamedTuple

from lxml import etree

from pipeline.documents import bounded, labels
from pipeline.documents.inline import DEEPEST, SILENT, WRAPPERS, Inline
from pipeline.documents.looks import Look, W, fill, is_on, local, named, whole
from pipeline.documents.opened import NotReadable, Opened, R, Relation, opened, relations_of, strange, tree

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SECTION = named(
    "headerReference footerReference type pgSz pgMar pgBorders pgNumType cols formProt vAlign noEndnote titlePg "
    "rtlGutter docGrid paperSrc footnotePr endnotePr"
)
_HEAD = {"headerReference": "⟨kepala⟩", "footerReference": "⟨kaki⟩"}
_MEASURES = ("w", "h", "top", "bottom", "left", "right", "header", "footer", "gutter")
_SETTINGS = (
    "mailMerge",
    "attachedTemplate",
    "displayBackgroundShape",
    "mirrorMargins",
    "gutterAtTop",
    "bookFoldPrinting",
)


class Around(NamedTuple):
    """What stands around the pages of a section: around its first page, and around those that follow."""

    first: tuple[str, ...]
    rest: tuple[str, ...]


class Seen(NamedTuple):
    """What a reader sees: its words in order, what is hidden, what we do not know, fonts, measures of pictures."""

    around: tuple[Around, ...]
    tokens: tuple[str, ...]
    hidden: tuple[str, ...]
    unknown: tuple[str, ...]
    fonts: frozenset[str]
    measures: tuple[tuple[int, ...], ...]
    pictures: tuple[bytes, ...]


def seen(raw: bytes, plain_fonts: frozenset[str] | None = None) -> Seen:
    """Return what a reader sees of a .docx; text in a font outside `plain_fonts` is told apart.

    Raises `NotReadable`.
    """
    package = opened(raw)
    try:
        return _Reader(package, plain_fonts).whole()
    except (RecursionError, KeyError, AttributeError, TypeError, ValueError, IndexError):
        raise NotReadable("susunan bagiannya rusak") from None


class _Reader(Inline):
    """Reads the stories of a document, block by block."""

    def __init__(self, package: Opened, plain_fonts: frozenset[str] | None) -> None:
        super().__init__(package, plain_fonts)
        self.around: list[Around] = []
        numbering = self.part("numbering")
        self.unknown += bounded.doubled(numbering) if numbering is not None else ()
        self.labels = labels.Numbers(numbering, self.part("styles"))

    def whole(self) -> Seen:
        """Return what the document shows, story by story."""
        document = tree(self.package.parts[self.package.main])
        body = document.find(f"{W}body")
        if body is None:
            raise NotReadable("w:body")
        if document.find(f"{W}background") is not None:
            self.unknown.append("background")
        self.unknown += bounded.doubled(document)
        self.looks.widest = max((whole(size.get(f"{W}w"), 0) for size in body.iter(f"{W}pgSz")), default=12_240)
        self._around(body)
        self.blocks(body)
        self.flush()
        self._settings()
        self._relations()
        self.unknown += self.looks.used
        return Seen(
            tuple(self.around),
            tuple(self.tokens),
            tuple(self.hidden),
            tuple(sorted(self.unknown)),
            frozenset(self.fonts),
            tuple(self.measures),
            tuple(self.pictures),
        )

    def _settings(self) -> None:
        for node in self.settings if self.settings is not None else ():
            name = local(node)
            if name in _SETTINGS and is_on(node):
                self.unknown.append(name)
            elif name == "defaultTabStop" and not 0 <= whole(node.get(f"{W}val"), 720) <= 3_000:
                self.unknown.append(f"jarak tab {node.get(f'{W}val')}")
            elif name == "clrSchemeMapping":
                plain = {"bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2"}
                if any(node.get(f"{W}{key}", value) != value for key, value in plain.items()):
                    self.unknown.append(name)
        fonts = self.part("fontTable")
        for node in fonts.iter() if fonts is not None else ():
            if local(node).startswith("embed"):
                self.unknown.append(f"huruf tertanam {node.getparent().get(f'{W}name', '')}")

    def _relations(self) -> None:
        """Tell what the document refers to and we do not read, and parts that nothing refers to."""
        reached = {"", self.package.main}
        queue = ["", self.package.main]
        while queue:
            name = queue.pop()
            for relation in relations_of(self.package.parts, name).values():
                if found := strange(relation):
                    self.unknown.append(found)
                if not relation.is_outside and relation.target not in reached:
                    reached.add(relation.target)
                    queue.append(relation.target)
        for name in sorted(self.package.parts.keys() - reached):
            if not name.endswith(".rels") and name != "[Content_Types].xml":
                self.hidden.append(f"bagian {name}")

    # --- sections and their headers ---

    def _around(self, body: "etree._Element") -> None:
        """Read the headers and footers of every section as they show, and the pages that they stand on."""
        own: dict[tuple[str, str], str] = {}
        even = self.settings is not None and any(
            is_on(option) for option in self.settings.iterfind(f"{W}evenAndOddHeaders")
        )
        for section in body.iter(f"{W}sectPr"):
            if section.getparent().tag not in (f"{W}body", f"{W}pPr"):
                continue
            for node in section:
                name = local(node)
                if name in ("headerReference", "footerReference"):
                    own[name, node.get(f"{W}type", "default")] = node.get(f"{R}id", "")
                elif name not in _SECTION and not (name == "textDirection" and node.get(f"{W}val") == "lrTb"):
                    self.unknown.append(f"sectPr {name}")
            self._page(section)
            title = section.find(f"{W}titlePg")
            rest = self._heads(own, "default") + (self._heads(own, "even") if even else ())
            first = self._heads(own, "first") if title is not None and is_on(title) else rest
            self.around.append(Around(first, rest))

    def _heads(self, own: dict[tuple[str, str], str], kind: str) -> tuple[str, ...]:
        """Return the words of the header and the footer of a kind."""
        found: list[str] = []
        for name in ("headerReference", "footerReference"):
            key = own.get((name, kind))
            made = self._story(self.relations.get(key, Relation(name, key, True))) if key else []
            found += [_HEAD[name], *made] if made else []
        return tuple(found)

    def _page(self, section: "etree._Element") -> None:
        size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        for node, low, high in ((size, 8_000, 20_000), (margin, -10, 5_000)):
            for key, value in node.attrib.items() if node is not None else ():
                name = key.removeprefix(W)
                if name in _MEASURES and not low <= whole(value, 0) <= high:
                    self.unknown.append(f"{local(node)} {name} {value}")

    def _story(self, found: Relation) -> list[str]:
        """Return the tokens of a part of its own: a header, a footer."""
        raw = self.package.parts.get(found.target)
        if raw is None or found.is_outside:
            self.unknown.append(f"bagian {found.target}")
            return []
        kept, self.tokens = self.tokens, []
        story, self.story = self.story, relations_of(self.package.parts, found.target)
        fields, self.fields = self.fields, []
        root = tree(raw)
        self.unknown += bounded.doubled(root)
        self.blocks(root)
        self.flush()
        made, self.tokens = self.tokens, kept
        self.story, self.fields = story, fields
        return made

    # --- blocks ---

    def blocks(self, holder: "etree._Element") -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotReadable("bersarang terlalu dalam")
        for block in holder:
            name = local(block)
            if name == "p":
                self._paragraph(block)
            elif name == "tbl":
                self._table(block)
            elif name == "sdt":
                inner = self.control(block)
                if inner is not None:
                    self.blocks(inner)
            elif name in (*WRAPPERS, f"{_MC}AlternateContent"):
                self.revision(name)
                self.blocks(self.choice(block) if name not in WRAPPERS else block)
            elif name not in SILENT:
                self.strange(block)
        self.depth -= 1

    def _paragraph(self, paragraph: "etree._Element") -> None:
        own = paragraph.find(f"{W}pPr")
        named = own.find(f"{W}pStyle") if own is not None else None
        style = named.get(f"{W}val", "") if named is not None else ""
        level = self.labels.shape(paragraph)
        look = self.looks.paragraph(own, style, level.find(f"{W}pPr") if level is not None else None)
        before = len(self.tokens)
        mark = own.find(f"{W}rPr") if own is not None else None
        label = self.labels.label(paragraph)
        over = level.find(f"{W}rPr") if level is not None else None
        shown = self.looks.run(mark, style, self.table_style, look.background or self.background, over)
        if label.strip():
            self._counts(level, shown)
        if label.strip() and (shown.is_hidden or "samar" in shown.marks):
            self.hidden.append(label.strip())
        elif label.strip():
            self.tokens.append(label.strip())
        self.runs(paragraph, style, look.background or self.background, "")
        self.flush()
        is_empty = len(self.tokens) == before
        self.unknown += (what for what in look.unknown if not (is_empty and what.startswith(bounded.LINE)))
        if not is_empty:
            self.tokens.append("¶")

    def _counts(self, level: "etree._Element | None", shown: Look) -> None:
        """Name what a level of a list may do to the numbers that it counts."""
        self.looks.used |= {*bounded.unknown(level), *shown.unknown}
        sign = level.find(f"{W}lvlText") if level is not None else None
        text = sign.get(f"{W}val", "") if sign is not None else ""
        kind = labels.value_of(level, "numFmt") if level is not None else ""
        if kind == "bullet" and (len(text) > 1 or text.isalnum()):
            self.looks.used.add(f"penomoran: tanda {text}")
        elif kind != "bullet" and shown.font and self.plain is not None and shown.font not in self.plain:
            self.looks.used.add(f"penomoran: huruf {shown.font}")

    def _table(self, table: "etree._Element") -> None:
        props = table.find(f"{W}tblPr")
        kept = self.table_style, self.background
        style = props.find(f"{W}tblStyle") if props is not None else None
        self.table_style = style.get(f"{W}val", "") if style is not None else ""
        self.looks.used |= {*self.looks.table(self.table_style)}
        self._bounded(props)
        self.tokens.append("⊞")
        self._rows(table)
        self.tokens.append("⊟")
        self.table_style, self.background = kept

    def _bounded(self, props: "etree._Element | None") -> None:
        """Name what the properties of a table, a row or a cell may do to a reader; note what lies behind the text."""
        self.unknown += bounded.unknown(props, self.looks.widest)
        shade = props.find(f"{W}shd") if props is not None else None
        if shade is not None:
            self.background = fill(shade)

    def _rows(self, table: "etree._Element") -> None:
        for row in table:
            name = local(row)
            if name in ("sdt", *WRAPPERS):
                self.revision(name)
                self._rows(row.find(f"{W}sdtContent") if name == "sdt" else row)
            elif name == "tr":
                self._row(row)
            elif name not in SILENT:
                self.strange(row)

    def _row(self, row: "etree._Element") -> None:
        if any(is_on(node) for node in row.iterfind(f"{W}trPr/{W}hidden")):
            self.hidden.append(" ".join(row.itertext()))
            return
        kept = self.background
        for props in row.iterfind(f"{W}trPr"):
            self._bounded(props)
        for props in row.iterfind(f"{W}tblPrEx"):
            self._bounded(props)
        self._cells(row)
        self.background = kept
        self.tokens.append("↵")

    def _cells(self, row: "etree._Element") -> None:
        for cell in row:
            name = local(cell)
            if name in ("sdt", *WRAPPERS):
                self.revision(name)
                self._cells(cell.find(f"{W}sdtContent") if name == "sdt" else cell)
            elif name == "tc":
                self._cell(cell)
            elif name not in SILENT:
                self.strange(cell)

    def _cell(self, cell: "etree._Element") -> None:
        kept = self.background
        is_covered = spans = False
        self._bounded(cell.find(f"{W}tcPr"))
        for node in cell.iterfind(f"{W}tcPr/*"):
            name = local(node)
            if name in ("vMerge", "hMerge"):
                is_covered |= node.get(f"{W}val", "continue") == "continue"
                spans = not is_covered
            elif name == "tcW" and node.get(f"{W}type", "dxa") == "dxa" and 0 < whole(node.get(f"{W}w"), 1000) < 60:
                self.unknown.append(f"sel: tcW {node.get(f'{W}w')}")
        if is_covered:
            text = " ".join(leaf.text or "" for leaf in cell.iter(f"{W}t")).strip()
            self.hidden += [text] if text else []
        else:
            self.blocks(cell)
            self.flush()
        self.tokens.append("┃" if spans else "│")
        self.background = kept
