"""Where something stands in a Word file, as a person who has it open counts: paragraph 2 of the header, table 1, row 5.

Paragraphs outside tables are counted, empty ones too; tables, rows and cells from 1; text boxes within their part.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.documents.xml_parts import parsed, rels_name
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, problem

if TYPE_CHECKING:
    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELID = "{urn:schemas-microsoft-com:office:office}relid"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_P, _TBL, _TR, _TC, _BOX = (f"{_W}{name}" for name in ("p", "tbl", "tr", "tc", "txbxContent"))
_NOTES = (f"{_W}footnote", f"{_W}endnote", f"{_W}comment")
_TITLES = (
    ("header", phrase("kepala halaman")),
    ("footer", phrase("kaki halaman")),
    ("footnotes", phrase("catatan kaki")),
    ("endnotes", phrase("catatan akhir")),
    ("comments", phrase("komentar")),
)
_CALLED = (
    ("word/document", phrase("isi dokumen")),
    *((f"word/{name}", title) for name, title in _TITLES),
    ("[Content_Types]", phrase("daftar isi berkas")),
    ("_rels/", phrase("daftar isi berkas")),
    ("word/charts/", phrase("grafik")),
    ("word/diagrams/", phrase("SmartArt")),
    ("word/glossary/", phrase("blok penyusun (Building Blocks)")),
    ("word/numbering", phrase("daftar bernomor")),
    ("word/styles", phrase("gaya")),
    ("word/settings", phrase("setelan dokumen")),
    ("word/webSettings", phrase("setelan dokumen")),
    ("word/fontTable", phrase("daftar huruf")),
    ("word/theme/", phrase("tema")),
    ("word/media/", phrase("gambar")),
    ("docProps/custom", phrase("properti khusus berkas")),
    ("docProps/", phrase("properti berkas")),
    ("customXml/", phrase("data XML khusus")),
)
"""What a person calls parts that are no text, by how their names begin."""
_DRAWN = ("chart", "chartEx", "diagramData")
"""Relationships to what a part shows as a drawing, whose words stand in a part of their own."""
_TURNS = {"first": phrase("pertama"), "even": phrase("genap")}


def join(above: Text, below: Text) -> Text:
    """Return a place inside a place."""
    return phrase("{above}, {below}", above=above, below=below) if above and below else above or below


def called(name: str) -> Text:
    """Return what a person calls a part that is no text."""
    return next((title for begin, title in _CALLED if name.startswith(begin)), phrase("isi berkas {name}", name=name))


def broken(file: str, name: str) -> Problem:
    """Return the problem of a part of a Word file that is no XML."""
    hint = phrase("buka di Word, lalu simpan ulang sebagai .docx")
    return problem(Place(file), "T001", found=phrase("{name} rusak", name=called(name)), hint=hint)


def titles(files: Mapping[str, bytes], document: "etree._Element", rels: "etree._Element | None") -> dict[str, Text]:
    """Return what a person calls each part of a Word file; the body needs no name.

    Headers and footers are told apart by their turn (first, even) and, where there are several, by their section;
    charts and SmartArt by where they stand.
    """
    found: dict[str, Text] = {}
    for name in files:
        stem = re.sub(r"\d*\.xml$", "", posixpath.basename(name))
        for prefix, title in _TITLES:
            if stem == prefix:
                found[name] = title
    targets = {rel.get("Id"): rel.get("Target", "") for rel in (rels if rels is not None else ())}
    named: dict[str, Text] = {}
    for section, properties in enumerate(document.iter(f"{_W}sectPr"), 1):
        for reference in properties.iterchildren(f"{_W}headerReference", f"{_W}footerReference"):
            part = posixpath.normpath(f"word/{targets.get(reference.get(f'{_R}id'), '')}")
            title = _TITLES[0 if reference.tag.endswith("headerReference") else 1][1]
            turn = _TURNS.get(reference.get(f"{_W}type", ""))
            title = phrase("{part} {turn}", part=title, turn=turn) if turn else title
            if title in named.values() and part not in named:
                title = phrase("{part} bagian {section}", part=title, section=section)
            named.setdefault(part, title)
    drawn = _drawn(document, rels, "")
    for part, where in (found | named).items():
        if part in files and rels_name(part) in files:
            drawn |= _drawn(parsed(part, files[part]), parsed(rels_name(part), files[rels_name(part)]), where)
    return found | named | drawn


def _drawn(document: "etree._Element", rels: "etree._Element | None", title: Text) -> dict[str, Text]:
    drawn = [rel for rel in (rels if rels is not None else ()) if rel.get("Type", "").rpartition("/")[2] in _DRAWN]
    found: dict[str, Text] = {}
    user, places = users(document) if drawn else {}, Places(document, title)
    for rel in drawn:
        part = posixpath.normpath(posixpath.join("word", rel.get("Target", ""))).lstrip("/")
        if rel.get("Id") in user:
            found[part] = phrase("{what} di {place}", what=called(part), place=places.of(user[rel.get("Id", "")]))
    return found


def users(root: "etree._Element") -> dict[str, "etree._Element"]:
    """Return the first element that uses each relationship of a part, by the relationship's id."""
    found: dict[str, etree._Element] = {}
    for element, value in references(root):
        found.setdefault(value, element)
    return found


