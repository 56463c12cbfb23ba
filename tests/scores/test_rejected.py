"""However many rows of a sheet are wrong: the first places are told, the rest counted."""

import io

import pytest

from pipeline.scores.sheets import reader
from pipeline.scores.sheets.header import SheetFormat
from pipeline.scores.sheets.rejected import OF_A_KIND, OF_A_UNIT

BACA = SheetFormat({"skm": ("waktu", "biaya")}, {}, {})


def wrong(text, unit=None):
    problems: list = []
    found = reader.read(io.BytesIO(text.encode()), "skor.csv", BACA, unit, problems)
    return [str(one) for one in problems], {} if found is None else found.rejected


def test_a_label_in_every_row_is_told_at_its_first_places_and_counted():
    # more than one block of bytes, and another unit's rows between them
    many = 200_000
    problems, rusak = wrong("unit,waktu,biaya\n" + "loket,Puas,3\nlain,3,3\n" * many)
    assert problems == []
    assert set(rusak) == {"loket"}
    told = rusak["loket"]
    assert [(one.code, one.place.line) for one in told] == [
        *(("S004", line) for line in (2, 4, 6, 8, 10)),
        ("S013", 12),
    ]
    assert {name: str(value) for name, value in told[-1].values} == {
        "found": "199.995",
        "unit": "loket",
        "counted": "199.995",
    }


def test_each_text_and_column_is_told_whatever_stands_most_often():
    _, rusak = wrong("waktu,biaya\n" + "Puas,3\n" * 50 + "3,Puas\n3,puas\nBaik,5\n", unit="loket")
    assert [(one.place.line, dict(one.values)["found"]) for one in rusak["loket"]] == [
        *((line, "Puas") for line in (2, 3, 4, 5, 6)),
        (7, "45"),
        (52, "Puas"),
        (53, "puas"),
        (54, "5"),
        (54, "Baik"),
    ]


@pytest.mark.parametrize("unit", [None, "loket"])
def test_of_many_different_texts_the_first_are_told(unit):
    rows = "".join(f"x{number},3\n" if unit else f"loket,x{number},3\n" for number in range(1000))
    _, rusak = wrong(("waktu,biaya\n" if unit else "unit,waktu,biaya\n") + rows, unit)
    told = rusak["loket"]
    assert [one.place.line for one in told] == list(range(2, OF_A_UNIT + 3))
    assert (told[-1].code, dict(told[-1].values)["found"]) == ("S013", "900")


@pytest.mark.parametrize(
    ("head", "row"), [("unit,waktu,biaya", "loket,4"), ("unit,layanan,jumlah_responden,waktu,biaya", "loket,ktp,20,4")]
)
def test_rows_that_are_all_too_short_are_told_and_counted(head, row):
    _, rusak = wrong(f"{head}\n" + f"{row}\n" * 1000)
    assert [(one.code, one.place.line) for one in rusak["loket"]] == [
        *(("S007", line) for line in range(2, OF_A_KIND + 2)),
        ("S013", OF_A_KIND + 2),
    ]


def test_rows_that_no_unit_owns_are_told_and_counted_for_the_whole_sheet():
    problems, rusak = wrong("waktu,biaya,unit\n" + "4\n" * 1000 + "4,3,loket\n")
    assert rusak == {}
    assert len(problems) == OF_A_KIND + 1
    assert problems[-1].startswith("skor.csv:7:1: S013 995 isi keliru lagi pada jawaban unit `-`, mulai baris ini")
