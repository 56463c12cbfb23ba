"""Dates that were typed in free text as computers write them (`2026-06-30`): documents print them as dates."""

import datetime as dt
import re

from pipeline.sources.calendar import MONTHS
from pipeline.words import indonesian
from pipeline.words.chapter import Picture, Word, Words

_ISO = re.compile(r"(?<![\w/.-])(\d{4}-\d{2}-\d{2})(?![\w/-])")
_DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:[/.-](?P<month>\d{1,2})[/.-]|\s+(?P<name>[a-z]{3,9})\.?\s+)(?P<year>\d{4})"
)
AS_TYPED = frozenset({"nomor", "tautan", "kop", "kunci", "kode"})
"""Words that say what they are to the letter: a number or an address may hold what looks like a date."""


def printed(words: Words) -> Words:
    """Return the words with every such date written out; what is no day of the calendar stays as it was typed."""
    return {
        name: word if (isinstance(word, str) and "-" not in word) or name in AS_TYPED else _printed(word)
        for name, word in words.items()
    }


def _printed(word: Word) -> Word:
    if isinstance(word, str):
        return _ISO.sub(_date, word)
    if isinstance(word, Picture):
        return word
    if isinstance(word, dict):
        return printed(word)
    return [inner if isinstance(inner, str) and "-" not in inner else _printed(inner) for inner in word]


def _date(found: re.Match[str]) -> str:
    try:
        return indonesian.date(dt.date.fromisoformat(found[1]))
    except ValueError:
        return found[1]


def spelt_otherwise(text: str) -> str | None:
    """Return a date as documents print it, where a text is that date in another spelling; else `None`."""
    text = " ".join(text.split()).casefold()
    found = _DAY_FIRST.fullmatch(text)
    try:
        if found is None:
            day = dt.date.fromisoformat(text) if _ISO.fullmatch(text) else None
        else:
            day = dt.date(int(found["year"]), _month(found), int(found["day"]))
    except ValueError:
        return None
    printed = indonesian.date(day) if day else ""
    return printed if day and printed.casefold() != text else None


def _month(found: re.Match[str]) -> int:
    """Return the number of a month that is written as one, by its name, or by how that begins; 0 for none."""
    if found["month"]:
        return int(found["month"])
    return next((number for number, name in enumerate(MONTHS, 1) if name.startswith(found["name"])), 0)
