"""The summary for the head of region: every unit by rank and how it moved, in three pages at most."""

import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.files import disk
from pipeline.making import build
from pipeline.scores.ranking import ranked
from pipeline.sources import workspace
from support import needs, small
from support.docx_text import text, xml
from support.paths import ROOT

KIND, UNITS = "ringkasan-kepala-daerah", 64
PERIODS = ("2024S2", "2025S1", "2025S2")
INSTANSI = """
nama: Pemerintah Kota Rekaan
kop: {baris: [Pemerintah Kota Rekaan, Sekretariat Daerah], alamat: Jalan Rekaan 1}
tempat: Rekaan
di: Tempat
gaya: {desimal: ','}
penandatangan: {jabatan: Kepala Bagian Organisasi, nama: Rekaan Satu}
nomor: {pola: "{klasifikasi}/{urut}/ORG/{tahun}", klasifikasi: "000.8.3.4"}
prioritas: {cara: terendah, jumlah: 1, seri: urutan}
skema:
  skm: {nama: SKM, unsur: {waktu: {kode: U1, nama: Waktu}, biaya: {kode: U2, nama: Biaya}}}
"""
PERIODE = f"dokumen: {{{KIND}: {{lampiran: 1, hal: Ringkasan Hasil SKM, yth: Wali Kota, tanggal: 2026-01-08}}}}\n"


def put(root: Path, units: int, periods=PERIODS) -> Path:
    """Write an office of made-up units, each with four made-up answers a period; the last has none before the last."""
    for name in ("jenis.yaml", "bawaan.docx"):
        target = root / "templates" / KIND / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "templates" / KIND / name, target)
    files: dict[str, str | None] = {"units/kota/instansi.yaml": INSTANSI, "units/kota/loket.yaml": None}
    files |= {f"units/kota/unit-{at:03}.yaml": f"nama: Dinas Rekaan {at}\n" for at in range(units)}
    for number, period in enumerate(periods):
        files[f"periods/{period}/kota/periode.yaml"] = PERIODE
        there = range(units if number == len(periods) - 1 else units - 1)
        rows = (
            f"unit-{at:03},{1 + (at + number * (at % 3) + step) % 4},{2 + (at * 7 + number + step) % 3}\n"
            for at in there
            for step in range(2 + at % 3)
        )
        files[f"periods/{period}/kota/skor.csv"] = "unit,waktu,biaya\n" + "".join(rows)
    return small.put(root, files)


def words_of(root: Path, period: str):
    from pipeline.making import document
    from pipeline.making.document import Job
    from pipeline.making.office import Offices

    masa = workspace.period(root, period)
    offices = Offices(root, masa)
    dossier = offices["kota"].dossier("")
    return document.prepare(Job(KIND, workspace.jenis(root, KIND), offices), dossier).words["peringkat"]


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Path:
    return put(tmp_path_factory.mktemp("kota"), UNITS)


@pytest.fixture(scope="module")
def words(root):
    return words_of(root, "2025S2")


def number(said: str) -> Decimal:
    return Decimal(said.replace(",", "."))


def test_equals_share_a_rank_and_the_next_is_left_out():
    assert ranked([("a", Decimal(2)), ("b", Decimal(3)), ("c", Decimal(3)), ("d", Decimal(1))]) == [
        (1, "b", Decimal(3)),
        (1, "c", Decimal(3)),
        (3, "a", Decimal(2)),
        (4, "d", Decimal(1)),
    ]


def test_every_row_agrees_with_itself_and_the_counts_with_the_rows(words):
    rows = words["unit"]
    assert len(rows) + int(words["sisa"]) == int(words["jumlah"]) == UNITS
    assert [number(row["ikm"]) for row in rows] == sorted((number(row["ikm"]) for row in rows), reverse=True)
    assert words["periode"] == ["Semester 1 Tahun 2025"]
    assert (words["lalu"]["nama"], words["lalu"]["tahun"]) == ("Semester 1", "2025")
    for row in rows:
        if row["selisih"] == "-":
            assert (row["nama"], row["arah"], row["gerak"], row["nilai"]) == (
                f"Dinas Rekaan {UNITS - 1}",
                "-",
                "-",
                ["-"],
            )
            continue
        assert number(row["ikm"]) - number(row["nilai"][0]) == number(row["selisih"])
        moved = int(row["peringkat_lalu"]) - int(row["peringkat"])
        assert row["gerak"] == ("tetap" if not moved else f"{'naik' if moved > 0 else 'turun'} {abs(moved)}")
    assert sum(int(words[name]["jumlah"]) for name in ("naik", "turun", "tetap", "baru")) == UNITS
    assert sum(int(grade["jumlah"]) for grade in words["mutu"]) == UNITS
    assert [point["unit"] for point in words["rata"]] == ["63", "64"]


def test_the_first_period_of_all_is_compared_with_nothing(tmp_path):
    said = words_of(put(tmp_path, 3, ("2025S1",)), "2025S1")
    assert not {"lalu", "naik_terbesar", "turun_terbesar"} & said.keys()
    assert [*said["grafik"]] == ["ikm"]
    assert {row["selisih"] for row in said["unit"]} == {"-"}


