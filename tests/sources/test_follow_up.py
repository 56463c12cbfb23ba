"""Plans and what became of them: nothing dropped, nothing invented, other offices' forms by data alone."""

import csv
import re
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from support.docx_text import text, xml

KIND = "laporan-tindak-lanjut"
PLAN = "periods/2024S2/contoh/dinas-sosial.yaml"
ANSWER = "periods/2025S1/contoh/dinas-sosial.yaml"
HEALTH = "periods/2025S1/contoh/dinas-kesehatan.yaml"


def edit(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert content.count(old) >= 1
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def rows(table) -> list[list[str]]:
    return [[cell.text.replace("\xa0", " ") for cell in row.cells] for row in table.rows]


@pytest.fixture
def report(workspace, run):
    def made(unit: str) -> Path:
        done = run("build", KIND, "2025S1", "--unit", f"contoh/{unit}")
        assert (done.returncode, done.stderr) == (0, "")
        return workspace / f"build/2025S1/contoh/{unit}/{KIND}.docx"

    return made


def test_every_unit_gets_a_draft_with_its_priorities_filled_in(workspace, run):
    done = run("build", KIND, "2025S1")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.match(r"60 laporan, 0 gagal, .*60 draf", done.stdout)
    shown = text(workspace / f"build/2025S1/contoh/dinas-pendidikan-dan-kebudayaan/{KIND}.docx")
    assert shown.count("\t[diisi oleh unit]\t\t\t[diisi oleh unit]\n") == 3
    assert "Program untuk 3 unsur belum diisi; laporan ini masih draf." in shown
    assert "akan dilaksanakan pada Semester II Tahun 2025" in shown
    again = run("build", KIND, "2025S1")
    assert "(0 dibuat, 60 tetap" in again.stdout


def test_a_report_that_is_not_filled_in_is_a_draft_and_gets_no_number(workspace, run):
    own = workspace / "periods/2025S1/contoh/kecamatan-mawar.yaml"
    head = f"dokumen: {{{KIND}: {{nomor: 065.1/1/ORG, tanggal: 2025-07-30}}}}\n"
    own.write_text(head + own.read_text(encoding="utf-8"), encoding="utf-8")
    done = run("build", KIND, "2025S1", "--unit", "contoh/kecamatan-mawar")
    assert (done.returncode, done.stderr.count(" L010 ")) == (1, 3)
    edit(own, "nomor: 065.1/1/ORG, ", "")
    assert run("build", KIND, "2025S1", "--unit", "contoh/kecamatan-mawar").returncode == 0
    made = workspace / f"build/2025S1/contoh/kecamatan-mawar/{KIND}.docx"
    assert 'string="DRAF"' in xml(made, "word/header3.xml")
    assert Document(made).core_properties.content_status == "Draf"


def test_semesters_over_two_years_hold_words(report):
    plan = rows(Document(report("dinas-kesehatan")).tables[2])
    assert plan[0][3:6] == ["2025", "2025", "2026"]
    assert plan[1][3:6] == ["Semester I", "Semester II", "Semester I"]
    assert [row[3:6] for row in plan[2:5]] == [
        ["Uji coba", "Penetapan", ""],
        ["", "Pengadaan", "Peluncuran"],
        ["", "", "Pengadaan"],
    ]
    assert plan[2][6] == plan[3][6] == "Sekretaris\nKepala Bidang Pelayanan"


def test_months_and_terms_are_columns_as_well(report):
    months = Document(report("puskesmas-mawar")).tables[2]
    assert rows(months)[1][3:9] == ["Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
    assert [row[3:9] for row in rows(months)[2:4]] == [["√", "", "", "", "", ""], ["", "√", "", "√", "", "√"]]
    terms = Document(report("rsud-contoh")).tables[2]
    assert rows(terms)[1][3:6] == ["Pendek", "Menengah", "Panjang"]
    for table in (months, terms):
        grid = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid]
        for row in table.rows:
            assert sum(tc.grid_span for tc in row._tr.tc_lst) == len(grid)


def test_three_statuses_their_percentages_reasons_and_strategies(report):
    made = report("dinas-kesehatan")
    shown = text(made)
    assert "sebanyak 33,33% (1 dari 3 program); 33,33% masih dalam proses dan 33,34% belum dilaksanakan." in shown
    assert "Menyediakan antrean daring (Proses): Uji coba diperpanjang karena jaringan belum stabil;" in shown
    assert "Menambah kursi ruang tunggu (Belum): Menunggu anggaran perubahan." in shown
    realised, strategy = Document(made).tables[3:5]
    assert len(realised.columns) == 6
    assert [row[2] for row in rows(realised)[1:]] == ["Sudah", "Proses", "Belum"]
    assert rows(strategy)[1][1:] == [
        "Menyediakan antrean daring",
        "Menambah jalur internet cadangan",
        "Semester I Tahun 2026",
        "Kepala Bidang Pelayanan",
        "Dinas Komunikasi dan Informatika",
    ]
    assert rows(strategy)[2][5] == "-"


def test_what_there_is_nothing_to_say_of_is_not_in_the_conclusion(report):
    shown = text(report("dinas-sosial"))
    assert "yang belum selesai beserta alasannya" in shown
    assert "Strategi penyelesaian" not in shown


def test_a_plan_of_an_earlier_period_is_answered(workspace, run, report):
    shown = text(report("dinas-sosial"))
    assert "Realisasi rencana tindak lanjut Semester II Tahun 2024 adalah" in shown
    assert "Membuka loket khusus lanjut usia\tSudah\tSenin, 10 Maret 2025" in shown
    run("build", KIND, "2025S1")
    edit(workspace / PLAN, "Melatih petugas layanan", "Melatih seluruh petugas layanan")
    again = run("build", KIND, "2025S1")
    assert "(1 dibuat, 59 tetap" in again.stdout


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (ANSWER, "pelatihan_petugas:", "pelatihan:", "L016"),
        (ANSWER, "pelatihan_petugas:", "pelatihan:", "L015"),
        (ANSWER, "periode: 2024S2", "periode: 2023S1", "L018"),
        (ANSWER, "periode: 2024S2", "periode: 2025S1", "L019"),
        (PLAN, "kode: loket_lansia, ", "", "L020"),
        (PLAN, "kode: pelatihan_petugas", "kode: loket_lansia", "L003"),
        (ANSWER, "      tanggal: 2025-03-10\n", "", "L005"),
        (PLAN, "kode: loket_lansia, ", "kode: loket_lansia, tanggal: 2025-03-11, ", "L008"),
    ],
)
def test_what_is_dropped_invented_or_impossible_is_a_problem(workspace, run, file, old, new, code):
    edit(workspace / file, old, new)
    done = run("build", KIND, "2025S1", "--unit", "contoh/dinas-sosial")
    assert done.returncode == 1
    assert re.search(rf"/dinas-sosial\.yaml:\d+:\d+: {code} ", done.stderr), done.stderr


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (ANSWER, "    loket_lansia:\n", "    loket_lansia:\n      kegiatan: Membuka loket untuk semua orang\n", "L017"),
        (ANSWER, "      bukti: Berita acara pembukaan loket (rekaan)\n", "", "L006"),
        (ANSWER, "      alasan: Angkatan ketiga dijadwalkan sesudah libur\n", "", "L022"),
        (ANSWER, "status: proses", "status: belum\n      tanggal: 2025-01-10", "L021"),
    ],
)
def test_what_a_reader_would_ask_about_is_a_warning(workspace, run, file, old, new, code):
    edit(workspace / file, old, new)
    done = run("build", KIND, "2025S1", "--unit", "contoh/dinas-sosial")
    assert (done.returncode, done.stderr.count(f" {code} ")) == (0, 1), done.stderr


