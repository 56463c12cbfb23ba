"""Where the header of a sheet stands: below titles, in two lines, above a line that numbers the columns."""

import io

import pytest

from pipeline.scores.sheets import reader
from pipeline.scores.sheets.header import SheetFormat

ELEMENTS = ("waktu", "biaya", "sarana")
LAYOUT = SheetFormat({"skm": ELEMENTS}, {"no. resp": "responden", "ket": "abaikan", "u1": "waktu"}, {})
TITLES = ("REKAP SKM;;;;\n", "Unit: Loket;;;;\n\n", "# catatan\n", "")


def counted(text: str):
    problems: list = []
    found = reader.read(io.BytesIO(text.encode()), "loket.csv", LAYOUT, "loket", problems)
    return [str(one) for one in problems], found


@pytest.mark.parametrize("titles", TITLES)
@pytest.mark.parametrize("head", ["responden;waktu;biaya;sarana;ket\n", "NO. RESP;UNSUR;;;KET\n;waktu;biaya;sarana;\n"])
@pytest.mark.parametrize("numbers", ["", "1;2;3;4;5\n"])
def test_rows_begin_after_titles_a_header_in_one_or_two_lines_and_numbers(titles, head, numbers):
    above = titles + head + numbers
    problems, found = counted(f"{above}7;4;4;4;\n8;1;2;3;baik\n")
    assert problems == []
    assert [(row.responden, row.counts, row.line) for row in found.rows["loket"]] == [
        (2, (1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1), above.count("\n") + 1)
    ]
    assert found.read == 2


def test_answers_that_count_up_are_no_numbers_of_columns():
    problems, found = counted("waktu;biaya;sarana\n1;2;3\n4;4;4\n")
    assert (problems, found.read) == ([], 2)


def test_a_row_without_answers_below_the_header_is_a_row():
    problems, found = counted("responden;waktu;biaya;sarana;ket\n1;;;;\n2;4;4;4;x\n")
    assert (problems, found.read, found.accounts["loket"][:2]) == ([], 2, (1, 1))


def test_rows_of_totals_are_refused_until_the_office_says_that_they_are_left():
    text = "responden;waktu;biaya;sarana\n1;4;4;4\n2;3;3;3\nΣ Nilai /Unsur;7;7;7\nJumlah;7;7;7\n"
    problems, _ = counted(text)
    assert [line[:16] for line in problems] == ["loket.csv:4:1: S", "loket.csv:5:1: S"]
    found = reader.read(io.BytesIO(text.encode()), "loket.csv", LAYOUT._replace(skips_totals=True), "loket", [])
    assert (found.read, found.accounts["loket"].used, found.accounts["\0"].ignored) == (4, 2, 2)
    assert found.rows["loket"][0].responden == 2


def test_a_question_that_changed_is_told_with_the_one_it_was():
    layout = SheetFormat({"skm": ELEMENTS}, {"bagaimana kecepatan waktu pelayanan?": "waktu"}, {})
    text = "Bagaimana kecepatan waktu pelayanan kami?;biaya;sarana\n4;4;4\n"
    problems: list = []
    assert reader.read(io.BytesIO(text.encode()), "loket.csv", layout, "loket", problems) is None
    [first, *_] = [str(one) for one in problems]
    assert "mirip `bagaimana kecepatan waktu pelayanan?`, yang dipetakan ke `waktu`" in first