def references(root: "etree._Element") -> Iterator[tuple["etree._Element", str]]:
    """Yield every use of a relationship in a part: the element, and the relationship's id."""
    for element in root.iter("*"):
        for key, value in element.attrib.items():
            if value and (key.startswith(_R) or key == _RELID):
                yield element, value


class Places:
    """The paragraphs of a part, each with where it stands."""

    def __init__(self, root: "etree._Element", title: Text) -> None:
        self._root, self.title = root, title

    @cached_property
    def _known(self) -> dict["etree._Element", Text]:
        self._boxes = 0
        found: dict[etree._Element, Text] = {}
        if any(child.tag in _NOTES for child in self._root):
            for note in self._root.iterchildren(*_NOTES):
                title = phrase("{part} {number}", part=self.title, number=note.get(f"{_W}id", ""))
                self._walk(note, title, found, in_cell=False)
        else:
            body = self._root.find(f"{_W}body")
            self._walk(self._root if body is None else body, self.title, found, in_cell=False)
        return found

    def of(self, element: "etree._Element") -> Text:
        """Return where an element stands: its paragraph, or else the cell, or the part."""
        paragraph = element if element.tag == _P else next(element.iterancestors(_P), None)
        if paragraph is not None and paragraph in self._known:
            return self._known[paragraph]
        for around in (
            element,
            *element.iterancestors(_TC, _TR, _TBL),
            *element.itersiblings(_P, _TBL),
            *element.itersiblings(_P, _TBL, preceding=True),
        ):
            inside = next((paragraph for paragraph in around.iter(_P) if paragraph in self._known), None)
            if inside is not None:
                return self._known[inside]
        return self.title or phrase("isi dokumen")

    def paragraphs(self) -> Iterator[tuple["etree._Element", Text]]:
        """Yield every paragraph with its place, in the order in which they are counted."""
        yield from self._known.items()

    def _walk(
        self, container: "etree._Element", above: Text, found: dict["etree._Element", Text], in_cell: bool
    ) -> None:
        paragraphs = tables = 0
        for block in _inside(container, (_P, _TBL)):
            if block.tag == _P:
                paragraphs += 1
                found[block] = (
                    (above or phrase("isi dokumen"))
                    if in_cell
                    else join(above, phrase("paragraf {number}", number=str(paragraphs)))
                )
                for box in _inside(block, (_BOX,)):
                    if next(box.iterancestors(f"{_MC}Fallback"), None) is None:
                        self._boxes += 1
                    here = phrase("kotak teks {number}", number=str(self._boxes))
                    self._walk(box, join(self.title, here), found, in_cell=False)
            else:
                tables += 1
                for row, tr in enumerate(_inside(block, (_TR,)), 1):
                    for cell, tc in enumerate(_inside(tr, (_TC,)), 1):
                        name = phrase("tabel di dalamnya") if in_cell else phrase("tabel {table}", table=str(tables))
                        here = phrase("{table}, baris {row}, kolom {cell}", table=name, row=str(row), cell=str(cell))
                        self._walk(tc, join(above, here), found, in_cell=True)


def _inside(element: "etree._Element", wanted: tuple[str, ...]) -> Iterator["etree._Element"]:
    """Yield the wanted elements below one, in order, those inside each other not."""
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        if child.tag in wanted:
            yield child
        else:
            stack.extend(reversed(child))
