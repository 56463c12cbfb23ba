"""Priorities: every rule, its basis, its ties."""

from fractions import Fraction

import pytest

from pipeline.scores.ikm import Result, ServiceResult
from pipeline.scores.priorities import Choice, basis_means, choose
from pipeline.sources.survey_model import Prioritas
from support.made_office import buat, masalah

JAWABAN = "persyaratan,prosedur,waktu\n3,4,3\n3,4,3\n4,4,4\n"
"""Persyaratan and waktu tie at 10/3, below prosedur at 4."""
DUA = "layanan,persyaratan,prosedur,waktu\nktp,4,4,2\nktp,4,4,2\nkk,1,2,3\n"


def pilihan(tmp_path, rule, csv=JAWABAN, **more):
    return buat(tmp_path, csv, own=f"prioritas: {rule}", **more).results.main.choice


@pytest.mark.parametrize(
    ("rule", "chosen"),
    [
        ("{cara: di-bawah-rata-rata}", ("persyaratan", "waktu")),
        ("{cara: ambang, ambang: '3,34'}", ("persyaratan", "waktu")),
        ("{cara: ambang, ambang: '3,33'}", ()),
        ("{cara: terendah, jumlah: 2}", ("persyaratan", "waktu")),
        ("{cara: terendah, jumlah: 1, seri: urutan}", ("persyaratan",)),
        ("{cara: terendah, jumlah: 1, seri: semua}", ("persyaratan", "waktu")),
        ("{cara: terendah, jumlah: 1, seri: [waktu]}", ("waktu",)),
        ("{cara: terendah, jumlah: 9}", ("persyaratan", "waktu", "prosedur")),
        ("{cara: pilihan, unsur: [waktu], alasan: usulan forum}", ("waktu",)),
    ],
)
def test_a_rule_chooses(tmp_path, rule, chosen):
    found = pilihan(tmp_path, rule)
    assert found.prioritas == chosen
    assert sorted((*found.prioritas, *found.dipertahankan)) == ["persyaratan", "prosedur", "waktu"]


@pytest.mark.parametrize("seri", ["", ", seri: [prosedur]", ", seri: [persyaratan, waktu]", ", seri: [biaya]"])
def test_a_tie_at_the_cut_must_be_settled_in_data(tmp_path, seri):
    assert masalah(tmp_path, JAWABAN, own=f"prioritas: {{cara: terendah, jumlah: 1{seri}}}") == [
        "loket.yaml:1:12: S112 `prioritas`: diminta 1 unsur terendah, tetapi persyaratan, waktu bernilai sama (3,333); "
        "putuskan dengan `seri: urutan`, `seri: semua`, atau `seri: [...]` berisi 1 di antaranya"
    ]


@pytest.mark.parametrize(
    "rule", ["{cara: ambang, ambang: '3', seri: urutan}", "{cara: terendah, jumlah: 1, seri: acak}"]
)
def test_a_tie_rule_that_does_not_fit_is_refused(tmp_path, rule):
    assert all(": I003 " in one for one in masalah(tmp_path, JAWABAN, own=f"prioritas: {rule}"))


def test_the_basis_may_be_the_weakest_service(tmp_path):
    assert pilihan(tmp_path, "{cara: terendah, jumlah: 1}", DUA).prioritas == ("waktu",)
    found = pilihan(tmp_path, "{cara: terendah, jumlah: 1, basis: layanan-terlemah}", DUA)
    assert (found.prioritas, found.basis) == (("persyaratan",), "kk")


def test_a_choice_that_the_scores_do_not_support_is_a_warning_with_the_figures(tmp_path):
    made = buat(tmp_path, JAWABAN, own="prioritas: {cara: pilihan, unsur: [prosedur], alasan: usulan}")
    assert [str(one).partition(" ")[2] for one in made.warnings] == [
        "S152 `prosedur` (4,000) dipilih sebagai prioritas, padahal `persyaratan` lebih rendah (3,333); "
        "perbaiki pilihannya, atau beri alasan di `diketahui`"
    ]


