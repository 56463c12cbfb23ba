"""A figure is held against figures and a text against texts, wherever a condition stands: the other is refused."""

import re

import pytest

from pipeline.documents import contract, template
from pipeline.documents.compare import ORDER
from pipeline.documents.held import Side
from pipeline.documents.tag import Tag
from pipeline.words.chapter import Number, NumberOrDash
from pipeline.words.say import CHAPTERS, described
from support.office_files import MAIN, Rel, box, field, made, p, table, wrapped

SAID = described(CHAPTERS)
FIGURES = sorted(path for path, means in SAID.items() if isinstance(means, Number))
TEXTS = sorted(
    path.replace("<kunci>", "laporan")
    for path, means in SAID.items()
    if not isinstance(means, Number) and "(gambar)" not in means
)


def told(*blocks: str, **parts: object) -> list[str]:
    """Return what is told of a template, without warnings."""
    problems: list = []
    found = template.compile_template(made("{{ draf }}", *blocks, **parts), "t.docx", problems)
    problems += contract.check("t.docx", found.tags, SAID) if found else ()
    return [str(problem) for problem in problems if not problem.is_warning]


def judged(paths: list[str], *against: Side) -> list[str]:
    """Return the words that are refused beside so-and-so."""
    asked = [Tag(path, "paragraf 1", "", "compared", against=against) for path in paths]
    return [str(problem) for problem in contract.check("t.docx", asked, SAID) if problem.code == "T019"]


@pytest.mark.parametrize("op", ["eq", "ne", "in", "notin", "gt", "lteq"])
def test_every_word_that_prints_a_number_is_held_against_numbers_only(op):
    for against in (Side("text", "baik", op), Side("word", "sifat", op), Side("word", "utama.mutu", op)):
        lines = judged(FIGURES, Side("number", "80", op), against)
        assert [re.findall("`([^`]*)` berupa angka", line) for line in lines] == [[path] for path in FIGURES]
    numbers = (("number", "80"), ("text", "80,50"), ("text", ""), ("word", "utama.ikm"), ("number", "length"))
    assert judged(FIGURES, *(Side(kind, said, op) for kind, said in numbers)) == []
    dashes = [path for path in FIGURES if isinstance(SAID[path], NumberOrDash)]
    assert dashes
    assert judged(dashes, Side("text", "-", op)) == []
    assert len(judged(FIGURES, Side("text", "-", op))) == len(FIGURES) - len(dashes)


@pytest.mark.parametrize("op", ["eq", "ne", "in", "notin", "gt", "lteq"])
def test_every_word_that_prints_text_is_held_against_texts_only(op):
    for against in (Side("number", "3", op), Side("number", "length", op), Side("word", "utama.ikm", op)):
        lines = judged(TEXTS, Side("text", "a", op), against)
        assert [re.findall("`([^`]*)` adalah teks", line) for line in lines] == [[path] for path in TEXTS]
    texts = (("text", "3"), ("text", "Penting"), ("word", "sifat"))
    many = len(TEXTS) if op in ORDER else 0
    assert len(judged(TEXTS, *(Side(kind, said, op) for kind, said in texts))) == many


@pytest.mark.parametrize(
    "form",
    [
        "@ == 'baik'",
        "@ != 'baik'",
        "@ in ['baik', '80']",
        "@ not in ('80', 'baik')",
        "'baik' == @",
        "@ == sifat",
        "sifat != @",
        "not @ == 'baik'",
        "sifat or @ == 'baik'",
        "@|upper == 'BAIK'",
        "(@ if sifat else utama.mutu) == 'baik'",
        "('baik' if sifat else '80') == @",
        "@ == 'baik' == sifat",
        "'baik' in utama.layanan[0].nilai",
    ],
)
def test_however_a_number_is_held_against_text_it_is_refused(form):
    for word in ("utama.ikm", "utama.unsur[0].nilai", "(saran.jumlah)"):
        (line,) = told(p(f"{{% if {form.replace('@', word)} %}}a{{% endif %}}"))
        assert " T019 `{% if " in line
        assert "berupa angka" in line or "`sifat` adalah teks" in line


