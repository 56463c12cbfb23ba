"""A document is rendered once: what checks read before it is made is what it is made of."""

import jinja2
import pytest
from jinja2.compiler import CodeGenerator

from pipeline.documents import enclosed, half_said, language, tags, template
from pipeline.documents.compare import NotText, Readable
from pipeline.documents.package import Properties
from pipeline.documents.rendering import Rendering
from pipeline.problems.problem import Place
from pipeline.words.chapter import Count, Dated
from support import small
from support.letter_words import WORDS

_ANNEX = (
    small.p("Lampiran {{ lampiran }}, terlampir, Kode Pos {{ sifat }}{% if gambar %} x{% endif %}")
    + small.p("{%p if utama.prioritas.jumlah > 10 %}")
    + "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>Lampiran Surat</w:t></w:r></w:p>"
    + small.p("{%p endif %}")
)


@pytest.fixture
def joins(monkeypatch):
    """Every time that a part is rendered, its name."""
    met, joined = [], tags.joined
    monkeypatch.setattr(tags, "joined", lambda part, *rest: met.append(part.source.name) or joined(part, *rest))
    return met


def test_checks_and_the_document_render_each_part_once_and_to_the_same_bytes(joins):
    words = {**WORDS, "lampiran": "-", "sifat": "", "gambar": "", "utama": {"prioritas": {"jumlah": "11"}}}
    made = template.compile_template(small.docx(_ANNEX), "surat.docx", [])
    properties = Properties("", "", None, is_draft=True)
    plain = template.render(made, words, properties)
    del joins[:]
    shared = Rendering(made.parts, words)
    assert [problem.code for problem in half_said.check("surat.docx", shared)] == ["T030"]
    assert [problem.code for problem in enclosed.check("surat.docx", shared, Place("a.yaml"), ())] == ["C017"]
    assert template.made(made, shared, properties) == plain
    assert joins == [part.source.name for part in made.parts]


def test_what_stops_a_part_stops_it_whoever_asks(joins):
    made = template.compile_template(small.docx(small.p("Lampiran {{ lampiran }}: {{ sifat }}")), "surat.docx", [])
    shared = Rendering(made.parts, {"sifat": "", "lampiran": "-"})
    assert [problem.code for problem in half_said.check("surat.docx", shared)] == ["T030"]
    lacking = Rendering(made.parts, {"sifat": ""})
    assert list(half_said.check("surat.docx", lacking)) == []
    with pytest.raises(tags.MissingWords):
        template.made(made, lacking, Properties("", "", None, is_draft=True))


_ASKED = (
    *("a", "a.b", "a.b.c", "a.n", "t", "t.b", "hari", "hari.tahun", "hari.b", "d", "kosong", "angka", "n", "n.x"),
    *("d[0].b", "d[5]", "a['b']", "d|length", "a.b.c|upper", "d|first", "(d|first).b", "(a if a.b else t)", "loop"),
)
_AROUND = (
    "{{ %s }}",
    "{%% if %s %%}ya{%% else %%}tidak{%% endif %%}",
    "{%% for x in %s %%}{{ loop.index }}{{ x.b }}{{ x }}{%% if not loop.last %%}, {%% endif %%}{%% endfor %%}",
    "{%% if %s == 'isi & isi' %%}ya{%% endif %%}",
    "{%% for x in d %%}{%% if loop.index0 in [0, 2] and %s not in [1, 12] %%}{{ loop.x }}{%% endif %%}{%% endfor %%}",
    "{%% if %s in [1, '12', 3] %%}ya{%% endif %%}{%% if t in ['isi'] %%}ya{%% endif %%}",
)
_SAID = {
    "a": {"b": {"c": "isi & isi", "n": None}, "n": 12},
    "t": "Tuan <A> 12 hari\t" + "x" * 300,
    "hari": Dated("1 Juli 2025", {"tahun": "2025", "b": "panjang " * 90}),
    "d": [{"b": "satu"}, {"b": ""}, {"c": "-"}],
    "angka": Count("1.234"),
    "kosong": "",
    "n": 12,
}


@pytest.mark.parametrize("undefined", [jinja2.StrictUndefined, language.NotedMissing])
@pytest.mark.parametrize("around", _AROUND)
def test_quick_code_says_what_plain_code_says(around, undefined, monkeypatch):
    quick = language.environment(undefined)
    plain = language.environment(undefined)
    monkeypatch.setattr(plain, "code_generator_class", CodeGenerator)

    def said(environment, text):
        tree = Readable().visit(environment.parse(text))
        made = tags.of_code(environment.compile(tree), environment)
        try:
            return "".join(made.root_render_func(made.new_context(_SAID)))
        except (jinja2.UndefinedError, NotText, TypeError) as fault:
            return type(fault)

    told = [said(quick, around % asked) for asked in _ASKED]
    assert told == [said(plain, around % asked) for asked in _ASKED]
    assert len(set(told)) > 1
