"""Fields, cross-references, captions and notes: whole and right on every way through a template, or refused."""

import io
import itertools
import zipfile

import jinja2
import pytest
from jinja2 import nodes

from pipeline.documents import branches, template
from pipeline.documents.package import Properties
from support.office_files import MAIN, Rel, box, field, made, p, wrapped

BEGIN, END = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
ASKED = "<w:r><w:instrText> PAGE </w:instrText></w:r>"
MARKED = '<w:bookmarkStart w:id="3" w:name="lamp"/>', '<w:bookmarkEnd w:id="3"/>'
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
NOTES = "".join(f'<w:footnote w:id="{number}">{p("c")}</w:footnote>' for number in (2, 3))
LISTS = {
    "parts": {
        "word/numbering.xml": (wrapped("numbering", NUMBERING), f"{MAIN}.numbering+xml"),
        "word/footnotes.xml": (wrapped("footnotes", NOTES), f"{MAIN}.footnotes+xml"),
    },
    "rels": [Rel("rIdN", "numbering", "numbering.xml"), Rel("rIdC", "footnotes", "footnotes.xml")],
}
IF, END_IF, LOOP, END_LOOP = (p(f"{{%p {tag} %}}") for tag in ("if nomor", "endif", "for x in tembusan", "endfor"))
SEQ = field("SEQ Tabel \\* ARABIC", "1")


def point(*inside: str) -> str:
    """A paragraph that Word numbers."""
    return p(*inside).replace("<w:p>", '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>')


TORN = {
    "a field that does not end": ((p(BEGIN, ASKED, "a {{ nomor }}"),), "tidak utuh", 1),
    "a field that begins in a branch": ((p("{% if nomor %}", BEGIN, ASKED, "{% endif %}", END),), "tidak utuh", 1),
    "a field whose end is in a branch": ((p(BEGIN, ASKED), IF, p(END, "a"), END_IF), "tidak utuh", 1),
    "a field in a branch that few data choose": (
        (p("{% if sifat == 'Penting' %}", BEGIN, ASKED, "{% endif %}", END),),
        "tidak utuh",
        1,
    ),
    "a place in a branch": (
        (IF, p(MARKED[0], "a", MARKED[1]), END_IF, p(field("REF lamp \\h", "a"))),
        "tidak selalu dicetak",
        4,
    ),
    "a place in a tag's paragraph": (
        (p(MARKED[0], "{%p if nomor %}", MARKED[1]), p("a"), END_IF, p(field("PAGEREF lamp", "1"))),
        "tidak selalu dicetak",
        4,
    ),
    "a place in a loop": (
        (LOOP, p(MARKED[0], "{{ x }}", MARKED[1]), END_LOOP, p(field("REF lamp"))),
        "lebih dari sekali",
        4,
    ),
    "a number below a branch": (
        (IF, point("a"), END_IF, point(MARKED[0], "b", MARKED[1]), p(field("REF lamp \\r \\h", "2"))),
        "menyebut nomor atau teks yang lain",
        5,
    ),
    "a number below one of two branches": (
        (
            *(IF, point("a"), END_IF),
            *(p("{%p if not sifat %}"), point("a"), END_IF),
            *(point(MARKED[0], "b", MARKED[1]), p(field("REF lamp \\w", "2"))),
        ),
        "menyebut nomor atau teks yang lain",
        8,
    ),
    "a number that tags counted": (
        (point("{%p if nomor %}"), p("a"), END_IF, point(MARKED[0], "b", MARKED[1]), p(field("REF lamp \\r", "2"))),
        "menyebut nomor atau teks yang lain",
        5,
    ),
    "the number of a caption below a branch": (
        (IF, p("Tabel ", SEQ), END_IF, p(MARKED[0], "Tabel ", SEQ, MARKED[1]), p(field("REF lamp \\h", "Tabel 2"))),
        "menyebut nomor atau teks yang lain",
        5,
    ),
    "the number of a note below a branch": (
        (IF, p("a", NOTE), END_IF, p(MARKED[0], NOTE.replace('"2"', '"3"'), MARKED[1], field("NOTEREF lamp", "2"))),
        "menyebut nomor atau teks yang lain",
        4,
    ),
    "a caption that counts from each heading": (
        (LOOP, p("Tabel ", field("SEQ Tabel \\s 1", "1")), END_LOOP),
        "menghitung nomor yang lain",
        2,
    ),
}


def told(*blocks: str, **more: object) -> list[str]:
    problems: list = []
    template.compile_template(made(*blocks, **{**LISTS, **more}), "t.docx", problems)
    return [str(problem) for problem in problems]


@pytest.mark.parametrize("name", TORN)
def test_what_a_branch_or_a_loop_tears_apart_is_refused_where_word_shows_it(name):
    blocks, said, paragraph = TORN[name]
    lines = told(*blocks)
    assert lines
    assert any(" T016 " in line and said in line and f"di paragraf {paragraph};" in line for line in lines), lines