@pytest.mark.parametrize("form", ["@ == 3", "3 != @", "@ in [1, 2]", "@ > 0", "@ > '3'", "@ == utama.ikm"])
def test_however_a_text_is_held_against_a_number_it_is_refused(form):
    for word in ("sifat", "utama.unsur[0].kode", "tautan.laporan"):
        (line,) = told(p(f"{{% if {form.replace('@', word)} %}}a{{% endif %}}"))
        assert " T019 " in line
        assert "adalah teks" in line


IF = "{% if utama.ikm == 'baik' %}a{% endif %}"
HEADER = {
    "parts": {"word/header1.xml": (wrapped("hdr", p(IF)), f"{MAIN}.header+xml")},
    "rels": [Rel("rIdH", "header", "header1.xml")],
}
PLACES = {
    "a paragraph": (p(IF), {}),
    "a paragraph of its own": (p('{%p if utama.ikm == "baik" %}') + p("a") + p("{%p endif %}"), {}),
    "elif": (p("{% if sifat %}a{% elif utama.ikm == 'baik' %}b{% endif %}"), {}),
    "a choice that is printed": (p("{{ 'a' if utama.ikm == 'baik' else 'b' }}"), {}),
    "a choice in a choice": (p("{{ ('a' if utama.ikm == 'baik') if sifat }}"), {}),
    "a row": (table(["{%tr if utama.ikm == 'baik' %}"], ["a"], ["{%tr endif %}"]), {}),
    "a column": (table(["{%tc if utama.ikm == 'baik' %}", "a", "{%tc endif %}"]), {}),
    "a loop": (p("{% for u in utama.unsur %}{% if u.nilai == 'baik' %}a{% endif %}{% endfor %}"), {}),
    "a text box": (box(IF), {}),
    "a header": (p("a"), HEADER),
    "the address of a link": (
        p(field("HYPERLINK \"{{ tautan.a if utama.ikm == 'baik' else tautan.b }}\"", "sini")),
        {},
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_wherever_a_condition_stands_it_is_refused(name):
    block, more = PLACES[name]
    lines = told(block, **more)
    assert lines
    assert all(re.search(r" T019 .*berupa angka: bandingkan dengan angka", line) for line in lines)


@pytest.mark.parametrize(
    ("condition", "way"),
    [
        ("utama.ikm == 'baik'", "{% if utama.ikm >= 80 %}; yang berupa teks: utama.mutu, utama.kinerja"),
        ("responden.jumlah == 'banyak'", "{% if responden.jumlah >= 80 %}"),
        ("'baik' in utama.layanan[0].nilai", "{% if x >= 80 %}; yang berupa teks"),
        ("unit.nama == 3", "apit bandingannya dengan tanda kutip, '3'"),
        ("unit.nama > 3", "tanyakan {% if unit.nama %}, atau {% if unit.nama == 'a' %}"),
        ("tembusan|length == 'dua'", "bandingkan angka dengan angka"),
        ("tembusan|length == sifat", "`sifat` adalah teks dan tidak pernah sama dengan angka"),
        ("utama == 3", "tanyakan satu kata di dalamnya, misalnya: utama.kunci"),
        ("utama.unsur == 3", "tulis {% if utama.unsur %}, atau bandingkan utama.unsur|length"),
    ],
)
def test_what_is_told_leads_out(condition, way):
    (line,) = told(p(f"{{% if {condition} %}}a{{% endif %}}"))
    assert way in line


def test_what_a_loop_knows_of_itself_is_a_number():
    (line,) = told(p("{% for x in tembusan %}{% if loop.index == 'dua' %}a{% endif %}{% endfor %}"))
    assert "bandingkan angka dengan angka" in line
    assert told(p("{% for x in tembusan %}{% if loop.index == 2 %}a{% endif %}{% endfor %}")) == []
