"""What is wrong with answers is told at once, whatever else is wrong beside them: in the sheet, or in another file."""

import pytest

from pipeline.making import build
from pipeline.sources import workspace
from support import small

HERE = "periods/2025S1/kota/"
SHEET = f"{HERE}skor.csv"
ROWS = "unit,waktu,biaya\nloket,4,3\nloket,n.a.,3\nloket,III,3\nloket,4,\u2462\n"
BROKEN = {
    "the unit's own file": {"units/kota/loket.yaml": "nama: Loket\nnama: Loket Lagi\n"},
    "an unknown key": {"units/kota/loket.yaml": "nama: Loket\nnamaa: Loket Lagi\n"},
    "the unit's period": {f"{HERE}loket.yaml": "hal: [a\n"},
    "the period": {f"{HERE}periode.yaml": "dokumen: {surat: {hal: a, hal: b}}\n"},
    "a wrong value": {f"{HERE}periode.yaml": "batas: besok\n"},
}


def codes(told):
    return [line.split()[1] for line in told.splitlines() if line.startswith(("periods", "units"))]


def made(root):
    return "\n".join(map(str, build.run(root, workspace.period(root, small.MASA), "surat", jobs=1).problems))


@pytest.mark.parametrize("broken", BROKEN)
@pytest.mark.parametrize("sheet", [SHEET, f"{HERE}loket.csv"])
def test_rows_are_told_beside_what_is_wrong_with_a_file_of_yaml(tmp_path, broken, sheet):
    rows = ROWS if sheet == SHEET else ROWS.replace("loket,", "").replace("unit,", "")
    root = small.put(tmp_path, {SHEET: None, sheet: rows} | BROKEN[broken])
    for told in (small.told(root), made(root)):
        assert codes(told).count("S004") == 3, told
        assert len({*codes(told)}) >= 2
    assert small.checked(root).rows.refused == 3


TOTAL = "TOTAL,8,6\n"


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("loket,4,3\nloket,4,3,4\nloket,4\n", ["S007", "S007"]),
        ("loket,4,x\nloket,9,3\n", ["S004", "S004"]),
        ("loket,4,3\nloket,2,1\n", []),
    ],
)
def test_a_row_of_totals_does_not_hide_what_is_wrong_with_the_others(tmp_path, rows, wrong):
    root = small.put(tmp_path, {SHEET: f"unit,waktu,biaya\n{rows}{TOTAL}"})
    assert sorted(codes(small.told(root))) == sorted(["S103", *wrong])


def test_every_character_that_nobody_sees_is_told_at_once(tmp_path):
    root = small.put(tmp_path, {SHEET: "unit,waktu,biaya\nloket,4\u200b,3\nloket,4,3\u00ad\n"})
    assert codes(small.told(root)) == ["S132", "S132"]


@pytest.mark.parametrize("rows", ["unit|waktu|biaya\nloket|4|3\n", '"unit,waktu,biaya"\n"loket,4,3"\n'])
def test_columns_that_read_as_one_are_one_cause(tmp_path, rows):
    assert codes(small.told(small.put(tmp_path, {SHEET: rows}))) == ["S133"]


@pytest.mark.parametrize("head", ["unit,waktu,biaya\n", "\ufeffunit;waktu;biaya\n", "unit,unsur,1,2,3,4\n"])
def test_titles_that_stand_again_are_no_answers(tmp_path, head):
    first, second = (
        ("loket,waktu,0,0,1,1\n", "loket,biaya,0,0,1,1\n") if "unsur" in head else ("loket,4,3\n", "loket,3,3\n")
    )
    text = f"{head}{first}{head.removeprefix(chr(0xFEFF))}{second}"
    seen = small.checked(small.put(tmp_path, {SHEET: text.replace(",", ";") if ";" in head else text}))
    assert (seen.problems, seen.rows[:4]) == ((), (3, 2, 0, 1))


def test_rows_of_an_institution_that_cannot_be_read_are_refused_and_counted(tmp_path):
    root = small.put(
        tmp_path, {"units/kota/instansi.yaml": "nama: [\n", SHEET: "unit,waktu,biaya\nloket,4,3\nloket,3,3\n"}
    )
    seen = small.checked(root)
    assert seen.rows == (2, 0, 2, 0, (), (SHEET,))


def test_an_index_without_its_number_of_respondents_is_told_by_that_column_alone(tmp_path):
    told = small.told(small.put(tmp_path, {SHEET: "unit,ikm\nloket,81\n"}))
    assert codes(told) == ["S003"]
    assert "`jumlah_responden`" in told
