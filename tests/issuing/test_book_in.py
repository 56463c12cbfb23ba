"""An old book goes in as the office kept it: every sheet, every row, or all of it is refused with its places."""

import csv
import datetime as dt
import io
import shutil
import tempfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.files import csv_in, csv_out
from pipeline.issuing import book_in
from pipeline.problems.problem import Refusal
from pipeline.sources import register_reader
from support import git_office, tried
from support.made_office import hidden_in, ods, ods_row, workbook_of

TITLES = ("No. Urut", "Nomor Surat", "Tanggal", "Hal", "Kepada", "Keterangan")


@pytest.fixture
def workspace(tmp_path):
    return git_office.bangun(tmp_path / "kerja")


def excel(path, sheets, merged=()):
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, dt.date):
                        page.write_datetime(line, column, value, day)
                    else:
                        page.write(line, column, value)
            for first, last, column, value in merged:
                page.merge_range(first, column, last, column, value, day)
    return path


def entered(root, path):
    made = book_in.import_book(root, "uji", path)
    said = [entry.entri for entry in register_reader.entries(root, "uji", []) if entry.entri.tanggal]
    return made, {entri.nomor: entri for entri in said}


def test_every_sheet_goes_in(workspace, tmp_path):
    sheets = {
        year: [TITLES[:3], *((n, f"065.1/{n}/UJI/{year}", dt.date(int(year), 1, n)) for n in range(1, 4))]
        for year in ("2022", "2023")
    }
    made, said = entered(workspace, excel(tmp_path / "lama.xlsx", sheets))
    assert len(made.entries) == 6
    assert {"065.1/3/UJI/2022", "065.1/3/UJI/2023"} <= set(said)


def test_rows_are_read_as_an_office_reads_them(workspace, tmp_path):
    rows = [
        ("NO", "NO. AGENDA", "NO. SURAT", "TGL SURAT", "PERIHAL", "TUJUAN", "KET", "Paraf"),
        (1, 2, 3, 4, 5, 6, 7, 8),
        ("JANUARI",),
        (1, "001", "065.1/1/UJI/2024", "2 Januari 2024", "Undangan", "Camat", "", "RN"),
        (2, "2.", "065.1/2/UJI/2024", "02/01/24", "batal", "", "BATAL", ""),
        (3, "10.a", "065.1/10a/UJI/2024", dt.date(2024, 1, 3), "Edaran", "", "Batal: salah ketik", ""),
        (4, "11", "065.1/11/UJI/2024", "3-1-2024", "Batalkan rapat", "", "batal kirim pos", ""),
    ]
    made, said = entered(workspace, excel(tmp_path / "lama.xlsx", {"Sheet": rows}))
    assert [at.line for at in made.passed] == [2, 3]
    assert made.remarks == ("Paraf",)
    first, second, third, fourth = (said[f"065.1/{urut}/UJI/2024"] for urut in ("1", "2", "10a", "11"))
    assert (first.urut, first.tanggal, first.yth, first.catatan) == ("1", dt.date(2024, 1, 2), "Camat", "Paraf: RN")
    assert (second.tanggal, second.batal, second.hal) == (dt.date(2024, 1, 2), book_in.UNSAID, "batal")
    assert (third.urut, third.batal, third.catatan) == ("10a", "salah ketik", None)
    assert (fourth.batal, fourth.catatan) == (None, "batal kirim pos")


VOID = ["B A T A L", "B.A.T.A.L.", "(BATAL)", "* batal *", "Batal!!", "DIBATALKAN", "No. batal", "Surat ini dibatalkan"]
IN_FORCE = ["Batal rapat diganti tgl 5", "dibatalkan tidak jadi", "rapat batal", "tidak jadi dikirim", "tidak dipakai"]
SILENT = ["", "dikirim lewat pos", "s.d. 5 Mei", "a n b c"]


@pytest.mark.parametrize("remark", VOID + IN_FORCE + SILENT)
def test_a_remark_that_speaks_of_void_makes_the_number_void_or_is_told(workspace, tmp_path, remark):
    rows = [TITLES, (1, "065.1/1/UJI/2024", dt.date(2024, 1, 2), "Undangan", "Camat", remark)]
    made, said = entered(workspace, excel(tmp_path / "lama.xlsx", {"Sheet": rows}))
    entri = said["065.1/1/UJI/2024"]
    assert (entri.batal is not None) == (remark in VOID)
    assert [at.line for at in made.maybe_void] == ([2] if remark in IN_FORCE else [])
    assert entri.catatan == (None if remark in VOID else remark or None)