@pytest.mark.parametrize(("typed", "code"), [("33,33", 0), ("33", 0), ("67", 1), ("33,34", 1)])
def test_a_typed_percentage_must_be_what_the_statuses_give(workspace, run, typed, code):
    edit(workspace / HEALTH, "  daftar_isi: ya\n", f'  daftar_isi: ya\n  persen: "{typed}"\n')
    done = run("build", KIND, "2025S1", "--unit", "contoh/dinas-kesehatan")
    assert (done.returncode, done.stderr.count(" L009 ")) == (code, code), done.stderr


def test_a_label_that_stands_in_two_years_must_name_its_year(workspace, run):
    edit(workspace / HEALTH, "{2026 Semester I: Pengadaan}", "{Semester I: Pengadaan}")
    done = run("build", KIND, "2025S1", "--unit", "contoh/dinas-kesehatan")
    assert "L004 `waktu` menyebut kolom `Semester I`" in done.stderr
    assert "2025 Semester I, Semester II, 2026 Semester I" in done.stderr


def test_a_priority_that_is_not_planned_is_a_warning(workspace, run):
    own = workspace / HEALTH
    own.write_text(re.sub(r"  - unsur: perilaku.*\n", "", own.read_text(encoding="utf-8")), encoding="utf-8")
    done = run("build", KIND, "2025S1", "--unit", "contoh/dinas-kesehatan")
    assert (done.returncode, done.stderr.count(" L011 unsur prioritas `perilaku`")) == (0, 1)


def test_the_list_of_plans_says_what_is_done_planned_and_late(workspace, run):
    done = run("rtl", "2025S1", "--format", "csv", "--output", "rtl.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert "7 program (1 belum, 2 direncanakan, 1 proses, 2 sudah, 1 terlambat)" in run("rtl", "2025S1").stdout
    with (workspace / "rtl.csv").open(encoding="utf-8-sig", newline="") as source:
        found = list(csv.DictReader(source, delimiter=";"))
    late = [one for one in found if one["keadaan"] == "terlambat"]
    assert [(one["unit"], one["penanggung_jawab"], one["rencana"]) for one in late] == [
        ("dinas-sosial", "Kepala Bidang Rehabilitasi", "2024S2")
    ]
    one = run("rtl", "2024S1", "--unit", "halim-perdanakusuma")
    assert one.stdout.endswith("4 program (4 sudah)\n")
    assert run("rtl", "2024S1", "--unit", "halim").returncode == 2


def test_a_cell_never_starts_a_formula_in_a_spreadsheet(workspace, run):
    edit(workspace / PLAN, "Membuka loket", "=1+1 Membuka loket")
    run("rtl", "2025S1", "--format", "csv", "--output", "rtl.csv")
    assert ";'=1+1 Membuka" in (workspace / "rtl.csv").read_text(encoding="utf-8-sig")
