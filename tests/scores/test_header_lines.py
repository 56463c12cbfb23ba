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


NAMED = SheetFormat({"skm": ELEMENTS}, {}, {}, elements={"waktupenyelesaian": "waktu", "biayatarif": "biaya"})


@pytest.mark.parametrize(
    "text",
    [
        "waktu;Biaya/Tarif;Sarana\n4;3;2\n",
        "Waktu Penyelesaian;BIAYA / TARIF;sarana\n4;3;2\n",
        "unsur;1;2;3;4\nWaktu penyelesaian;0;0;0;1\nbiaya;0;0;1;0\nsarana;0;1;0;0\n",
        "#;waktu;biaya;sarana\n1;4;3;2\n".replace("#", "abaikan"),
    ],
)
def test_an_element_is_named_by_key_or_printed_name(text):
    found = reader.read(io.BytesIO(text.encode()), "loket.csv", NAMED, "loket", problems := [])
    assert problems == []
    assert found.rows["loket"][0].counts == (0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0)


@pytest.mark.parametrize("upper", ["unit;Unsur;Unsur;Unsur\n", "unit;unsur;;\n", "responden;nilai;unit;\n"])
def test_the_lower_of_two_rows_of_titles_wins_where_it_names_more_columns(upper):
    text = f"{upper}unit;waktu;biaya;sarana\nloket;4;3;2\n"
    found = reader.read(io.BytesIO(text.encode()), "skor.csv", LAYOUT, None, problems := [])
    assert problems == []
    assert found.rows["loket"][0].counts == (0, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_column_that_is_called_by_a_number_sign_is_no_remark(separator):
    lines = ["#,unit,waktu,biaya,sarana", "1,loket,4,3,2"]
    text = "\n".join(line.replace(",", separator) for line in lines)
    assert reader.read(io.BytesIO(text.encode()), "skor.csv", LAYOUT, None, problems := []) is None
    assert [told.code for told in problems] == ["S001"]
    layout = LAYOUT._replace(names={**LAYOUT.names, "#": "abaikan"})
    found = reader.read(io.BytesIO(text.encode()), "skor.csv", layout, None, problems := [])
    assert (problems, found.accounts["loket"].used) == ([], 1)


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize(
    ("row", "titles"),
    [
        ("loket,4,3,2", "unit,waktu,biaya,sarana"),
        ("1,loket,4,3,2", "abaikan,unit,waktu,biaya,sarana"),
        ("4,3,2,loket", "waktu,biaya,sarana,unit"),
        ("17,loket,4,3,2,laki-laki", "abaikan,unit,waktu,biaya,sarana,abaikan"),
    ],
)
def test_the_titles_that_are_advised_fit_the_rows_and_are_read(separator, row, titles):
    row, titles = row.replace(",", separator), titles.replace(",", separator)
    assert reader.read(io.BytesIO(f"{row}\n{row}\n".encode()), "skor.csv", LAYOUT, None, problems := []) is None
    assert f"`{titles}`" in str(problems[0])
    found = reader.read(io.BytesIO(f"{titles}\n{row}\n{row}\n".encode()), "skor.csv", LAYOUT, None, problems := [])
    assert (problems, found.accounts["loket"].used) == ([], 2)


def test_titles_again_are_no_answers_however_their_letters_are():
    head, again = "unit,waktu,biaya,sarana\nloket,3,3,3\n", "Unit,WAKTU,Biaya,Sarana\nloket,4,4,4\n"
    found = reader.read(io.BytesIO((head + again).encode()), "skor.csv", LAYOUT, None, problems := [])
    assert (problems, found.rejected) == ([], {})
