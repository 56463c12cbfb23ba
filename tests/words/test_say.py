"""The words: what each chapter says is what it lists, and Indonesian is written as on paper."""

import ast
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest

from pipeline.making.material import gather
from pipeline.making.office import Offices
from pipeline.sources.period import Period, earlier, parse, shift
from pipeline.words import indonesian
from pipeline.words.chapter import Dated, Material, Need, Picture
from pipeline.words.say import CHAPTERS, described, needs
from support.paths import ROOT


def leaves(word: object, path: str) -> Iterator[str]:
    if isinstance(word, dict):
        for name, inner in word.items():
            yield from leaves(inner, "tautan.<kunci>" if path == "tautan" else f"{path}.{name}" if path else name)
    elif isinstance(word, list | tuple) and not isinstance(word, Picture):
        for inner in word:
            yield from leaves(inner, f"{path}[]")
    else:
        assert isinstance(word, str | Picture), (path, word)
        yield path


def bahan(instansi: str, unit: str) -> Material:
    offices = Offices(ROOT, Period(2025, "S", 1))
    dossier = offices[instansi].dossier(unit)
    return gather(offices, dossier, "surat-hasil", needs(CHAPTERS) & {Need.RESULTS, Need.LOGO}, 0, []).material


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_says_no_word_that_it_does_not_list(name):
    said: set[str] = set()
    for unit in (("lumajang", "bag-protokol-tup"), ("contoh", "dinas-kesehatan"), ("contoh", "dinas-perikanan")):
        said |= set(leaves(CHAPTERS[name].say(bahan(*unit)), ""))
    assert said <= {path for path, _ in CHAPTERS[name].KATA}


def dates(word: object, path: str) -> Iterator[str]:
    """Yield the paths of words that are dates."""
    if isinstance(word, Dated):
        yield path
    for name, inner in word.items() if isinstance(word, dict) else ():
        yield from dates(inner, f"{path}.{name}".lstrip("."))
    for inner in word if isinstance(word, list) else ():
        yield from dates(inner, f"{path}[]")


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_date_that_a_chapter_says_has_its_parts_as_words(name):
    said = {
        path
        for unit in ("dinas-kesehatan", "dinas-perikanan")
        for path in dates(CHAPTERS[name].say(bahan("contoh", unit)), "")
    }
    assert said <= set(getattr(CHAPTERS[name], "DATES", ()))
    for path in getattr(CHAPTERS[name], "DATES", ()):
        assert {f"{path}.{part}" for part, _ in indonesian.DATE_PARTS} <= set(described([name]))


def test_the_signer_is_made_of_the_same_words_as_in_letters_that_are_archived():
    said = CHAPTERS["surat"].say(bahan("contoh", "dinas-kesehatan"))
    assert list(said["penandatangan"]) == ["jabatan", "nama", "nip", "pangkat", "atas_nama"]
    assert said["blok_tanda_tangan"] == ["a.n. Bupati Contoh", "Sekretaris Daerah"]


def test_how_much_is_enclosed_stands_in_words_alone():
    assert indonesian.enclosure_in_words("1 bendel") == "Satu Bendel"
    assert indonesian.enclosure_in_words("12") == "Dua Belas Berkas"
    assert (indonesian.enclosure_in_words("0"), indonesian.enclosure_in_words(None)) == ("-", "-")


def test_the_highest_and_the_lowest_element_are_those_of_the_table():
    said = CHAPTERS["hasil"].say(bahan("contoh", "dinas-kesehatan"))
    scores = {row["nama"]: row["nilai"] for row in said["utama"]["unsur"]}
    assert scores[said["unsur_tertinggi"]["nama"]] == said["unsur_tertinggi"]["nilai"] == max(scores.values())
    assert scores[said["unsur_terendah"]["nama"]] == said["unsur_terendah"]["nilai"] == min(scores.values())


def test_a_date_says_its_parts_and_an_unknown_one_its_blanks():
    day = indonesian.dated(dt.date(2025, 7, 7))
    assert (day, *day.parts.values()) == (
        "7 Juli 2025",
        *("Senin", "7", "tujuh", "Juli", "07", "tujuh", "2025", "dua ribu dua puluh lima", "Juli 2025"),
    )
    assert set(indonesian.undated().parts.values()) == {indonesian.DOTS}
    assert set(indonesian.undated("").parts.values()) == {""}


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (Fraction(626, 180) * 25, 2, "86,94"),
        (Fraction("88.305"), 2, "88,31"),
        (Fraction("88.3049"), 2, "88,30"),
        (Decimal("99.095"), 2, "99,10"),
        (Fraction(1, 3), 4, "0,3333"),
        (Fraction(100), 2, "100,00"),
        (Fraction("2.5"), 0, "3"),
    ],
)
def test_numbers_are_rounded_half_up_from_the_exact_value(value, places, shown):
    assert indonesian.decimal(value, places, ",") == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "nol"), (7, "tujuh"), (11, "sebelas"), (21, "dua puluh satu"), (1000, "seribu")]
)
def test_counts_are_written_out(value, shown):
    assert indonesian.in_words(value) == shown


