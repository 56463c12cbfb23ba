"""An office reports by year, semester, quarter or month: each has its name on paper, and what went before is found."""

import pytest

from pipeline.making import build
from pipeline.sources import period, workspace
from support import docx_text, small
from support.small import docx, p

BODY = p("Hasil {{ periode.nama }} Tahun {{ periode.tahun }}: {{ utama.ikm }}{{ draf }}") + p(
    "Lalu: {% if lalu.ada %}{{ lalu.nama }} {{ lalu.tahun }}{% endif %}"
)
KIND = "judul: Hasil\nsebutan: surat\nkosakata: [surat, unit, periode, hasil, riwayat]\n"


@pytest.mark.parametrize(
    ("before", "now", "named", "past"),
    [
        ("2024", "2025", "Periode Tahun 2025", "Periode 2024"),
        ("2024B11", "2025B02", "Bulan Februari Tahun 2025", "Bulan November 2024"),
        ("2023S1", "2025S1", "Semester 1 Tahun 2025", "Semester 1 2023"),
        ("2024T4", "2025S1", "Semester 1 Tahun 2025", "Triwulan IV 2024"),
    ],
)
def test_each_kind_of_period_is_named_on_paper_and_compared_with_the_last_that_has_results(
    tmp_path, before, now, named, past
):
    files = {"templates/surat/bawaan.docx": docx(BODY), "templates/surat/jenis.yaml": KIND}
    for name in ("periode.yaml", "skor.csv"):
        old = f"periods/2025S1/kota/{name}"
        text = str(small.ISI[old]).replace("2025-07-02", f"{now[:4]}-12-30").replace("batas: 2025-07-07\n", "")
        files |= {f"periods/{period}/kota/{name}": text for period in (before, now)}
        files |= {} if now == "2025S1" else {old: None}
    root = small.put(tmp_path, files)
    made = build.run(root, workspace.period(root, now), "surat")
    assert [fault for fault in made.problems if not fault.is_warning] == []
    text = docx_text.xml(root / f"build/{now}/kota/loket/surat.docx").replace("\xa0", " ")
    assert f"Hasil {named}: 81,25" in text
    assert f"Lalu: {past}" in text


def test_periods_of_all_kinds_follow_each_other_by_the_day_on_which_they_end():
    names = ["2025S1", "2024", "2024T4", "2024B12", "2024S1", "arsip", "2023"]
    assert [str(found) for found in period.in_order(names)] == ["2023", "2024S1", "2024B12", "2024T4", "2024", "2025S1"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("2025Q3", "2025T3"),
        ("2025-S1", "2025S1"),
        ("2025s2", "2025S2"),
        ("TW 3 2025", "2025T3"),
        ("Semester 1 2025", "2025S1"),
        ("2025M7", "2025B07"),
        ("2025 bulan 12", "2025B12"),
        ("2025S3", None),
        ("2025X1", None),
        ("lama", None),
        ("20250702", None),
    ],
)
def test_a_name_that_is_no_period_may_mean_one(name, meant):
    assert period.parse(name) is None
    assert (str(found) if (found := period.meant(name)) else None) == meant


@pytest.mark.parametrize("args", [("2025Q3",), ("",), ()], ids=["named", "empty", "none"])
def test_a_folder_whose_name_is_no_period_is_told_by_its_name_and_not_as_missing(tmp_path, run, args):
    root = small.put(tmp_path / "kantor", {name: None for name in small.ISI if name.startswith("periods/")})
    (root / "periods/2025Q3/kota").mkdir(parents=True)
    made = run("check", *args, cwd=root)
    assert made.returncode == 2
    assert "periods/2025Q3 bukan nama periode; ganti nama foldernya, misalnya 2025T3" in made.stderr
