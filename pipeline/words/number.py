"""The number of a unit's letter: the rule it follows, the parts it is made of, its place, its blanks in a draft."""

import datetime as dt
from collections.abc import Iterator

from pipeline.sources import number_rule
from pipeline.sources.models import Nomor
from pipeline.sources.number_rule import NumberPlace
from pipeline.sources.workspace import Dossier
from pipeline.words import indonesian


def rule_of(berkas: Dossier, jenis: str) -> Nomor | None:
    """Return how a kind of document is numbered here."""
    return number_rule.rule_of(berkas.office.instansi, jenis)


def parts_of(nomor: Nomor, berkas: Dossier, jenis: str) -> dict[str, str]:
    """Return classification and code: as the document says, else the pattern's own."""
    surat = berkas.effective.dokumen.get(jenis)
    return {name: (surat and getattr(surat, name)) or getattr(nomor, name) or "" for name in ("klasifikasi", "kode")}


def sequence_of(nomor: Nomor, berkas: Dossier, jenis: str, day: dt.date) -> str:
    """Return the sequence that a document of a day is numbered in."""
    return number_rule.sequence_of(berkas.office.id, nomor, _known(nomor, berkas, jenis), str(day.year))


def place_of(berkas: Dossier, jenis: str, text: str, day: dt.date | None) -> NumberPlace | None:
    """Return the place of a number that a document bears; `None` where it does not fit the pattern.

    Without a day it is of the year of its period.
    """
    nomor = rule_of(berkas, jenis)
    day = day or dt.date(berkas.office.period.tahun, 1, 1)
    found: Iterator[NumberPlace] = iter(())
    if nomor:
        found = number_rule.places(berkas.office.id, nomor, text, day, _known(nomor, berkas, jenis))
    return next(found, None)


def identity_of(berkas: Dossier, jenis: str, text: str, day: dt.date | None) -> NumberPlace:
    """Return what identifies a number that a document bears; one that no rule reads is of its year by its text."""
    year = day.year if day else berkas.office.period.tahun
    unread = NumberPlace(number_rule.yearly(berkas.office.id, str(year)), "")
    return place_of(berkas, jenis, text, day) or unread


def is_shared(berkas: Dossier, jenis: str) -> bool:
    """Return whether a batch of this kind shares one number."""
    nomor = rule_of(berkas, jenis)
    return nomor is not None and nomor.satu_untuk == "kelompok"


def draft_number(berkas: Dossier, jenis: str) -> str:
    """Return the number of a draft: the pattern with visible blanks for what is not yet given."""
    nomor = rule_of(berkas, jenis)
    if nomor is None:
        return indonesian.DOTS
    surat = berkas.effective.dokumen[jenis]
    parts = parts_of(nomor, berkas, jenis)
    return number_rule.written(nomor, indonesian.DOTS, parts, surat.tanggal, indonesian.DOTS)


def _known(nomor: Nomor, berkas: Dossier, jenis: str) -> dict[str, str]:
    return {**parts_of(nomor, berkas, jenis), "jenis": jenis, "unit": berkas.unit}
