"""What a workbook's XML says that values do not: errors, formulas without a result, merged cells, cells far away."""

import random

import pytest

from pipeline.files import sheet_marks, tabular, workbook
from support import counting
from support.made_office import ods, ods_row, with_xml, workbook_of

HEAD = ["unit", "waktu", "biaya"]


@pytest.mark.parametrize("seed", range(20))
def test_every_cell_in_error_is_named(seed):
    chance = random.Random(seed)
    rows = [[chance.choice((1, 4, "", "#N/A", "#DIV/0!", "teks")) for _ in range(30)] for _ in range(30)]
    [sheet] = workbook.sheets(workbook_of({"Data Baru": [HEAD, *rows]}))
    expected = [
        (f"Data Baru!{sheet_marks.address(at + 2, column + 1)}", cell)
        for at, row in enumerate(rows)
        for column, cell in enumerate(row)
        if str(cell).startswith("#")
    ]
    assert list(sheet.faults) == expected


def test_a_formula_whose_result_was_not_saved_is_a_fault_and_one_that_says_nothing_is_not():
    raw = workbook_of({"Data": [HEAD, ["loket", "#N/A", 3]]})
    cell = b'<c r="B2" t="e"><f>NA()</f><v>#N/A</v></c>'
    for new, faults in ((b'<c r="B2"><f>A1</f></c>', 1), (b'<c r="B2"><f>A1</f><v></v></c>', 1),
                        (b'<c r="B2" t="str"><f>A1</f><v></v></c>', 0), (b"<c/><c><f>1</f></c>", 1)):  # fmt: skip
        [sheet] = workbook.sheets(with_xml(raw, cell, new))
        assert len(sheet.faults) == faults


def test_merged_cells_all_carry_what_they_say():
    raw = workbook_of({"Data": [HEAD, ["", 4, 3], ["", 4, ""], ["", 2, ""]]}, {"A2:A4": "loket", "B4:C4": 2})
    problems = []
    csv = tabular.to_csv(raw, "a.xlsx", lambda cells: "unit" in cells, problems)
    assert (csv, problems) == (b"unit;waktu;biaya\nloket;4;3\nloket;4;\nloket;2;2\n", [])


@pytest.mark.parametrize("cell", [b'r = "XFD1048576"', b"r='XFD1048576'", b'r\n=\n"XFD1048576"', b'r="&#88;FD1048576"'])
def test_a_cell_far_away_is_told_however_the_xml_writes_it(cell):
    raw = with_xml(workbook_of({"Data": [HEAD]}), b"</sheetData>", b"<row><c %s><v>1</v></c></row></sheetData>" % cell)
    with pytest.raises(ValueError, match="sampai ke sel XFD1048576"):
        workbook.sheets(raw)


def test_a_sheet_that_declares_entities_is_refused():
    raw = with_xml(workbook_of({"Data": [HEAD]}), b"<worksheet", b'<!DOCTYPE a [<!ENTITY a "b">]><worksheet')
    with pytest.raises(ValueError, match="rusak"):
        workbook.sheets(raw)


FAR = {"C1048576": (1048575, 2), "XFD21": (20, 16383), "Z20001": (20000, 25)}


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
@pytest.mark.parametrize("cell", FAR)
def test_a_sheet_of_which_one_cell_stands_far_away_is_refused_at_once(cell, ending):
    row, column = FAR[cell]
    rows = [HEAD, *[["loket", 4, 3]] * 19]
    if ending == "xlsx":
        blank: list[list[object]] = [[] for _ in range(row - len(rows))]
        raw = workbook_of({"Data": [*rows, *blank, [*[None] * column, "x"]]})
    else:
        away = ods_row(*([f'<table:table-cell table:number-columns-repeated="{column}"/>'] if column else []), "x")
        gap = f'<table:table-row table:number-rows-repeated="{row - len(rows)}"><table:table-cell/></table:table-row>'
        raw = ods({"Data": "".join(ods_row(*line) for line in rows) + (gap if row > len(rows) else "") + away})

    def refused() -> None:
        with pytest.raises(ValueError, match=f"sampai ke sel {cell};"):
            workbook.sheets(raw)

    assert counting.calls(refused)[1] < 100_000


def test_a_sheet_with_a_gap_that_is_not_far_is_read():
    [sheet] = workbook.sheets(workbook_of({"Data": [HEAD, *[[]] * 500, ["loket", 4, 3]]}))
    assert [row for row in sheet.rows if any(row)] == [HEAD, ["loket", 4, 3]]
    [wide] = workbook.sheets(workbook_of({"Data": [[str(n) for n in range(300)], *[["x"] * 8] * 2000]}))
    assert len(wide.rows) == 2001


ROWS = [["loket", 4, 3], ["loket", 3, 3], ["lain", 4, 4]]


@pytest.mark.parametrize("second", [ROWS[1:], [["lain", 3, 4]], [[1, "loket", 4, 3], [2, "lain", 4, 4]]])
def test_a_second_sheet_that_goes_on_without_a_header_is_told(second):
    raw = workbook_of({"Mei": [HEAD, *ROWS], "Juni": second})
    assert tabular.to_csv(raw, "skor.xlsx", lambda cells: "unit" in cells, problems := []) is None
    assert [told.code for told in problems] == ["S122"]
    assert "`Mei`, `Juni`" in str(problems[0])


@pytest.mark.parametrize(
    "second",
    [[["Catatan"]], [["loket", 2, "3,5"], ["lain", 1, "4,0"]], [["1", "Tidak baik"], ["2", "Baik"]]],
)
def test_a_second_sheet_of_something_else_is_left(second):
    raw = workbook_of({"Mei": [HEAD, *ROWS], "Rekap": second})
    assert tabular.to_csv(raw, "skor.xlsx", lambda cells: "unit" in cells, problems := []) is not None
    assert problems == []


def test_a_cell_is_quoted_as_a_spreadsheet_shows_it():
    raw = workbook_of({"Data": [["unit", "waktu"], [True, 1e300], ["a", 12345678901234.0]]})
    text = tabular.to_csv(raw, "skor.xlsx", lambda cells: "unit" in cells, [])
    assert text == b"unit;waktu\nTRUE;1e+300\na;12345678901234\n"
