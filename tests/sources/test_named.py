"""An element, a scheme, a kind or a person is named by key, by code, or as it is printed, where that is unique."""

import pytest

from pipeline.sources import layers, nearest, workspace
from support import small

INSTANSI = (
    "nama: Kota\n"
    "skema:\n"
    "  skm:\n    nama: Survei Masyarakat\n    unsur:\n"
    "      waktu: {kode: U1, nama: Waktu Penyelesaian}\n"
    "      biaya: {kode: U2, nama: Biaya/Tarif, sebutan: tarif}\n"
    "  mcp:\n    nama: MCP\n    unsur:\n      jujur: {kode: U1, nama: Kejujuran}\n"
    "pejabat:\n  sekda: {jabatan: Sekretaris Daerah, nama: Rekaan Namawan}\n"
)


def effective(tmp_path, text: str):
    root = small.put(tmp_path, {"units/kota/instansi.yaml": INSTANSI, "periods/2025S1/kota/loket.yaml": text})
    problems = []
    office = layers.office_of(root, workspace.period(root, small.MASA), "kota", problems)
    assert problems == []
    return layers.dossier_of(root, office, "loket")


@pytest.mark.parametrize("typed", ["biaya", "U2", "u2", "Biaya/Tarif", "biaya / tarif", "Tarif"])
def test_an_element_is_named_by_key_code_or_printed_name(tmp_path, typed):
    text = (
        f"prioritas:\n  cara: pilihan\n  unsur: ['{typed}']\n  alasan: rapat\n"
        f"rtl:\n  - unsur: '{typed}'\npublikasi:\n  nrr:\n    '{typed}': '3,5'\n"
    )
    said = effective(tmp_path, text).effective
    assert (said.prioritas.unsur, said.rtl[0].unsur, list(said.publikasi.nrr)) == (["biaya"], "biaya", ["biaya"])


def test_a_scheme_a_kind_and_a_person_are_named_as_they_are_printed(tmp_path):
    text = "pakai_skema: [Survei Masyarakat]\ndokumen:\n  Surat:\n    penandatangan: Rekaan Namawan\n"
    said = effective(tmp_path, text).effective
    assert said.pakai_skema == ["skm"]
    assert said.dokumen["surat"].penandatangan.jabatan == "Sekretaris Daerah"


def test_a_code_that_two_elements_bear_means_neither_and_what_there_is_is_told(tmp_path):
    dossier = effective(tmp_path, "prioritas: {cara: pilihan, unsur: [U1], alasan: rapat}\n")
    assert [found.code for found in dossier.problems] == ["I007"]


@pytest.mark.parametrize(("found", "known"), [("sarana", ("saran", "waktu")), ("layanan", ("layan", "unit"))])
def test_what_is_a_word_of_its_own_is_never_taken_for_a_misspelling(found, known):
    assert "maksudnya" not in str(nearest.guess(found, known))


def test_what_is_no_word_is():
    assert str(nearest.guess("wakut", ("waktu", "biaya"))) == "maksudnya `waktu`?"


@pytest.mark.parametrize(("typed", "counted"), [("rutin", "sudah"), ("Sedang Berjalan", "proses"), ("belum", "belum")])
def test_a_status_in_the_offices_own_words_counts_as_it_says(tmp_path, typed, counted):
    words = "status_program: {rutin: sudah, sedang berjalan: proses}\n"
    program = f"program: [{{kode: p, kegiatan: Menata, realisasi: {{status: {typed}, alasan: dana}}}}]"
    root = small.put(
        tmp_path,
        {
            "units/kota/instansi.yaml": INSTANSI + words,
            "periods/2025S1/kota/loket.yaml": f"rtl:\n  - unsur: waktu\n    {program}\n",
        },
    )
    office = layers.office_of(root, workspace.period(root, small.MASA), "kota", [])
    rtl = layers.dossier_of(root, office, "loket").effective.rtl
    assert rtl[0].program[0].realisasi.status == counted


@pytest.mark.parametrize(
    ("text", "code", "near"),
    [
        ("pakai_skema: [SKN]\n", "I006", "skm"),
        ("prioritas: {cara: pilihan, unsur: [wakut], alasan: rapat}\n", "I007", "waktu"),
        ("rtl:\n- unsur: Biyaya\n", "L001", "biaya"),
        ("dokumen: {surta: {hal: x}}\n", "B004", "surat"),
        ("penandatangan: sekdah\n", "I008", "sekda"),
    ],
)
def test_a_name_that_is_not_known_is_told_with_the_nearest_that_is(tmp_path, text, code, near):
    instansi = str(small.ISI["units/kota/instansi.yaml"]) + "pejabat: {sekda: {jabatan: Sekda, nama: Rekaan}}\n"
    kind = "judul: Hasil\nsebutan: surat\nkosakata: [surat, unit, periode, hasil, layanan, tindak_lanjut]\n"
    files = {"units/kota/instansi.yaml": instansi, "periods/2025S1/kota/loket.yaml": text}
    told = small.told(small.put(tmp_path, {**files, "templates/surat/jenis.yaml": kind})).splitlines()
    assert [line.endswith(f"maksudnya `{near}`?") for line in told if f" {code} " in line] == [True]
