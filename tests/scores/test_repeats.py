"""A respondent who stands in a sheet twice is told, once for a unit, and may be acknowledged."""

import random

import numpy as np

from pipeline.scores.sheets import repeats
from pipeline.scores.sheets.cells import text_fingerprints
from support.made_office import buat

HEAD = "responden,layanan,persyaratan,prosedur,waktu\n"


def kode(made) -> list[str]:
    return [one for one in made.kode if one == "S166"]


def test_a_row_that_is_pasted_twice_is_told_at_the_second_with_the_line_of_the_first(tmp_path):
    made = buat(tmp_path, "responden,persyaratan,prosedur,waktu\n1,3,4,3\n2,4,4,3\n3,3,4,4\n2,4,4,3\n3,3,4,4\n")
    told = [str(one) for one in made.warnings if one.code == "S166"]
    assert len(told) == 1
    assert "csv:5:1: S166 unit `loket`: 2 baris" in told[0]
    assert "semula di baris 3" in told[0]
    assert made.result.responden == 5


def test_numbers_that_begin_anew_with_each_service_and_rows_without_one_are_nobody_twice(tmp_path):
    assert kode(buat(tmp_path, HEAD + "1,ktp,3,4,3\n2,ktp,3,4,4\n1,kk,4,4,3\n,kk,3,3,4\n,kk,3,3,3\n")) == []


def test_quoted_rows_and_plain_ones_are_one_sheet(tmp_path):
    assert kode(buat(tmp_path, 'responden,persyaratan,prosedur,waktu\n1,3,4,3\n"1",4,4,3\n')) == ["S166"]


def test_a_number_is_the_same_with_zeros_before_it_and_blanks_around_it(tmp_path):
    rows = ["1", "2", "01", " 002 ", "A1", "0A1", "0", "00", "10"]
    sheet = "responden,persyaratan,prosedur,waktu\n" + "".join(
        f"{number},{2 + at % 3},{2 + at // 3},3\n" for at, number in enumerate(rows)
    )
    for text in (sheet, sheet.replace("A1,", '"A1",')):
        (told,) = (str(one) for one in buat(tmp_path, text).warnings if one.code == "S166")
        assert "csv:4:1: S166 unit `loket`: 3 baris" in told
        assert "semula di baris 2" in told


def test_it_may_be_acknowledged_with_a_reason(tmp_path):
    own = "diketahui: [{kode: S166, alasan: nomor dimulai lagi setiap loket}]"
    assert kode(buat(tmp_path, "responden,persyaratan,prosedur,waktu\n1,3,4,3\n1,4,4,3\n", own=own)) == []


def test_a_repetition_in_a_later_block_is_found(tmp_path):
    roll = random.Random(7)
    rows = [f"{number},{roll.randint(2, 4)},{roll.randint(2, 4)},{roll.randint(2, 4)}\n" for number in range(300_000)]
    made = buat(tmp_path, "responden,persyaratan,prosedur,waktu\n" + "".join(rows) + "0,3,3,3\n")
    told = [(one.place.line, dict(one.values)["first"]) for one in made.warnings if one.code == "S166"]
    assert told == [(300_002, "2")]


def test_what_is_remembered_is_bounded(monkeypatch):
    monkeypatch.setattr(repeats, "MOST", 1)
    nothing = np.zeros(2, dtype=np.int64)
    seen = repeats.Repeats()
    for line in (2, 4):
        seen.keep(text_fingerprints((f"a{line}", f"b{line}"), "utf-8"), nothing, nothing, [line, line + 1])
    seen.keep(text_fingerprints(("a2", "b2"), "utf-8"), nothing, nothing, [6, 7])
    assert seen.result() == {}
    monkeypatch.setattr(repeats, "MOST", 10)
    seen.keep(text_fingerprints(("a2", "b2"), "utf-8"), nothing, nothing, [8, 9])
    assert seen.result() == {0: (2, 8, 2)}
