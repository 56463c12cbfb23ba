"""Dates and numbers as a language writes them. Babel, which knows the dates, is imported when the first is written."""

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache

_MARKS = str.maketrans(",.", ".,")
_DATES = re.compile(r"\d{4}-\d{2}-\d{2}")


@lru_cache(maxsize=1024)
def date(day: dt.date, bahasa: str) -> str:
    """Return a date: `2 Juli 2025`, `2 July 2025`."""
    from babel.dates import format_date

    return str(format_date(day, "d MMMM y", locale=bahasa))


@lru_cache(maxsize=1024)
def weekday(day: dt.date, bahasa: str) -> str:
    """Return the weekday of a date: `Senin`, `Monday`."""
    from babel.dates import format_date

    return str(format_date(day, "EEEE", locale=bahasa))


def number(value: int | Decimal, bahasa: str) -> str:
    """Return a number with all its decimals: `1.234,50`, `1,234.50`."""
    places = max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 0
    text = f"{value:,.{places}f}"
    return text if bahasa == "en" else text.translate(_MARKS)


def written(nilai: str, bahasa: str) -> str:
    """Return what is kept as text: a date as `2025-07-02`, a number as `1234.50`."""
    if _DATES.fullmatch(nilai):
        return date(dt.date.fromisoformat(nilai), bahasa)
    return number(Decimal(nilai), bahasa)