@pytest.mark.parametrize(("number", "is_told"), [("900/9/KEU", False), ("x/7/2024", True), ("x/7/X/2023", False)])
def test_a_number_that_prints_another_year_than_its_date_is_told(workspace, tmp_path, number, is_told):
    rows = [TITLES[:3], (7, number, dt.date(2023, 1, 2))]
    made, _ = entered(workspace, excel(tmp_path / "lama.xlsx", {"Sheet": rows}))
    assert [at.line for at in made.other_years] == ([2] if is_told else [])


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3 Peb 2024", "2024-02-03"),
        ("4 Pebruari 2024", "2024-02-04"),
        ("5 Nop. 2024", "2024-11-05"),
        ("6-Nopember-2024", "2024-11-06"),
    ],
)
def test_months_are_read_as_they_were_spelled(typed, day):
    assert book_in.day_of(typed) == day


def test_a_row_that_only_names_a_month_in_old_spelling_is_no_number():
    assert book_in._is_heading(["", "PEBRUARI 2024"])


def test_a_void_row_without_a_number_is_told_what_to_write(workspace, tmp_path):
    rows = [TITLES, (1, "", dt.date(2024, 1, 2), "", "", "BATAL")]
    with pytest.raises(Refusal) as refused:
        entered(workspace, excel(tmp_path / "lama.xlsx", {"Sheet": rows}))
    assert "juga bila batal" in str(refused.value)


NUMBER, DAY = "065.1/2/UJI/2024", "2024-01-02"
WRONG = {
    "void, without a number": ((2, "", DAY, "", "", "BATAL"), ["nomor"]),
    "void, said where its number stands": ((2, "BATAL", DAY), ["nomor"]),
    "void, in every cell": ((2, *["BATAL"] * 5), ["nomor", "tanggal"]),
    "void, only counted": ((2, "", "", "", "", "BATAL"), ["nomor", "tanggal"]),
    "a dash for a number": ((2, "-", DAY), ["nomor"]),
    "the same as above": ((2, '"', DAY), ["nomor"]),
    "number and count exchanged": ((NUMBER, 2, DAY), ["urut"]),
    "date and subject exchanged": ((2, NUMBER, "Undangan", DAY), ["tanggal"]),
    "another count than is printed": ((3, NUMBER, DAY), ["urut"]),
    "a total": (("Jumlah", 2), ["nomor", "tanggal", "urut"]),
    "a month before the day beside one that reads either way": ((2, NUMBER, "01/20/2024"), ["tanggal"]),
}


def test_totals_and_signatures_below_the_last_number_are_none_and_what_may_be_one_is_refused(workspace, tmp_path):
    signed = [("", "Jumlah: 1", ""), (), ("", "", "Uji, 2 Januari 2025"), ("", "", "Kepala,"), ("", "", "BUDI")]
    good = (7, "065.1/7/UJI/2024", "2024-01-02")
    made, _ = entered(workspace, excel(tmp_path / "a.xlsx", {"Buku": [TITLES[:3], good, *signed]}))
    assert (len(made.entries), [at.line for at in made.passed]) == (1, [3, 5, 6, 7])
    doubtful = ("", "", "2024-01-03", "Undangan")
    with pytest.raises(Refusal) as refused:
        entered(
            workspace, excel(tmp_path / "b.xlsx", {"Buku": [TITLES, (8, "065.1/8/UJI/2024", "2024-01-02"), doubtful]})
        )
    assert {fault.place.line for fault in refused.value.problems} == {3}


def test_an_empty_sheet_before_the_book_is_passed_over(workspace, tmp_path):
    book = [TITLES[:3], (7, "065.1/7/UJI/2024", "2024-01-02")]
    made, _ = entered(workspace, excel(tmp_path / "a.xlsx", {"Kosong": [], "Buku": book}))
    assert len(made.entries) == 1


@pytest.mark.parametrize("wrong", WRONG)
def test_a_row_that_is_wrong_is_refused_at_every_cell_that_is_and_nothing_is_entered(workspace, run, wrong):
    row, fields = WRONG[wrong]
    rows = [TITLES, (1, "065.1/1/UJI/2024", "03/04/2024"), row, TITLES]
    before = git_office.tree(workspace)
    done = run("register", "impor", "uji", str(excel(workspace / "lama.xlsx", {"Buku": rows})))
    assert (done.returncode, done.stdout) == (1, "")
    first, *told = done.stderr.splitlines()
    if fields != ["nomor", "tanggal", "urut"]:
        assert sorted(line.split("`")[1] for line in told) == fields
    assert first == "3 baris dibaca, 1 ditolak; tidak satu pun dicatat"
    assert all(line.startswith("lama.xlsx:3:") for line in told)
    assert git_office.tree(workspace) == before


