"""A reporting period: the year, semester, quarter or month whose survey the documents speak of."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple

YEAR = "Y"
"""The kind of a period that is a year; its id says no more than the year."""
LOOKED_BACK = 8
"""Earlier periods, of whatever kind, among which those are looked for that have results."""
_ID = re.compile(r"(?P<tahun>[12]\d{3})(?:(?P<jenis>[STB])(?P<urut>\d{1,2}))?")
_CALLED = {
    **dict.fromkeys(("S", "SM", "SEM", "SMT", "SEMESTER"), "S"),
    **dict.fromkeys(("T", "Q", "TW", "TRI", "TRIWULAN", "K", "KUARTAL"), "T"),
    **dict.fromkeys(("B", "M", "BLN", "BULAN"), "B"),
}
"""What people call the kinds of periods in a name."""
_BEHIND = re.compile(r"(?P<tahun>\d{4})(?P<jenis>[A-Z]*)(?P<urut>\d{0,2})")
_BEFORE = re.compile(r"(?P<jenis>[A-Z]*)(?P<urut>\d{0,2})(?P<tahun>\d{4})")
_IN_A_YEAR = ((YEAR, 1), ("S", 2), ("T", 4), ("B", 12))


class Period(NamedTuple):
    """`2025` is a year, `2025S1` its first semester, `2025T3` its third quarter (triwulan), `2025B07` July (bulan)."""

    tahun: int
    jenis: str
    urut: int

    def __str__(self) -> str:
        if self.jenis == YEAR:
            return str(self.tahun)
        return (
            f"{self.tahun}{self.jenis}{self.urut:02d}" if self.jenis == "B" else f"{self.tahun}{self.jenis}{self.urut}"
        )


def parse(text: str) -> Period | None:
    """Return the period of an id such as `2025S1`; `None` if it is not one."""
    found = _ID.fullmatch(text)
    if not found:
        return None
    period = Period(int(found["tahun"]), found["jenis"] or YEAR, int(found["urut"] or 1))
    return period if 1 <= period.urut <= dict(_IN_A_YEAR)[period.jenis] and str(period) == text else None


def meant(text: str) -> Period | None:
    """Return the period that a name may mean which is not one: `2025-s1`, `2025Q3`, `TW 3 2025`."""
    bare = re.sub(r"[^0-9A-Z]", "", text.upper())
    found = _BEHIND.fullmatch(bare) or _BEFORE.fullmatch(bare)
    if not found:
        return None
    kind, number = _CALLED.get(found["jenis"], ""), found["urut"].lstrip("0")
    return parse(f"{found['tahun']}{kind}{number.zfill(2) if kind == 'B' else number}")


def shift(period: Period, by: int) -> Period:
    """Return the period that lies `by` periods later (earlier, when negative)."""
    in_a_year = dict(_IN_A_YEAR)[period.jenis]
    tahun, urut = divmod(period.tahun * in_a_year + period.urut - 1 + by, in_a_year)
    return Period(tahun, period.jenis, urut + 1)


def first_day(period: Period) -> dt.date:
    """Return the first day of a period."""
    return dt.date(period.tahun, (period.urut - 1) * _months(period) + 1, 1)


def last_day(period: Period) -> dt.date:
    """Return the last day of a period."""
    month = period.urut * _months(period)
    return dt.date(period.tahun, month, calendar.monthrange(period.tahun, month)[1])


def earlier(names: Iterable[str], period: Period) -> list[Period]:
    """Return the periods among names that end before a period begins: the last first, its own kind before others."""
    known = (found for name in names if (found := parse(name)) is not None)
    past = [found for found in known if last_day(found) < first_day(period)]
    past.sort(key=lambda found: (last_day(found), found.jenis == period.jenis, str(found)), reverse=True)
    return past[:LOOKED_BACK]


def parts(names: Iterable[str], period: Period) -> list[Period]:
    """Return the parts of a period in their order: of the longest kind, shorter than its own, of which there is any."""
    there = {found.jenis for found in every_within(names, period)}
    for kind, in_a_year in _IN_A_YEAR:
        if kind in there:
            every = (Period(period.tahun, kind, urut) for urut in range(1, in_a_year + 1))
            return [part for part in every if _within(part, period)]
    return []


def every_within(names: Iterable[str], period: Period) -> list[Period]:
    """Return the periods among names that lie within a period, of whatever kind."""
    return [found for name in names if (found := parse(name)) is not None and _within(found, period)]


def _within(part: Period, period: Period) -> bool:
    return part != period and first_day(period) <= first_day(part) and last_day(part) <= last_day(period)


def overlap(one: Period, other: Period) -> bool:
    """Whether two periods have a day in common."""
    return first_day(one) <= last_day(other) and first_day(other) <= last_day(one)


def in_order(names: Iterable[str]) -> list[Period]:
    """Return the periods among names, by the day on which they end; of those that end together the shortest first."""
    known = [found for name in names if (found := parse(name)) is not None]
    return sorted(known, key=lambda found: (last_day(found), -first_day(found).toordinal()))


def _months(period: Period) -> int:
    return 12 // dict(_IN_A_YEAR)[period.jenis]
