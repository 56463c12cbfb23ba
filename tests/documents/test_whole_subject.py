"""Letters for SRIKANDI: its variables in their places, the whole subject as one of them, and what to type there."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
import python_calamine

from pipeline.documents import reading, whole_subject
from pipeline.documents.package import untouched
from support import git_office as kantor_uji
from support import needs
from support.docx_maker import docx, p
from support.git_office import write

TAMBAHAN = " {{ periode.nama }} Tahun {{ periode.tahun }}"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return kantor_uji.bangun(tmp_path / "kerja")


def cell(*blocks: str) -> str:
    inside = "".join(f"<w:tc><w:tcPr/>{block}</w:tc>" for block in blocks)
    grid = "<w:gridCol/>" * len(blocks)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{inside}</w:tr></w:tbl>"


def sheet(path: Path) -> list[dict[str, str]]:
    rows = python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()
    return [dict(zip(rows[2], row, strict=True)) for row in rows[3:]]


def made(root: Path, run, *blocks: str) -> tuple[str, str]:
    """Return the letter's text and the subject that the list tells."""
    (root / "templates/surat-hasil/uji.docx").write_bytes(docx(*blocks))
    told = run("build", "surat-hasil", "2025S1", "--mode", "srikandi")
    assert (told.returncode, [" T022 " in line for line in told.stderr.splitlines()]) == (0, [True])
    folder = root / "build/srikandi/2025S1/uji"
    path = folder / "loket-a/surat-hasil.docx"
    assert untouched(path.read_bytes())
    return reading.markdown(path.read_bytes()).strip(), sheet(folder / "surat-hasil.xlsx")[0]["Hal"]


WHOLE = "Hasil Survei Semester 1 Tahun 2025"
BREAK = '<w:p><w:r><w:t>{{ hal }}</w:t><w:br/><w:t xml:space="preserve">' + TAMBAHAN.strip() + "</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("blocks", "text", "hal"),
    [
        ((cell(p("Hal"), p(":"), p("{{ hal }}" + TAMBAHAN)),), "| Hal | : | ${hal} |", WHOLE),
        ((cell(p("Hal"), p(":"), p("{{ hal }}", " {{ periode.nama }}", " Tahun {{ periode.tahun }}")),), "", WHOLE),
        ((cell(p("Hal"), BREAK),), "| Hal | ${hal} |", WHOLE),
        (("Hal : {{ hal }}" + TAMBAHAN,), "Hal : ${hal}", WHOLE),
        (("Hal\t:\t{{ hal }}" + TAMBAHAN + "\tKepada",), "Hal\t:\t${hal}\tKepada", WHOLE),
        (("Hal : {{ hal }}",), "Hal : ${hal}", "Hasil Survei"),
        (("Perihal {{ hal }} tersebut di atas",), "Perihal ${hal} tersebut di atas", "Hasil Survei"),
        (
            ("Hal : {{ hal }}" + TAMBAHAN, "Sesuai {{ hal }}" + TAMBAHAN + " di atas, {{ hal }} dikirim."),
            "Hal : ${hal}\n\nSesuai ${hal} di atas, ${hal} dikirim.",
            WHOLE,
        ),
        (("Tanpa variabel.",), "Tanpa variabel.", "Hasil Survei"),
    ],
)
def test_what_a_template_adds_to_the_subject_becomes_part_of_it(workspace, run, blocks, text, hal):
    found, told = made(workspace, run, *blocks)
    assert told == hal
    assert found.endswith(text)
    assert found.count("Semester 1 Tahun 2025") == 0


def test_a_header_has_the_whole_subject_as_well(workspace, run):
    raw = docx(cell(p("Hal"), p("{{ hal }}" + TAMBAHAN)), header="Tentang {{ hal }}" + TAMBAHAN)
    (workspace / "templates/surat-hasil/uji.docx").write_bytes(raw)
    assert run("build", "surat-hasil", "2025S1", "--mode", "srikandi").returncode == 0
    with zipfile.ZipFile(workspace / "build/srikandi/2025S1/uji/loket-a/surat-hasil.docx") as source:
        assert b"Tentang ${hal}<" in source.read("word/header1.xml")


