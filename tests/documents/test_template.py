"""A template: what it may say, how words come out, and that nothing a word holds can break a document."""

import datetime as dt
import io
import zipfile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.documents import compare, package, rendering, tags, template
from pipeline.documents.package import Properties
from pipeline.problems.problem import Problem, Refusal
from support.docx_maker import docx, p

SIFAT = Properties("Judul & <lain>", "Penulis", dt.date(2025, 7, 2), is_draft=False)


def made(*blocks: str, **words: object) -> "Document":
    raw = template.render(compiled(*blocks), words, SIFAT)
    return Document(io.BytesIO(raw))


def compiled(*blocks: str, **parts: object) -> template.Template:
    problems: list[Problem] = []
    found = template.compile_template(docx(*blocks, **parts), "t.docx", problems)
    assert not problems, problems
    return found


def texts(*blocks: str, **words: object) -> list[str]:
    return [paragraph.text for paragraph in made(*blocks, **words).paragraphs]


def faults(*blocks: str, **parts: object) -> list[str]:
    problems: list[Problem] = []
    assert template.compile_template(docx(*blocks, **parts), "t.docx", problems) is None
    return [str(one) for one in problems]


AWKWARD = [
    "a & b",
    "<w:p>",
    'kata "kutip"',
    "Jum’at",
    "👍",
    "a\tb",
    "satu\ndua",
    "{{ nama }}",
    "{% if %}",
    "{_{",
    "«x»",
    "${y}",
]


@pytest.mark.parametrize("value", AWKWARD)
def test_what_was_typed_comes_out_as_typed(value):
    assert texts("Nilai: {{ nama }}.", nama=value) == [f"Nilai: {value}."]


_TYPED = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


@given(_TYPED)
def test_any_text_comes_out_as_typed(value):
    assert texts("{{ nama }}|", nama=value) == [f"{value}|"]


@given(_TYPED)
def test_any_text_in_an_address_leaves_the_document_well_formed(value):
    link = '<w:p><w:hyperlink r:id="rIdL0"><w:r><w:t>{{ x }}</w:t></w:r></w:hyperlink></w:p>'
    raw = template.render(compiled(link, links=("{{ x }}",)), {"x": value}, SIFAT)
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        rels = etree.fromstring(source.read("word/_rels/document.xml.rels"))
        etree.fromstring(source.read("word/document.xml"))
    assert value in [rel.get("Target") for rel in rels]


def test_control_characters_never_reach_the_document():
    assert texts("{{ nama }}", nama="a\x00\x07\ud800b") == ["a���b"]


def test_a_tag_that_word_split_over_runs_is_found():
    assert texts(p("Yth. {", "{ na", "ma }", "}"), nama="Camat") == ["Yth. Camat"]


def test_a_branch_may_open_in_one_run_and_close_in_another():
    block = p("Ada {% if x %}", "tebal", "{% endif %} saja")
    assert texts(block, x="1") == ["Ada tebal saja"]
    assert texts(block, x="") == ["Ada  saja"]


def test_whole_paragraphs_are_repeated_and_dropped_without_leaving_empty_ones():
    assert texts("{%p for x in xs %}", "- {{ x }}", "{%p endfor %}", "akhir", xs=["a", "b"]) == ["- a", "- b", "akhir"]
    assert texts("{%p if x %}", "ada", "{%p endif %}", "akhir", x="") == ["akhir"]


def test_words_that_nobody_says_are_all_named():
    with pytest.raises(tags.MissingWords) as missing:
        made("{{ a }} {% if b.c %}x{% endif %}", "{{ d.e }} {{ ada }}", ada="y", b={}, d={})
    assert [one.word for one in missing.value.tags] == ["a", "b.c", "d.e"]


def test_asking_whether_a_word_is_said_is_no_fault():
    assert texts("{% if a.b is defined %}x{% else %}y{% endif %}") == ["y"]


@pytest.mark.parametrize("word", [["a"], {"a": "b"}, None, 1.5, True])
def test_what_is_no_text_is_refused(word):
    with pytest.raises(compare.NotText):
        made("{{ x }}", x=word)


@pytest.mark.parametrize(
    ("block", "code"),
    [
        ("{{ ''.__class__.__mro__ }}", "T007"),
        ("{{ x.__class__ }}", None),
        ("{{ range(10) }}", "T007"),
        ("{{ 'x' * 10 }}", "T007"),
        ("{{ x ~ y }}", "T007"),
        ("{{ x|join(',') }}", "T007"),
        ("{% set x = 1 %}", "T007"),
        ("{% include 'x' %}", "T007"),
        ("{{ x.items() }}", "T007"),
        ("{% for a in b recursive %}{% endfor %}", "T007"),
    ],
)
def test_a_template_cannot_reach_python_nor_compute(block, code):
    if code:
        assert f" {code} " in " ".join(faults(block))
    else:
        with pytest.raises(tags.MissingWords):
            made(block, x="teks")


