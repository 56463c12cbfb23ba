"""A list of units as offices keep it becomes unit files, or says row by row why not."""

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.problems.problem import Place, Problem
from pipeline.sources.trees import plain
from pipeline.sources.yaml_text import read_yaml
from pipeline.starting import importing, unit_columns, unit_sheet
from support import small
from support.made_office import with_xml, workbook_of
from support.paths import ROOT

TITLE = ("No.", "Nama Unit", "Penerima Surat", "Nama Kepala", "Jabatan", "NIP", "Link Buku Tamu")
FULL = (
    1,
    "Dinas P2KB & P3A",
    "Kepala Dinas",
    "Dr. Rekaan, M.Si.",
    "Kepala Dinas",
    "19700101 199503 1 001",
    "https://a.id",
)
SPARSE = (2, "Kecamatan Sukun: Utara", "", "", "", "", "")


def excel(path: Path, rows: list[tuple[object, ...]]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, dt.date):
                    page.write_datetime(line, column, value, day)
                elif value != "":
                    page.write(line, column, value)


def values(path: Path) -> dict:
    node = read_yaml(path.read_bytes(), path.name, [])
    assert node
    return plain(node)


@pytest.fixture
def listed(workspace, run):
    """Import a list into the institution `contoh`; Excel, or CSV when the name says so."""

    def do(rows: list[tuple[object, ...]] | str, name: str = "unit.xlsx"):
        if isinstance(rows, str):
            (workspace / name).write_bytes(rows.encode("cp1252"))
        else:
            excel(workspace / name, rows)
        return run("import-units", name, "--instansi", "contoh")

    return do


def test_rows_become_unit_files_that_say_what_the_list_says(workspace, listed):
    made = listed([("Daftar unit Kabupaten Contoh",), (), TITLE, FULL, (), SPARSE])
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.splitlines() == [
        "units/contoh/dinas-p2kb-dan-p3a.yaml",
        "units/contoh/kecamatan-sukun-utara.yaml",
        "yth belum ada pada 1 unit: kecamatan-sukun-utara; isi di sana, atau sekali untuk semuanya di "
        "units/contoh/instansi.yaml: yth: 'Kepala {nama}'",
        "2 unit ditulis, 0 tetap, 0 baris tidak diambil",
    ]
    assert values(workspace / "units/contoh/dinas-p2kb-dan-p3a.yaml") == {
        "nama": "Dinas P2KB & P3A",
        "yth": "Kepala Dinas",
        "kepala": {"nama": "Dr. Rekaan, M.Si.", "jabatan": "Kepala Dinas", "nip": "19700101 199503 1 001"},
        "tautan": {"buku_tamu": "https://a.id"},
    }
    assert (workspace / "units/contoh/kecamatan-sukun-utara.yaml").read_text() == (
        "# yaml-language-server: $schema=../../docs/skema/unit.json\n"
        "nama: 'Kecamatan Sukun: Utara'\n"
        'yth:  # ISI: penerima surat, sesudah "Yth."\n'
    )


def test_a_list_in_csv_is_read_too(workspace, listed):
    made = listed("nama;penerima\r\nUPT Pasar Rakyat – Baru;Kepala UPT\r\n", "unit.csv")
    assert (made.returncode, made.stderr) == (0, "")
    assert values(workspace / "units/contoh/upt-pasar-rakyat-baru.yaml") == {
        "nama": "UPT Pasar Rakyat – Baru",
        "yth": "Kepala UPT",
    }


def test_whole_numbers_and_dates_are_written_as_they_are_shown(workspace, listed):
    listed([("nama", "nip", "kepala", "jabatan", "pangkat"), ("Unit A", 12345.0, 7.0, "x", dt.date(2025, 7, 2))])
    assert values(workspace / "units/contoh/unit-a.yaml")["kepala"] == {
        "nip": "12345",
        "nama": "7",
        "jabatan": "x",
        "pangkat": "2025-07-02",
    }


