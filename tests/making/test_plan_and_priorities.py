"""A plan of more or fewer elements than the letter's priorities is told on both sides, and no issued letter changes."""

import pytest

from pipeline.making import build
from pipeline.sources import workspace
from support import small

UNIT = "periods/2025S1/kota/loket.yaml"
REPORT = "judul: Laporan\nsebutan: laporan\nkosakata: [surat, unit, periode, hasil, layanan, tindak_lanjut]\n"
PRIORITY = "prioritas: {cara: terendah, jumlah: 1}\n"


@pytest.mark.parametrize("kind", [None, REPORT])
@pytest.mark.parametrize(
    ("planned", "codes"), [("[biaya]", []), ("[waktu]", ["L011", "L012"]), ("[biaya, waktu]", ["L012"]), ("[]", [])]
)
def test_what_does_not_fit_is_told_in_the_letter_and_in_the_report(tmp_path, kind, planned, codes):
    plans = "".join(f"  - unsur: {key}\n" for key in planned.strip("[]").split(", ") if key)
    files = {UNIT: PRIORITY + (f"rtl:\n{plans}" if plans else "")}
    root = small.put(tmp_path, {**files, **({"templates/surat/jenis.yaml": kind} if kind else {})})
    made = build.run(root, workspace.period(root, small.MASA), "surat")
    assert sorted(fault.code for fault in made.problems if fault.code in ("L011", "L012")) == codes


def test_an_element_beside_the_priorities_may_be_meant(tmp_path):
    said = "rtl:\n  - unsur: biaya\n  - unsur: waktu\ndiketahui:\n  - {kode: L012, alasan: usulan warga}\n"
    root = small.put(tmp_path, {UNIT: PRIORITY + said})
    assert build.run(root, workspace.period(root, small.MASA), "surat").problems == ()
