"""Dates as people type them, and whether offices are open on a day."""

import datetime as dt
import json
import re
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from pipeline.problems.phrase import Phrase, phrase

MONTHS = (
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
)
OLD_MONTHS = {"pebruari": 2, "nopember": 11}
"""Months as people still spell them, with their numbers."""
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
WRITTEN = re.compile(rf"(?P<hari>\d{{1,2}})\s+(?P<bulan>{'|'.join(MONTHS)})\s+(?P<tahun>\d{{4}})", re.IGNORECASE)
"""A date in words: `7 Juli 2025`."""
_NUMERIC = re.compile(r"(?P<hari>\d{1,2})[/.-](?P<bulan>\d{1,2})[/.-](?P<tahun>\d{4})")
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<tahun>\d{4})[/.-](?P<bulan>\d{1,2})[/.-](?P<hari>\d{1,2})(?!\d)")
_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)}|Jum'at|Ahad)\b", re.IGNORECASE)
_SATURDAY = 5
TABLE = Path(__file__).with_name("holidays.json")
"""The holidays of Indonesia by year and day; written by the test that holds it against the library `holidays`."""


def date_advice(value: object) -> Phrase | None:
    """Return what to write for a date typed in another way than ours; `None` when no date can be made of it."""
    if not isinstance(value, str):
        return None
    found = WRITTEN.search(value) or _YEAR_FIRST.search(value) or _NUMERIC.search(value)
    if not found:
        return None
    bulan = found["bulan"].lower()
    try:
        day = dt.date(
            int(found["tahun"]), MONTHS.index(bulan) + 1 if bulan in MONTHS else int(bulan), int(found["hari"])
        )
    except ValueError:
        return None
    if _WEEKDAY.search(value):
        return phrase("tanggalnya saja: {day}; nama hari dihitung", day=day)
    return phrase("tanggal ditulis tahun-bulan-hari: {day}", day=day)


def closed_because(day: dt.date, tambah: Collection[dt.date], kecuali: Collection[dt.date]) -> Phrase | None:
    """Return why offices are closed on a day: the weekend, a public holiday of Indonesia, or one that the data adds.

    `kecuali` has the days that are working days in spite of it. `None` when offices are open, or when it `is_known` of
    no holiday that year.
    """
    if day in kecuali:
        return None
    if day in tambah:
        return phrase("hari libur menurut `libur.tambah`")
    if day.weekday() >= _SATURDAY:
        return phrase("hari Sabtu") if day.weekday() == _SATURDAY else phrase("hari Minggu")
    name = _national(day)
    return phrase("hari libur nasional: {name}", name=name) if name else None


def is_known(day: dt.date) -> bool:
    """Whether the table of holidays has the year of a day."""
    return str(day.year) in _table()


def known_years() -> tuple[int, int]:
    """Return the first and the last year whose holidays are known."""
    return int(min(_table())), int(max(_table()))


def _national(day: dt.date) -> str | None:
    return _table().get(str(day.year), {}).get(day.isoformat())


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = json.loads(TABLE.read_text(encoding="utf-8"))
    return table
