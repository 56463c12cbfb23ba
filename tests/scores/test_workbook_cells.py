"""What no cell of answers should hold is told at its row and column. All data are made up."""

import datetime as dt
import io

import pytest
import xlsxwriter

from support.made_office import masalah, ods, ods_row

HEAD = ["persyaratan", "prosedur", "waktu"]


def book(*rows, percent=()) -> bytes:
    """A workbook with these rows; days are cells of a date, the cells `percent` are shown in percent."""
    target = io.BytesIO()
    made = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = made.add_worksheet("Data")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, dt.date):
                sheet.write_datetime(at, column, cell, made.add_format({"num_format": "d/m/yyyy"}))
            elif (at, column) in percent:
                sheet.write_number(at, column, cell, made.add_format({"num_format": "0.00%"}))
            else:
                sheet.write(at, column, cell)
    made.close()
    return target.getvalue()


def test_a_date_that_excel_made_of_a_score_is_told_at_its_cell(tmp_path):
    raw = book(HEAD, [3, 4, 3], [3, dt.date(2025, 4, 3), 4])
    [told] = masalah(tmp_path, raw, name="loket.xlsx")
    assert told.startswith("loket.xlsx:3:2: S004 jawaban `2025-04-03` pada kolom `prosedur`")


@pytest.mark.parametrize(
    ("row", "at", "column"), [([30, 3.1, 3.2, 3.3, 0.8], 5, "ikm"), ([30, 3.1, 0.8, 3.3, 80], 3, "prosedur")]
)
def test_a_figure_in_percent_is_told_at_its_cell(tmp_path, row, at, column):
    raw = book(["jumlah_responden", *HEAD, "ikm"], row, percent={(1, at - 1)})
    told = masalah(tmp_path, raw, name="loket.xlsx")
    assert told[0].startswith(f"loket.xlsx:2:{at}: S104 `0.8` pada kolom `{column}`")


def test_a_day_that_is_none_is_told_at_its_cell(tmp_path):
    [told] = masalah(tmp_path, book([*HEAD, "tanggal"], [3, 4, 3, "lusa"]), name="loket.xlsx")
    assert told.startswith("loket.xlsx:2:4: S104 `lusa` pada kolom `tanggal`")


def test_the_same_cells_in_text_are_told_at_their_row(tmp_path):
    assert masalah(tmp_path, "persyaratan,prosedur,waktu\n3,2025-04-03,4\n")[0].startswith("loket.csv:2:1: S004")


def test_cells_of_an_open_document_are_told_like_those_of_excel(tmp_path):
    raw = ods({"Data": ods_row(*HEAD) + ods_row(3, 4, 3) + ods_row(3, 9, 4)})
    assert masalah(tmp_path, raw, name="loket.ods")[0].startswith("loket.ods:3:2: S004 jawaban `9`")
