"""What a unit can show of a period: its result, its reports in the archive, photos of publications, programmes."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pipeline.files import fingerprint
from pipeline.lists import follow_up_list
from pipeline.making import follow_up_material
from pipeline.making.format import DOCX
from pipeline.making.office import Periods
from pipeline.problems.problem import Problem, Refusal
from pipeline.sources import register_reader, unread, workspace
from pipeline.sources.follow_up import PlanItem
from pipeline.sources.layers import Dossier
from pipeline.sources.period import Period
from pipeline.sources.register_reader import Entry, EntryFile
from pipeline.words.chapters.penerimaan import OWED


class ShownPeriod(NamedTuple):
    """What is known of a unit in a period: its reports in the archive, photos by kind of media, programmes.

    `planned` whether its own plan has programmes; `links` the addresses of publications, which no file shows.
    """

    period: Period
    has_result: bool
    report: str
    reported: dt.date | None
    follow_up: str
    shown: tuple[tuple[str, str], ...]
    carried: tuple[tuple[Period, PlanItem], ...]
    planned: bool
    links: tuple[str, ...]


def of_period(root: Path, periods: Periods, dossier: Dossier, problems: list[Problem]) -> ShownPeriod:
    """Return what a unit can show of the period of its records; what is wrong to `problems`."""
    period, name = dossier.office.period, dossier.office.id
    opened = periods.of(period)[name]
    try:
        has_result = opened.results(dossier) is not None
    except Refusal:
        has_result = False
    report, day = _archived(root, periods, dossier, OWED, problems)
    follow_up, _ = _archived(root, periods, dossier, follow_up_list.KIND, problems)
    folder = f"{workspace.PERIODS}/{period}/{name}/{unread.PHOTOS}"
    photos = [
        (media.jenis, f"{folder}/{media.foto.berkas}") for media in dossier.effective.publikasi_media if media.foto
    ]
    shown = tuple((kind, file) for kind, file in photos if (root / file).is_file())
    plans = follow_up_material.plans(periods.of(period), dossier, follow_up_list.KIND, []) if _has_plan(dossier) else ()
    carried = tuple((group.period, item) for group in plans if group.period != period for item in group.items)
    planned = any(rtl.program for rtl in dossier.effective.rtl)
    links = tuple(media.tautan for media in dossier.effective.publikasi_media if media.tautan)
    return ShownPeriod(period, has_result, report, day, follow_up, shown, carried, planned, links)


def _has_plan(dossier: Dossier) -> bool:
    return dossier.effective.lanjutan is not None and follow_up_list.KIND in dossier.effective.dokumen


def _archived(
    root: Path, periods: Periods, dossier: Dossier, kind: str, problems: list[Problem]
) -> tuple[str, dt.date | None]:
    """Return the archived file of an issued document of a unit, and when it was first issued; empty where none is."""
    office = dossier.office
    opened = periods.of(office.period)[office.id]
    found = opened.issued(kind, problems).get((office.id, dossier.unit))
    if found is None:
        return "", None
    entry, letter = found
    file = register_reader.archive_file(entry, letter, DOCX.suffix)
    there = fingerprint.sha_file(root / file) == letter.sidik and letter.sidik is not None
    return (file, _first(opened.entries([]), entry.entri, dossier.unit)) if there else ("", None)


def _first(every: Iterable[EntryFile], like: Entry, unit: str) -> dt.date | None:
    """Return when a document was first issued: a correction of it, under whichever number, makes it no younger."""
    whole = (each.entri for each in every if not each.entri.batal)
    same = (each for each in whole if (each.periode, each.jenis) == (like.periode, like.jenis))
    days = (letter.tanggal or each.tanggal for each in same for letter in each.surat if letter.unit == unit)
    return min((day for day in days if day), default=None)
