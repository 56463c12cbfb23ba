"""The measures of pages: each says what it is for, and nothing of pages that a secretary signs."""

import io

import PIL.Image
import pypdfium2
import pytest

from pipeline.documents import page_lines, page_rules
from pipeline.documents.page_lines import Line, Page
from support import small
from support.office_files import p


def page(
    *tops: float, first: str = "kalimat biasa dari isi surat ini", last: str = "", end: float | None = None
) -> Page:
    texts = [first, *("kalimat biasa dari isi surat ini" for _ in tops[1:])]
    lines = [Line(last if last and top == tops[-1] else text, top, ()) for text, top in zip(texts, tops, strict=True)]
    return Page(lines, "", 0.7, tops[-1] if end is None else end)


def told(*pages: Page) -> list[str]:
    return [str(fault.page) for fault in page_rules.ends(pages)]


def test_a_heading_an_empty_third_and_a_page_of_two_lines_are_told():
    full, begun = page(0.1, 0.5, 0.9), page(0.1, 0.2, 0.3)
    assert told(full, begun) == []
    assert told(page(0.1, 0.5, 0.9, last="Tembusan:"), begun) == ["1"]
    assert told(page(0.1, 0.5, 0.9, last="rincian pada tabel berikut:"), begun) == ["1"]
    assert told(page(0.1, 0.15, 0.7, last="Tabel 3. Realisasi"), begun) == ["1"]
    assert told(page(0.1, 0.15, 0.7, last="Tabel 4. Strategi 16"), page(0.1, 0.2, 0.3, first="BAB I")) == []
    assert told(page(0.1, 0.4, 0.6), begun) == ["1"]
    assert told(full, page(0.1, 0.2)) == ["2"]
    assert told(full, Page([], "", 0.7, 0)) == ["2"]


def test_a_page_with_nothing_but_a_signature_is_told():
    signed = [Line("Kepala Dinas,", top, (), 0.5) for top in (0.1, 0.2, 0.25, 0.3)]
    assert told(page(0.1, 0.5, 0.9), Page(signed, "", 0.7, 0.3)) == ["2"]
    assert told(page(0.1, 0.5, 0.9), Page(signed, "", 0.7, 0.3, is_pictured=True)) == []
    assert told(page(0.1, 0.5, 0.9), Page([Line("Demikian disampaikan.", 0.08, ()), *signed], "", 0.7, 0.3)) == []


def test_a_signature_is_torn_by_the_end_of_a_page_and_a_cover_is_not():
    cover = Page(
        [Line("Laporan", 0.2, (), 0.4), Line("Pemerintah Kota Rekaan, Tahun 2025", 0.9, (), 0.45)], "", 0.7, 0.9
    )
    named = [Line("Nama Rekaan", 0.08, (), 0.5), *(Line("Tembusan", top, ()) for top in (0.2, 0.3))]
    assert [fault.code for fault in page_rules.ends((cover, Page(named, "", 0.7, 0.3)))] == [page_rules.TORN]
    contents = [named[0]._replace(text="DAFTAR ISI"), *named[1:]]
    assert [*page_rules.ends((cover, Page(contents, "", 0.7, 0.3)))] == []


def test_what_is_empty_before_a_new_chapter_or_below_a_picture_is_not_told():
    assert told(page(0.1, 0.4, 0.6), page(0.1, 0.2, 0.3, first="BAB III")) == []
    assert told(page(0.1, 0.4, 0.5, end=0.9), page(0.1, 0.2, 0.3)) == []


SECTION = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906"/></w:sectPr></w:pPr></w:p>'
ORDERED = "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>Teks untuk Formulir Daring</w:t></w:r></w:p>"
TURNED = p("Terima kasih.", '<w:r><w:br w:type="page"/></w:r>')
CONTINUED = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (SECTION, p("Teks untuk Formulir Daring"), []),
        (SECTION, p("Teks untuk Formulir Daring") + CONTINUED, ["1"]),
        ("", ORDERED, []),
        (TURNED, p("Teks untuk Formulir Daring"), []),
        ("", p("Teks untuk Formulir Daring"), ["1"]),
    ],
)
def test_what_is_empty_before_a_page_that_the_document_orders_is_not_told(before, after, found):
    openings = page_rules.openings(page_rules.body(small.docx(p("Saran") + before + after)))
    pages = (page(0.1, 0.4, 0.6), page(0.1, 0.2, 0.3, first="Teks untuk Formulir"))
    assert [str(fault.page) for fault in page_rules.ends(pages, openings)] == found


def test_a_line_is_stretched_when_all_its_blanks_are():
    words = "sebuah kalimat dengan beberapa kata"
    assert page_rules.stretched(Line(words, 0.5, (0.8, 0.82, 0.79, 0.81)))
    assert not page_rules.stretched(Line(words, 0.5, (0.28, 0.82, 0.28, 0.28)))
    assert not page_rules.stretched(Line("2,00 3,00 4,00 2,00 3,00", 0.5, (0.8, 0.82, 0.79, 0.81)))


def test_a_row_that_two_pages_share_and_one_apart_from_its_label_are_told():
    long, label = "Melaksanakan bimbingan teknis petugas loket", "Sistem, Mekanisme, dan Prosedur"
    cell = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    first = cell.format('<w:vMerge w:val="restart"/>', label) + cell.format("", long)
    second = cell.format("<w:vMerge/>", "") + cell.format("", "Menambah kursi di ruang tunggu pelayanan")
    docx = small.docx(f"<w:tbl><w:tr>{first}</w:tr><w:tr>{second}</w:tr></w:tbl>")
    whole = "Sistem,Mekanisme,danProsedurMelaksanakanbimbinganteknispetugasloket"
    other = "Menambahkursidiruangtunggupelayanan"
    assert [*page_rules.cut(page_rules.body(docx), [whole + other])] == []
    assert [fault.code for fault in page_rules.cut(page_rules.body(docx), [whole, other])] == [page_rules.APART]
    assert [fault.code for fault in page_rules.cut(page_rules.body(docx), [whole[:50], whole[50:] + other])] == [
        page_rules.CUT
    ]


def test_a_page_of_a_pdf_is_read_with_its_pictures(tmp_path):
    file = tmp_path / "gambar.pdf"
    PIL.Image.new("RGB", (100, 141), "gray").save(file)
    with pypdfium2.PdfDocument(io.BytesIO(file.read_bytes())) as document:
        assert page_lines.read(document[0]).lines == []
    assert [*page_rules.faults(page_lines.pages(file.read_bytes()))] == [(1, page_rules.EMPTY, "")]
