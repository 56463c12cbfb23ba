"""The evidence of a unit for a year, items 6 to 9: the score that files show, with them, and what would raise it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import package
from pipeline.files import csv_out, disk, fingerprint
from pipeline.lists import follow_up_list
from pipeline.making import follow_up_material
from pipeline.making.format import DOCX
from pipeline.making.office import Periods
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Problem, Refusal, Usage
from pipeline.sources import nearest, register_reader, unread, workspace
from pipeline.sources.follow_up import PlanItem
from pipeline.sources.layers import Dossier
from pipeline.sources.period import Period
from pipeline.words.chapters.penerimaan import OWED

INDEX, HIGHEST = "indeks.csv", 5
_ON_PAPER = ("cetak", "papan")
_MONTHS = ((1, 5), (3, 4), (6, 3), (9, 2), (12, 1))
"""Months in which a plan was finished, and the score."""


class ScoredItem(NamedTuple):
    """An item of the assessment: what it asks, the score, why, the files that show it, and what would raise it."""

    nomor: int
    butir: Text
    nilai: int
    alasan: Text
    berkas: tuple[str, ...]
    peningkat: Text


class UnitEvidence(NamedTuple):
    """What a unit can show for a year."""

    instansi: str
    unit: str
    nama: str
    butir: tuple[ScoredItem, ...]


class _Known(NamedTuple):
    """What is known of a unit in a period: whether it has a result, its reports in the archive, photos, programmes."""

    period: Period
    has_result: bool
    report: str
    reported: dt.date | None
    follow_up: str
    shown: tuple[tuple[str, str], ...]
    carried: tuple[tuple[Period, PlanItem], ...]


def of_unit(root: Path, periods: Periods, name: str, unit: str, year: int, problems: list[Problem]) -> UnitEvidence:
    """Return what a unit can show for a year, from the periods of that year and of the one before."""
    known: list[_Known] = []
    title = unit
    for text in workspace.periods(root):
        period = workspace.period(root, str(text))
        if period.tahun not in (year - 1, year) or name not in workspace.institutions(root, period):
            continue
        opened = periods.of(period).open(name, problems)
        if opened is not None and (dossier := opened.surveyed(unit, problems)) is not None:
            title = dossier.effective.nama
            known.append(_of_period(root, periods, dossier, problems))
    now = [each for each in known if each.period.tahun == year]
    plans = [(each, planned, item) for each in now for planned, item in each.carried]
    items = (_done(now, plans), _media(now), _followed(now, plans), _speed(known, plans))
    return UnitEvidence(name, unit, title, items)


def _of_period(root: Path, periods: Periods, dossier: Dossier, problems: list[Problem]) -> _Known:
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
    return _Known(period, has_result, report, day, follow_up, shown, carried)


def _has_plan(dossier: Dossier) -> bool:
    return dossier.effective.lanjutan is not None and follow_up_list.KIND in dossier.effective.dokumen


def _archived(
    root: Path, periods: Periods, dossier: Dossier, kind: str, problems: list[Problem]
) -> tuple[str, dt.date | None]:
    """Return the archived file of an issued document of a unit, and its date; empty where there is none."""
    office = dossier.office
    found = periods.of(office.period)[office.id].issued(kind, problems).get((office.id, dossier.unit))
    if found is None:
        return "", None
    entry, letter = found
    file = register_reader.archive_file(entry, letter, DOCX.suffix)
    there = fingerprint.sha_file(root / file) == letter.sidik and letter.sidik is not None
    return (file, letter.tanggal or entry.entri.tanggal) if there else ("", None)


_Planned = Sequence[tuple[_Known, Period, PlanItem]]


def _done(now: Sequence[_Known], plans: _Planned) -> ScoredItem:
    reports = tuple(each.report for each in now if each.report)
    shown = [pair for each in now for pair in each.shown]
    paper = tuple(file for kind, file in shown if kind in _ON_PAPER)
    online = tuple(file for kind, file in shown if kind not in _ON_PAPER)
    follow_ups = tuple(each.follow_up for each in now if each.follow_up)
    title = phrase("SKM dilaksanakan, diumumkan, dan ditindaklanjuti")
    steps = (
        (bool(reports), phrase("terbitkan laporan-skm, sehingga ada di arsip")),
        (bool(paper), phrase("umumkan di media cetak atau papan, dengan foto di `publikasi_media`")),
        (bool(online), phrase("umumkan di media elektronik, dengan foto di `publikasi_media`")),
        (
            bool(follow_ups) and _finished(plans) > 0,
            phrase("terbitkan laporan tindak lanjut dengan program yang selesai"),
        ),
    )
    reached = next((number for number, (there, _) in enumerate(steps) if not there), len(steps))
    why = phrase("{many} dari 4 tahap terbukti", many=reached)
    files = (*reports, *paper, *online, *follow_ups) if reached else ()
    raising = steps[reached][1] if reached < len(steps) else "-"
    return ScoredItem(6, title, reached + 1, why, files, raising)


def _media(now: Sequence[_Known]) -> ScoredItem:
    shown = [pair for each in now for pair in each.shown]
    kinds = sorted({kind for kind, _ in shown})
    score = min(len(kinds), HIGHEST)
    why = phrase("{many} jenis media berfoto: {kinds}", many=len(kinds), kinds=", ".join(kinds) or "-")
    raising = "-" if score == HIGHEST else phrase("umumkan di satu jenis media lagi, dengan fotonya")
    return ScoredItem(7, phrase("media publikasi"), score, why, tuple(file for _, file in shown), raising)


def _followed(now: Sequence[_Known], plans: _Planned) -> ScoredItem:
    title = phrase("persentase rencana tindak lanjut yang dilaksanakan")
    files = tuple(each.follow_up for each in now if each.follow_up and each.carried)
    if not plans or not files:
        lacking = phrase("jawab rencana periode lalu di `lanjutan`, lalu terbitkan laporan-tindak-lanjut")
        return ScoredItem(8, title, 0, phrase("belum ada laporan tindak lanjut di arsip"), (), lacking)
    done, total = _finished(plans), len(plans)
    hundred = done * 100
    score = 5 if done == total else 4 if hundred > 80 * total else 3 if hundred >= 30 * total else 2 if done else 1
    why = phrase("{done} dari {total} program selesai", done=done, total=total)
    raising: Text = "-" if score == HIGHEST else phrase("selesaikan {many} program lagi", many=total - done)
    return ScoredItem(8, title, score, why, files, raising)


def _finished(plans: _Planned) -> int:
    return sum(item.realisasi is not None and item.realisasi.status == "sudah" for _, _, item in plans)


def _speed(known: Sequence[_Known], plans: _Planned) -> ScoredItem:
    """Return the item of how fast plans were finished: as slow as the slowest of them."""
    title = phrase("kecepatan penyelesaian tindak lanjut")
    reports = {each.period: (each.report, each.reported) for each in known}
    files = tuple(dict.fromkeys(report for _, period, _ in plans if (report := reports.get(period, ("", None))[0])))
    months = [_months(reports.get(period, ("", None))[1], item) for _, period, item in plans]
    answers = tuple(dict.fromkeys(each.follow_up for each, _, _ in plans if each.follow_up))
    if not months or not answers or any(month is None for month in months):
        lacking = phrase(
            "terbitkan Laporan SKM periode rencana dan laporan tindak lanjutnya, dengan tanggal setiap realisasi"
        )
        return ScoredItem(9, title, 0, phrase("belum semua selesai dan bertanggal di arsip"), (), lacking)
    slowest = max(month for month in months if month is not None)
    score = next((score for most, score in _MONTHS if slowest <= most), 0)
    why = phrase("selesai {months} bulan sesudah laporan", months=slowest)
    raising: Text = (
        "-" if score == HIGHEST else phrase("selesaikan lebih cepat: satu bulan sesudah laporan memberi nilai 5")
    )
    return ScoredItem(9, title, score, why, (*files, *answers), raising)


def _months(reported: dt.date | None, item: PlanItem) -> int | None:
    """Return in how many months after a report a programme was finished; `None` where that is not shown."""
    said = item.realisasi
    if reported is None or said is None or said.status != "sudah" or said.tanggal is None:
        return None
    whole = (said.tanggal.year - reported.year) * 12 + said.tanggal.month - reported.month
    return max(whole + (said.tanggal.day > reported.day), 0)


def write(root: Path, year: int, only: str | None, problems: list[Problem]) -> Iterator[tuple[str, UnitEvidence]]:
    """Write the evidence of each unit (of one, or of an institution) as a zip; yield its file and what is in it."""
    periods = Periods(root)
    for name, unit in _targets(root, year, only):
        found = of_unit(root, periods, name, unit, year, problems)
        file = f"{fingerprint.BUILD}/{year}/{name}/{unit}/bukti.zip"
        disk.keep(root, file, zipped(root, found))
        yield file, found


def _targets(root: Path, year: int, only: str | None) -> list[tuple[str, str]]:
    """Return the units that are asked for; raises `Usage` where there is none, or nothing of the year."""
    there = workspace.periods(root)
    if not any(workspace.period(root, text).tahun in (year - 1, year) for text in there):
        raise Usage(
            phrase("tidak ada periode tahun {tahun}; yang ada: {choices}", tahun=year, choices=", ".join(there))
        )
    every = [(name, unit) for name in workspace.offices(root) for unit in workspace.units(root, name)]
    chosen = [(name, unit) for name, unit in every if only in (None, name, unit, f"{name}/{unit}")]
    if only is not None and not chosen:
        near = nearest.guess(only, tuple(map("/".join, every)), phrase("lihat nama berkas di units/"))
        raise Usage(phrase('unit "{unit}" tidak ada; {near}', unit=only, near=near))
    return chosen


def zipped(root: Path, found: UnitEvidence) -> bytes:
    """Return the evidence as a zip: an index, and every file that the index names, below the number of its item."""
    rows: list[Sequence[str]] = [("butir", "nilai", "alasan", "berkas", "peningkat")]
    held: dict[str, bytes] = {}
    for item in found.butir:
        names = []
        for file in dict.fromkeys(item.berkas):
            names.append(f"butir-{item.nomor}/{file.replace('/', '_')}")
            held[names[-1]] = (root / file).read_bytes()
        rows.append((str(item.nomor), str(item.nilai), str(item.alasan), "; ".join(names), str(item.peningkat)))
    held[INDEX] = csv_out.written(rows, ";")
    return package.archive(package.member(name, held[name]) for name in sorted(held))