def test_a_date_has_no_leading_zero_and_its_weekday_is_computed():
    day = dt.date(2025, 7, 7)
    assert (indonesian.weekday(day), indonesian.date(day)) == ("Senin", "7 Juli 2025")


@pytest.mark.parametrize(
    ("items", "running", "numbered"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a dan b", "1) a dan 2) b"),
        (["a", "b", "c"], "a, b dan c", "1) a, 2) b, dan 3) c"),
    ],
)
def test_lists_are_joined_as_sentences(items, running, numbered):
    assert (indonesian.listed(items), indonesian.enumerated(items)) == (running, numbered)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (None, "-"),
        ("0", "-"),
        ("1", "1 (satu) berkas"),
        ("2 lembar", "2 (dua) lembar"),
        ("12", "12 (dua belas) berkas"),
    ],
)
def test_enclosures_are_counted_in_figures_and_words(typed, shown):
    assert indonesian.enclosure(typed, ",") == shown


@pytest.mark.parametrize(("value", "mark", "shown"), [(0, ",", "0"), (999, ",", "999"), (1678, ",", "1.678"),
                                                      (1678, ".", "1,678"), (1234567, ",", "1.234.567")])  # fmt: skip
def test_thousands_are_grouped_by_the_mark_that_decimals_do_not_have(value, mark, shown):
    assert indonesian.count(value, mark) == shown


@pytest.mark.parametrize(
    ("text", "by", "found"),
    [
        ("2025", -1, "2024"),
        ("2025B12", 1, "2026B01"),
        ("2025B01", -1, "2024B12"),
        ("2025S1", -1, "2024S2"),
        ("2025S2", 1, "2026S1"),
        ("2025T1", -1, "2024T4"),
        ("2025T4", 1, "2026T1"),
    ],
)
def test_periods_follow_each_other(text, by, found):
    assert str(shift(parse(text) or Period(0, "S", 1), by)) == found


@pytest.mark.parametrize(
    "text", ["2025B13", "2025B7", "2025S01", "20255", "2025S0", "2025S3", "2025T5", "25S1", "2025s1", "2025S1 "]
)
def test_what_is_no_period_is_none(text):
    assert parse(text) is None


def test_semesters_are_written_as_the_institution_does():
    assert indonesian.period_name(Period(2025, "S", 1), "arab") == "Semester 1"
    assert indonesian.period_name(Period(2025, "S", 2), "romawi") == "Semester II"
    assert indonesian.period_name(Period(2025, "T", 3), "arab") == "Triwulan III"
    assert indonesian.period_name(Period(2025, "B", 7), "romawi") == "Bulan Juli"
    assert indonesian.period_name(Period(2025, "Y", 1), "arab") == "Periode"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2025S1", ["2024S2", "2024T4", "2024", "2024B11", "2023"]),
        ("2025", ["2024", "2024T4", "2024S2", "2024B11", "2023"]),
        ("2024B12", ["2024B11", "2023"]),
    ],
)
def test_earlier_periods_are_those_that_end_before_one_begins_the_last_first(text, found):
    names = ["2023", "2024", "2024S2", "2024T4", "2024B11", "2025S1", "2025S2", "arsip"]
    period = parse(text)
    assert period
    assert list(map(str, earlier(names, period))) == found


def test_no_chapter_says_a_date_as_mere_text():
    """Each date has its parts: `indonesian.date` stands only within a sentence that a chapter builds."""
    for name in CHAPTERS:
        tree = ast.parse((ROOT / f"pipeline/words/chapters/{name}.py").read_text(encoding="utf-8"))
        within = {call for text in ast.walk(tree) if isinstance(text, ast.JoinedStr) for call in ast.walk(text)}
        calls = [call for call in ast.walk(tree) if isinstance(call, ast.Call)]
        alone = [call.lineno for call in calls if ast.unparse(call.func) == "indonesian.date" and call not in within]
        assert alone == [], name
