"""A sentence for people that can still be said in another language: its pattern, and what fills it."""

import datetime as dt
import errno
from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from pipeline.problems import catalogue

Sentence: TypeAlias = str
"""An Indonesian sentence, or a pattern of one, that the dictionary of the other language has to know.

What is given to a parameter or a field of this type, and what a function or a table of it holds, is collected from the
code by `make messages`.
"""


class Phrase(str):  # noqa: SLOT000 - slots would not survive on the way between processes
    """Indonesian text made from `pola` and the values in `isi`; the pattern is the key of a translation."""

    pola: str
    isi: tuple[tuple[str, str], ...]
    code: str = ""
    """The code whose message it is: the catalogue knows it in other languages."""


class Computed(str):  # noqa: SLOT000 - as above
    """A date or a number that we computed, as Indonesian writes it; `nilai` is what it is: `2025-07-02`, `1234.5`."""

    nilai: str


def computed(value: dt.date | int | Decimal) -> Computed:
    """Return a date or a number that each language writes in its own way."""
    from pipeline.problems import localized  # babel, which only a message with such a value is worth

    nilai = (
        value.isoformat() if isinstance(value, dt.date) else format(value, "f" if isinstance(value, Decimal) else "d")
    )
    return remembered(nilai, localized.written(nilai, "id"))


def remembered(nilai: str, text: str) -> Computed:
    """Return a value that was computed and written before."""
    said = Computed(text)
    said.nilai = nilai
    return said


def as_text(value: object) -> str:
    """Return a value as it goes into a sentence: numbers are counted, everything else is quoted.

    A date is quoted, since people type dates that way; one that nobody typed goes through `computed`. A number that
    counts nothing (a line) is given as text.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal) or (isinstance(value, int) and abs(value) >= 1000):
        return computed(value)
    return str(value)


def phrase(pola: Sentence, **isi: object) -> Phrase:
    """Return the sentence of a pattern; without values the pattern is taken as it stands."""
    values = {name: as_text(value) for name, value in isi.items()}
    said = Phrase(pola.format_map(values) if values else pola)
    said.pola, said.isi = pola, tuple(values.items())
    return said


def of_code(code: str, values: tuple[tuple[str, str], ...]) -> Phrase:
    """Return the message of a code as a sentence."""
    message: Sentence = catalogue.texts(code, "id").message
    said = phrase(message, **dict(values))
    said.code = code
    return said


LANGUAGE = phrase("id")
"""The language of our sentences, as babel names it; its translation is the name of the other language."""


def translated(text: str, kamus: Callable[[str], str]) -> str:
    """Return a text in the language of `kamus`; what is no sentence of ours stays as it is."""
    if isinstance(text, Computed):
        return _localized(text, kamus(LANGUAGE))
    if not isinstance(text, Phrase):
        return text
    pola = catalogue.texts(text.code, kamus(LANGUAGE)).message if text.code else kamus(text.pola)
    return pola.format_map({name: translated(value, kamus) for name, value in text.isi}) if text.isi else pola


def _localized(value: Computed, bahasa: str) -> str:
    if bahasa == LANGUAGE:
        return str(value)
    from pipeline.problems import localized

    return localized.written(value.nilai, bahasa)


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
    known: Sentence | None = dict(_CAUSES).get(fault.errno or 0)
    return phrase(known) if known else phrase("galat sistem nomor {errno}", errno=fault.errno)