def means(**text: str) -> dict[str, Fraction]:
    return {key: Fraction(value) for key, value in text.items()}


def chosen_by(nrr, layanan=(), **rule) -> Choice:
    return choose(Result(nrr, Fraction(80), 10, {}, tuple(layanan)), Prioritas.model_validate(rule))


ABC = means(a="3.5", b="3", c="3")


@pytest.mark.parametrize(
    ("nrr", "rule", "chosen"),
    [
        (means(a="3", b="3"), {"cara": "di-bawah-rata-rata"}, ()),  # what is at the mean is not below it
        (means(a="2", b="3", c="4"), {"cara": "di-bawah-rata-rata"}, ("a",)),
        (means(a="2", b="2", c="2", d="4"), {"cara": "di-bawah-rata-rata"}, ("a", "b", "c")),
        (means(a="3", b="3.01", c="2.99"), {"cara": "ambang", "ambang": "3"}, ("c",)),
        (means(a="1", b="4"), {"cara": "ambang", "ambang": "3"}, ("a",)),
        (ABC, {"cara": "terendah", "jumlah": "2"}, ("b", "c")),
        (ABC, {"cara": "terendah", "jumlah": "3"}, ("b", "c", "a")),
        (ABC, {"cara": "terendah", "jumlah": "4"}, ("b", "c", "a")),
        (ABC, {"cara": "terendah", "jumlah": "1", "seri": ["c"]}, ("c",)),
    ],
)
def test_what_stands_at_the_bound_is_kept(nrr, rule, chosen):
    kept = tuple(key for key in nrr if key not in chosen)
    assert chosen_by(nrr, **rule) == Choice(chosen, kept)


def test_what_ties_is_told_with_the_first_that_fit():
    assert chosen_by(ABC, cara="terendah", jumlah="1") == Choice(("b",), ("a", "c"), ("b", "c"))


def test_a_choice_by_name_is_held_against_the_lowest_that_was_left_not_the_first():
    nrr = means(z="2", b="3", y="3.2", c="2")
    chosen = chosen_by(nrr, cara="pilihan", unsur=["b", "c"], alasan="usulan")
    assert chosen == Choice(("b", "c"), ("z", "y"), (), (("b", "z"),))  # c is as low as z
    assert chosen_by(nrr, cara="pilihan", unsur=["z", "b", "y", "c"], alasan="usulan").doubtful == ()


def test_the_weakest_service_is_the_one_of_the_lowest_index_and_of_several_the_first():
    def service(key: str, ikm: int, **nrr: str) -> ServiceResult:
        return ServiceResult(key, means(**nrr), Fraction(ikm), 5)

    layanan = [service("b", 90, a="2", b="4"), service("z", 70, a="3", b="2"), service("y", 70, a="1", b="3")]
    unit = means(a="2", b="3")
    weakest = chosen_by(unit, layanan, cara="di-bawah-rata-rata", basis="layanan-terlemah")
    assert weakest == Choice(("b",), ("a",), basis="z")
    of_unit = chosen_by(unit, layanan, cara="di-bawah-rata-rata")
    assert of_unit == Choice(("a",), ("b",))
    without = chosen_by(unit, cara="di-bawah-rata-rata", basis="layanan-terlemah")
    assert without == of_unit
    result = Result(unit, Fraction(80), 10, {}, tuple(layanan))
    assert [basis_means(result, choice) for choice in (weakest, of_unit)] == [means(a="3", b="2"), unit]


def test_where_nothing_was_asked_nothing_is_chosen():
    assert chosen_by({}, cara="di-bawah-rata-rata") == Choice((), ())


@pytest.mark.parametrize("rule", ["{cara: ambang, ambang: }", "{cara: terendah, jumlah: }", "{cara: ambang}"])
def test_a_rule_without_its_figure_is_refused(tmp_path, rule):
    assert masalah(tmp_path, JAWABAN, own=f"prioritas: {rule}")
