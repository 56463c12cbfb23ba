"""A year of an office, all made up, from its questionnaires to its evidence, by the commands that the pages name."""

import csv
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from pipeline.sources import workspace
from support import git_office, in_process, small
from support.docx_text import text
from support.year_office import UNSUR

OFFICE, FIRST, SECOND = "units/kota/instansi.yaml", "periods/2025S1/kota", "periods/2025S2/kota"
UNITS = ("Dinas Satu", "Kecamatan Dua")
DOCUMENTS = """dokumen:
  surat-hasil: {{tanggal: {year}-{month}-02, hal: Hasil SKM}}
  laporan-skm: {{tanggal: {year}-{month}-20, hal: Laporan SKM, penandatangan: kepala, diterima: {year}-{month}-22}}
  kuesioner: {{}}
  poster: {{}}
{more}laporan: {{waktu: [{{kepala: "{year}", kolom: [TW I, TW III]}}]}}
rujukan: {{dari: Kepala, nomor: 1/X, tanggal: {year}-{month}-01, hal: Survei}}
batas: {year}-{month}-30
tautan: {{laporan: "https://contoh.example/laporan"}}
"""
ANSWERED = """lanjutan:
  periode: 2025S1
  realisasi: {p: {status: sudah, tanggal: 2025-08-10, uraian: Selesai, bukti: berita acara}}
"""
OWN = """publikasi_media:
  - {{media: Papan, jenis: papan, tanggal: {day}, foto: {{berkas: papan.png, keterangan: Papan}}}}
  - {{media: Laman, jenis: laman, tanggal: {day}, foto: {{berkas: laman.png, keterangan: Laman}}}}
survei: {{foto: [{{berkas: survei.png, keterangan: Responden}}]}}
rtl: [{{unsur: waktu, program: [{{kode: p, kegiatan: Menambah loket, waktu: [{when}], penanggung_jawab: Sekretaris}}]}}]
"""


class Office:
    """Types commands in a folder; each has to go well."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(self, *args: str) -> str:
        done = in_process.run(args, self.root, {"SKM_LANG": "id"})
        assert done.returncode == 0, (args, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def write(self, file: str, content: str | bytes) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def semester(self, folder: str, answers: list[int], **said: str) -> None:
        """Fill in a semester: its documents, its answers, the files of its units with their photos and plans."""
        self.write(f"{folder}/periode.yaml", DOCUMENTS.format(**said))
        head = f"unit,{','.join(UNSUR)}\n"
        keys = [f"{name.lower().replace(' ', '-')}" for name in UNITS]
        rows = [
            f"{unit},{','.join('2' if key == 'waktu' else str(score) for key in UNSUR)}\n"
            for unit in keys
            for score in answers
        ]
        self.write(f"{folder}/skor.csv", head + "".join(rows))
        for number, name in enumerate(("papan", "laman", "survei")):
            self.write(f"{folder}/foto/{name}.png", small.whole_png(8 + number))
        for unit in keys:
            self.write(f"{folder}/{unit}.yaml", OWN.format(**said) + said.get("answered", ""))


@pytest.mark.skipif(shutil.which("git") is None, reason="surat diterbitkan di repositori git")
def test_a_year_from_questionnaires_to_evidence(tmp_path):
    office = Office(tmp_path)
    office("init", ".")
    office("new-instansi", "Pemerintah Kota Rekaan", "--id", "kota")
    own = (tmp_path / OFFICE).read_text()
    for begin, value in (
        ("baris", "[PEMERINTAH KOTA REKAAN, SEKRETARIAT DAERAH]"),
        ("alamat", "Jalan Rekaan 1"),
        ("tempat", "Rekaan"),
        ("jabatan", "Sekretaris Daerah"),
        ("nama", "Rekaan Utama"),
    ):
        [line] = [line for line in own.splitlines() if line.strip().startswith(f"{begin}:") and "# ISI" in line]
        own = own.replace(line, f"{line.split(':')[0]}: {value}")
    own = own.replace("{cara: di-bawah-rata-rata}", "{cara: terendah, jumlah: 1, seri: urutan}")
    office.write(OFFICE, own)
    listed = "".join(f"{name},Rekaan {name},Kepala {name}\n" for name in UNITS)
    office.write("unit.csv", f"Nama Unit,Nama Kepala,Jabatan\n{listed}")
    assert "2 unit ditulis" in office("import-units", "unit.csv", "--instansi", "kota")
    office("new-period", "2025S1")
    office.semester(FIRST, [3, 4, 3], year="2025", month="07", more="", day="2025-06-20", when="TW III")
    assert "2 kuesioner" in office("build", "kuesioner", "2025S1")
    assert "2 poster" in office("build", "poster", "2025S1")
    office("process", "2025S1")
    git_office.git(tmp_path, "init", "-q", "--template=", "-b", "main")
    git_office.commit(tmp_path)
    for kind in ("surat-hasil", "laporan-skm"):
        office("issue", kind, "2025S1", "--yes")
    git_office.commit(tmp_path)
    office("new-period", "2025S1", "2025S2")
    follow_up = "  laporan-tindak-lanjut: {tanggal: 2026-01-21, hal: Laporan, yth: Wali Kota, penandatangan: kepala}\n"
    office.semester(
        SECOND, [4, 4], year="2026", month="01", more=follow_up, day="2025-12-20", when="TW I", answered=ANSWERED
    )
    assert "0 kesalahan" in office("check", "2025S2")
    git_office.commit(tmp_path)
    for kind in ("laporan-skm", "laporan-tindak-lanjut"):
        office("issue", kind, "2025S2", "--yes")
    office.write(
        "periods/2025/kota/periode.yaml",
        "bagian: jawaban\ndokumen: {laporan-skm: {tanggal: 2026-01-26, hal: Laporan Tahunan, penandatangan: kepala}}\n",
    )
    office("build", "laporan-skm", "2025")
    whole = text(tmp_path / "build/2025/kota/dinas-satu/laporan-skm.docx").replace("\u00a0", " ")
    assert "diambil dari Semester 1 Tahun 2025 dan Semester 2 Tahun 2025: semua jawaban dihitung bersama" in whole
    assert "\t8\t5\t" in whole or "5 orang" in whole
    rows = json.loads(office("year", "2025", "--date", "2026-02-10", "--format", "json"))["dokumen"]
    states = {(row["periode"], row["jenis"]): row["keadaan"] for row in rows if row["unit"] == "dinas-satu"}
    assert states["2025S1", "surat-hasil"] == states["2025S2", "laporan-tindak-lanjut"] == "terbit"
    assert states["2025S1", "poster"] == "dibuat"
    assert states["2025S2", "poster"] == "jatuh tempo"
    assert {row["unit"] for row in rows} >= set(workspace.units(tmp_path, "kota"))
    said = office("evidence", "2025")
    for unit in workspace.units(tmp_path, "kota"):
        with zipfile.ZipFile(tmp_path / f"build/2025/kota/{unit}/bukti.zip") as held:
            index = csv.DictReader(io.StringIO(held.read("indeks.csv").decode("utf-8-sig")), delimiter=";")
            scores = {row["butir"]: row["nilai"] for row in index}
        assert scores == {"6": "5", "7": "2", "8": "5", "9": "5"} | {f"zona integritas {each}": "ya" for each in "abc"}
    assert "zona integritas c" in said
