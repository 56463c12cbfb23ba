"""A sentence for people that can still be said in another language: its pattern, and what fills it."""

import datetime as dt
import errno
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from pipeline.problems import catalogue

Sentence: TypeAlias = str
"""An Indonesian sentence, or a pattern of one, that the dictionary of the other language has to know.

What is given to a parameter or a field of this type, and what a function or a table of it holds, is collected from the
code by `make messages`.
"""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence: its pattern, the key of its translation, and what fills it; as text it is Indonesian."""

    pattern: str
    values: "tuple[tuple[str, Text], ...]" = ()
    code: str = ""
    """The code whose message it is: the catalogue knows it in other languages."""

    def __str__(self) -> str:
        return translated(self, str)

    def __lt__(self, other: "Text") -> bool:
        return str(self) < str(other)

    def __gt__(self, other: "Text") -> bool:
        return str(self) > str(other)


@dataclass(frozen=True, slots=True)
class Computed:
    """A date or a number that we computed: `2025-07-02`, `1234.5`; as text it is as Indonesian writes it."""

    value: str
    text: str

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: "Text") -> bool:
        return str(self) < str(other)

    def __gt__(self, other: "Text") -> bool:
        return str(self) > str(other)


Text: TypeAlias = str | Phrase | Computed
"""What may fill a sentence: words as they are, a sentence, a value that was computed."""


def computed(value: dt.date | int | Decimal) -> Computed:
    """Return a date or a number that each language writes in its own way."""
    from pipeline.problems import localized  # babel, which only a message with such a value is worth

    kept = (
        value.isoformat() if isinstance(value, dt.date) else format(value, "f" if isinstance(value, Decimal) else "d")
    )
    return Computed(kept, localized.written(kept, "id"))


def as_text(value: object) -> Text:
    """Return a value as it goes into a sentence: numbers are counted, everything else is quoted.

    A date is quoted, since people type dates that way; one that nobody typed goes through `computed`. A number that
    counts nothing (a line) is given as text.
    """
    if isinstance(value, (str, Phrase, Computed)):
        return value
    if isinstance(value, Decimal) or (isinstance(value, int) and abs(value) >= 1000):
        return computed(value)
    return str(value)


def phrase(pattern: Sentence, **values: object) -> Phrase:
    """Return the sentence of a pattern; without values the pattern is taken as it stands."""
    return Phrase(pattern, tuple((name, as_text(value)) for name, value in values.items()))


def of_code(code: str, values: tuple[tuple[str, Text], ...]) -> Phrase:
    """Return the message of a code as a sentence."""
    message: Sentence = catalogue.texts(code, "id").message
    return Phrase(message, values, code)


def listed(texts: Iterable[Text]) -> Text:
    """Return several texts as one, with commas between them."""
    values = tuple((f"t{number}", text) for number, text in enumerate(texts))
    return Phrase(", ".join(f"{{{name}}}" for name, _ in values), values) if values else ""


LANGUAGE: Sentence = "id"
"""The language of our sentences, as babel names it; its translation is the name of the other language."""


def translated(text: Text, dictionary: Callable[[str], str]) -> str:
    """Return a text in the language of `dictionary`; what is no sentence of ours stays as it is."""
    if isinstance(text, Computed):
        return _localized(text, dictionary(LANGUAGE))
    if not isinstance(text, Phrase):
        return text
    known = text.code and dictionary is not str
    pattern = dictionary(catalogue.texts(text.code, dictionary(LANGUAGE)).message if known else text.pattern)
    filled = {name: translated(value, dictionary) for name, value in text.values}
    return pattern.format_map(filled) if filled else pattern


def _localized(value: Computed, language: str) -> str:
    if language == LANGUAGE:
        return str(value)
    from pipeline.problems import localized

    return localized.written(value.value, language)


_WINDOWS = os.name == "nt"
"""Whether a file that another program has open cannot be replaced, which is told as a lack of permission."""
_CAUSES: tuple[tuple[int, Sentence], ...] = (
    (errno.EACCES, "tidak ada izin"),
    (errno.EPERM, "tidak ada izin"),
    (errno.EISDIR, "itu folder, bukan berkas"),
    (errno.ENOTDIR, "itu berkas, bukan folder"),
    (errno.ENOSPC, "penyimpanan penuh"),
    (errno.EDQUOT, "jatah penyimpanan habis"),
    (errno.EIO, "penyimpanan rusak atau terputus"),
    (errno.ELOOP, "tautan yang berputar ke dirinya sendiri"),
    (errno.EROFS, "penyimpanan hanya dapat dibaca"),
    (errno.ENAMETOOLONG, "namanya terlalu panjang"),
    (errno.ENXIO, "itu bukan berkas biasa"),
)


def is_files_fault(fault: OSError) -> bool:
    """Return whether it is the files' own doing, and not ours, that one cannot be read or written."""
    return fault.errno in dict(_CAUSES)


def cause(fault: OSError) -> Phrase:
    """Return why a file cannot be read or written."""
    if _WINDOWS and fault.errno in (errno.EACCES, errno.EPERM):
        return phrase("tidak ada izin, atau berkasnya terbuka: tutup dahulu di Word atau Excel")
    known: Sentence | None = dict(_CAUSES).get(fault.errno or 0)
    return phrase(known) if known else phrase("galat sistem nomor {errno}", errno=fault.errno)
