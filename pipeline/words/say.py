"""All words of a document: the chapters that its kind names, in one dictionary."""

from collections.abc import Iterable, Mapping

from pipeline.words import hasil, periode, profil, riwayat, surat, unit
from pipeline.words.kata import Bab, Bahan

BAB = {"surat": surat, "unit": unit, "periode": periode, "hasil": hasil, "profil": profil, "riwayat": riwayat}
"""The chapters by name."""


def say(kosakata: Iterable[str], bahan: Bahan) -> Bab:
    """Return the words of the chapters."""
    words: Bab = {}
    for name in kosakata:
        words |= BAB[name].say(bahan)
    return words


def described(kosakata: Iterable[str]) -> Mapping[str, str]:
    """Return every path that the chapters may say, with what it means."""
    return {path: meaning for name in kosakata for path, meaning in BAB[name].KATA}
