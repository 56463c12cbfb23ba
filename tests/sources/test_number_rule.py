"""The rule of a number: the sequence it runs in, its file, how it is printed, and every way to read it back."""

import datetime as dt

import pytest

from pipeline.sources import number_rule
from pipeline.sources.models import Instansi, Nomor
from pipeline.sources.number_rule import NumberPlace

PLAIN = Nomor(pola="{klasifikasi}/{urut}/{kode}/{tahun}", klasifikasi="065", kode="UJI")
PARTS = {"klasifikasi": "065", "kode": "UJI", "jenis": "surat", "unit": "loket"}
JULY = dt.date(2025, 7, 2)


def rule(pola, **said):
    return Nomor(pola=pola, klasifikasi="065", kode="UJI", **said)


@pytest.mark.parametrize(
    ("urut", "number", "file"),
    [("1", 1, "0001.yaml"), ("21a", 21, "0021a.yaml"), ("9999", 9999, "9999.yaml"), ("10000z", 10000, "10000z.yaml")],
)
def test_a_number_has_its_file_with_or_without_a_letter(urut, number, file):
    assert number_rule.bare_number(urut) == number
    assert number_rule.file_name(urut) == file
    assert NumberPlace("register/kota/2025", urut).file == f"register/kota/2025/{file}"
    assert number_rule.sequence_in(f"register/kota/2025/{file}") == "register/kota/2025"


@pytest.mark.parametrize("name", ["001.yaml", "0001.yml", "0001ab.yaml", "x0001.yaml", "0001.yaml~", "00000001.yaml"])
def test_another_file_lies_in_no_sequence(name):
    assert number_rule.sequence_in(f"register/kota/2025/{name}") is None


@pytest.mark.parametrize(
    ("per", "sequence"),
    [
        (["tahun"], "register/kota/2025"),
        (["tahun", "klasifikasi"], "register/kota/2025/065"),
        (["tahun", "unit"], "register/kota/2025/loket"),
        (["unit", "tahun", "jenis", "kode", "klasifikasi"], "register/kota/2025/065/UJI/surat/loket"),
        ([], "register/kota/berlanjut"),
        (["unit"], "register/kota/berlanjut/loket"),
    ],
)
def test_a_sequence_runs_over_what_the_rule_says(per, sequence):
    assert number_rule.sequence_of("kota", rule("{urut}", per=per), PARTS, "2025") == sequence


@pytest.mark.parametrize(
    ("text", "folder"), [("065.1/2", "065.1-2"), ("../..", "-"), ("a b", "a-b"), ("-x.", "x"), ("", "-")]
)
def test_what_a_sequence_runs_over_is_a_folder_whatever_it_says(text, folder):
    found = number_rule.sequence_of("kota", rule("{urut}", per=["klasifikasi"]), {"klasifikasi": text}, "2025")
    assert found == f"register/kota/berlanjut/{folder}"


def test_a_sequence_is_of_its_year_and_of_no_other():
    assert number_rule.runs_over_year("register/kota/2025", "2025")
    assert number_rule.runs_over_year("register/kota/2025/065", "2025")
    assert not number_rule.runs_over_year("register/kota/berlanjut/2025", "2025")
    assert not number_rule.runs_over_year("register/kota/2024", "2025")
    assert not number_rule.runs_over_year("register/2025", "2025")


def test_folders_of_the_register_are_named_in_one_place():
    assert number_rule.institution_in("register/kota/2025/0001.yaml") == "kota"
    assert number_rule.in_register("register/kota/2025/0001.yaml")
    assert not number_rule.in_register("registers/kota")
    assert number_rule.shown("register/kota/2025") == "kota/2025"
    assert number_rule.yearly("kota", "2025") == "register/kota/2025"
    for typed in ("kota/2025/0001", "register/kota/2025/0001.yaml", "kota/2025/0001.yaml"):
        assert number_rule.asked(typed) == "register/kota/2025/0001"


def test_a_kind_has_its_own_rule_or_that_of_all():
    own = rule("{urut}/L")
    office = Instansi(nama="Kota", nomor=PLAIN, nomor_jenis={"laporan": own})
    assert number_rule.rule_of(office, "laporan") == own
    assert number_rule.rule_of(office, "surat") == PLAIN
    assert number_rule.rules_for(office, "laporan") == (own,)
    assert number_rule.rules_for(office, "surat") == (PLAIN,)
    assert number_rule.rules_for(office, None) == (PLAIN, own)
    assert number_rule.rules_for(None, "surat") == ()


def test_a_rule_that_two_kinds_share_is_listed_once_and_an_office_without_one_has_none():
    own = rule("{urut}/L")
    office = Instansi(nama="Kota", nomor=PLAIN, nomor_jenis={"a": own, "b": PLAIN, "c": own})
    assert number_rule.rules_for(office, None) == (PLAIN, own)
    bare = Instansi(nama="Kota")
    assert number_rule.rules_for(bare, "surat") == number_rule.rules_for(bare, None) == ()


