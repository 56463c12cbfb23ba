"""The line Lampiran held against the pages that a letter has, and the words that point to them."""

import pytest

from pipeline.documents import enclosed, template
from pipeline.documents.rendering import Rendering
from pipeline.problems.problem import Place
from pipeline.sources.yaml_text import Node
from support import small
from support.letter_words import WORDS

_ANNEX = (
    small.p("Lampiran {{ lampiran }}, terlampir")
    + small.p("{%p if utama.prioritas.jumlah > 10 %}")
    + "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>Lampiran Surat</w:t></w:r></w:p>"
    + small.p("{%p endif %}")
)


def told(body: str, words: dict[str, object], typed: tuple[tuple[str, str], ...] = ()) -> list[str]:
    made = template.compile_template(small.docx(body), "surat.docx", [])
    assert made is not None
    at = Place("unit.yaml", 1, 1)
    texts = [(word, Node(text, at)) for word, text in typed]
    return [each.code for each in enclosed.check("surat.docx", Rendering(made.parts, {**WORDS, **words}), at, texts)]


@pytest.mark.parametrize(
    ("counted", "many", "codes"),
    [("1 (satu) berkas", "11", []), ("1 (satu) berkas", "10", ["C016"]), ("-", "10", ["C017"])],
)
def test_an_annex_in_a_branch_counts_only_where_the_letter_takes_that_branch(counted, many, codes):
    words = {"lampiran": counted, "utama": {**WORDS["utama"], "prioritas": {"jumlah": many}}}
    assert told(_ANNEX, words) == codes


LINE = small.p("Lampiran") + small.p(":") + small.p("{{ lampiran }}")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Daftar undangan terlampir.", ["C017"]),
        ("Nilai setiap unsur tercantum dalam lampiran.", ["C017"]),
        ("LAMPIRAN SURAT NOMOR {{ nomor }}", ["C017"]),
        ("LAMPIRAN", ["C017"]),
        ("Bersama surat ini disampaikan laporan.", ["C017"]),
        ("Sesuai Lampiran Peraturan Menteri PANRB Nomor 14 Tahun 2017.", []),
        ("Sesuai Lampiran II Peraturan Menteri PANRB Nomor 14 Tahun 2017.", []),
        ("Dengan hormat disampaikan hasilnya.", []),
        ("{% if hal == '' %}terlampir{% endif %}", []),
    ],
)
def test_whatever_points_to_an_annex_is_told_where_the_line_counts_none(text, codes):
    assert told(LINE + small.p(text), {"lampiran": "-"}) == codes
    assert told(LINE + small.p(text), {"lampiran": "1 (satu) berkas"}) == ["C016"], "it counts what is not there"


def test_a_template_that_counts_its_own_annex_counts_it():
    line = small.p("Lampiran") + small.p(": {% if lampiran == '-' %}1 (satu) berkas{% else %}{{ lampiran }}{% endif %}")
    assert told(line + small.p("tercantum dalam lampiran"), {"lampiran": "-"}) == []


@pytest.mark.parametrize("text", ["Undangan terlampir", "Daftar terlampir", "sebagaimana lampiran surat ini"])
def test_what_is_typed_points_to_an_annex_too_where_it_is_printed(text):
    typed = (("yth", text), ("hal", "Undangan"), ("di", text))
    assert told(LINE + small.p("Yth. {{ yth }}, {{ hal }}"), {"lampiran": "-", "yth": text}, typed) == ["C017"]
    assert told(LINE + small.p("Yth. {{ yth }}"), {"lampiran": "1 (satu) berkas", "yth": text}, typed) == ["C016"]


def test_the_line_may_stand_beside_others_in_one_paragraph():
    assert told(small.p("Nomor {{ nomor }}{{ draf }}, Lampiran: {{ lampiran }}"), {"lampiran": "-"}) == []


def test_what_respondents_say_points_to_no_annex():
    words = {"lampiran": "-", "saran": {"rincian": "Formulir lampiran kurang jelas"}}
    assert told(LINE + small.p("{{ saran.rincian }}"), words) == []