def test_thirty_void_rows_without_numbers_are_one_message(workspace, run):
    rows = [TITLES, *((urut, "", DAY, "", "", "BATAL") for urut in range(2, 32))]
    done = run("register", "impor", "uji", str(excel(workspace / "lama.xlsx", {"Buku": rows})))
    assert "juga di 29 tempat lain: 3:2, 4:2" in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_numbers_of_another_office_and_titles_that_stand_again_are_told_with_their_rows(workspace, run):
    rows = [TITLES, (2, NUMBER, DAY), TITLES, (3, "065.1/3/LAIN/2024", DAY), (4, "065.1/4/LAIN/2024", DAY)]
    done = run("register", "impor", "uji", str(excel(workspace / "lama.xlsx", {"Buku": rows})))
    assert done.stdout.splitlines() == [
        "3 nomor dicatat",
        "1 baris bukan nomor (bulan, judul, nomor kolom, jumlah, tanda tangan): lama.xlsx:3",
        "2 nomor tidak menurut pola di instansi.yaml (periksa di buku): lama.xlsx:4, lama.xlsx:5",
    ]


def test_rows_that_are_hidden_are_entered_and_told(workspace, tmp_path):
    rows = [TITLES[:3], ("1", "065.1/1/UJI/2024", "2024-01-02"), ("2", "065.1/2/UJI/2024", "2024-01-03")]
    (tmp_path / "lama.xlsx").write_bytes(hidden_in({"Buku": rows}, rows=[3]))
    made, _ = entered(workspace, tmp_path / "lama.xlsx")
    assert (len(made.entries), [at.line for at in made.hidden]) == (2, [3])


def test_a_date_merged_over_rows_is_the_date_of_each(workspace, tmp_path):
    rows = [TITLES[:3], *((n, f"065.1/{n}/UJI/2024", "") for n in range(1, 4))]
    path = excel(tmp_path / "lama.xlsx", {"Sheet": rows}, [(1, 3, 2, dt.datetime(2024, 1, 2))])  # noqa: DTZ001
    _, said = entered(workspace, path)
    assert {entri.tanggal for nomor, entri in said.items() if "2024" in nomor} == {dt.date(2024, 1, 2)}


def test_a_sheet_without_titles_is_refused_by_name_and_nothing_is_entered(workspace, tmp_path):
    good = [TITLES[:3], (1, "065.1/1/UJI/2024", dt.date(2024, 1, 2))]
    before = git_office.tree(workspace)
    with pytest.raises(Refusal) as refused:
        entered(workspace, excel(tmp_path / "lama.xlsx", {"Buku": good, "Catatan": [("a", "b")]}))
    assert {fault.place.file for fault in refused.value.problems} == {"lama.xlsx#Catatan"}
    assert git_office.tree(workspace) == before


CELL = st.sampled_from(["", "1", "001", "BATAL", "JANUARI", "x", "2 Januari 2024", "065.1/1/UJI/2024"])


@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), max_size=4))
def test_every_cell_of_a_row_is_in_what_it_says_or_the_row_is_no_number(rows):
    table = book_in._table("a.xlsx", [("No. Urut", "Nomor Surat", "Tanggal", "Aneh"), *rows])
    for row in table.rows:
        if book_in._is_heading(row) or not any(row):
            continue
        said = book_in._fields(table, row)
        shown = " ".join((*said.values(), "BATAL" if said.get("batal") else ""))
        assert all(text.lstrip("0") in shown or book_in.day_of(text) in said.values() for text in row if text)


KIND = st.sampled_from(["number", "month", "blank", "double", "no date", "no number"])


