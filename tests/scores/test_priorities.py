"""Priorities: every rule, its basis, its ties."""

import pytest

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
