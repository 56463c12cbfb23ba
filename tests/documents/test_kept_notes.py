"""No page ends between a table and the note below it: the last row that is printed keeps with the note."""

import io
import re

from docx import Document

from pipeline.documents import kept_notes, template
from pipeline.documents.package import Properties
from support.office_files import made, table

NOTE = '<w:p><w:pPr><w:pStyle w:val="Catatan"/></w:pPr><w:r><w:t>Belum diisi.</w:t></w:r></w:p>'
OTHER = NOTE.replace("Catatan", "Isi")


def rows(words: dict, note: str = NOTE) -> list[bool]:
    """Return for each row of the printed table whether every paragraph of it keeps with the next."""
    raw = made("{{ nomor }}", table(["No", "Unsur"], ["{%tr for u in rtl %}", ""], ["{{ u }}", "x"],
                                    ["{%tr endfor %}", ""]), "{%p if catatan %}", note, "{%p endif %}")  # fmt: skip
    found = template.compile_template(raw, "t.docx", [])
    assert found
    said = {"nomor": "1", **words}
    document = Document(io.BytesIO(template.render(found, said, Properties("a", "b", None, is_draft=False))))
    return [
        all("<w:keepNext/>" in paragraph._p.xml for cell in row.cells for paragraph in cell.paragraphs)
        for row in document.tables[0].rows
    ]


def test_the_last_printed_row_keeps_with_the_note_whatever_the_loop_printed():
    assert rows({"rtl": ["a", "b"], "catatan": "ada"}) == [False, False, True]
    assert rows({"rtl": [], "catatan": "ada"}) == [True]


def test_without_a_note_no_row_is_held():
    assert rows({"rtl": ["a", "b"], "catatan": ""}) == [False, False, False]
    assert rows({"rtl": ["a", "b"], "catatan": "ada"}, OTHER) == [False, False, False]


def test_a_paragraph_is_held_once_and_stays_well_formed():
    every = (
        "<w:p>x</w:p>",
        "<w:p><w:pPr/>x</w:p>",
        '<w:p w:rsidR="1"><w:pPr><w:jc w:val="left"/></w:pPr>x</w:p>',
        '<w:p><w:pPr><w:pStyle w:val="S"/><w:keepNext/><w:jc w:val="left"/></w:pPr>x</w:p>',
    )
    for paragraph in every:
        xml = f"<w:tbl><w:tr><w:tc>{paragraph}</w:tc></w:tr></w:tbl>{NOTE}"
        held = kept_notes.kept(xml)
        assert (held.count("<w:keepNext/>"), held.count("<w:pPr>"), held.count("</w:pPr>")) == (1, 2, 2), held
        assert kept_notes.kept(held) == held
        assert re.sub("<w:keepNext/>|</?w:pPr/?>", "", held) == re.sub("<w:keepNext/>|</?w:pPr/?>", "", xml)