@settings(max_examples=tried.share(0.25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(KIND, min_size=1, max_size=8), st.sampled_from(["ods", "xlsx", "csv"]))
def test_every_row_of_a_book_is_entered_refused_or_passed_over_whatever_the_format(template, tmp_path, kinds, ending):
    """Rows read = entered + refused + passed over: in .ods and .csv as in .xlsx."""
    rows, last = [TITLES[:3]], ("1", "", "")
    for number, kind in enumerate(kinds, 10):
        good = (str(number), f"065.1/{number}/UJI/2024", f"2024-01-{number:02}")
        last = good if kind == "number" else last
        made = {"month": ("JANUARI", "", ""), "blank": ("", "", ""), "double": last, "no date": (*good[:2], "")}
        rows.append(made.get(kind, (good[0], "", good[2]) if kind == "no number" else good))
    with tempfile.TemporaryDirectory(dir=tmp_path) as folder:
        root, path = Path(shutil.copytree(template, f"{folder}/kerja")), Path(folder) / f"buku.{ending}"
        made_as = {
            "ods": lambda: ods({"Buku": "".join(ods_row(*row) for row in rows)}),
            "xlsx": lambda: workbook_of({"Buku": rows}),
            "csv": lambda: csv_out.written(rows),
        }
        path.write_bytes(made_as[ending]())
        before = git_office.tree(root)
        try:
            done = book_in.import_book(root, "uji", path)
        except Refusal as refusal:
            refused = {fault.place.line for fault in refusal.problems}
            assert refused >= {line for line, kind in enumerate(kinds, 2) if kind in ("no date", "no number")}
            assert git_office.tree(root) == before
        else:
            assert not {"no date", "no number"} & {*kinds}
            assert len(done.entries) + len(done.passed) + kinds.count("blank") == len(kinds)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return git_office.bangun(tmp_path_factory.mktemp("kantor") / "kerja")


def test_a_cell_in_error_is_refused_by_its_address(workspace, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "lama.xlsx") as book:
        page = book.add_worksheet("Buku")
        page.write_row(0, 0, TITLES[:3])
        page.write_row(1, 0, (1, "065.1/1/UJI/2024"))
        page.write_formula(1, 2, "=1/0", None, "#DIV/0!")
    with pytest.raises(Refusal) as refused:
        entered(workspace, tmp_path / "lama.xlsx")
    assert "A042 sel Buku!C2 berisi #DIV/0!" in str(refused.value.problems[0])


def test_a_book_that_is_there_is_never_overwritten(workspace, run, tmp_path):
    there = tmp_path / "buku.csv"
    there.write_text("milik kantor")
    made = run("register", "ekspor", "uji", str(there))
    assert (made.returncode, there.read_text()) == (2, "milik kantor")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_book_goes_in_as_csv_by_the_rules_of_excel(workspace, tmp_path, separator, encoding):
    rows = [
        ["BUKU AGENDA SURAT KELUAR", *[""] * 6],
        ["No", "No. Agenda", "No Surat", "Tgl Surat", "Perihal", "Tujuan", "Ket"],
        ["1", "2", "3", "4", "5", "6", "7"],
        ["JANUARI", *[""] * 6],
        ["1", "001", "065.1/1/UJI/2024", "2 Januari 2024", "Undangan, rapat; dan\nperjalanan", "Camat, Lurah", ""],
        ["2", "2.", "065.1/2/UJI/2024", "02/01/24", "Café – biaya", "Kepala Dinas, Camat, Lurah", "BATAL: salah ketik"],
        ["3", "10.a", "065.1/10a/UJI/2024", "2024-01-03", "Edaran", "", ""],
    ]
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    path = tmp_path / "agenda.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    made, said = entered(workspace, path)
    assert [at.line for at in made.passed] == [3, 4]
    first, second, third = (said[f"065.1/{urut}/UJI/2024"] for urut in ("1", "2", "10a"))
    assert (first.urut, first.tanggal, first.hal) == ("1", dt.date(2024, 1, 2), "Undangan, rapat; dan perjalanan")
    assert (second.hal, second.yth, second.batal) == ("Café – biaya", "Kepala Dinas, Camat, Lurah", "salah ketik")
    assert third.urut == "10a"


def test_what_is_wrong_in_a_book_as_csv_stands_on_its_line(workspace, tmp_path):
    path = tmp_path / "agenda.csv"
    path.write_text(
        'No. Urut;Nomor Surat;Tanggal;Hal\n7;065.1/7/UJI/2024;2024-01-02;"dua\nbaris"\n8;#REF!;besok;\n9;;2024-01-03;\n'
    )
    with pytest.raises(Refusal) as refused:
        book_in.import_book(workspace, "uji", path)
    told = {(fault.place.line, fault.code) for fault in refused.value.problems}
    assert {(4, "A042"), (4, "A021"), (5, "A021")} <= told
    assert {line for line, _ in told} == {4, 5}


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"\x89PNG\r\n\x1a\n\0", "gambar"),
        (b'a,b\n1,"x', "tanda kutip tidak ditutup"),
        (b"\xd0\xcf\x11\xe0", ".xls"),
        (b"", "kosong"),
    ],
)
def test_what_is_neither_a_workbook_nor_csv_is_refused(workspace, tmp_path, raw, found):
    path = tmp_path / "agenda.csv"
    path.write_bytes(raw)
    with pytest.raises(Refusal) as refused:
        book_in.import_book(workspace, "uji", path)
    assert any(found in f"{fault.code} {fault}" for fault in refused.value.problems)


@pytest.mark.parametrize("text", ["=1+1", "-", "@kepala", "Undangan; -5 orang", "Undangan;\t=2", "biasa"])
def test_a_book_that_went_out_as_csv_comes_in_as_it_was(text):
    for delimiter in (",", ";"):
        raw = csv_out.written([["Hal", "Tujuan", "Ket"], [text, "b", "c"]], delimiter)
        assert csv_in.rows(raw)[1] == (2, [text, "b", "c"])
