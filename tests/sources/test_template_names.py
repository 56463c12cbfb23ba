"""Templates that nobody's documents are made from because of their names: told, with the nearest name."""

import pytest

from pipeline.making import build
from pipeline.sources import template_names, workspace
from support import small

OFFICES = ("kota-rekaan", "lumajang")
UNUSED = "bila tidak dipakai lagi, pindahkan berkasnya ke luar folder templates/"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Kota Rekaan.docx", "ganti namanya menjadi kota-rekaan.docx"),
        ("kota_rekaan.docx", "ganti namanya menjadi kota-rekaan.docx"),
        ("lumajang (1).docx", "ganti namanya menjadi lumajang.docx"),
        ("lumajang - Copy.docx", "ganti namanya menjadi lumajang.docx"),
        ("lumajang.docx.docx", "ganti namanya menjadi lumajang.docx"),
        ("lumajang.DOCX", "ganti namanya menjadi lumajang.docx"),
        ("lumajang.dotx", "buka, lalu simpan sebagai Dokumen Word dengan nama lumajang.docx"),
        ("lumajang.odt", "buka, lalu simpan sebagai Dokumen Word dengan nama lumajang.docx"),
        ("lumajang.doc", "buka, lalu simpan sebagai Dokumen Word dengan nama lumajang.docx"),
        ("Bawaan.docx", "ganti namanya menjadi bawaan.docx"),
        ("lumajng.docx", f"maksudnya `lumajang.docx`? {UNUSED}"),
        ("lumajang-baru.docx", f"maksudnya `lumajang.docx`? {UNUSED}"),
        ("Kabupaten Lumajang.docx", f"maksudnya `lumajang.docx`? {UNUSED}"),
        ("LUMAJANG FINAL v2.docx", f"maksudnya `lumajang.docx`? {UNUSED}"),
        ("surat-hasil-kota-rekaan.docx", f"maksudnya `kota-rekaan.docx`? {UNUSED}"),
        ("lumajang/lumajang.docx", "pindahkan ke folder jenisnya dengan nama lumajang.docx"),
        ("lumajang.pdf", "simpan Dokumen Word aslinya dengan nama lumajang.docx, lalu pindahkan berkas ini"),
        ("surat lama.docx", f"pilih di antara: kota-rekaan.docx, lumajang.docx, bawaan.docx; {UNUSED}"),
    ],
)
def test_a_name_that_is_not_quite_right_is_told_with_the_right_one(tmp_path, name, hint):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"")
    found = list(template_names.misnamed(tmp_path, ".", OFFICES))
    told = [(one.code, dict(one.values)["file"], str(dict(one.values)["hint"])) for one in found]
    assert told == [("T024", name, hint)]


@pytest.mark.parametrize("name", ["lumajang.docx", "bawaan.docx", "jenis.yaml", "~$majang.docx", "catatan.txt"])
def test_what_is_read_or_no_word_file_is_not_told(tmp_path, name):
    (tmp_path / name).write_bytes(b"")
    assert list(template_names.misnamed(tmp_path, ".", OFFICES)) == []


@pytest.mark.parametrize(
    "name",
    [
        "Kota (1).docx",
        "kot.docx",
        "kota-baru.docx",
        "kota2.docx",
        "kota_final.docx",
        "Kabupaten Kota.docx",
        "KOTA FINAL v2.docx",
        "surat-hasil-kota.docx",
        "kota/kota.docx",
        "kota.pdf",
        "templat kami.docx",
        "Bawaan (2).docx",
    ],
)
def test_no_letter_is_made_from_the_default_where_an_institution_may_mean_to_have_its_own(tmp_path, name):
    root = small.put(tmp_path, {f"templates/surat/{name}": small.docx(small.SURAT)})
    made = build.run(root, workspace.period(root, small.MASA), "surat")
    assert {fault.code for fault in made.problems} == {"T024"}
    assert not list((root / "build").rglob("*.docx"))


def test_a_name_that_is_nearest_to_another_institution_hinders_nobody_else(tmp_path):
    (tmp_path / "lumajang-baru.docx").write_bytes(b"")
    assert template_names.hindering(tmp_path, ".", "kota-rekaan", OFFICES) == []
    assert template_names.hindering(tmp_path, ".", "lumajang", OFFICES)


@pytest.mark.parametrize("name", ["kabupaten-lama.docx", "kota-lama.docx"])
def test_the_template_of_an_office_that_is_no_more_stops_letters_until_it_is_where_the_message_says(tmp_path, name):
    root = small.put(tmp_path, {f"templates/surat/{name}": small.docx(small.SURAT)})
    period = workspace.period(root, small.MASA)
    stopped = build.run(root, period, "surat")
    assert (stopped.made, [(fault.code, UNUSED in str(fault)) for fault in stopped.problems]) == (0, [("T024", True)])
    (root / f"templates/surat/{name}").rename(root / name)
    made = build.run(root, period, "surat")
    assert (made.made, made.problems) == (1, ())
    assert small.told(root) == ""
