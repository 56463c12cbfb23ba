"""Numbers, dates, counts and lists as Indonesian documents write them."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import num2words

from pipeline.problems import localized
from pipeline.scores.ikm import half_up
from pipeline.sources.calendar import MONTHS
from pipeline.sources.period import YEAR, Period
from pipeline.words.chapter import Count, Dated, Number

NOTHING = "Nihil"
DASH = "-"
DOTS = "……"
"""The visible blank that stands for what is not yet given."""
DATE_PARTS = (
    ("hari", "harinya: `Senin`"),
    ("angka", Number("tanggalnya saja: `7`")),
    ("terbilang", "tanggalnya dengan huruf: `tujuh`"),
    ("bulan", "bulannya: `Juli`"),
    ("bulan_angka", Number("bulannya dengan angka: `07`")),
    ("bulan_terbilang", "bulannya dengan huruf: `tujuh`"),
    ("tahun", Number("tahunnya: `2025`")),
    ("tahun_terbilang", "tahunnya dengan huruf: `dua ribu dua puluh lima`"),
    ("bulan_tahun", "bulan dan tahun: `Juli 2025`"),
)
"""The parts of a date: every word that is one has them below it."""
_ROMAN = ("I", "II", "III", "IV")
_PERIOD_NAMES = {"S": "Semester", "T": "Triwulan", "B": "Bulan", YEAR: "Periode"}


def decimal(value: Fraction | Decimal, places: int, mark: str) -> str:
    """Return a number with so many decimals, halves rounded up: `86.94`, `99,09`."""
    return str(half_up(Fraction(value), places)).replace(".", mark)


def count(value: int, mark: str) -> Count:
    """Return how many there are; thousands are grouped by the mark that decimals do not have: `1.678` beside `3,21`."""
    return Count(f"{value:,}".replace(",", "." if mark == "," else ","))


@lru_cache(maxsize=1024)
def in_words(value: int) -> str:
    """Return a whole number in words: `sembilan`."""
    return str(num2words.num2words(value, lang="id"))


def counted(value: int, mark: str) -> dict[str, str]:
    """Return how many there are as the words `jumlah` and `terbilang`."""
    return {"jumlah": count(value, mark), "terbilang": in_words(value)}


def with_words(value: int, mark: str) -> str:
    """Return a count with its words: `9 (sembilan)`."""
    return f"{count(value, mark)} ({in_words(value)})"


def date(day: dt.date) -> str:
    """Return a date: `2 Juli 2025`."""
    return localized.date(day, "id")


def months(first: dt.date, last: dt.date) -> str:
    """Return the months from one day to another of the same year: `Januari s.d. Juni 2025`; one month as itself."""
    names = [MONTHS[day.month - 1].title() for day in (first, last)]
    return f"{' s.d. '.join(dict.fromkeys(names))} {last.year}"


def span(first: dt.date, last: dt.date) -> str:
    """Return the days from one to another: `2 s.d. 30 Juni 2025`, `2 Mei s.d. 30 Juni 2025`; one day as itself."""
    if first == last:
        return date(first)
    begin = date(first)
    if first.year == last.year:
        begin = begin.removesuffix(f" {first.year}")
        begin = begin.partition(" ")[0] if first.month == last.month else begin
    return f"{begin} s.d. {date(last)}"


def dated(day: dt.date) -> Dated:
    """Return a date with its parts, each of them a word."""
    month = MONTHS[day.month - 1].title()
    parts = (
        weekday(day),
        str(day.day),
        in_words(day.day),
        month,
        f"{day.month:02}",
        in_words(day.month),
        str(day.year),
        in_words(day.year),
        f"{month} {day.year}",
    )
    return Dated(date(day), dict(zip((name for name, _ in DATE_PARTS), parts, strict=True)))


def undated(text: str = DOTS) -> Dated:
    """Return what stands for a date that is not known, and for each of its parts."""
    return Dated(text, dict.fromkeys((name for name, _ in DATE_PARTS), text and DOTS))


def weekday(day: dt.date) -> str:
    """Return the weekday of a date: `Senin`."""
    return localized.weekday(day, "id")


def listed(items: Sequence[str]) -> str:
    """Return a list as running text: `a`, `a dan b`, `a, b dan c`."""
    return " dan ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def enumerated(items: Sequence[str]) -> str:
    """Return a numbered list as running text: `1) a, 2) b, dan 3) c`; `1) a dan 2) b`; a single item is itself."""
    if len(items) < 2:
        return "".join(items)
    numbered = [f"{number}) {item}" for number, item in enumerate(items, 1)]
    return ", ".join(numbered[:-1]) + (" dan " if len(items) == 2 else ", dan ") + numbered[-1]


def enclosure(text: str | None, mark: str) -> str:
    """Return the line Lampiran: `1` is `1 (satu) berkas`, `2 lembar` is `2 (dua) lembar`, none is `-`."""
    number, _, measure = (text or "0").partition(" ")
    return DASH if number == "0" else f"{with_words(int(number), mark)} {measure or 'berkas'}"


def enclosure_in_words(text: str | None) -> str:
    """Return how much is enclosed in words alone: `1 bendel` is `Satu Bendel`, none is `-`."""
    number, _, measure = (text or "0").partition(" ")
    return DASH if number == "0" else f"{in_words(int(number))} {measure or 'berkas'}".title()


def period_name(period: Period, numerals: str) -> str:
    """Return the name of a period without its year: `Semester 1`, `Semester I`, `Triwulan III`, `Bulan Juli`.

    That of a year is `Periode`, as in `Periode Tahun 2025`.
    """
    if period.jenis == YEAR:
        return _PERIOD_NAMES[YEAR]
    if period.jenis == "B":
        return f"{_PERIOD_NAMES['B']} {MONTHS[period.urut - 1].title()}"
    numeral = _ROMAN[period.urut - 1] if numerals == "romawi" or period.jenis == "T" else str(period.urut)
    return f"{_PERIOD_NAMES[period.jenis]} {numeral}"
