"""Marks that a reader does not see: every kind of revision, whatever hides, fetches or runs, each told at its place."""

import pytest

from pipeline.documents import template
from support import small
from support.office_files import Rel, link, made, p, picture, run

BY = 'w:id="1" w:author="Sekretaris" w:date="2025-01-02T08:00:00Z"'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
PNG = {"word/media/a.png": (small.png(1, 1), "")}


def row(row_mark: str = "", cell_mark: str = "", table_mark: str = "", text: str = "a") -> str:
    """A table of one cell, with marks in its properties."""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>{table_mark}</w:tblPr><w:tblGrid><w:gridCol w:w="2000"/>'
        f"</w:tblGrid><w:tr><w:trPr>{row_mark}</w:trPr><w:tc><w:tcPr>{cell_mark}</w:tcPr>{p(text)}</w:tc></w:tr></w:tbl>"
    )


def mark(inside: str) -> str:
    """A paragraph whose end is marked."""
    return f"<w:p><w:pPr>{inside}</w:pPr>{run('a')}</w:p>"


CELL, PARAGRAPH = "tabel 1, baris 1, kolom 1", "paragraf 2"
REVISIONS = {
    "cellIns": (row(cell_mark=f"<w:cellIns {BY}/>"), 'menambah "sel tabel"', CELL),
    "cellDel": (row(cell_mark=f"<w:cellDel {BY}/>"), 'menghapus "sel tabel"', CELL),
    "cellMerge": (row(cell_mark=f'<w:cellMerge {BY} w:vMerge="cont"/>'), "mengubah bentuk", CELL),
    "tcPrChange": (row(cell_mark=f"<w:tcPrChange {BY}><w:tcPr/></w:tcPrChange>"), "mengubah bentuk", CELL),
    "row put in": (row(f"<w:ins {BY}/>"), 'menambah "baris tabel"', CELL),
    "row taken out": (row(f"<w:del {BY}/>"), 'menghapus "baris tabel"', CELL),
    "trPrChange": (row(f"<w:trPrChange {BY}><w:trPr/></w:trPrChange>"), "mengubah bentuk", CELL),
    "tblPrChange": (row(table_mark=f"<w:tblPrChange {BY}><w:tblPr/></w:tblPrChange>"), "mengubah bentuk", CELL),
    "pPrChange": (mark(f"<w:pPrChange {BY}><w:pPr/></w:pPrChange>"), "mengubah bentuk", PARAGRAPH),
    "sectPrChange": (mark(f"<w:sectPr><w:sectPrChange {BY}/></w:sectPr>"), "mengubah bentuk", PARAGRAPH),
    "numberingChange": (mark(f"<w:numPr><w:numberingChange {BY}/></w:numPr>"), "mengubah bentuk", PARAGRAPH),
    "number put in": (mark(f"<w:numPr><w:ins {BY}/></w:numPr>"), 'menambah "nomor"', PARAGRAPH),
    "paragraph put in": (mark(f"<w:rPr><w:ins {BY}/></w:rPr>"), 'menambah "akhir paragraf"', PARAGRAPH),
    "paragraph moved": (mark(f"<w:rPr><w:moveFrom {BY}/></w:rPr>"), 'menghapus "akhir paragraf"', PARAGRAPH),
    "moveFromRangeStart": (f'<w:moveFromRangeStart {BY} w:name="m"/>{p("a")}', "mengubah bentuk", PARAGRAPH),
    "customXmlMoveFrom": (p(f"<w:customXmlMoveFromRangeStart {BY}/>", "a"), "menghapus", PARAGRAPH),
    "conflictIns": (p(f"<w14:conflictIns {W14} {BY}>{run('b')}</w14:conflictIns>"), 'menambah "b"', PARAGRAPH),
    "conflictDel": (p(f"<w14:conflictDel {W14} {BY}>{run('b')}</w14:conflictDel>"), 'menghapus "b"', PARAGRAPH),
    "what nobody knows yet": (p(f"<w:baru {BY}/>", "a"), "mengubah bentuk", PARAGRAPH),
}


def told(raw: bytes) -> list[str]:
    problems: list = []
    template.compile_template(raw, "t.docx", problems)
    return [str(problem) for problem in problems]


@pytest.mark.parametrize("name", REVISIONS)
def test_every_mark_of_a_revision_is_refused_with_who_made_it_and_where(name):
    block, said, place = REVISIONS[name]
    line = next(line for line in told(made("a", block)) if " T013 " in line)
    assert "oleh Sekretaris" in line
    assert said in line
    assert f", di {place}; " in line


