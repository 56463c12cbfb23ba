"""A sentence for people that can still be said in another language: its pattern, and what fills it."""

import errno
from collections.abc import Callable


class Ucapan(str):  # noqa: SLOT000 - slots would not survive on the way between processes
    """Indonesian text made from `pola` and the values in `isi`; the pattern is the key of a translation."""

    pola: str
    isi: tuple[tuple[str, str], ...]


def ucap(pola: str, **isi: object) -> Ucapan:
    """Return the sentence of a pattern; without values the pattern is taken as it stands."""
    values = {name: value if isinstance(value, str) else str(value) for name, value in isi.items()}
    said = Ucapan(pola.format_map(values) if values else pola)
    said.pola, said.isi = pola, tuple(values.items())
    return said


def terjemah(text: str, kamus: Callable[[str], str]) -> str:
    """Return a text in the language of `kamus`; what is no sentence of ours stays as it is."""
    if not isinstance(text, Ucapan):
        return text
    pola = kamus(text.pola)
    return pola.format_map({name: terjemah(value, kamus) for name, value in text.isi}) if text.isi else pola


_SEBAB = (
    (errno.EACCES, "tidak ada izin"),
    (errno.EPERM, "tidak ada izin"),
    (errno.EISDIR, "itu folder, bukan berkas"),
    (errno.ENOTDIR, "itu berkas, bukan folder"),
    (errno.ENOSPC, "penyimpanan penuh"),
    (errno.EROFS, "penyimpanan hanya dapat dibaca"),
    (errno.ENAMETOOLONG, "namanya terlalu panjang"),
    (errno.ENXIO, "itu bukan berkas biasa"),
    (errno.ELOOP, "itu tautan yang berputar"),
)


def sebab(fault: OSError) -> Ucapan:
    """Return why a file cannot be read or written."""
    known = dict(_SEBAB).get(fault.errno or 0)
    return ucap(known) if known else ucap("galat sistem nomor {errno}", errno=fault.errno)