def test_each_row_that_is_not_taken_is_said_with_its_cell_and_the_others_are_written(workspace, listed, golden):
    before = (workspace / "units/contoh/dinas-sosial.yaml").read_bytes()
    made = listed(
        [
            TITLE,
            FULL,
            (2, "", "Kepala X", "", "", "", ""),
            (3, "Unit NIP", "", "Nama", "Kepala", 197001011995031001, ""),
            (4, "Unit Tautan", "", "", "", "", "a.id"),
            (5, "Unit Kepala", "", "Nama", "", "", ""),
            (6, "Dinas P2KB dan P3A", "", "", "", "", ""),
            (7, "Dinas Sosial", "Kepala Lain", "", "", "", ""),
            (8, "???", "", "", "", "", ""),
            (9, "Unit NIP Huruf", "", "Nama", "Kepala", "19x", ""),
            (10, "#N/A", "", "", "", "", ""),
            SPARSE,
        ]
    )
    assert made.returncode == 1
    golden("impor-unit.txt", made.stderr + made.stdout)
    assert (workspace / "units/contoh/dinas-sosial.yaml").read_bytes() == before
    assert (workspace / "units/contoh/kecamatan-sukun-utara.yaml").exists()
    assert [path.name for path in sorted((workspace / "units/contoh").glob("unit-*.yaml"))] == [
        "unit-nip-huruf.yaml",
        "unit-nip.yaml",
    ]
    assert "nip:" not in (workspace / "units/contoh/unit-nip.yaml").read_text()


def test_a_corrected_list_can_be_imported_again(workspace, listed):
    listed([TITLE, FULL, (2, "", "Kepala X", "", "", "", "")])
    made = listed([TITLE, FULL, (2, "Unit X", "Kepala X", "", "", "", "")])
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.endswith("1 unit ditulis, 1 tetap, 0 baris tidak diambil\n")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [("Unit", "Peneriam"), ("A", "B")],
            "unit.xlsx:1:2: U004 kolom `Peneriam` tidak dikenal; maksudnya `penerima`?",
        ),
        (
            [("Unit", "Nama Unit"), ("A", "B")],
            "unit.xlsx:1:2: U005 kolom `Nama Unit` ada dua kali, juga sebagai `Unit`",
        ),
        ([("A", "B"), ("C", "D")], "unit.xlsx:1:1: U003 tidak ada baris judul dengan kolom `nama`"),
        ([], "unit.xlsx:1:1: U003 "),
    ],
)
def test_wrong_titles_stop_the_list_before_anything_is_written(workspace, listed, rows, said):
    before = sorted((workspace / "units").rglob("*"))
    made = listed(rows)
    assert made.returncode == 1
    assert made.stderr.startswith(said)
    assert sorted((workspace / "units").rglob("*")) == before


def test_a_column_can_be_passed_over_on_purpose(workspace, listed):
    assert listed([("nama", "# luas", "Keterangan"), ("Unit A", 12, "baru")]).returncode == 0
    assert values(workspace / "units/contoh/unit-a.yaml") == {"nama": "Unit A"}


