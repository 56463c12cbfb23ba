"""The runs of a Word file as a reader sees them: words, fields, symbols, notes, pictures; the rest is named."""

import abc
import re

from lxml import etree

from pipeline.documents import charted, images, pictured
from pipeline.documents.looks import Look, Looks, W, local, named, whole
from pipeline.documents.opened import NotReadable, Opened, R, Relation, digest, relations_of, spelt, tree
from pipeline.documents.page_counts import PAGE_NUMBER
from pipeline.documents.pictured import PIC, WP, A, V

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_MICROSOFT = "http://schemas.microsoft.com/office/word/"
_KNOWN_CHOICES = frozenset(
    [f"{_MICROSOFT}2010/{name}" for name in ("wordprocessingShape", "wordprocessingGroup", "wordprocessingDrawing")]
    + [f"{_MICROSOFT}2010/{name}" for name in ("wordml", "wordprocessingCanvas", "wordprocessingInk")]
    + [f"{_MICROSOFT}2012/wordml"]
)
SILENT = named(
    "bookmarkStart bookmarkEnd proofErr permStart permEnd lastRenderedPageBreak pPr rPr tblPr tblGrid trPr tcPr "
    "sectPr annotationRef footnoteRef endnoteRef separator continuationSeparator commentRangeStart "
    "commentRangeEnd tblPrEx sdtPr sdtEndPr softHyphen smartTagPr customXmlPr fldData"
)
_DROPPED = " \t\r\n"
_SPACES = frozenset(["tab", "br", "cr", "ptab"])
WRAPPERS = frozenset(["smartTag", "customXml", "sdtContent", "ins", "moveTo", "body", "hdr", "ftr"])
_REVISIONS = frozenset(["ins", "del", "moveFrom", "moveTo"])
_FREE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF")
_KEPT_FIELDS = ("TOC",)
_PLAIN_SWITCHES = frozenset(["\\*", "MERGEFORMAT", "ARABIC"])

DEEPEST = 60


class _Field:
    """A field that is open: its code as read so far, its kind, and whether its result has begun."""

    def __init__(self) -> None:
        self.code = self.kind = ""
        self.is_code = True


