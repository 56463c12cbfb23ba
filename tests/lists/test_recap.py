"""Lists over a period: the expedition list and the recap, as workbooks."""

import shutil
from pathlib import Path

import pytest
import python_calamine
from docx import Document

from pipeline.issuing import apply, entries
from pipeline.issuing.order import Order
from pipeline.sources.period import Period
from support import git_office as kantor_uji


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return kantor_uji.bangun(tmp_path / "kerja")


def rows(path: Path) -> list[list[object]]:
    return python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def test_the_expedition_list_has_a_row_a_letter_and_room_for_a_signature(workspace, run):
    apply.issue(workspace, Order(Period(2025, "S", 1), "surat-hasil"), lambda made, pulih: True)
    entries.void(workspace, "3", "salah kirim")
    told = run("ekspedisi", "2025S1")
    assert (told.returncode, told.stdout) == (0, "build/2025S1/uji/ekspedisi.xlsx: 2 surat\n")
    found = rows(workspace / "build/2025S1/uji/ekspedisi.xlsx")
    assert found[0][0] == "Daftar Pengiriman Surat, 2025S1"
    assert [row[:5] for row in found[3:]] == [
        ["1", "065.1/2/UJI/2025", "2 Juli 2025", "Kepala Loket-A", "Hasil Survei"],
        ["2", "065.1/4/UJI/2025", "2 Juli 2025", "Kepala Loket-C", "Hasil Survei"],
    ]
    assert found[2][5:] == ["Diterima Oleh", "Tanggal dan Tanda Tangan"]


def test_workbook_and_document_come_out_of_one_command_and_say_the_same(workspace, run):
    for kind in ("rekapitulasi", "daftar-pengiriman"):
        shutil.copytree(kantor_uji.ROOT / "templates" / kind, workspace / "templates" / kind)
    named = "dokumen: {rekapitulasi: {hal: Laporan, yth: Sekretaris}, daftar-pengiriman: {}, surat-hasil: {tanggal: "
    kantor_uji.write(
        workspace,
        "periods/2025S1/uji/periode.yaml",
        kantor_uji.PERIODE.replace("dokumen: {surat-hasil: {tanggal: ", named),
    )
    kantor_uji.commit(workspace)
    apply.issue(workspace, Order(Period(2025, "S", 1), "surat-hasil"), lambda made, pulih: True)
    folder = "build/2025S1/uji"
    assert run("rekap", "2025S1").stdout == f"{folder}/rekap.xlsx: 3 unit\n{folder}/rekapitulasi.docx: draf\n"
    assert run("ekspedisi", "2025S1").stdout == f"{folder}/ekspedisi.xlsx: 3 surat\n{folder}/daftar-pengiriman.docx\n"
    for book, document, columns in (("rekap", "rekapitulasi", 8), ("ekspedisi", "daftar-pengiriman", 7)):
        table = Document(str(workspace / folder / f"{document}.docx")).tables[-1]
        said = [[cell.text.replace("\xa0", " ") for cell in row.cells][:columns] for row in table.rows[1:4]]
        assert said == [row[:columns] for row in rows(workspace / folder / f"{book}.xlsx")[3:]]


def test_the_recap_says_why_a_unit_was_not_surveyed_and_asks_nobody_for_its_answers(workspace, run):
    skor = workspace / "periods/2025S1/uji/skor.csv"
    skor.write_text(skor.read_text().replace("loket-c,1,3,4,3\n", ""))
    with (workspace / "periods/2025S1/uji/periode.yaml").open("a") as period:
        period.write("tidak_disurvei: {loket-c: sedang dibangun}\n")
    told = run("rekap", "2025S1")
    assert (told.returncode, told.stderr) == (0, "")
    found = rows(workspace / "build/2025S1/uji/rekap.xlsx")
    assert [row[-1] for row in found[2:]] == ["Keterangan", "-", "-", "tidak disurvei: sedang dibangun"]


def test_the_recap_has_a_row_a_unit_and_says_where_there_is_no_result(workspace, run):
    skor = workspace / "periods/2025S1/uji/skor.csv"
    skor.write_text(skor.read_text().replace("loket-c,1,3,4,3\n", ""))
    told = run("rekap", "2025S1")
    assert (told.returncode, told.stdout) == (0, "build/2025S1/uji/rekap.xlsx: 3 unit\n")
    assert "R001 unit `loket-c` tampil tanpa hasil" in told.stderr
    found = rows(workspace / "build/2025S1/uji/rekap.xlsx")
    assert found[0][0] == "Rekapitulasi Hasil SKM, Kantor Uji, Semester 1 Tahun 2025"
    assert found[2:] == [
        ["No.", "Unit", "U1", "U2", "IKM", "Mutu", "Kinerja", "Responden", "Prioritas"],
        ["1", "Loket-A", "3,00", "4,00", "87,50", "B", "Baik", "1", "Persyaratan"],
        ["2", "Loket-B", "3,00", "4,00", "87,50", "B", "Baik", "1", "Persyaratan"],
        ["3", "Loket-C", "-", "-", "-", "-", "-", "-", "-"],
    ]
