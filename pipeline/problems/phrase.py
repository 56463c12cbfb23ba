"""A sentence for people that can still be said in another language: its pattern, and what fills it."""

import datetime as dt
import errno
from collections.abc import Callable
from decimal import Decimal


class Ucapan(str):  # noqa: SLOT000 - slots would not survive on the way between processes
    """Indonesian text made from `pola` and the values in `isi`; the pattern is the key of a translation."""

    pola: str
    isi: tuple[tuple[str, str], ...]


class Terhitung(str):  # noqa: SLOT000 - as above
    """A date or a number that we computed, as Indonesian writes it; `nilai` is what it is: `2025-07-02`, `1234.5`."""

    nilai: str


def terhitung(value: dt.date | int | Decimal) -> Terhitung:
    """Return a date or a number that each language writes in its own way."""
    from pipeline.problems import localized as lokal  # babel, which only a message with such a value is worth

    nilai = (
        value.isoformat() if isinstance(value, dt.date) else format(value, "f" if isinstance(value, Decimal) else "d")
    )
    return ingat(nilai, lokal.tulis(nilai, "id"))


def ingat(nilai: str, text: str) -> Terhitung:
    """Return a value that was computed and written before."""
    said = Terhitung(text)
    said.nilai = nilai
    return said


def teks(value: object) -> str:
    """Return a value as it goes into a sentence: numbers are counted, everything else is quoted.

    A date is quoted, since people type dates that way; one that nobody typed goes through `terhitung`. A number that
    counts nothing (a line) is given as text.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal) or (isinstance(value, int) and abs(value) >= 1000):
        return terhitung(value)
    return str(value)


def ucap(pola: str, **isi: object) -> Ucapan:
    """Return the sentence of a pattern; without values the pattern is taken as it stands."""
    values = {name: teks(value) for name, value in isi.items()}
    said = Ucapan(pola.format_map(values) if values else pola)
    said.pola, said.isi = pola, tuple(values.items())
    return said


BAHASA = ucap("id")
"""The language of our sentences, as babel names it; its translation is the name of the other language."""


def terjemah(text: str, kamus: Callable[[str], str]) -> str:
    """Return a text in the language of `kamus`; what is no sentence of ours stays as it is."""
    if isinstance(text, Terhitung):
        return _lokal(text, kamus(BAHASA))
    if not isinstance(text, Ucapan):
        return text
    pola = kamus(text.pola)
    return pola.format_map({name: terjemah(value, kamus) for name, value in text.isi}) if text.isi else pola


def _lokal(value: Terhitung, bahasa: str) -> str:
    if bahasa == BAHASA:
        return str(value)
    from pipeline.problems import localized as lokal

    return lokal.tulis(value.nilai, bahasa)


_SEBAB = (
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


def terduga(fault: OSError) -> bool:
    """Return whether it is the files' own doing, and not ours, that one cannot be read or written."""
    return fault.errno in dict(_SEBAB)


def sebab(fault: OSError) -> Ucapan:
    """Return why a file cannot be read or written."""
    known = dict(_SEBAB).get(fault.errno or 0)
    return ucap(known) if known else ucap("galat sistem nomor {errno}", errno=fault.errno)
