"""The number of a unit's letter: the rule it follows, the parts it is made of, its place, its blanks in a draft."""

import datetime as dt
from collections.abc import Iterator

from pipeline.sources import number_rule
from pipeline.sources.layers import Dossier
from pipeline.sources.models import Nomor
from pipeline.sources.number_rule import NumberPlace
from pipeline.words import indonesian


def rule_of(dossier: Dossier, kind: str) -> Nomor | None:
    """Return how a kind of document is numbered here."""
    return number_rule.rule_of(dossier.office.instansi, kind)


def parts_of(rule: Nomor, dossier: Dossier, kind: str) -> dict[str, str]:
    """Return classification and code: as the document says, else the pattern's own."""
    letter = dossier.effective.dokumen.get(kind)
    return {name: (letter and getattr(letter, name)) or getattr(rule, name) or "" for name in ("klasifikasi", "kode")}


def sequence_of(rule: Nomor, dossier: Dossier, kind: str, day: dt.date) -> str:
    """Return the sequence that a document of a day is numbered in."""
    return number_rule.sequence_of(dossier.office.id, rule, _known(rule, dossier, kind), str(day.year))


def place_of(dossier: Dossier, kind: str, text: str, day: dt.date | None) -> NumberPlace | None:
    """Return the place of a number that a document bears; `None` where it does not fit the pattern.

    Without a day it is of the year of its period.
    """
    rule = rule_of(dossier, kind)
    day = day or dt.date(dossier.office.period.tahun, 1, 1)
    found: Iterator[NumberPlace] = iter(())
    if rule:
        found = number_rule.places(dossier.office.id, rule, text, day, _known(rule, dossier, kind))
    return next(found, None)


def identity_of(dossier: Dossier, kind: str, text: str, day: dt.date | None) -> NumberPlace:
    """Return what identifies a number that a document bears; one that no rule reads is of its year by its text."""
    year = day.year if day else dossier.office.period.tahun
    unread = NumberPlace(number_rule.yearly(dossier.office.id, str(year)), "")
    return place_of(dossier, kind, text, day) or unread


def is_shared(dossier: Dossier, kind: str) -> bool:
    """Return whether a batch of this kind shares one number."""
    rule = rule_of(dossier, kind)
    return rule is not None and rule.satu_untuk == "kelompok"


def draft_number(dossier: Dossier, kind: str) -> str:
    """Return the number of a draft: the pattern with visible blanks for what is not yet given."""
    rule = rule_of(dossier, kind)
    if rule is None:
        return indonesian.DOTS
    letter = dossier.effective.dokumen[kind]
    parts = parts_of(rule, dossier, kind)
    return number_rule.written(rule, indonesian.DOTS, parts, letter.tanggal, indonesian.DOTS)


def _known(rule: Nomor, dossier: Dossier, kind: str) -> dict[str, str]:
    return {**parts_of(rule, dossier, kind), "jenis": kind, "unit": dossier.unit}
