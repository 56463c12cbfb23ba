"""Blanks at which a line may not end: only blanks change, and only where official prose needs it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.words.typography import BLANK, kept_together


@pytest.mark.parametrize(
    "text",
    [
        "1)~Persyaratan, 2)~Prosedur, dan 10)~Biaya/Tarif",
        "Semester~1 Tahun~2025",
        "Triwulan~IV tahun~2024",
        "Senin, 5~Januari 2026",
        "Nomor~14 Tahun~2017, No.~14, angka~2.",
        "Dr.~Rekaan Namawan,~M.Si.",
        "Drs.~Ani Rekaan,~S.E., M.Si., Ph.D.",
        "NIP~19700101 199503 1 001",
        "Yth.~Camat Anggrek",
        "Semester yang lalu, Tahun Baru, 5 orang, Iskandar Muda",
    ],
)
def test_what_belongs_on_one_line_is_bound(text):
    assert kept_together(text.replace("~", " ")) == text.replace("~", BLANK)


@pytest.mark.parametrize(
    "text", ["Tahun~{{ periode.tahun }}", "angka~", "{{ periode.nama }} Tahun~{{ periode.tahun }}"]
)
def test_in_a_template_what_a_tag_prints_counts_as_a_number(text):
    plain = text.replace("~", " ")
    assert kept_together(plain, before_tags=True) == text.replace("~", BLANK)
    assert kept_together(plain) == plain


@given(st.text(alphabet="Tahun Semester 12IV)., Januari{}%M.Si", max_size=60))
def test_nothing_but_blanks_changes_and_twice_is_once(text):
    made = kept_together(text, before_tags=True)
    assert made.replace(BLANK, " ") == text.replace(BLANK, " ")
    assert kept_together(made, before_tags=True) == made


def test_no_statement_of_a_template_is_touched():
    text = "{% if periode.tahun == 2025 %}{% for t in tembusan %}{{ t }}{% endfor %}{% endif %}"
    assert kept_together(text, before_tags=True) == text