@pytest.mark.parametrize(
    ("kind", "period", "unit", "hal"),
    [
        (
            "surat-hasil",
            "2025S1",
            "lumajang/bag-protokol-tup",
            "Hasil Survei Kepuasan Masyarakat (SKM) Semester 1 Tahun 2025",
        ),
        (
            "laporan-tindak-lanjut",
            "2024S1",
            "jakarta-timur/halim-perdanakusuma",
            "Laporan Hasil Tindak Lanjut Pelaksanaan SKM Semester I Tahun 2024 Kelurahan Halim Perdanakusuma",
        ),
    ],
)
def test_the_seeds_letters_have_the_whole_subject_of_the_seed(seeds_workspace, run, kind, period, unit, hal):
    told = run("build", kind, period, "--unit", unit, "--mode", "srikandi", cwd=seeds_workspace)
    assert told.returncode == 0
    instansi, _, _ = unit.partition("/")
    base = seeds_workspace / "build/srikandi" / period
    text = reading.markdown((base / unit / f"{kind}.docx").read_bytes())
    assert "| Hal | : | ${hal} |" in text
    row = sheet(base / instansi / f"{kind}.xlsx")[0]
    assert row["Hal"] == hal
    assert (base / unit / f"{kind}.docx").relative_to(seeds_workspace).as_posix() == row["Berkas"]


@pytest.fixture
def seeds_workspace(tmp_path: Path) -> Path:
    root = tmp_path / "benih"
    for name in ("units", "periods", "templates"):
        shutil.copytree(kantor_uji.ROOT / name, root / name)
    return root


def test_the_list_says_what_to_type_and_leaves_room_for_what_srikandi_gives(workspace, run):
    write(workspace, "periods/2025S1/uji/loket-b.yaml", "tembusan: [Bupati, Arsip]\nyth: '=Kepala'\n")
    assert run("build", "surat-hasil", "2025S1", "--mode", "srikandi").returncode == 0
    path = workspace / "build/srikandi/2025S1/uji/surat-hasil.xlsx"
    rows = sheet(path)
    assert [row["Unit"] for row in rows] == ["Loket-A", "Loket-B", "Loket-C"]
    assert rows[1] == {
        "No.": "2",
        "Unit": "Loket-B",
        "Berkas": "build/srikandi/2025S1/uji/loket-b/surat-hasil.docx",
        "Hal": "Hasil Survei Semester 1 Tahun 2025",
        "Ringkasan": "Hasil Survei Semester 1 Tahun 2025",
        "Sifat": "Biasa",
        "Kerahasiaan": "-",
        "Klasifikasi": "065.1",
        "Lampiran": "-",
        "Kepada": "=Kepala",
        "Tembusan": "Bupati dan Arsip",
        "Jabatan Pengirim": "Kepala",
        "Nama Pengirim": "Rekaan",
        "NIP Pengirim": "-",
        "Verifikator": "",
        "Nomor Naskah": "",
        "Tanggal Naskah": "",
    }
    before = path.read_bytes()
    again = run("build", "surat-hasil", "2025S1", "--mode", "srikandi")
    assert "(0 dibuat, 3 tetap" in again.stdout
    assert path.read_bytes() == before


def test_a_subject_that_changes_is_told_though_the_letter_stays(workspace, run):
    run("build", "surat-hasil", "2025S1", "--mode", "srikandi")
    write(workspace, "periods/2025S1/uji/loket-b.yaml", "dokumen: {surat-hasil: {hal: Laporan Survei}}\n")
    assert "0 dibuat" in run("build", "surat-hasil", "2025S1", "--mode", "srikandi").stdout
    rows = sheet(workspace / "build/srikandi/2025S1/uji/surat-hasil.xlsx")
    assert rows[1]["Hal"] == "Laporan Survei Semester 1 Tahun 2025"


def test_the_mode_is_no_field_of_the_data(workspace, run):
    write(workspace, "periods/2025S1/uji/loket-b.yaml", "dokumen: {surat-hasil: {srikandi: ya}}\n")
    assert "I001 field `dokumen.surat-hasil.srikandi` tidak dikenal" in run("build", "surat-hasil", "2025S1").stderr


def test_parts_without_the_variable_stay_as_they_are():
    files = {"word/document.xml": "<a/>"}
    assert whole_subject.whole_subject(files, "Hal") == (files, "Hal")


@needs.soffice
def test_libreoffice_opens_it(workspace, run, tmp_path):
    run("build", "surat-hasil", "2025S1", "--mode", "srikandi")
    path = workspace / "build/srikandi/2025S1/uji/loket-a/surat-hasil.docx"
    profile = f"-env:UserInstallation=file://{tmp_path}/lo"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    assert "${hal}\n" in (tmp_path / "surat-hasil.txt").read_text(encoding="utf-8-sig").replace("\r", "")