@pytest.mark.parametrize("rule", ["jawaban", "rata-rata"])
def test_a_year_of_parts_shows_how_the_units_moved_in_it(tmp_path, rule):
    root = put(tmp_path, 3, ("2024", "2025S1", "2025S2"))
    whole = root / "periods/2025/kota/periode.yaml"
    whole.parent.mkdir(parents=True)
    whole.write_text(f"{PERIODE}bagian: {rule}\n")
    said, halves = words_of(root, "2025"), [words_of(root, name) for name in ("2025S1", "2025S2")]
    assert said["periode"] == ["Periode Tahun 2024", "Semester 1 Tahun 2025", "Semester 2 Tahun 2025"]
    assert said["lalu"] == {"nama": "Periode", "tahun": "2024"}
    for row in said["unit"]:
        assert row["nilai"][1:] == [
            next((other["ikm"] for other in half["unit"] if other["nama"] == row["nama"]), "-") for half in halves
        ]
        if row["selisih"] != "-":
            assert number(row["ikm"]) - number(row["nilai"][0]) == number(row["selisih"])
    assert [(point["ikm"], point["unit"]) for point in said["rata"][1:3]] == [
        (half["rata"][-1]["ikm"], half["rata"][-1]["unit"]) for half in halves
    ]
    assert "rata" in said["grafik"]


def test_the_columns_of_quarters_are_wide_enough_for_their_figures(tmp_path):
    root = put(tmp_path, 3, ("2025T1", "2025T2", "2025T3", "2025T4"))
    shutil.rmtree(root / "periods/2025S1")
    whole = root / "periods/2025/kota/periode.yaml"
    whole.parent.mkdir(parents=True)
    whole.write_text(f"{PERIODE}bagian: jawaban\n")
    build.run(root, workspace.period(root, "2025"), KIND)
    drawn = xml(root / f"build/2025/kota/{KIND}.docx")
    (table,) = (each for each in drawn.split("<w:tblGrid>") if "Gerak" in each)
    grid = re.findall(r'w:gridCol w:w="(\d+)"', table)
    assert len(grid) == 11
    assert min(map(int, grid[2:6])) >= 720, "`Tahun 2025` in six points, and the margins of the cell"


def test_a_unit_without_a_result_now_keeps_its_place_in_what_was(tmp_path):
    root = put(tmp_path, 3, ("2024S2", "2025S1"))
    (root / "periods/2024S2/kota/skor.csv").write_text("unit,waktu,biaya\nunit-000,4,4\nunit-001,3,3\nunit-002,2,2\n")
    (root / "periods/2025S1/kota/skor.csv").write_text("unit,waktu,biaya\nunit-001,3,3\nunit-002,2,2\n")
    said = words_of(root, "2025S1")
    assert [(row["peringkat"], row["peringkat_lalu"], row["gerak"]) for row in said["unit"]] == [
        ("1", "2", "naik 1"),
        ("2", "3", "naik 1"),
    ]
    assert [(point["ikm"], point["unit"]) for point in said["rata"]] == [("75,00", "3"), ("62,50", "2")]
    file = root / "periods/2025S1/kota/periode.yaml"
    file.write_text(f"{file.read_text()}tidak_disurvei: {{unit-000: gedung direnovasi}}\n")
    assert words_of(root, "2025S1")["rata"] == said["rata"]


def test_the_document_prints_every_row_and_has_native_charts(root, words):
    made = build.run(root, workspace.period(root, "2025S2"), KIND)
    assert [str(fault) for fault in made.problems] == []
    file = root / f"build/2025S2/kota/{KIND}.docx"
    printed = text(file).replace("\u00a0", " ")
    for row in words["unit"]:
        cells = ["peringkat", "nama", "nilai", "ikm", "selisih", "gerak", "mutu", "responden"]
        said = [cell for name in cells for cell in (row[name] if isinstance(row[name], list) else [row[name]])]
        assert "\t".join(said) in printed
    assert not re.search(r"\{[{%]", printed)
    assert b"word/charts/" in disk.content(file)


def test_without_a_result_there_is_no_annex_and_no_word_of_one(tmp_path):
    root = put(tmp_path, 2, ("2025S1",))
    (root / "periods/2025S1/kota/skor.csv").unlink()
    said = {fault.code for fault in build.run(root, workspace.period(root, "2025S1"), KIND).problems}
    file = root / f"build/2025S1/kota/{KIND}.docx"
    assert "C016" in said, "its `lampiran` counts what is not there"
    assert not re.search("PERINGKAT|Grafik|tercantum", text(file))
    assert xml(file).count("<w:sectPr") == 1


@needs.soffice
@pytest.mark.parametrize("units", [1, 3, UNITS])
def test_it_has_three_pages_at_most(root, tmp_path, units):
    office = root if units == UNITS else put(tmp_path / "kota", units)
    build.run(office, workspace.period(office, "2025S2"), KIND)
    file = office / f"build/2025S2/kota/{KIND}.docx"
    profile = f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    from pipeline.documents import pdf_pages

    assert len(pdf_pages.pages((tmp_path / f"{KIND}.pdf").read_bytes())) <= 3
