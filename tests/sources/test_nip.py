"""A NIP that can hardly be one is told; the office may say that its people are no civil servants."""

import pytest

from pipeline.checking import check
from pipeline.sources import nip, workspace
from support import small


@pytest.mark.parametrize("typed", ["19700101 199503 1 001", "197001011995032001", "19900101 202421 1 001"])
def test_a_nip_is_left_alone(typed):
    assert nip.implausible(typed) is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("1970010119950310", "16 angka, bukan 18"),
        ("19701301 199503 1 001", "19701301 di awalnya bukan tanggal lahir"),
        ("19700101 199513 1 001", "199513 di tengahnya bukan tahun dan bulan pengangkatan"),
        ("19700101 197003 1 001", "197003 di tengahnya bukan tahun dan bulan pengangkatan"),
        ("19700101 199503 3 001", "angka ke-15 adalah 3, bukan 1 atau 2"),
    ],
)
def test_what_can_hardly_be_one_is_told(typed, why):
    assert str(nip.implausible(typed)) == why


def test_the_office_may_say_that_its_people_are_no_civil_servants(tmp_path):
    head = "kepala: {jabatan: Kepala Loket, nama: Rekaan, nip: 123}\n"
    unit = "units/kota/loket.yaml"
    root = small.put(tmp_path, {unit: small.ISI[unit] + head})
    period = workspace.period(root, small.MASA)
    assert [found.code for found in check.run(root, period).problems] == ["C011"]
    (root / unit).write_text(small.ISI[unit] + head + "diketahui:\n  - kode: C011\n    alasan: bukan pegawai negeri\n")
    assert check.run(root, period).problems == ()
