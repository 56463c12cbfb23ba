"""Dates and numbers as a language writes them."""

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

_DATES = re.compile(r"\d{4}-\d{2}-\d{2}")


@lru_cache(maxsize=1024)
def date(day: dt.date, bahasa: str) -> str:
    """Return a date: `2 Juli 2025`, `2 July 2025`."""
    return str(format_date(day, "d MMMM y", locale=bahasa))


@lru_cache(maxsize=1024)
def weekday(day: dt.date, bahasa: str) -> str:
    """Return the weekday of a date: `Senin`, `Monday`."""
    return str(format_date(day, "EEEE", locale=bahasa))


def number(value: int | Decimal, bahasa: str) -> str:
    """Return a number with all its decimals: `1.234,50`, `1,234.50`."""
    places = -int(value.as_tuple().exponent) if isinstance(value, Decimal) else 0
    pattern = f"#,##0.{'0' * places}" if places > 0 else "#,##0"
    return str(format_decimal(value, pattern, locale=bahasa))


def written(nilai: str, bahasa: str) -> str:
    """Return what is kept as text: a date as `2025-07-02`, a number as `1234.50`."""
    if _DATES.fullmatch(nilai):
        return date(dt.date.fromisoformat(nilai), bahasa)
    return number(Decimal(nilai), bahasa)
