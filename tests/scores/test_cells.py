"""A block of answers read at once and read row by row come to the same, whatever stands in it, however it is cut."""

import io
import random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.scores.sheets import cells as cell_reader
from pipeline.scores.sheets import reader, sheet_text, tally
from pipeline.scores.sheets.header import SheetFormat

KOLOM = ("waktu", "biaya", "produk")
BACA = SheetFormat({"skm": KOLOM}, {}, {"waktu": {"sangat baik": 4, "é": 2}})
SEBARIS = st.lists(st.sampled_from(["1", "2", "3", "4", "4", "", " 3", "5", "Sangat  Baik", "É", "ÿ", "١"]), min_size=3)
UNIT = st.sampled_from(["loket", "loket ", "lain", "kecamatan-tanah-abang-jakarta-pusat", "kecamatan-tanah-abang", ""])
SARAN = st.text("ab é\u00a0.-08", max_size=20)
TANGGAL = st.sampled_from(["2025-06-01", " 1/6/2025", "2025-02-30", "2025-02-30 ", "", "lusa"])
RAPI = st.tuples(UNIT, TANGGAL, SARAN, SEBARIS).map(lambda row: [row[0], "7", row[1], row[2], *row[3][:3]])
BARIS = st.one_of(
    RAPI,
    st.lists(SARAN, max_size=9),
    st.just(["loket", "8", "2025-06-02", 'dua\n"baris"', "4", "4", "4"]),
    st.just(["loket", "9", "", "x" * 1500, "4", "", "3"]),
)


def sheet(rows, end="\n", judul=("unit", "responden", "tanggal", "saran", *KOLOM), pemisah=","):
    def cell(text):
        return '"' + text.replace('"', '""') + '"' if set(text) & {'"', "\n", pemisah} else text

    return "".join(pemisah.join(map(cell, row)) + end for row in [judul, *rows])


def read(data, unit=None):
    problems = []
    found = reader.read(io.BytesIO(data), "skor.csv", BACA, unit, problems)
    return found, problems


def by_row(monkeypatch, data, unit=None):
    with monkeypatch.context() as patch:
        patch.setattr(cell_reader, "cells_of", lambda *_: None)
        return read(data, unit)


@given(
    st.lists(RAPI, max_size=12) | st.lists(BARIS, max_size=12),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "cp1252"]),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from([None, "loket"]),
    st.integers(1, 200),
)
def test_at_once_and_row_by_row_are_the_same(rows, end, encoding, pemisah, unit, size):
    data = sheet(rows, end, pemisah=pemisah).encode(encoding, errors="replace")
    with pytest.MonkeyPatch.context() as patch:
        told = read(data, unit)
        assert by_row(patch, data, unit) == told
        patch.setattr(sheet_text.blocks, "__defaults__", (size,))
        assert read(data, unit) == told
        assert by_row(patch, data, unit) == told


@given(st.lists(st.lists(st.text("ab1 é", max_size=30), min_size=2, max_size=2), min_size=1))
def test_a_column_holds_what_the_rows_hold(rows):
    rows = [[one, other or "x"] for one, other in rows]
    block = "".join(f"{one};{other}\n" for one, other in rows).encode()
    cells = cell_reader.cells_of(block, ";", 2)
    for at in (0, 1):
        kode, teks = cell_reader.column(cells, at, "utf-8", lambda values: pd.factorize(values)[0])
        assert [teks[one] for one in kode] == [row[at].strip() for row in rows]
        assert len(set(teks)) == len(teks)


@pytest.mark.parametrize(
    "block",
    [
        b"a;" + b"x" * 2000 + b"\n",
        b'"a";b\n',
        b"a;b;c\n",
        b"a\n",
        b"a;b\nc\n;d;e\n",
        b"a;b\n\nc;d\n",
        b"a;b\rc;d\n",
        b"a;\0\n",
    ],
)
def test_a_block_that_is_not_plain_is_left_to_others(block):
    assert cell_reader.cells_of(block, ";", 2) is None


def test_a_column_of_single_characters_is_known_by_its_length_too():
    cells = cell_reader.cells_of(b"1;;44;,;5;\r\n4;3;4;1;1;2\r\n", ";", 6)
    first, second, *others, last = (cell_reader.letters(cells, at, "1234") for at in range(6))
    assert [[one.texts[code] for code in one.codes] for one in (first, second, last)] == [
        ["1", "4"],
        ["", "3"],
        ["", "2"],
    ]
    assert others == [None, None, None]


def test_plain_rows_are_read_at_once(monkeypatch):
    """What makes it fast: a row is read by itself only where a block is not plain."""
    monkeypatch.setattr(sheet_text, "rows_of", None)
    rows = [["loket", str(one), "2025-06-01", "Bagus", "4", "", "3"] for one in range(50)]
    found, problems = read(sheet(rows, "\r\n").encode())
    assert (problems, found.rows["loket"][0].responden) == ([], 50)


def test_an_open_quotation_mark_is_found_where_its_row_begins():
    rows = [["loket", "1", "", "", "4", "4", "4"]] * 70_000
    text = sheet(rows) + 'loket,2,,"terbuka,4,4,4\n' + sheet(rows).partition("\n")[2]
    found, problems = read(text.encode())
    assert found is None
    assert [str(one).partition(";")[0] for one in problems] == ["skor.csv:70002:1: S009 tanda kutip tidak ditutup"]


def test_sheets_are_counted_whatever_is_forgotten(monkeypatch):
    """The sheet handed in most is found among more than are remembered."""
    monkeypatch.setattr(tally, "MOST_PATTERNS", 20)
    monkeypatch.setattr(sheet_text.blocks, "__defaults__", (200,))
    chance = random.Random(7)
    rows = [["loket", "1", "", "", *chance.choices("1234", k=3)] for _ in range(400)]
    rows = [row for row in rows if row[4:] != ["1", "2", "3"]] + [["loket", "1", "", "", "1", "2", "3"]] * 60
    chance.shuffle(rows)
    found, _ = read(sheet(rows).encode())
    assert found.beside["loket"].alike == 60


def test_sheets_are_counted_exactly_as_long_as_all_are_remembered(monkeypatch):
    monkeypatch.setattr(sheet_text.blocks, "__defaults__", (200,))
    monkeypatch.setattr(tally, "MOST_PATTERNS", 64)
    chance = random.Random(8)
    rows = [["loket", "1", "", "", *chance.choices("1234", k=3)] for _ in range(1000)]
    found, _ = read(sheet(rows).encode())
    sheets = ["".join(row[4:]) for row in rows]
    assert found.beside["loket"].alike == max(sheets.count(one) for one in set(sheets) if len(set(one)) > 1)
