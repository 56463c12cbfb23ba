"""Dates as people type them, and whether offices are open on a day."""

import datetime as dt
import re
from collections.abc import Collection
from functools import lru_cache

from pipeline.problems.phrase import Ucapan, ucap

BULAN = (
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
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
TERTULIS = re.compile(rf"(?P<hari>\d{{1,2}})\s+(?P<bulan>{'|'.join(BULAN)})\s+(?P<tahun>\d{{4}})", re.IGNORECASE)
"""A date in words: `7 Juli 2025`."""
_ANGKA = re.compile(r"(?P<hari>\d{1,2})[/.-](?P<bulan>\d{1,2})[/.-](?P<tahun>\d{4})")
_NAMA_HARI = re.compile(rf"\b({'|'.join(HARI)}|Jum'at|Ahad)\b", re.IGNORECASE)
_SABTU = 5


def saran_tanggal(value: object) -> Ucapan | None:
    """Return what to write for a date typed in words or day first; `None` when no date can be made of it."""
    if not isinstance(value, str):
        return None
    found = TERTULIS.search(value) or _ANGKA.search(value)
    if not found:
        return None
    bulan = found["bulan"].lower()
    try:
        day = dt.date(int(found["tahun"]), BULAN.index(bulan) + 1 if bulan in BULAN else int(bulan), int(found["hari"]))
    except ValueError:
        return None
    if _NAMA_HARI.search(value):
        return ucap("tanggalnya saja: {day}; nama hari dihitung", day=day)
    return ucap("tanggal ditulis tahun-bulan-hari: {day}", day=day)


def libur(day: dt.date, tambah: Collection[dt.date], kecuali: Collection[dt.date]) -> Ucapan | None:
    """Return why offices are closed on a day: the weekend, a public holiday of Indonesia, or one that the data adds.

    `kecuali` has the days that are working days in spite of it. `None` when offices are open.
    """
    if day in kecuali:
        return None
    if day in tambah:
        return ucap("hari libur menurut `libur.tambah`")
    if day.weekday() >= _SABTU:
        return ucap("hari Sabtu") if day.weekday() == _SABTU else ucap("hari Minggu")
    name = _nasional(day.year).get(day)
    return ucap("hari libur nasional: {name}", name=name) if name else None


@lru_cache(maxsize=8)
def _nasional(year: int) -> dict[dt.date, str]:
    import holidays  # a fifth of a second, which only a deadline is worth

    return dict(holidays.country_holidays("ID", years=year, language="id"))
