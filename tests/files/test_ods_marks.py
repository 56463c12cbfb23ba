"""An OpenDocument workbook says the same as one of Excel with the same cells."""

import pytest

from pipeline.files import tabular, workbook
from support.made_office import ods, ods_row, workbook_of

HEAD = ("unit", "waktu", "biaya")
TEXT = 'office:value-type="string"'
FAULTY = f'table:formula="of:=NA()" {TEXT} calcext:value-type="error"'
ERROR = f"<table:table-cell {FAULTY}><text:p>#N/A</text:p></table:table-cell>"
EMPTY = '<table:table-cell table:formula="of:=A1"/>'


def csv(raw: bytes) -> tuple[bytes | None, list[str]]:
    problems: list = []
    found = tabular.to_csv(raw, "a.ods", lambda cells: "unit" in cells, problems)
    return found, [str(one) for one in problems]


def test_the_same_cells_give_the_same_text():
    rows = [HEAD, ("loket", 4, 3), ("loket", "", "Baik"), ("", 2, 1)]
    made = ods({"Data": "".join(ods_row(*row) for row in rows)})
    assert csv(made) == csv(workbook_of({"Data": rows}))


def test_cells_in_error_and_formulas_without_a_result_are_named():
    [sheet] = workbook.sheets(ods({"Data": ods_row(*HEAD) + ods_row("loket", ERROR, EMPTY)}))
    assert sheet.faults == (("Data!B2", "#N/A"), ("Data!C2", "="))
    assert csv(ods({"Data": ods_row(*HEAD) + ods_row("loket", ERROR, EMPTY)}))[1][0].startswith("a.ods:2:1: S121 2 sel")


def test_merged_cells_all_carry_what_they_say():
    merged = f'<table:table-cell table:number-rows-spanned="2" {TEXT}><text:p>loket</text:p></table:table-cell>'
    rows = ods_row(*HEAD) + ods_row(merged, 4, 3) + ods_row("<table:covered-table-cell/>", 2, 2)
    assert csv(ods({"Data": rows})) == (b"unit;waktu;biaya\nloket;4;3\nloket;2;2\n", [])


def test_hidden_rows_and_sheets_are_told():
    rows = ods_row(*HEAD) + ods_row("loket", 4, 3) + ods_row("loket", 2, 2, attributes='table:visibility="filter"')
    assert csv(ods({"Data": rows}))[1][0].startswith("a.ods:3:1: S124 1 baris tersembunyi: Data!3:3; ")
    assert csv(ods({"Data": ods_row(*HEAD)}, hidden=["Data"]))[1][0].startswith("a.ods:1:1: S123 lembar `Data`")


def test_a_cell_that_is_repeated_without_end_is_told():
    many = f'<table:table-cell table:number-columns-repeated="16384" {TEXT}><text:p>1</text:p></table:table-cell>'
    raw = ods({"Data": ods_row(*HEAD) + ods_row(many, attributes='table:number-rows-repeated="1048576"')})
    with pytest.raises(ValueError, match="sampai ke sel XFD1048577"):
        workbook.sheets(raw)


def test_empty_rows_and_columns_below_are_not_read():
    end = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = ods_row(*HEAD) + ods_row("loket", 4, 3) + ods_row(end, attributes='table:number-rows-repeated="1048574"')
    assert csv(ods({"Data": rows}))[0].rstrip() == b"unit;waktu;biaya\nloket;4;3"


def test_a_workbook_of_before_2007_is_refused_with_the_way_out():
    found, [told] = csv(b"\xd0\xcf\x11\xe0" + bytes(2000))
    assert found is None
    assert (
        "ini berkas Excel lama (.xls), atau dikunci dengan kata sandi; buka di Excel, lalu simpan ulang sebagai .xlsx"
        in told
    )
