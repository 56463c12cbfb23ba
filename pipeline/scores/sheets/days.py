"""The day that a cell says, in the spellings that forms, spreadsheets and people write; the time beside it is left."""

import datetime as dt
import re

from pipeline.sources.calendar import OLD_MONTHS

_TIME = r"(?:[T ,]\s*\d{1,2}[.:]\d{2}.*)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[/.-](\d{{1,2}})[/.-](\d{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}")
_WORD = re.compile(rf"(\d{{1,2}})[ -]([a-z]{{3,9}})\.?[ -](\d{{4}}){_TIME}", re.IGNORECASE)
_SERIAL = re.compile(r"([3-6]\d{4})(?:[.,]\d+)?")
_MONTHS = (
    "januari january", "februari february", "maret march", "april", "mei may", "juni june", "juli july",
    "agustus august agt", "september", "oktober october", "november", "desember december",
)  # fmt: skip
_FIRST_DAY = dt.date(1899, 12, 30)
_CENTURY = 2000
_LAST_MONTH = 12


def day_of(text: str) -> str | None:
    """Return a date as typed in a sheet as `2025-06-01`; `None` for what is none. `1/6/2025` is the first of June."""
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found[1], int(found[2]), found[3])
    if found := _DAY_FIRST.fullmatch(text):
        month_first = is_month_first(text)
        return _day(found[4], int(found[1 if month_first else 3]), found[3 if month_first else 1])
    if found := _WORD.fullmatch(text):
        name = found[2].casefold()
        spelled = [(spelling, at) for at, names in enumerate(_MONTHS, 1) for spelling in names.split()]
        months = sorted({at for spelling, at in (*spelled, *OLD_MONTHS.items()) if spelling.startswith(name)})
        return _day(found[3], months[0], found[1]) if len(months) == 1 else None
    if found := _SERIAL.fullmatch(text):
        return (_FIRST_DAY + dt.timedelta(days=int(found[1]))).isoformat()
    return None


def is_month_first(text: str) -> bool:
    """Whether a date can only be read with the month first: `10/20/2025`."""
    found = _DAY_FIRST.fullmatch(text)
    return found is not None and int(found[1]) <= _LAST_MONTH < int(found[3])


def may_be_either(text: str) -> bool:
    """Whether a date reads with the day first and with the month first, and not as the same day: `03/04/2025`."""
    found = _DAY_FIRST.fullmatch(text)
    return found is not None and max(int(found[1]), int(found[3])) <= _LAST_MONTH and int(found[1]) != int(found[3])


def _day(year: str, month: int, day: str) -> str | None:
    try:
        return dt.date(int(year) + (_CENTURY if len(year) == len("25") else 0), month, int(day)).isoformat()
    except ValueError:
        return None
