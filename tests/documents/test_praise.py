"""Words of praise and blame: true of every element that they stand over, in each of our own templates too."""

import pytest

from pipeline.documents import praise, template
from pipeline.problems.problem import Place
from support.paths import ROOT
from support.small import docx, p

AT = Place("periods/2025S1/kota/loket.yaml")
TEMPLATES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").glob("*/*.docx"))
STANDINGS = {"Waktu": ("A", "dipertahankan"), "Biaya": ("C", "cukup"), "Sarana": ("D", "kurang")}


def scheme(priorities):
    """A scheme whose elements have every standing; those named are its priorities."""
    rows = [
        {"nama": name, "mutu": grade, "golongan": standing, "prioritas": "ya" if name in priorities else ""}
        for name, (grade, standing) in STANDINGS.items()
    ]
    return {"unsur": rows}


def told(sentences, priorities=()):
    compiled = template.compile_template(docx("".join(p(text) for text in sentences)), "a.docx", problems := [])
    assert compiled
    assert problems == []
    return [problem.code for problem in praise.check("a.docx", compiled.tags, {"utama": scheme(priorities)}, AT)]


@pytest.mark.parametrize(
    ("sentence", "priorities", "codes"),
    [
        ("Unsur yang sudah baik: {{ utama.cukup.rincian }}", (), ["T027"]),
        ("Unsur yang sudah baik: {{ utama.prioritas.rincian }}", ("Sarana",), ["T027"]),
        ("Unsur yang sudah baik: {{ utama.prioritas.rincian }}", ("Waktu",), []),
        ("Unsur yang buruk: {{ utama.prioritas.rincian }}", ("Waktu", "Sarana"), ["T027"]),
        ("Unsur yang belum baik: {{ utama.kurang.rincian }}", (), []),
        ("Unsur prioritas perbaikan: {{ utama.prioritas.rincian }}", ("Waktu",), []),
        ("Semuanya baik. Yang lain: {{ utama.kurang.rincian }}", (), []),
        ("Baik {% if utama.kurang.unsur %}adalah {{ utama.kurang.rincian }}{% endif %}", (), ["T027"]),
        ("Baik: {% for satu in utama.kurang.unsur %}{{ satu }}{% endfor %}", (), ["T027"]),
    ],
)
def test_a_sentence_is_held_against_the_grades_of_the_list_that_it_ends_in(sentence, priorities, codes):
    assert told([sentence], priorities) == codes


def test_elements_that_are_no_priority_and_not_good_do_not_vanish_from_a_letter():
    assert told(["Dipertahankan: {{ utama.dipertahankan.rincian }}"]) == ["T028", "T028"]
    assert told(["Dipertahankan: {{ utama.dipertahankan.rincian }}"], ("Biaya", "Sarana")) == []
    table = "{% for u in utama.unsur %}{{ u.nama }} {{ u.mutu }}{% endfor %}"
    assert told(["Dipertahankan: {{ utama.dipertahankan.rincian }}", table]) == []


@pytest.mark.parametrize("file", TEMPLATES)
def test_our_own_templates_praise_and_blame_only_what_they_may(file):
    compiled = template.compile_template((ROOT / file).read_bytes(), file, [])
    for priorities in ((), ("Waktu",), ("Biaya",), ("Sarana",), tuple(STANDINGS)):
        words = {"utama": scheme(priorities), "tambahan": [scheme(priorities)], "skema": [scheme(priorities)]}
        assert [str(problem) for problem in praise.check(file, compiled.tags, words, AT)] == [], priorities
