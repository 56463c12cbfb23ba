"""Dates as forms, spreadsheets and people write them in a sheet of answers."""

import pytest

from pipeline.scores.sheets.days import day_of
from support.made_office import buat, masalah

ROW = ",3,4,3\n"
HEAD = "tanggal,persyaratan,prosedur,waktu\n"
SPELLINGS = (
    "2025/10/20 10:15:23 AM GMT+7", "20/10/2025 10:15:23", "2025-10-20 10:15:23", "10/20/2025 10:15",
    "20 Oktober 2025", "20-10-2025", "2025-10-20T10:15:23Z", "20/10/25", "45950", "20 Okt 2025 10.15", "20.10.2025",
)  # fmt: skip


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_day_is_read_however_a_form_writes_it(text):
    assert day_of(text) == "2025-10-20"


@pytest.mark.parametrize("text", ["31/02/2025", "2025-13-01", "besok", "20 Ju 2025", "20 Jun", "1", "20/10", "12345"])
def test_what_is_no_day_is_none(text):
    assert day_of(text) is None


def test_a_column_of_all_spellings_is_read(tmp_path):
    buat(tmp_path, HEAD + "".join(text + ROW for text in SPELLINGS))


def test_days_with_the_month_first_are_not_guessed_beside_days_that_read_either_way(tmp_path):
    [line] = masalah(tmp_path, HEAD + f"10/20/2025{ROW}03/04/2025{ROW}")
    assert line.startswith("loket.csv:2:1: S104 `10/20/2025` pada kolom `tanggal`")


def test_days_that_do_not_read_are_one_problem_and_a_count(tmp_path):
    first, rest = masalah(tmp_path, HEAD + "".join(f"hari {at}{ROW}" for at in range(40)))
    assert first.startswith("loket.csv:2:1: S104 `hari 0` pada kolom `tanggal`")
    assert " S013 39 " in rest
