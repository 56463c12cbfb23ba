"""Whatever a list turns out to hold, each command that reads lists says what it is, once, with the way out."""

import re

import pytest

from support import git_office, small
from support.paths import ROOT

OLD = b"\xd0\xcf\x11\xe0" + bytes(600)
SPREADSHEET = (
    b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
)
FLAT = b'<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>'
ANSWERS = "ganti dengan berkas jawaban: .csv, .xlsx, atau .ods"
EXCEL, LIST = "buka di Excel, lalu simpan ulang sebagai .xlsx", "ganti dengan daftarnya: .xlsx, .ods, atau .csv"
STRANGE = {
    ("daftar.xls", b"\xef\xbb\xbf\n<table><tr><td>Nama</td></tr></table>"): ("halaman web (HTML)", EXCEL),
    ("daftar.xls", b"MIME-Version: 1.0\nContent-Type: multipart/related\n"): ("halaman web (HTML)", EXCEL),
    ("daftar.xls", OLD): ("ini berkas Excel lama (.xls), atau dikunci dengan kata sandi", EXCEL),
    ("daftar.xls", SPREADSHEET): ("Excel (XML)", EXCEL),
    ("daftar.ods", FLAT): ("OpenDocument (XML, .fods)", EXCEL),
    ("daftar.xlsx", b"%PDF-1.4\n\0"): ("PDF", LIST),
    ("daftar.pdf", b"%PDF-1.4\n\0"): ("PDF", LIST),
    ("daftar.xlsx", small.docx("")): ("Word (.docx)", LIST),
    ("daftar.csv", small.png(1, 1)): ("gambar", LIST),
    ("daftar.xlsx", b"Rar!\x1a\x07\x01\x00"): ("RAR", LIST),
    ("daftar.xlsx", b"PK\x03\x04 rusak"): ("isinya rusak", EXCEL),
    ("daftar.xls", b""): ("berkas ini kosong", LIST),
    ("daftar.xlsx", b" \n"): ("berkas ini kosong", LIST),
    ("daftar.csv", "nama;yth\nA;B\n".encode("utf-16")): ("UTF-16", "simpan ulang sebagai CSV UTF-8"),
    ("daftar.csv", b'a,b\n1,"x'): ("tanda kutip tidak ditutup", "simpan ulang sebagai CSV UTF-8"),
}
OF_ANSWERS = {
    "berkas ini kosong": ("berkas jawaban kosong", "isi baris judul dan jawaban"),
    "UTF-16": ("UTF-16", "simpan ulang dari Excel sebagai CSV UTF-8"),
    "tanda kutip tidak ditutup": ("tanda kutip", "tutup"),
}
"""What is said of an export of answers, where it is other than of a list."""
OPENS = re.compile(r"workbook\.sheets\(|CalamineWorkbook\.")
READERS = {
    "register": ("register", "import", "uji", "{file}"),
    "units": ("import-units", "{file}", "--instansi", "uji"),
    "srikandi": ("srikandi", "terima", "{file}"),
    "map": ("map", "{file}", "--instansi", "uji"),
}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return git_office.bangun(tmp_path_factory.mktemp("daftar") / "kerja")


@pytest.mark.parametrize("reader", READERS)
def test_a_file_that_is_no_list_is_told_by_what_it_holds_once_and_with_the_way_out(office, run, reader):
    wrong = []
    for (name, raw), of_list in STRANGE.items():
        (office / name).write_bytes(raw)
        done = run(*(part.format(file=name) for part in READERS[reader]), cwd=office)
        told = [line for line in done.stderr.splitlines() if line.startswith(f"{name}:")]
        found, hint = OF_ANSWERS.get(of_list[0], of_list) if reader == "map" else of_list
        says_answers = reader == "map" and hint == LIST and name != "daftar.pdf"
        if (
            done.returncode != 1
            or len(told) != 1
            or not (found in told[0] and (ANSWERS if says_answers else hint) in told[0])
        ):
            wrong.append((name, raw[:20], done.stderr))
    assert wrong == []


def test_every_reader_of_lists_goes_through_one_door():
    """Sheets of workbooks are opened for lists in one place, and for answers in another: what a file is, both say."""
    opening = {
        path.name
        for path in (ROOT / "pipeline").rglob("*.py")
        if {"workbook.sheets(", "CalamineWorkbook."} & {*OPENS.findall(path.read_text(encoding="utf-8"))}
    }
    assert opening == {"lists_in.py", "tabular.py", "workbook.py"}
