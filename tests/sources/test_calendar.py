"""Days on which offices are closed: the table that the program carries is what the library of holidays says."""

import datetime as dt
import json

import holidays
import pytest

from pipeline.sources import calendar

YEARS = range(2015, 2041)


def test_the_table_of_holidays_is_what_the_library_says(request):
    found = {
        str(year): {
            day.isoformat(): name
            for day, name in sorted(holidays.country_holidays("ID", years=year, language="id").items())
        }
        for year in YEARS
    }
    if request.config.getoption("--update-golden"):
        text = json.dumps(found, ensure_ascii=False, indent=0) + "\n"
        calendar.TABLE.write_text(text, encoding="utf-8")
    assert json.loads(calendar.TABLE.read_text(encoding="utf-8")) == found, "pytest tests/sources --update-golden"


@pytest.mark.parametrize("day", [dt.date(YEARS[0], 1, 1), dt.date(YEARS[-1], 12, 25)])
def test_a_holiday_is_named(day):
    assert "hari libur nasional" in str(calendar.closed_because(day, (), ()))
    assert calendar.closed_because(day, (), (day,)) is None


@pytest.mark.parametrize("year", [YEARS[0] - 1, YEARS[-1] + 1])
def test_of_a_year_that_the_table_lacks_it_is_said_that_nothing_is_known(year):
    monday = next(day for day in (dt.date(year, 3, number) for number in range(1, 8)) if day.weekday() == 0)
    assert calendar.closed_because(monday, (), ()) is None
    assert not calendar.is_known(monday)
    assert calendar.known_years() == (YEARS[0], YEARS[-1])
