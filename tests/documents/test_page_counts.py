"""Numbers of pages are counted when a document is opened or printed: none is as it was typed in the template."""

import subprocess

from pipeline.documents import compared, pdf, template
from pipeline.documents.package import Properties
from support import needs
from support.docx_text import xml
from support.office_files import field, made, p

HEADING = p(
    '<w:r><w:br w:type="page"/></w:r><w:bookmarkStart w:id="5" w:name="_Toc1"/>',
    "BAB I",
    '<w:bookmarkEnd w:id="5"/>',
)
BEGIN = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" </w:instrText>'
    '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def rendered(*paragraphs: str) -> bytes:
    problems: list = []
    found = template.compile_template(made("{{ draf }}", *paragraphs), "t.docx", problems)
    assert found is not None, problems
    return template.render(found, {"draf": ""}, Properties("", "", None, is_draft=False))


def contents(shown: str) -> str:
    return p(BEGIN, "BAB I ", field("PAGEREF _Toc1 \\h", shown), END)


def test_a_page_is_marked_as_to_be_counted_and_not_as_it_was(tmp_path):
    file = tmp_path / "t.docx"
    file.write_bytes(rendered(contents("77"), p(field("PAGEREF _Toc1 \\h", "xii")), HEADING))
    document = xml(file)
    assert document.count('w:dirty="true"') == 3
    assert "77" not in document
    assert "xii" not in document


@needs.soffice
def test_paper_has_the_page_on_which_the_heading_stands(tmp_path):
    (tmp_path / "t.docx").write_bytes(rendered(contents("77"), HEADING))
    (tmp_path / "t.pdf").write_bytes(dict(pdf.printed([tmp_path / "t.docx"]))[0])
    said = subprocess.run(["pdftotext", tmp_path / "t.pdf", "-"], check=True, capture_output=True, text=True).stdout
    assert said.split("\f")[0].split() == ["BAB", "I", "2"]


def test_documents_whose_pages_were_counted_anew_say_the_same():
    was, anew, typed = (made("Isi", p("Hal. ", field("PAGEREF _Toc1 \\h", shown))) for shown in ("…", "12", "Rp500"))
    assert compared.compared(was, anew).differences == ()
    assert "PAGEREF" in compared.compared(was, typed).unknown
