"""Pictures that files name are looked at, whether a document is made with them or not."""

import pytest

from support import small

HERE = "periods/2025S1/kota/"
PERIODE = str(small.ISI[f"{HERE}periode.yaml"])
SHARED = f"{PERIODE}survei: {{foto: [{{berkas: apel.png, keterangan: Apel}}]}}\n"
REPORT = "judul: Laporan\nsebutan: laporan\nkosakata: [surat, unit, periode, hasil, layanan, survei, tindak_lanjut]\n"
TWO = {
    "units/kota/lain.yaml": "nama: Lain\n",
    f"{HERE}skor.csv": "unit,waktu,biaya\nloket,4,3\nloket,3,3\nlain,4,3\nlain,3,3\n",
    f"{HERE}foto/apel.png": small.whole_png(),
    "templates/laporan/jenis.yaml": REPORT,
    "templates/laporan/bawaan.docx": small.ISI["templates/surat/bawaan.docx"],
}


def told(root, code):
    return [line for line in small.told(root).splitlines() if f" {code} " in line]


@pytest.mark.parametrize(
    ("own", "codes"),
    [
        ("", ["G004"]),
        ("dokumen: {laporan: {}}\n", []),
    ],
    ids=["none", "one"],
)
def test_photos_of_the_period_are_told_where_no_unit_shows_them(tmp_path, own, codes):
    root = small.put(tmp_path, TWO | {f"{HERE}periode.yaml": SHARED, f"{HERE}lain.yaml": own or None})
    lines = told(root, "G004")
    assert [line.split()[1] for line in lines] == codes
    assert all(line.startswith(f"{HERE}periode.yaml:4:") for line in lines)


def test_a_photo_of_the_period_that_is_not_there_is_told_though_no_unit_shows_it(tmp_path):
    root = small.put(tmp_path, TWO | {f"{HERE}periode.yaml": SHARED, f"{HERE}foto/apel.png": None})
    assert len(told(root, "G001")) == 1


LOGO = "kop: {baris: [KOTA], logo: hilang.png}\n"
INSTANSI = str(small.ISI["units/kota/instansi.yaml"])
WITHOUT = "tidak_disurvei: {loket: direnovasi}\n"


@pytest.mark.parametrize(
    "files",
    [
        {"units/kota/instansi.yaml": INSTANSI + LOGO},
        {"units/kota/loket.yaml": f"nama: Loket\n{LOGO}"},
        {f"{HERE}loket.yaml": LOGO},
        {f"{HERE}periode.yaml": f"{PERIODE}{WITHOUT}{LOGO}"},
        {f"{HERE}loket.yaml": f"dokumen: {{surat: {{{LOGO.strip()}}}}}\n"},
        {"units/kota/instansi.yaml": INSTANSI + LOGO, f"{HERE}loket.yaml": LOGO.replace("hilang", "ada")},
    ],
    ids=["institution", "unit", "period", "not surveyed", "a kind", "outranked"],
)
def test_a_logo_that_is_not_there_is_told_wherever_it_is_named_and_whatever_is_made(tmp_path, files):
    if f"{HERE}periode.yaml" in files:
        files |= {f"{HERE}skor.csv": None}
    root = small.put(tmp_path, {"units/kota/ada.png": small.whole_png(), **files})
    assert ["hilang.png" in line for line in told(root, "G001")] == [True]


OWN = "survei: {foto: [{berkas: sendiri.png, keterangan: Sendiri}]}\n"


@pytest.mark.parametrize(
    ("files", "told_as"),
    [
        ({f"{HERE}loket.yaml": OWN, f"{HERE}lain.yaml": OWN}, ["C021", "G004", "G004"]),
        ({f"{HERE}loket.yaml": OWN, f"{HERE}lain.yaml": ""}, ["G004", "G004"]),
        ({f"{HERE}loket.yaml": f"{OWN}dokumen: {{laporan: {{}}}}\n", f"{HERE}lain.yaml": ""}, ["G004"]),
        ({f"{HERE}loket.yaml": OWN, f"{HERE}lain.yaml": "dokumen: {laporan: {}}\n"}, ["G004"]),
    ],
    ids=["all replace", "one replaces, nobody shows", "who replaces shows its own", "the other shows the shared one"],
)
def test_a_shared_photo_is_told_unless_somebody_shows_it_whoever_replaces_it(tmp_path, files, told_as):
    mine = {f"{HERE}foto/sendiri.png": small.whole_png(), f"{HERE}periode.yaml": SHARED}
    root = small.put(tmp_path, TWO | mine | files)
    lines = [line for line in small.told(root).splitlines() if line.split()[1] in ("C021", "G004")]
    assert sorted(line.split()[1] for line in lines) == told_as
