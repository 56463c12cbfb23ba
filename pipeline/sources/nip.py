"""Whether a number looks like a NIP: eighteen digits, of which some are dates and one is the sex."""

import datetime as dt

from pipeline.problems.phrase import Phrase, phrase

DIGITS = 18
_YOUNGEST = 15
_MONTHS = {*range(1, 13), 21}
"""Months of appointment; 21 stands there in the number of those who are appointed for a term."""


def implausible(typed: str) -> Phrase | None:
    """Return why a number can hardly be a NIP; `None` when it looks like one."""
    digits = typed.replace(" ", "")
    if len(digits) != DIGITS:
        return phrase("{count} angka, bukan {digits}", count=len(digits), digits=DIGITS)
    try:
        born = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return phrase("{part} di awalnya bukan tanggal lahir", part=digits[:8])
    year, month, sex = int(digits[8:12]), int(digits[12:14]), digits[14]
    if month not in _MONTHS or not born.year + _YOUNGEST <= year <= born.year + 100:
        return phrase("{part} di tengahnya bukan tahun dan bulan pengangkatan", part=digits[8:14])
    if sex not in "12":
        return phrase("angka ke-15 adalah {sex}, bukan 1 atau 2", sex=sex)
    return None