class Inline(abc.ABC):
    """Takes in what stands in paragraphs, token by token; who reads the blocks builds on it."""

    def __init__(self, package: Opened, plain_fonts: frozenset[str] | None) -> None:
        self.package, self.plain = package, plain_fonts
        self.relations = relations_of(package.parts, package.main)
        self.tokens: list[str] = []
        self.hidden: list[str] = []
        self.unknown: list[str] = list(package.odd)
        self.fonts: set[str] = set()
        self.measures: list[tuple[int, ...]] = []
        self.pictures: list[bytes] = []
        self.charts: list[charted.Charted] = []
        self.looks = Looks(self.part("styles"), self.part("theme"))
        self.unknown += self.looks.unknown
        self.settings = self.part("settings")
        self.fields: list[_Field] = []
        self.word, self.word_look = "", ""
        self.depth = 0
        self.table_style = ""
        self.background = ""
        self.story: dict[str, Relation] = self.relations

    def part(self, kind: str) -> "etree._Element | None":
        """Return a part that the document refers to by a kind; `None` where it has none."""
        names = (found.target for found in self.relations.values() if found.kind == kind and not found.is_outside)
        raw = self.package.parts.get(next(names, ""))
        return tree(raw) if raw is not None else None

    @abc.abstractmethod
    def blocks(self, holder: "etree._Element") -> None:
        """Take in the paragraphs and tables of a holder: a text box, a note."""

    # --- runs ---

    def runs(self, holder: "etree._Element", style: str, background: str, link: str) -> None:
        """Take in the runs of a paragraph, or of what stands in one."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise NotReadable("bersarang terlalu dalam")
        for node in holder:
            name = local(node)
            if name == "r":
                self._run(node, style, background, link)
            elif name == "fldSimple":
                self._simple_field(node, style, background, link)
            elif name in ("del", "moveFrom"):
                self.revision(name)
                self.hidden.append("".join(node.itertext()))
            elif name in (f"{_M}oMath", f"{_M}oMathPara"):
                self.text("⟨rumus⟩" + "".join(leaf.text or "" for leaf in node.iter(f"{_M}t")), "rumus")
            elif name not in SILENT:
                self._below(node, name, style, background, link)
        self.depth -= 1

    def _below(self, node: "etree._Element", name: str, style: str, background: str, link: str) -> None:
        """Take in what only holds runs: a link, a content control, an alternative; all else is not known."""
        inner: etree._Element | None = node
        if name == "hyperlink":
            link = self._target(node)
        elif name == "sdt":
            inner = self.control(node)
        elif name in WRAPPERS:
            self.revision(name)
        elif name == f"{_MC}AlternateContent":
            inner = self.choice(node)
        else:
            self.strange(node)
            return
        if inner is not None:
            self.runs(inner, style, background, link)

    def control(self, control: "etree._Element") -> "etree._Element | None":
        """Return what a content control shows; one that Word fills anew from elsewhere is not known."""
        if any(local(node).rpartition("}")[2] == "dataBinding" for node in control.iter()):
            self.unknown.append("dataBinding")
        return control.find(f"{W}sdtContent")

    def _target(self, link: "etree._Element") -> str:
        key = link.get(f"{R}id")
        if key is None:
            return ""  # within the document
        found = self.story.get(key)
        address = found.target if found else "?"
        anchor = link.get(f"{W}anchor") or link.get(f"{W}docLocation") or ""
        return address + (f"#{anchor}" if anchor else "")

    def _simple_field(self, node: "etree._Element", style: str, background: str, link: str) -> None:
        field = _Field()
        self.fields.append(field)
        field.code = node.get(f"{W}instr", "")
        self._result(field)
        self.runs(node, style, background, link)
        self.fields.pop()

    def _result(self, field: _Field) -> None:
        """Tell of a field, where its result begins, what Word would compute there."""
        field.is_code = False
        words = field.code.split()
        kind = words[0].upper() if words else ""
        known, field.kind = field.kind, kind
        if kind in _FREE_FIELDS:
            self.flush()
            is_twice = kind == "PAGEREF" and self.tokens[-1:] == ["⟨PAGEREF⟩"]  # as LibreOffice writes it in a contents
            self.tokens += [] if is_twice else [f"⟨{kind}⟩"]
            if kind != "PAGEREF" and not {word.upper() for word in words[1:]} <= _PLAIN_SWITCHES:
                self.unknown.append(f"medan {' '.join(words)}")
            field.is_code = True  # what it showed last depends on the printer
        elif kind == "HYPERLINK":
            found = re.search(r'"([^"]*)"', field.code)
            field.code = found[1] if found and not re.search(r"\\l", field.code) else ""
            return
        elif kind in _KEPT_FIELDS:
            if known != kind:  # LibreOffice begins the result of a field twice
                self.unknown.append(f"medan {kind}")
        elif kind:
            self.flush()
            self.tokens.append(f"⟨medan {' '.join(words)}⟩")
        field.code = ""

    def _run(self, run: "etree._Element", style: str, background: str, link: str) -> None:
        look = self.looks.run(run.find(f"{W}rPr"), style, self.table_style, background)
        link = link or next((field.code for field in self.fields if not field.is_code and field.code), "")
        marks = [*look.marks]
        if look.font and self.plain is not None and look.font not in self.plain:
            marks.append(f"huruf {look.font}")
        if link:
            marks.append(f"tautan {link}")
        for node in run:
            self._in_run(node, look, "; ".join(marks))

    def _in_run(self, node: "etree._Element", look: Look, marks: str) -> None:
        name = local(node)
        if name == "fldChar":
            self._field_mark(node.get(f"{W}fldCharType", ""))
        elif name == "instrText" and self.fields:
            self.fields[-1].code += node.text or ""
        elif any(field.is_code for field in self.fields) or name in SILENT:
            self._uncounted(node)
        elif name == "t":
            self._shown_or_hidden(node, look, marks)
        elif name == "delText":
            self.revision(name)
            self.hidden.append(node.text or "")
        elif look.is_hidden:
            self.hidden += [] if name in _SPACES else [name.rpartition("}")[2]]
        else:
            self._sign(node, name, look, marks)

    def _uncounted(self, node: "etree._Element") -> None:
        """Pass over what a field showed last; where pages are referred to, only a number may stand."""
        if self.fields and self.fields[-1].kind == "PAGEREF" and not PAGE_NUMBER.fullmatch(node.text or ""):
            self.unknown.append("PAGEREF")

    def _shown_or_hidden(self, node: "etree._Element", look: Look, marks: str) -> None:
        text = node.text or ""
        if node.get(f"{_XML}space") != "preserve":
            text = text.strip(_DROPPED)
        if len(node):
            self.strange(node)
        if text.strip() and (look.is_hidden or look.is_faint):
            self.hidden.append(text.strip())
        if look.is_off_web and text.strip():  # Word says so of the tabs and page numbers of a contents, never of words
            self.unknown.append(f"webHidden {text.strip()}")
        if not look.is_hidden:
            self.fonts |= {look.font} if text.strip() else set()
            self.text(text, marks)

    def _sign(self, node: "etree._Element", name: str, look: Look, marks: str) -> None:
        """Take in what is no plain text: blanks, symbols, notes, drawings; all else is not known."""
        if name in _SPACES:
            self.text(" ", marks)
        elif name == "noBreakHyphen":
            self.text("\u2011", marks)
        elif name == "sym":
            self.text(f"⟨{node.get(f'{W}font', '')} {node.get(f'{W}char', '')}⟩", marks)
        elif name in ("footnoteReference", "endnoteReference"):
            self._note(name.removesuffix("Reference"), node.get(f"{W}id", ""))
        elif name == "commentReference":
            self.unknown.append("komentar")
        elif name in ("drawing", "pict", "object"):
            self.flush()
            self._drawing(node)
        elif name == f"{_MC}AlternateContent":
            for inner in self.choice(node):
                self._in_run(inner, look, marks)
        else:
            self.strange(node)

    def _field_mark(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self._result(self.fields[-1])
        elif kind == "end" and self.fields:
            field = self.fields.pop()
            if field.is_code and field.code:
                self._result(field)

    def text(self, text: str, marks: str) -> None:
        """Take text in; words end at blanks, and say where their look changes."""
        for letter in text:
            if letter.isspace():
                self.flush()
                continue
            if marks != self.word_look:
                self.word += f"‹{marks}›"
                self.word_look = marks
            self.word += letter

    def flush(self) -> None:
        """End the word that is being read."""
        if self.word:
            self.tokens.append(self.word)
        self.word, self.word_look = "", ""

    def _note(self, kind: str, key: str) -> None:
        """Read a foot- or endnote where it is referred to."""
        self.flush()
        found = next((relation for relation in self.relations.values() if relation.kind == f"{kind}s"), None)
        raw = self.package.parts.get(found.target) if found else None
        for note in tree(raw).iterfind(f"{W}{kind}") if raw is not None else ():
            if note.get(f"{W}id") == key:
                self.tokens.append("⟨catatan⟩")
                self.blocks(note)
                self.tokens.append("⟨/catatan⟩")

    # --- what is no text ---

    def choice(self, node: "etree._Element") -> "etree._Element":
        """Return the alternative that Word takes; the other one, where it says something else, is told."""
        found = [option for option in node if str(option.tag) in (f"{_MC}Choice", f"{_MC}Fallback")]
        needs = [[option.nsmap.get(name, name) for name in option.get("Requires", "").split()] for option in found]
        self.unknown += (f"AlternateContent {name}" for names in needs for name in names if name not in _KNOWN_CHOICES)
        taken = next((option for option, names in zip(found, needs, strict=True) if {*names} <= _KNOWN_CHOICES), node)
        texts = {"".join(text.text or "" for text in option.iter(f"{W}t")) for option in found}
        if len(texts) > 1:
            self.unknown.append("AlternateContent")
        return taken

    def _drawing(self, node: "etree._Element") -> None:
        for picture in node.iter(f"{PIC}pic"):
            self._picture(node, picture)
        charts = [self._chart(key) for key in pictured.charts(node)]
        for box in node.iter(f"{W}txbxContent"):
            self.tokens.append("⟨kotak⟩")
            self.blocks(box)
        for art in node.iter(f"{V}textpath"):
            self.tokens += [f"⟨{art.get('string')}⟩"] if art.get("string") else []
        for image in node.iter(f"{V}imagedata"):
            self.tokens.append(f"⟨gambar {self._content(image.get(f'{R}id', ''))}⟩")
        if local(node) == "object" or not all(charts) or pictured.covers(node) or not pictured.is_known(node):
            self.strange(node)
        for place in node.iter(f"{WP}anchor", f"{WP}inline"):
            if place.tag == f"{WP}anchor":
                self.tokens.append("⟨mengambang⟩")
                self.measures.append(tuple(whole(offset.text, 0) for offset in place.iter(f"{WP}posOffset")))
                self.unknown += pictured.floating(place)
            self.unknown += pictured.squeezed(place)
            extent = place.find(f"{WP}extent")
            if extent is not None:
                self.measures.append((whole(extent.get("cx"), 0), whole(extent.get("cy"), 0)))

    def _chart(self, key: str) -> bool:
        """Take in a chart; return whether it is there."""
        if (found := charted.of(self.package.parts, self.story.get(key))) is None:
            return False
        self.tokens.append(found.token)
        self.unknown += found.unknown_beside(self.plain or frozenset())
        self.charts.append(found)
        return True

    def _picture(self, drawing: "etree._Element", picture: "etree._Element") -> None:
        fill_, props = picture.find(f"{PIC}blipFill"), picture.find(f"{PIC}spPr")
        blip = fill_.find(f"{A}blip") if fill_ is not None else None
        if blip is None or blip.get(f"{R}link"):
            self.strange(drawing)
            return
        self.unknown += pictured.beside(fill_, props)
        links = [self._target(link) for link in drawing.iter(f"{A}hlinkClick", f"{A}hlinkHover")]
        led = f"‹tautan {' '.join(links)}›" if any(links) else ""
        self.tokens.append(f"⟨gambar {self._content(blip.get(f'{R}embed', ''))}{led}⟩")

    def _content(self, key: str) -> str:
        found = self.story.get(key)
        raw = self.package.parts.get(found.target) if found and not found.is_outside else None
        if raw is None:
            self.unknown.append("gambar di luar")
            return "?"
        self.pictures.append(raw)
        return images.digest(raw) or digest(raw)

    def revision(self, name: str) -> None:
        """Tell of a tracked change: what shows depends on how one looks."""
        if name in _REVISIONS or name == "delText":
            self.unknown.append("perubahan terlacak")

    def strange(self, node: "etree._Element") -> None:
        """Name what we do not know, with a fingerprint: the same in both documents is no difference."""
        self.flush()
        self.unknown.append(f"{local(node).rpartition('}')[2]} {digest(spelt(node))[:6]}")
