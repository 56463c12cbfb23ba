"""Dates that were typed in free text as computers write them (`2026-06-30`): documents print them as dates."""

import datetime as dt
import re

from pipeline.words import indonesian
from pipeline.words.chapter import Picture, Word, Words

_ISO = re.compile(r"(?<![\w/.-])(\d{4}-\d{2}-\d{2})(?![\w/-])")
AS_TYPED = frozenset({"nomor", "tautan", "kop", "kunci", "kode"})
"""Words that say what they are to the letter: a number or an address may hold what looks like a date."""


def printed(words: Words) -> Words:
    """Return the words with every such date written out; what is no day of the calendar stays as it was typed."""
    return {name: word if name in AS_TYPED else _printed(word) for name, word in words.items()}


def _printed(word: Word) -> Word:
    if isinstance(word, str):
        return _ISO.sub(_date, word) if "-" in word else word
    if isinstance(word, Picture):
        return word
    if isinstance(word, dict):
        return printed(word)
    return [_printed(inner) for inner in word]


def _date(found: re.Match[str]) -> str:
    try:
        return indonesian.date(dt.date.fromisoformat(found[1]))
    except ValueError:
        return found[1]
