"""A document is rendered once: what checks read before it is made is what it is made of."""

import pytest

from pipeline.documents import enclosed, half_said, tags, template
from pipeline.documents.package import Properties
from pipeline.documents.rendering import Rendering
from pipeline.problems.problem import Place
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
    assert [problem.code for problem in enclosed.check("surat.docx", shared, Place("a.yaml"))] == ["C017"]
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
