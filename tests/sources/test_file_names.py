"""A file of a unit that there is not is told with what it is: a copy, or a unit under another name."""

import re

import pytest

from support import small
from support.made_office import ods, ods_row, workbook_of

PERIOD = "periods/2025S1/kota/"


@pytest.mark.parametrize("name", ["loket - Copy", "loket (1)", "Copy of loket", "loket - Salinan"])
@pytest.mark.parametrize("where", ["units/kota/", PERIOD])
def test_a_copy_is_told_as_one_and_the_check_is_clean_when_it_goes(tmp_path, where, name):
    file = f"{where}{name}.yaml"
    root = small.put(tmp_path, {file: small.ISI["units/kota/loket.yaml"] if where != PERIOD else "hal: Hasil\n"})
    told = small.told(root)
    assert told.startswith(f"{file}:1:1: B00")
    assert "ini salinan loket.yaml: pindahkan ke sana yang perlu, lalu hapus berkas ini" in told
    (root / file).unlink()
    assert small.told(root) == ""


def test_a_unit_under_another_name_is_told_with_the_name_that_it_may_have_now(tmp_path):
    root = small.put(tmp_path, {f"{PERIOD}lokett.yaml": "hal: Hasil\n"})
    assert "maksudnya unit `loket`? ganti namanya menjadi loket.yaml, atau hapus" in small.told(root)
    (root / f"{PERIOD}lokett.yaml").rename(root / f"{PERIOD}loket.yaml")
    assert small.told(root) == ""


SHEET = str(small.ISI[f"{PERIOD}skor.csv"])
ROWS = [line.split(",") for line in SHEET.splitlines()]
CONTENTS = {
    "text": SHEET.encode(),
    "tabs": SHEET.replace(",", "\t").encode(),
    "excel": workbook_of({"Data": ROWS}),
    "ods": ods({"Data": "".join(ods_row(*row) for row in ROWS)}),
    "old": b"\xd0\xcf\x11\xe0" + bytes(600),
    "word": small.docx(""),
    "pdf": b"%PDF-1.4\n\0",
    "picture": small.png(1, 1),
    "web": b"\xef\xbb\xbf\n<HTML><table><tr><td>unit</td></tr></table>",
    "rtf": b"{\\rtf1 unit,waktu}",
    "zip": b"PK\x03\x04" + bytes(40),
}
ENDINGS = (".csv", ".xlsx", ".ods", ".xls", ".xlsm", ".xlsb", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".ods")
READ = {"text": (".csv",), "tabs": (".csv",), "excel": WORKBOOKS, "ods": WORKBOOKS}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("content", CONTENTS)
def test_answers_are_read_or_one_message_says_what_the_file_holds_and_the_name_that_it_should_have(
    tmp_path, content, ending
):
    file = f"{PERIOD}skor{ending}"
    root = small.put(tmp_path, {f"{PERIOD}skor.csv": None, file: CONTENTS[content]})
    told = small.told(root).splitlines()
    assert len(told) == (ending not in READ.get(content, ()))
    for line in told:
        assert line.startswith(f"{file}:1:1: ")
        named = re.search(r"ganti namanya menjadi (skor\.\w+)", line)
        assert named or "simpan ulang sebagai .xlsx" in line or "ganti dengan berkas jawaban" in line
        if named:
            (root / file).rename(root / PERIOD / named[1])
            assert content not in READ or small.told(root) == ""