def test_a_note_in_what_is_repeated_is_refused():
    (line,) = told(LOOP, p("{{ x }}", NOTE), END_LOOP)
    assert "T029 catatan kaki tercetak lebih dari sekali, di paragraf 2" in line


def test_a_reference_of_a_header_to_what_a_branch_of_the_body_drops_is_refused_in_the_header():
    header = {"word/header1.xml": (wrapped("hdr", p("{{ nomor }}", field("REF lamp", "a"))), f"{MAIN}.header+xml")}
    lines = told(
        *(IF, p(MARKED[0], "a", MARKED[1]), END_IF),
        parts=header,
        rels=[Rel("rIdH", "header", "header1.xml")],
        section='<w:headerReference w:type="default" r:id="rIdH"/>',
    )
    assert len(lines) == 1
    assert "tidak selalu dicetak, di kepala halaman, paragraf 1" in lines[0]


WHOLE = {
    "a field in a branch": (p("{% if nomor %}hlm. ", BEGIN, ASKED, END, "{% endif %}"),),
    "a text that the data say": (p(MARKED[0], "{{ nomor }}", MARKED[1]), p(field("REF lamp", "{{ nomor }}"))),
    "a place and what refers to it in one branch": (
        *(IF, p(MARKED[0], "a", MARKED[1]), p(field("REF lamp")), END_IF),
        *(p("{%p if not nomor %}"), p("b"), END_IF),
    ),
    "a reference in the same branch, asked with another": (
        *(IF, p(MARKED[0], "a", MARKED[1]), END_IF),
        *(p("{%p if sifat and nomor %}"), p(field("REF lamp", "a")), END_IF),
    ),
    "a number above a branch": (
        *(point(MARKED[0], "b", MARKED[1]), IF, point("a"), END_IF),
        p(field("REF lamp \\r \\h", "1")),
    ),
    "a number below either of two": (
        *(IF, point("a"), p("{%p else %}"), point("b"), END_IF),
        *(point(MARKED[0], "b", MARKED[1]), p(field("REF lamp \\r", "2"))),
    ),
    "a page": (IF, p("a"), END_IF, p(MARKED[0], "a", MARKED[1]), p(field("PAGEREF lamp", "7"))),
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_stays_whole_is_not_refused(name):
    assert told(*WHOLE[name]) == []


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ((LOOP, p("Tabel ", SEQ, " {{ x }}"), END_LOOP, p("Tabel ", SEQ)), ["Tabel 1 a", "Tabel 2 b", "Tabel 3"]),
        ((p("{%p if sifat %}"), p("Tabel ", SEQ), END_IF, p("Tabel ", SEQ, " {{ nomor }}")), ["Tabel 1 7"]),
        (
            (
                *(p(SEQ, " {{ nomor }}"), p(field("SEQ Tabel \\c", "9")), p(field("SEQ Gambar \\* roman", "9"))),
                *(p(field("SEQ gambar \\* ROMAN", "9")), p(field("SEQ Tabel \\r 7", "1")), p(SEQ)),
            ),
            ["1 7", "1", "i", "II", "7", "8"],
        ),
        ((box(p("Tabel ", SEQ)), p("Tabel ", SEQ, " {{ nomor }}")), ["Tabel 1", "Tabel 1", "Tabel 2 7"]),
    ],
)
def test_captions_are_numbered_as_they_stand_in_the_document(blocks, said):
    problems: list = []
    found = template.compile_template(made(*blocks), "t.docx", problems)
    assert found is not None, problems
    words = {"tembusan": ["a", "b"], "sifat": "", "nomor": "7"}
    raw = template.render(found, words, Properties("a", "b", None, is_draft=False))
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        body = source.read("word/document.xml").decode()
    paragraphs = [_text(paragraph) for paragraph in body.split("</w:p>")]
    assert [text for text in paragraphs if text] == said


def _text(xml: str) -> str:
    from lxml import html

    shown = xml.split("<w:t")[1:]
    texts = (html.fromstring(f"<p{piece.partition('</w:t>')[0]}</p>").text or "" for piece in shown)
    return "".join(texts).replace("\u00a0", " ")


def test_any_two_questions_are_asked_in_all_four_ways():
    questions = [f"kata{number}" for number in range(11)]
    tree = jinja2.Environment(autoescape=True).parse("".join(f"{{% if {name} %}}a{{% endif %}}" for name in questions))
    asked = list(branches.ways([tree]))
    names = {repr(node.test) for node in tree.find_all(nodes.If)}
    for first, second in itertools.combinations(sorted(names), 2):
        assert len({(way[first], way[second]) for way in asked}) == 4