@pytest.mark.parametrize(
    ("block", "code", "said"),
    [
        ("{{ nama }", "T002", "{{ nama }"),
        ("{% if x %}tanpa akhir", "T002", "endif"),
        ("{% endif %}", "T002", "endif"),
        ("{{ nama }} ${nomor_naskah}", "T004", "${"),
        ("Yth. «Nama»", "T004", "«Nama»"),
        ("{ { nomor } }", "T004", "{ {"),
        ("sisa }}", "T004", "}}"),
        ("{%p if x %} teks", "T011", "teks"),
        ("{%p if x %}{%p endif %}", "T011", "{%p endif %}"),
        ("{{r nama }}", "T005", "{{r nama }}"),
        ("{ nama }", "T004", "{ nama }"),
    ],
)
def test_a_fault_is_told_with_its_part_and_paragraph(block, code, said):
    found = faults("Paragraf lain.", block)
    assert any(f" {code} " in one and said in one and ", di paragraf 2" in one for one in found), found


def test_a_fault_in_a_header_is_told_with_its_part():
    assert "di kepala halaman, paragraf 1" in faults("isi", header="{% if %} x")[0]


def test_a_branch_that_crosses_a_table_row_is_refused():
    table = "<w:tbl><w:tr><w:tc>" + p("{% if x %}") + "</w:tc></w:tr><w:tr><w:tc>" + p("a") + "</w:tc></w:tr></w:tbl>"
    assert any(" T006 " in one for one in faults(table, "{% endif %}"))


def test_a_tag_outside_text_is_refused():
    names = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    assert " T005 " in faults(f"<w:p><w:r><m:t xmlns:m='{names}'>{{{{ x }}}}</m:t></w:r></w:p>")[0]


def test_a_word_in_a_field_code_cannot_end_it():
    field = '<w:p><w:r><w:instrText>HYPERLINK "{{ x }}"</w:instrText></w:r></w:p>'
    raw = template.render(compiled(field), {"x": 'https://a/"b'}, SIFAT)
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        assert b'HYPERLINK "https://a/%22b"' in source.read("word/document.xml")


def test_a_document_that_grows_past_its_bounds_is_refused(monkeypatch):
    monkeypatch.setattr(rendering, "LARGEST", 10_000)
    found = compiled("{%p for a in xs %}", "{%p for b in xs %}", "{{ a }}{{ b }}", "{%p endfor %}", "{%p endfor %}")
    with pytest.raises(Refusal, match="T010"):
        template.render(found, {"xs": ["x"] * 1000}, SIFAT)


@pytest.mark.parametrize("raw", [b"", b"PK\3\4", b"bukan zip", b"PK\5\6" + b"\0" * 18])
def test_what_is_no_docx_is_told(raw):
    problems: list[Problem] = []
    assert template.compile_template(raw, "t.docx", problems) is None
    assert [one.code for one in problems] == ["T001"]


def test_rendering_twice_gives_the_same_bytes_and_doubles_nothing():
    found = compiled("{%p for x in xs %}", "{{ x }}", "{%p endfor %}")
    first, second = (template.render(found, {"xs": ["a", "b"]}, SIFAT) for _ in range(2))
    assert first == second


def test_the_zip_is_dated_alike_and_properties_come_from_the_records():
    raw = template.render(compiled("isi"), {}, SIFAT)
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        assert source.testzip() is None
        assert {info.date_time for info in source.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert len(source.namelist()) == len(set(source.namelist()))
    properties = Document(io.BytesIO(raw)).core_properties
    assert (properties.title, properties.author) == ("Judul & <lain>", "Penulis")


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ('<w:smartTag w:element="a">', "</w:smartTag>"),
        ('<w:hyperlink w:anchor="a">', "</w:hyperlink>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    ],
)
def test_a_tag_that_begins_inside_an_element_and_ends_outside_it_is_refused(begin, end):
    block = f"<w:p>{begin}<w:r><w:t>{{{{ no</w:t></w:r>{end}<w:r><w:t>mor }}}}</w:t></w:r></w:p>"
    assert any(" T006 " in one for one in faults(block))


def test_a_document_type_is_no_part_of_a_word_file():
    raw = docx("{{ x }}")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            begin = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' if name == "word/document.xml" else b""
            target.writestr(name, begin + source.read(name))
    problems: list[Problem] = []
    assert template.compile_template(out.getvalue(), "t.docx", problems) is None
    assert [one.code for one in problems] == ["T001"]


@pytest.mark.parametrize("target", ["http://{{ tautan.a }}/", "../%7B%7B%20tautan.a%20%7D%7D", "{{ tautan.a }}"])
def test_an_address_that_word_or_libreoffice_completed_leads_where_the_word_says(target):
    link = '<w:p><w:hyperlink r:id="rIdL0"><w:r><w:t>{{ tautan.a }}</w:t></w:r></w:hyperlink></w:p>'
    found = compiled(link, links=(target,))
    raw = template.render(found, {"tautan": {"a": "https://contoh.example/x"}}, SIFAT)
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        assert b'Target="https://contoh.example/x"' in source.read("word/_rels/document.xml.rels")


def test_a_loop_knows_where_it_is_and_nothing_else():
    assert texts("{%p for x in xs %}", "{{ loop.index }}{{ x }}", "{%p endfor %}", xs=["a", "b"]) == ["1a", "2b"]
    assert " T007 " in faults("{%p for x in xs %}", "{{ loop.previtem }}", "{%p endfor %}")[0]


def test_a_document_proves_that_nobody_has_touched_it():
    raw = template.render(compiled("{{ x }}"), {"x": "a"}, SIFAT)
    assert package.untouched(raw)
    document = Document(io.BytesIO(raw))
    document.paragraphs[0].text = "b"
    document.save(out := io.BytesIO())
    assert not package.untouched(out.getvalue())
    assert not package.untouched(b"")
