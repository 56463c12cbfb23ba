"""A unit that was not surveyed is one line with a reason, and the batch is clean."""

import shutil

import pytest

from pipeline.checking import check
from pipeline.making import build
from pipeline.problems.problem import Usage
from pipeline.sources import workspace
from support import in_process, small
from support.paths import ROOT

PERIODE = "periods/2025S1/kota/periode.yaml"
PASAR = {"units/kota/pasar.yaml": "nama: Pasar Contoh\n"}


def put(tmp_path, line: str):
    root = small.put(tmp_path, {**PASAR, PERIODE: str(small.ISI[PERIODE]) + line})
    return root, workspace.period(root, small.MASA)


def test_a_unit_without_answers_fails_until_its_reason_is_said(tmp_path):
    root, period = put(tmp_path, "")
    assert build.run(root, period, "surat").failed == 1
    (root / PERIODE).write_text(str(small.ISI[PERIODE]) + "tidak_disurvei: {pasar: sedang dibangun}\n")
    made = build.run(root, period, "surat")
    assert (made.total, made.failed, made.problems) == (1, 0, ())
    assert build.left_out(root, period) == [("kota", "pasar", "sedang dibangun")]
    assert check.run(root, period).problems == ()


def test_it_may_be_named_as_it_is_printed(tmp_path):
    root, period = put(tmp_path, "tidak_disurvei:\n  Pasar Contoh: sedang dibangun\n")
    assert build.run(root, period, "surat").problems == ()


def test_asked_for_alone_it_says_why_there_is_no_letter(tmp_path):
    root, period = put(tmp_path, "tidak_disurvei: {pasar: sedang dibangun}\n")
    with pytest.raises(Usage, match="tidak disurvei pada 2025S1: sedang dibangun"):
        build.run(root, period, "surat", "pasar")


def test_a_unit_that_there_is_not_or_that_has_answers_is_told(tmp_path):
    root, period = put(tmp_path, "tidak_disurvei: {passar: libur, loket: libur}\n")
    found = [str(fault) for fault in check.run(root, period).problems]
    assert any("`passar`, tetapi unit itu tidak ada; maksudnya `pasar`?" in line for line in found)
    assert any("skor.csv:2" in line and "tetapi berkas ini memuat jawabannya" in line for line in found)


def test_every_list_and_command_says_the_reason_and_none_asks_for_answers(tmp_path):
    root, _ = put(tmp_path, "tidak_disurvei: {pasar: sedang dibangun}\n")
    with (root / "units/kota/instansi.yaml").open("a", encoding="utf-8") as there:
        there.write("nomor: {pola: '{urut}/SKM'}\n")
    said = "kota/pasar: tidak disurvei (sedang dibangun)"
    for line, code, told in (
        ("build surat 2025S1", 0, said),
        ("trend 2025S1", 0, said),
        ("log kota/pasar", 0, "2025S1  -  -  -  -  -  tidak disurvei: sedang dibangun\n"),
        ("skor 2025S1 pasar", 2, 'unit "pasar" tidak disurvei pada 2025S1: sedang dibangun'),
    ):
        done = in_process.run(line.split(), root, {"SKM_LANG": "id"})
        assert (done.returncode, "S006" in done.stderr) == (code, False), done.stderr
        assert told in done.stdout + done.stderr


def test_the_trend_says_which_units_have_no_result_and_where_the_reason_is_told(tmp_path):
    root, _ = put(tmp_path, "")
    done = in_process.run(("trend", "2025S1"), root, {"SKM_LANG": "id"})
    assert "1 unit tanpa hasil: kota/pasar; sebabnya: skm check 2025S1" in done.stderr


def test_it_gets_no_questionnaire_and_no_list_of_publications(tmp_path):
    root, period = put(tmp_path, "tidak_disurvei: {pasar: sedang dibangun}\n")
    kinds = ("kuesioner", "daftar-publikasi")
    for kind in kinds:
        shutil.copytree(ROOT / "templates" / kind, root / "templates" / kind)
    file = root / PERIODE
    file.write_text(file.read_text().replace("dokumen: {", "dokumen: {kuesioner: {}, daftar-publikasi: {}, "))
    for kind in kinds:
        assert build.targets_of(root, period, None, kind) == [("kota", "loket")]
    told = [fault for fault in check.run(root, period).problems if fault.code == "C022"]
    assert [(fault.place.file, "pasar" in str(fault)) for fault in told] == [(told[0].place.file, False)]
