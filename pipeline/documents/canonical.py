"""A .docx as what a reader sees: every word that shows, with what shows of it, in order; what we do not know is named.

Two documents that show the same have the same tokens, whoever saved them. Left out on purpose: margins and spacing
within bounds, bold and italics, lines and shading, the fonts that the issued letter itself uses, page numbers.
"""

from typing import NamedTuple

from lxml import etree

from pipeline.documents import bounded, charted, labels, overseen
from pipeline.documents.inline import DEEPEST, SILENT, WRAPPERS, Inline
from pipeline.documents.looks import W, is_on, local
from pipeline.documents.opened import (
    NotReadable,
    Opened,
    R,
    Relation,
    digest,
    doubled,
    opened,
    relations_of,
    strange,
    tree,
)

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HEAD = {"headerReference": "⟨kepala⟩", "footerReference": "⟨kaki⟩"}


class Around(NamedTuple):
    """What stands around the pages of a section: around its first page, and around those that follow."""

    first: tuple[str, ...]
    rest: tuple[str, ...]


class Seen(NamedTuple):
    """What a reader sees: its words in order, what is hidden, what we do not know, fonts, measures of pictures, charts.

    Charts stand among the words by their `token`, and are told here as often as they are shown.
    """

    around: tuple[Around, ...]
    tokens: tuple[str, ...]
    hidden: tuple[str, ...]
    unknown: tuple[str, ...]
    fonts: frozenset[str]
    measures: tuple[tuple[int, ...], ...]
    pictures: tuple[bytes, ...]
    charts: tuple[charted.Charted, ...]


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
        self.labels = labels.Numbers(self.part("numbering"), self.part("styles"))

    def whole(self) -> Seen:
        """Return what the document shows, story by story."""
        document = tree(self.package.parts[self.package.main])
        body = document.find(f"{W}body")
        if body is None:
            raise NotReadable("w:body")
        for node in document:
            if node is not body:
                self.strange(node)
        self._around(body)
        self.blocks(body)
        self.flush()
        self.unknown += overseen.unknown(self.package, self.looks, self.plain)
        self._relations()
        return Seen(
            tuple(self.around),
            tuple(self.tokens),
            tuple(self.hidden),
            tuple(sorted(self.unknown)),
            frozenset(self.fonts),
            tuple(self.measures),
            tuple(self.pictures),
            tuple(self.charts),
        )

    def _relations(self) -> None:
        """Tell what the document refers to and we do not read, and parts that nothing refers to."""
        shown = {*self.tokens, *(token for around in self.around for tokens in around for token in tokens)}
        reached = {"", self.package.main}
        queue = ["", self.package.main]
        while queue:
            name = queue.pop()
            self.unknown += doubled(self.package.parts, name)
            for relation in relations_of(self.package.parts, name).values():
                if found := strange(relation):
                    part = b"" if relation.is_outside else self.package.parts.get(relation.target, b"")
                    self.unknown.append(f"{found}·{digest(part)[:6]}" if part else found)
                if relation.kind == "chart" and (chart := charted.of(self.package.parts, relation)):
                    self.unknown += [] if chart.token in shown else [chart.token]
                    self.unknown += charted.beside(self.package.parts, relation)
                    self.unknown += doubled(self.package.parts, relation.target)
                    reached |= {book.target for book in relations_of(self.package.parts, relation.target).values()}
                elif not relation.is_outside and relation.target not in reached:
                    queue.append(relation.target)
                reached |= {relation.target} if not relation.is_outside else set()
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
            title = section.find(f"{W}titlePg")
            rest = self._heads(own, "default") + (self._heads(own, "even") if even else ())
            first = self._heads(own, "first") if title is not None and is_on(title) else rest
            self.around.append(Around(first, rest))

    def _heads(self, own: dict[tuple[str, str], str], kind: str) -> tuple[str, ...]:
        """Return the words of the header and the footer of a kind."""
        found: list[str] = []
        for name in ("headerReference", "footerReference"):
            key = own.get((name, kind))
            made = self._story(self.relations[key]) if key else []
            found += [_HEAD[name], *made] if made else []
        return tuple(found)

    def _story(self, found: Relation) -> list[str]:
        """Return the tokens of a part of its own: a header, a footer."""
        raw = self.package.parts.get(found.target)
        if raw is None or found.is_outside:
            self.unknown.append(f"bagian {found.target}")
            return []
        kept, self.tokens = self.tokens, []
        story, self.story = self.story, relations_of(self.package.parts, found.target)
        fields, self.fields = self.fields, []
        self.blocks(tree(raw))
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
        look = self.looks.paragraph(own, style, self.table_style)
        before = len(self.tokens)
        mark = own.find(f"{W}rPr") if own is not None else None
        label = self.labels.label(paragraph)
        shown = self.looks.run(mark, style, self.table_style, look.background or self.background)
        if label.strip() and (shown.is_hidden or "samar" in shown.marks):
            self.hidden.append(label.strip())
        elif label.strip():
            self.tokens.append(label.strip())
        self.runs(paragraph, style, look.background or self.background, "")
        self.flush()
        if len(self.tokens) > before:
            self.unknown += bounded.laid(look.measures)
            self.tokens.append("¶")

    def _table(self, table: "etree._Element") -> None:
        props = table.find(f"{W}tblPr")
        kept = self.table_style, self.background
        for node in props if props is not None else ():
            name = local(node)
            if name == "tblStyle":
                self.table_style = node.get(f"{W}val", "")
                self._coloured_by(self.table_style)
            elif name == "shd":
                self.background = self.looks.shade(node) or self.background
        self.tokens.append("⊞")
        self._rows(table)
        self.tokens.append("⊟")
        self.table_style, self.background = kept

    def _coloured_by(self, style: str) -> None:
        """Take in the colour that the style of a table lays behind all its words; that of a part of it is not known."""
        for base in self.looks.chain(self.looks.own(style, "table")):
            for node in base.iter(f"{W}shd"):
                part, colour = node.getparent().getparent(), self.looks.shade(node)
                if local(node.getparent()) not in ("tcPr", "tblPr") or not colour:
                    continue
                if part is base or part.get(f"{W}type") == "wholeTable":
                    self.background = colour
                else:
                    self.unknown.append(f"arsir {part.get(f'{W}type')} {colour}")

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
        self._cells(row)
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
        for node in cell.iterfind(f"{W}tcPr/*"):
            name = local(node)
            if name in ("vMerge", "hMerge"):
                is_covered |= node.get(f"{W}val", "continue") == "continue"
                spans = not is_covered
            elif name == "shd":
                self.background = self.looks.shade(node) or self.background
        if is_covered:
            text = " ".join(leaf.text or "" for leaf in cell.iter(f"{W}t")).strip()
            self.hidden += [text] if text else []
        else:
            self.blocks(cell)
            self.flush()
        self.tokens.append("┃" if spans else "│")
        self.background = kept