@pytest.mark.parametrize(
    ("pola", "per", "parts", "unknown"),
    [
        ("{urut}", ["tahun"], {}, ()),
        ("{urut}", ["tahun", "unit", "kode"], {}, ("kode", "unit")),
        ("{urut}/{kode}", ["tahun", "unit", "kode"], {}, ("unit",)),
        ("{urut}", ["tahun", "unit", "kode"], {"unit": "loket"}, ("kode",)),
    ],
)
def test_what_neither_the_pattern_nor_the_parts_say_of_a_sequence_is_named(pola, per, parts, unknown):
    assert number_rule.unknown_parts(rule(pola, per=per), parts) == unknown


@pytest.mark.parametrize(
    ("pola", "said", "urut", "text"),
    [
        ("{klasifikasi}/{urut}/{kode}/{tahun}", {}, "7", "065/7/UJI/2025"),
        ("{urut}/{bulan}/{tahun}", {}, "7a", "7a/VII/2025"),
        ("{urut}/{bulan_angka}", {"lebar": "3"}, "7", "007/07"),
        ("{urut}/{bulan_angka}", {"lebar": "3"}, "7b", "007b/07"),
        ("{urut}/{tahun}", {"lebar": "2"}, "……", "……/2025"),
    ],
)
def test_a_number_is_printed_by_its_pattern(pola, said, urut, text):
    assert number_rule.written(rule(pola, **said), urut, PARTS, JULY) == text


def test_what_a_number_has_from_its_date_is_blank_without_one():
    dated = rule("{urut}/{bulan}/{bulan_angka}/{tahun}")
    assert number_rule.written(dated, "7", PARTS, None) == "7///"
    assert number_rule.written(dated, "7", PARTS, None, "…") == "7/…/…/…"
    assert number_rule.written(dated, "7", PARTS, dt.date(2025, 12, 1)) == "7/XII/12/2025"
    assert number_rule.written(dated, "7", PARTS, dt.date(2025, 1, 1)) == "7/I/01/2025"


def places(pola, text, day=JULY, parts=PARTS, **said):
    return list(number_rule.places("kota", rule(pola, **said), text, day, parts))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("065/7/UJI/2025", NumberPlace("register/kota/2025", "7")),
        ("065/007a/UJI/2024", NumberPlace("register/kota/2024", "7a")),
    ],
)
def test_a_number_is_read_back_by_its_pattern_and_by_its_own_year(text, found):
    assert places("{klasifikasi}/{urut}/{kode}/{tahun}", text) == [found]


@pytest.mark.parametrize("text", ["065/0/UJI/2025", "065/7/UJI", "065/x/UJI/2025", "065/7/UJI/20x5", "065/7/UJI/2025 "])
def test_what_does_not_fit_the_pattern_has_no_place(text):
    assert places("{klasifikasi}/{urut}/{kode}/{tahun}", text) == []
    assert not number_rule.fits(PLAIN, text)


def test_a_number_without_a_year_is_of_the_year_of_its_date_or_of_none():
    assert places("{urut}/OT", "7/OT") == [NumberPlace("register/kota/2025", "7")]
    assert places("{urut}/OT", "7/OT", None) == []
    assert places("{urut}/OT", "7/OT", None, per=[]) == [NumberPlace("register/kota/berlanjut", "7")]
    assert places("{urut}/{tahun}", "7/25") == [NumberPlace("register/kota/2025", "7")]


def test_of_several_readings_the_first_is_what_is_known_of_it():
    found = places("{klasifikasi}/{urut}/{kode}", "065/2/3/UJI", per=["tahun", "klasifikasi"])
    assert found[0] == NumberPlace("register/kota/2025/065", "2")
    known = {**PARTS, "klasifikasi": "065/2", "kode": "UJI"}
    found = places("{klasifikasi}/{urut}/{kode}", "065/2/3/UJI", parts=known, per=["tahun", "klasifikasi"])
    assert found[0] == NumberPlace("register/kota/2025/065-2", "3")


def test_a_part_that_the_pattern_names_twice_is_the_same_in_both_places():
    assert places("{kode}/{urut}/{kode}", "A/7/A", per=["kode"]) == [NumberPlace("register/kota/berlanjut/A", "7")]
    assert places("{kode}/{urut}/{kode}", "A/7/B", per=["kode"]) == []


def test_a_sequence_over_what_nobody_says_has_no_place():
    assert places("{urut}", "7", parts={}, per=["unit"]) == []
    assert places("{urut}", "7", parts={"unit": "loket"}, per=["unit"]) == [
        NumberPlace("register/kota/berlanjut/loket", "7")
    ]
