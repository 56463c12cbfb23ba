"""A page break at the end of a tag's paragraph begins the page of what follows; where nothing can, it is told."""

import pytest

from pipeline.documents import template
from pipeline.documents.package import Properties
from support.docx_text import xml
from support.office_files import made, p

BREAK = '<w:r><w:br w:type="page"/></w:r>'
ANNEX = "<w:p><w:pPr><w:pStyle w:val='a'/><w:jc w:val='center'/></w:pPr><w:r><w:t>Lampiran</w:t></w:r></w:p>"


def rendered(hal: str, *blocks: str) -> tuple[bytes | None, list[str]]:
    problems: list = []
    found = template.compile_template(made("{{ draf }}", *blocks), "t.docx", problems)
    words = {"draf": "", "hal": hal, "tembusan": ["x"]}
    raw = template.render(found, words, Properties("", "", None, is_draft=False)) if found else None
    return raw, [problem.code for problem in problems if not problem.is_warning]


@pytest.mark.parametrize("opening", ["{%p if hal %}", " {%p if hal %} ", "{%p endif %}"])
@pytest.mark.parametrize("following", ["Lampiran", ANNEX])
def test_what_follows_a_tag_that_a_page_break_ends_begins_the_page(opening, following, tmp_path):
    blocks = (p(opening, BREAK), following, "{%p endif %}")
    blocks = blocks if "endif" not in opening else ("{%p if hal %}", "isi", *blocks[:2])
    for hal, pages in (("Hasil", 1), ("", "endif" in opening)):
        raw, codes = rendered(hal, *blocks)
        assert (raw is not None, codes) == (True, [])
        path = tmp_path / "t.docx"
        path.write_bytes(raw or b"")
        assert xml(path).count("<w:pageBreakBefore/>") == pages
        assert "w:br" not in xml(path)


@pytest.mark.parametrize(
    "blocks",
    [
        (p(BREAK, "{%p if hal %}"), "a", "{%p endif %}"),
        (p("{%p if hal %}", BREAK, BREAK), "a", "{%p endif %}"),
        (p("{%p if hal %}", "a", BREAK), "a", "{%p endif %}"),
        (p("{%p if hal %}", BREAK), "{%p for x in tembusan %}", "{{ x }}", "{%p endfor %}", "{%p endif %}"),
        ("{%p if hal %}", "a", p("{%p endif %}", BREAK)),
    ],
)
def test_a_page_break_beside_a_tag_that_no_paragraph_can_take_is_told(blocks):
    assert rendered("Hasil", *blocks) == (None, ["T011"])


SECTION = '<w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:pPr>'
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'


@pytest.mark.parametrize("hal", ["Hasil", ""])
def test_a_section_that_ends_in_the_paragraph_of_a_closing_tag_ends_after_it(hal, tmp_path):
    raw, codes = rendered(hal, "{%p if hal %}", "isi", f"<w:p>{SECTION}<w:r><w:t>{{%p endif %}}</w:t></w:r></w:p>", "b")
    assert (raw is not None, codes) == (True, [])
    path = tmp_path / "t.docx"
    path.write_bytes(raw or b"")
    assert xml(path).count('w:orient="landscape"') == 1


def test_a_section_that_ends_where_a_tag_opens_is_told():
    assert rendered("a", f"<w:p>{SECTION}<w:r><w:t>{{%p if hal %}}</w:t></w:r></w:p>", "b", "{%p endif %}")[1] == [
        "T011"
    ]


def test_a_field_that_asks_and_shows_nothing_is_borne_and_one_that_shows_something_is_told():
    assert rendered("a", p("a", FIELD.format("")))[1] == []
    shown = '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>lama</w:t></w:r>'
    assert rendered("a", p("a", FIELD.format(shown)))[1] == ["T016"]