@pytest.mark.parametrize("raw", [b"", b"PK\3\4 rusak", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_what_is_no_spreadsheet_is_said_to_be_none(workspace, run, raw):
    (workspace / "unit.xlsx").write_bytes(raw)
    made = run("import-units", "unit.xlsx", "--instansi", "contoh")
    assert made.returncode == 1
    assert made.stderr.startswith("unit.xlsx:1:1: B020 daftar tidak terbaca: ")
    assert len(made.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["unit.csv", "unit.xlsx", "unit.ods", "unit.txt"])
@pytest.mark.parametrize(
    "raw", [b"nama;yth\nUnit A;Camat\n", workbook_of({"Unit": [("nama", "yth"), ("Unit A", "Camat")]})]
)
def test_a_list_is_read_as_what_it_holds_whatever_its_name_says(workspace, run, name, raw):
    (workspace / name).write_bytes(raw)
    assert run("import-units", name, "--instansi", "contoh").returncode == 0
    assert values(workspace / "units/contoh/unit-a.yaml") == {"nama": "Unit A", "yth": "Camat"}


@pytest.mark.parametrize("raw", [b"%PDF-1.4\n", small.docx(""), small.png(1, 1), b"<html><table>"])
def test_what_holds_no_list_is_said_so(workspace, run, raw):
    (workspace / "unit.csv").write_bytes(raw)
    made = run("import-units", "unit.csv", "--instansi", "contoh")
    assert (made.returncode, "B020 daftar tidak terbaca: isinya " in made.stderr) == (1, True)


def test_an_empty_sheet_before_the_list_is_passed_over(workspace, run):
    (workspace / "unit.xlsx").write_bytes(workbook_of({"Kosong": [], "Unit": [("nama", "yth"), ("Unit A", "Camat")]}))
    done = run("import-units", "unit.xlsx", "--instansi", "contoh")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_file_or_an_institution_that_is_not_there_is_named(workspace, run):
    made = run("import-units", "x.xlsx", "--instansi", "contoh")
    assert (made.returncode, made.stderr[:17]) == (1, "x.xlsx:1:1: B001 ")
    assert run("import-units", "x.xlsx", "--instansi", "tidak-ada").returncode == 2


_CELLS = st.text(max_size=12) | st.sampled_from(["Unit", "nama", "nip", "12", "https://a.id", "a\nb", "'", "~"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(_CELLS, min_size=4, max_size=4), max_size=4))
def test_whatever_the_cells_hold_a_row_is_a_unit_or_a_problem(tmp_path, rows):
    titles = ("nama", "yth", "kepala", "tautan laporan")
    cells = [
        [
            unit_sheet.SheetCell(" ".join(text.split()), Place("x.xlsx", line, column))
            for column, text in enumerate(row, 1)
        ]
        for line, row in enumerate([titles, *rows], 1)
    ]
    problems: list[Problem] = []
    sheet = unit_sheet.UnitSheet(Place("x.xlsx"), [row for row in cells if any(cell.text for cell in row)])
    made = importing.plan(tmp_path, "x", [sheet], problems)
    filled = [number for number, row in enumerate(rows, 2) if any(text.split() for text in row)]
    assert len(made.new) + made.refused + len(made.passed) == len(filled)
    assert {place.line for place in made.passed} <= set(filled)
    assert bool(made.refused) == any(not fault.is_warning for fault in problems)
    for _, text in made.new:
        assert read_yaml(text.encode(), "", []) is not None


def test_every_title_that_is_known_is_in_the_instructions():
    page = (ROOT / "docs" / "impor-unit.md").read_text(encoding="utf-8")
    rows = ", ".join(line.split("|")[2] for line in page.splitlines() if line.startswith("| "))
    known = {title for titles in unit_columns.COLUMNS.values() for title in titles}
    assert known <= {title.strip() for title in rows.replace(", dan ", ", ").split(",")}


OFFICE = [
    ("DAFTAR UNIT PENYELENGGARA PELAYANAN PUBLIK",),
    (),
    ("No.", "Nama Unit Pelayanan", "Kepala / Pimpinan", "", "", "", "Alamat", "Luas Tanah"),
    ("", "", "Nama", "NIP", "Pangkat/Gol.", "Jabatan", "", ""),
    (1, 2, 3, 4, 5, 6, 7, 8),
    (1, "Loket Satu ", "Rekaan, S.Sos.", 197001011995031001, "Pembina / IV.a", "Kepala Loket", "Jl. 1", 10),
    (2, "Loket  Dua", "Rekaan", "'197001011995031002", "-", "Kepala Loket", "Jl. 2", 20),
    (3, "LOKET DUA", "", "", "", "", "", ""),
    ("", "Jumlah", "", "", "", "", "", 30),
    ("", "", "", "", "", "", "Rekaan, 2 Januari 2025", ""),
]


def test_a_list_as_offices_keep_it_goes_in_whole_and_every_row_is_accounted_for(workspace, run):
    with xlsxwriter.Workbook(str(workspace / "daftar.xlsx")) as book:
        page = book.add_worksheet("Data")
        for line, row in enumerate(OFFICE):
            page.write_row(line, 0, row)
        page.merge_range(0, 0, 0, 7, OFFICE[0][0])
        page.merge_range(2, 2, 2, 5, "Kepala / Pimpinan")
        page.merge_range(2, 1, 3, 1, "Nama Unit Pelayanan")
        uptd = book.add_worksheet("UPTD")
        for line, row in enumerate([(1, "UPTD Satu"), (2, "UPTD Dua"), ("", "Jumlah"), (3, "UPTD Tiga")]):
            uptd.write_row(line, 0, row)
        book.add_worksheet("Catatan").write_row(0, 0, ["catatan rapat", "lain"])
    made = run("import-units", "daftar.xlsx", "--instansi", "contoh")
    assert values(workspace / "units/contoh/loket-dua.yaml")["kepala"] == {
        "nama": "Rekaan",
        "nip": "197001011995031002",
        "jabatan": "Kepala Loket",
    }
    assert values(workspace / "units/contoh/loket-satu.yaml")["kepala"]["pangkat"] == "Pembina / IV.a"
    assert "nip" not in values(workspace / "units/contoh/loket-satu.yaml")["kepala"]
    codes = sorted(line.split(" ")[1] for line in made.stderr.splitlines())
    assert codes == ["U003", "U008", "U012", "U013", "U014"]
    assert "(selnya di daftar: D6)" in made.stderr
    assert "daftar.xlsx#Catatan:1:1: U003" in made.stderr
    told = "U014 lembar ini tanpa judul kolom; dibaca menurut judul lembar pertama: Nama Unit Pelayanan;"
    assert f"daftar.xlsx#UPTD:1:1: {told}" in made.stderr
    assert made.stdout.splitlines()[-2:] == [
        "bukan baris unit (judul, nomor kolom, kelompok, jumlah, batal, tanda tangan): 4, 5, 9, 10, UPTD!3",
        "5 unit ditulis, 0 tetap, 2 baris tidak diambil",
    ]


def test_groups_totals_and_void_rows_are_no_units_and_units_below_a_subtotal_are(workspace, run):
    rows = [
        ("No.", "Nama Unit", "Yth", "Ket."),
        (1, "Loket Satu", "Kepala Loket", ""),
        ("JUMLAH I", "", "", 1),
        ("B", "KELURAHAN", "", ""),
        (2, "Kelurahan Melati", "Lurah Melati", ""),
        (3, "Kelurahan Mawar", "Lurah Mawar", "BATAL"),
        ("", "Total", "", 2),
        ("", "Kepala Bagian Organisasi", "", ""),
    ]
    raw = workbook_of({"Data": [*rows[:4], ("SEKOLAH",), *rows[4:]]}, {"A5:D5": "SEKOLAH"})
    (workspace / "daftar.xlsx").write_bytes(raw)
    made = run("import-units", "daftar.xlsx", "--instansi", "contoh")
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.splitlines() == [
        "units/contoh/loket-satu.yaml",
        "units/contoh/kelurahan-melati.yaml",
        "bukan baris unit (judul, nomor kolom, kelompok, jumlah, batal, tanda tangan): 3, 4, 5, 7, 8, 9",
        "2 unit ditulis, 0 tetap, 0 baris tidak diambil",
    ]


def test_whom_letters_are_for_may_be_a_rule_for_all_units(workspace, listed):
    path = workspace / "units/contoh/instansi.yaml"
    path.write_text(path.read_text().rstrip("\n") + "\nyth: 'Kepala {nama}'\n")
    made = listed([("nama",), ("Loket Satu",)])
    assert (made.returncode, made.stdout.splitlines()[0]) == (0, "units/contoh/loket-satu.yaml")
    assert values(workspace / "units/contoh/loket-satu.yaml") == {"nama": "Loket Satu"}


def test_a_cell_whose_formula_fails_is_told_by_its_address_and_never_taken_as_empty(workspace, run):
    rows = [("Nama Unit", "Yth"), ("Loket Satu", "#N/A"), ("Loket Dua", "Kepala Loket Dua")]
    (workspace / "daftar.xlsx").write_bytes(workbook_of({"Data": rows}))
    made = run("import-units", "daftar.xlsx", "--instansi", "contoh")
    assert made.returncode == 1
    assert "daftar.xlsx:2:2: U010 rumus di sel ini gagal: #N/A; " in made.stderr
    assert made.stdout.splitlines() == ["units/contoh/loket-dua.yaml", "1 unit ditulis, 0 tetap, 1 baris tidak diambil"]


def test_a_formula_whose_result_was_not_kept_costs_its_row_alone(workspace, run):
    raw = workbook_of({"Data": [("Nama Unit", "Yth"), ("Loket Satu", "#N/A"), ("Loket Dua", "Kepala")]})
    raw = with_xml(raw, b'<c r="B2" t="e"><f>NA()</f><v>#N/A</v></c>', b'<c r="B2"><f>NA()</f></c>')
    (workspace / "daftar.xlsx").write_bytes(raw)
    made = run("import-units", "daftar.xlsx", "--instansi", "contoh")
    assert "daftar.xlsx:2:2: U010 rumus di sel ini gagal: belum dihitung, hasilnya tidak tersimpan; " in made.stderr
    assert made.stdout.splitlines()[0] == "units/contoh/loket-dua.yaml"
