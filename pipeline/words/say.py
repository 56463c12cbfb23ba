"""All words of a document: the chapters that its kind names, in one dictionary."""

from collections.abc import Iterable, Mapping

from pipeline.words.chapter import Material, Words
from pipeline.words.chapters import (
    hasil,
    layanan,
    pengiriman,
    periode,
    profil,
    rekap,
    riwayat,
    surat,
    tindak_lanjut,
    unit,
)

CHAPTERS = {
    "surat": surat,
    "unit": unit,
    "periode": periode,
    "hasil": hasil,
    "profil": profil,
    "riwayat": riwayat,
    "layanan": layanan,
    "tindak_lanjut": tindak_lanjut,
    "rekap": rekap,
    "pengiriman": pengiriman,
}
"""The chapters by name."""
SHARED = ("surat", "unit", "periode")
"""The chapters that speak from files alone: no answers, plans or register."""
_WHOLE_PERIOD = ("rekap", "pengiriman")


def chapters(cakupan: str) -> tuple[str, ...]:
    """Return the chapters that a kind of document may name: of a unit (`unit`), or over a whole period (`periode`)."""
    return tuple(name for name in CHAPTERS if name in SHARED or (name in _WHOLE_PERIOD) == (cakupan == "periode"))


def say(kosakata: Iterable[str], bahan: Material) -> Words:
    """Return the words of the chapters."""
    words: Words = {}
    for name in kosakata:
        words |= CHAPTERS[name].say(bahan)
    return words


def described(kosakata: Iterable[str]) -> Mapping[str, str]:
    """Return every path that the chapters may say, with what it means."""
    return {path: meaning for name in kosakata for path, meaning in CHAPTERS[name].KATA}