@pytest.mark.parametrize(
    ("block", "is_told"),
    [
        (p(run("b", "<w:vanish/>")), True),
        (p(run("b", '<w:color w:val="FFFFFF"/>')), True),
        (p(run("b", '<w:sz w:val="2"/>')), True),
        (row("<w:hidden/>", text="b"), True),
        (picture("a").replace('id="1"', 'id="1" hidden="1"'), True),
        (p(run("b", "<w:webHidden/>")), False),
        (p(run("b", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>')), False),
        (row(cell_mark='<w:shd w:val="clear" w:fill="1F3864"/>').replace("<w:t ", "<w:t "), False),
        (p(run("{% if nomor %}", '<w:sz w:val="2"/>'), run("b"), run("{% endif %}", '<w:sz w:val="2"/>')), False),
    ],
)
def test_what_is_not_seen_is_told(block, is_told):
    lines = told(made("a", block, rels=[Rel("rIdP", "image", "media/a.png")], parts=PNG))
    assert [" T014 " in line for line in lines] == [True] * is_told


SHAPE = "<w:r><w:pict><v:shape {}>{}</v:shape></w:pict></w:r>"
OFFICE = 'xmlns:o="urn:schemas-microsoft-com:office:office"'


@pytest.mark.parametrize(
    ("block", "rels"),
    [
        (p(SHAPE.format("", '<v:imagedata src="http://192.0.2.1/a.png"/>')), ()),
        (p(SHAPE.format("", f'<v:fill {OFFICE} o:href="http://192.0.2.1/a.png" src="\\\\s\\a"/>')), ()),
        (p(SHAPE.format('href="file:///c:/a"', "")), ()),
        (link("rIdL", "a"), (Rel("rIdL", "hyperlink", "file:///c:/a"),)),
        (link("rIdL", "a"), (Rel("rIdL", "hyperlink", "javascript:a", outside=True),)),
        (
            picture("a").replace(
                'descr="a"/>', 'descr="a"><a:hlinkClick r:id="" action="ppaction://program?a"/></wp:docPr>'
            ),
            (),
        ),
        (p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT a</w:instrText></w:r>'), ()),
        ("a", (Rel("rIdZ", "officeDocument", "document2.xml"),)),
    ],
)
def test_what_would_be_fetched_or_run_is_refused(block, rels):
    rels = (Rel("rIdP", "image", "media/a.png"), *rels)
    lines = told(made("a", block, rels=rels, parts=PNG))
    assert lines
    assert all(" T018 " in line or " T016 " in line for line in lines)


def test_who_may_edit_what_and_what_other_programs_noted_stays_behind():
    noted = '<w:smartTag w:uri="u" w:element="e"><w:smartTagPr><w:attr w:name="x" w:val="RAHASIA"/></w:smartTagPr>'
    block = p(
        '<w:permStart w:id="1" w:ed="RAHASIA"/>', f"{noted}{run('{{ nomor }}')}</w:smartTag>", '<w:permEnd w:id="1"/>'
    )
    problems: list = []
    found = template.compile_template(made(block), "t.docx", problems)
    assert found is not None
    assert "RAHASIA" not in found.parts[0].jinja


@pytest.mark.parametrize(
    ("shape", "is_told"), [("{{ sifat }} %1.", True), ("%1. {% if a %}", True), ("%1.", False), ("«%1»", True)]
)
def test_a_tag_in_the_format_of_a_lists_numbers_is_refused(shape, is_told):
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum '
        f'w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="{shape}"/></w:lvl></w:abstractNum></w:numbering>'
    )
    rels = [Rel("rIdN", "numbering", "numbering.xml")]
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
    lines = told(made("a", rels=rels, parts={"word/numbering.xml": (numbering.encode(), kind)}))
    assert any(" D003 " in line for line in lines) == is_told


WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessing"
ONE = picture("{{ kop.logo }}")
PIC = ONE[ONE.index("<pic:pic>") : ONE.index("</a:graphicData>")]


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("<wps:wsp><wps:cNvSpPr/></wps:wsp>", "bentuk atau kotak teks"),
        (f"<wps:wsp><wps:txbx><w:txbxContent>{picture('')}</w:txbxContent></wps:txbx></wps:wsp>", "kotak teks"),
        (f'<g:wgp xmlns:g="{WPS}Group">{PIC}{PIC}</g:wgp>', "kelompok gambar"),
        ('<c:chart xmlns:c="urn:c"/>', "grafik"),
        (f"{PIC}{PIC}", "bukan satu gambar"),
    ],
)
def test_a_logo_in_the_place_of_what_is_not_one_picture_is_refused(held, said):
    lines = told(made("a", ONE.replace(PIC, held), rels=[Rel("rIdP", "image", "media/a.png")], parts=PNG))
    assert [line for line in lines if " T005 `{{ kop.logo }}`" in line and said in line], lines


def test_a_logo_in_the_place_of_one_picture_is_served():
    assert not told(made("a", ONE, rels=[Rel("rIdP", "image", "media/a.png")], parts=PNG))
