"""Dates typed in free text: printed as a letter writes them, and nothing else is touched."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.words import indonesian
from pipeline.words.chapter import Picture
from pipeline.words.typed_dates import printed

LOGO = Picture(b"", "png", 1, 1, "2026-06-30")


def test_a_date_in_free_text_is_written_out_wherever_it_stands():
    words = {"strategi": [{"target": "sebelum 2026-06-30."}], "logo": LOGO}
    assert printed(words) == {"strategi": [{"target": "sebelum 30 Juni 2026."}], "logo": LOGO}


@pytest.mark.parametrize("text", ["2026-02-30", "065/2026-06-30", "A-2026-06-30", "2026-06-30-1", "2026-6-30"])
def test_what_is_no_date_stays_as_it_was_typed(text):
    assert printed({"uraian": text}) == {"uraian": text}


def test_a_number_and_an_address_stay_to_the_letter():
    words = {"nomor": "2026-06-30", "tautan": {"laporan": "https://contoh.example/2026-06-30"}}
    assert printed(words) == words


@given(st.dates(dt.date(1000, 1, 1)), st.text(alphabet="ab ,;()", max_size=5))
def test_no_day_of_the_calendar_is_left_as_computers_write_it(day, around):
    assert printed({"a": f"{around} {day} {around}"}) == {"a": f"{around} {indonesian.date(day)} {around}"}
