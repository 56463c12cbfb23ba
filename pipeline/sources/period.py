"""A reporting period: the semester or quarter whose survey the documents speak of."""

import re
from typing import NamedTuple

_ID = re.compile(r"(?P<tahun>[12]\d{3})(?P<jenis>[ST])(?P<urut>[1-4])")
_IN_A_YEAR = (("S", 2), ("T", 4))


class Period(NamedTuple):
    """`2025S1` is semester 1 of 2025; `2025T3` its third quarter (triwulan)."""

    tahun: int
    jenis: str
    urut: int

    def __str__(self) -> str:
        return f"{self.tahun}{self.jenis}{self.urut}"


def parse(text: str) -> Period | None:
    """Return the period of an id such as `2025S1`; `None` if it is not one."""
    found = _ID.fullmatch(text)
    if not found:
        return None
    period = Period(int(found["tahun"]), found["jenis"], int(found["urut"]))
    return period if period.urut <= dict(_IN_A_YEAR)[period.jenis] else None


def shift(period: Period, by: int) -> Period:
    """Return the period that lies `by` periods later (earlier, when negative)."""
    in_a_year = dict(_IN_A_YEAR)[period.jenis]
    tahun, urut = divmod(period.tahun * in_a_year + period.urut - 1 + by, in_a_year)
    return Period(tahun, period.jenis, urut + 1)
