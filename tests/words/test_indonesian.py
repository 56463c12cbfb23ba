"""Numbers, dates, counts and lists are written as Indonesian documents write them; each at its bounds."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from pipeline.sources.period import Period
from pipeline.words import indonesian


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("value", "places", "mark", "text"),
    [
        (Fraction("86.945"), 2, ",", "86,95"),
        (Fraction("86.9449"), 2, ",", "86,94"),
        (Fraction(3), 2, ".", "3.00"),
        (Fraction("0.5"), 0, ",", "1"),
        (Decimal("86.945"), 2, ",", "86,95"),
    ],
)
def test_a_number_has_so_many_decimals_and_halves_go_up(value, places, mark, text):
    assert indonesian.decimal(value, places, mark) == text


@pytest.mark.parametrize(
    ("value", "mark", "text"),
    [(999, ",", "999"), (1678, ",", "1.678"), (1678, ".", "1,678"), (1234567, ",", "1.234.567")],
)
def test_thousands_are_grouped_by_the_mark_that_decimals_do_not_have(value, mark, text):
    assert indonesian.count(value, mark) == text


def test_a_count_is_said_with_its_words():
    assert indonesian.with_words(1200, ",") == "1.200 (seribu dua ratus)"
    for mark, figures in ((".", "1,200"), (",", "1.200")):
        assert indonesian.counted(1200, mark) == {"jumlah": figures, "terbilang": "seribu dua ratus"}


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2025-06-02", "2025-06-02", "2 Juni 2025"),
        ("2025-06-02", "2025-06-30", "2 s.d. 30 Juni 2025"),
        ("2025-05-02", "2025-06-30", "2 Mei s.d. 30 Juni 2025"),
        ("2024-06-02", "2025-06-30", "2 Juni 2024 s.d. 30 Juni 2025"),
        ("2024-12-31", "2025-01-01", "31 Desember 2024 s.d. 1 Januari 2025"),
    ],
)
def test_what_two_days_share_is_said_once(first, last, text):
    assert indonesian.span(day(first), day(last)) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [("2025-01-01", "2025-06-30", "Januari s.d. Juni 2025"), ("2025-12-01", "2025-12-31", "Desember 2025")],
)
def test_months_are_named_from_one_to_another(first, last, text):
    assert indonesian.months(day(first), day(last)) == text


def test_a_date_has_its_parts_each_also_in_words():
    said = indonesian.dated(day("2025-07-07"))
    assert said == "7 Juli 2025"
    assert said.parts == {
        "hari": "Senin",
        "angka": "7",
        "terbilang": "tujuh",
        "bulan": "Juli",
        "bulan_angka": "07",
        "bulan_terbilang": "tujuh",
        "tahun": "2025",
        "tahun_terbilang": "dua ribu dua puluh lima",
        "bulan_tahun": "Juli 2025",
    }


@pytest.mark.parametrize(("given", "each"), [((), "……"), (("belum",), "……"), (("",), "")])
def test_a_date_that_is_not_known_is_a_visible_blank_in_all_its_parts(given, each):
    said = indonesian.undated(*given)
    assert said == "".join(given or ("……",))
    assert set(said.parts) == {name for name, _ in indonesian.DATE_PARTS}
    assert set(said.parts.values()) == {each}


@pytest.mark.parametrize(
    ("items", "text", "numbered"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a dan b", "1) a dan 2) b"),
        (["a", "b", "c"], "a, b dan c", "1) a, 2) b, dan 3) c"),
        (["a", "b", "c", "d"], "a, b, c dan d", "1) a, 2) b, 3) c, dan 4) d"),
    ],
)
def test_a_list_is_running_text(items, text, numbered):
    assert indonesian.listed(items) == text
    assert indonesian.enumerated(items) == numbered


@pytest.mark.parametrize(
    ("said", "line", "words"),
    [
        (None, "-", "-"),
        ("0", "-", "-"),
        ("0 berkas", "-", "-"),
        ("1", "1 (satu) berkas", "Satu Berkas"),
        ("1 bendel", "1 (satu) bendel", "Satu Bendel"),
        ("12 lembar peta", "12 (dua belas) lembar peta", "Dua Belas Lembar Peta"),
        ("1200 lembar", "1.200 (seribu dua ratus) lembar", "Seribu Dua Ratus Lembar"),
    ],
)
def test_what_is_enclosed_is_counted_in_figures_and_words(said, line, words):
    assert indonesian.enclosure(said, ",") == line
    assert indonesian.enclosure_in_words(said) == words


@pytest.mark.parametrize(
    ("period", "arab", "roman"),
    [
        (Period(2025, "S", 1), "Semester 1", "Semester I"),
        (Period(2025, "S", 2), "Semester 2", "Semester II"),
        (Period(2025, "T", 3), "Triwulan III", "Triwulan III"),
        (Period(2025, "T", 4), "Triwulan IV", "Triwulan IV"),
        (Period(2025, "B", 1), "Bulan Januari", "Bulan Januari"),
        (Period(2025, "B", 12), "Bulan Desember", "Bulan Desember"),
    ],
)
def test_a_period_is_named_as_on_paper(period, arab, roman):
    assert indonesian.period_name(period, "arab") == arab
    assert indonesian.period_name(period, "romawi") == roman


def test_a_year_is_a_period_without_a_number():
    assert indonesian.period_name(Period(2025, "Y", 1), "romawi") == "Periode"
