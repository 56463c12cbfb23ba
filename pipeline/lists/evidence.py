"""The evidence of a unit for a year, items 6 to 9: the score that files show, with them, and what would raise it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import package
from pipeline.files import csv_out, disk, fingerprint
from pipeline.lists import integrity_zone, shown_period
from pipeline.lists.integrity_zone import ZoneItem
from pipeline.lists.shown_period import ShownPeriod
from pipeline.making.office import Periods
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Problem, Usage
from pipeline.sources import nearest, workspace
from pipeline.sources.follow_up import PlanItem
from pipeline.sources.period import Period

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
    zona_integritas: tuple[ZoneItem, ...] = ()


def of_unit(root: Path, periods: Periods, name: str, unit: str, year: int, problems: list[Problem]) -> UnitEvidence:
    """Return what a unit can show for a year, from the periods of that year and of the one before."""
    known: list[ShownPeriod] = []
    title = unit
    for text in workspace.periods(root):
        period = workspace.period(root, str(text))
        if period.tahun not in (year - 1, year) or name not in workspace.institutions(root, period):
            continue
        opened = periods.of(period).open(name, problems)
        if opened is not None and (dossier := opened.surveyed(unit, problems)) is not None:
            title = dossier.effective.nama
            known.append(shown_period.of_period(root, periods, dossier, problems))
    now = [each for each in known if each.period.tahun == year]
    plans = [(each, planned, item) for each in now for planned, item in each.carried]
    items = (_done(now, plans), _media(now), _followed(now, plans), _speed(known, plans))
    return UnitEvidence(name, unit, title, items, integrity_zone.items(now))


_Planned = Sequence[tuple[ShownPeriod, Period, PlanItem]]


def _done(now: Sequence[ShownPeriod], plans: _Planned) -> ScoredItem:
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


def _media(now: Sequence[ShownPeriod]) -> ScoredItem:
    shown = [pair for each in now for pair in each.shown]
    kinds = sorted({kind for kind, _ in shown})
    score = min(len(kinds), HIGHEST)
    why = phrase("{many} jenis media berfoto: {kinds}", many=len(kinds), kinds=", ".join(kinds) or "-")
    raising = "-" if score == HIGHEST else phrase("umumkan di satu jenis media lagi, dengan fotonya")
    return ScoredItem(7, phrase("media publikasi"), score, why, tuple(file for _, file in shown), raising)


def _followed(now: Sequence[ShownPeriod], plans: _Planned) -> ScoredItem:
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


def _speed(known: Sequence[ShownPeriod], plans: _Planned) -> ScoredItem:
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
        names = _held(root, f"butir-{item.nomor}", item.berkas, held)
        rows.append((str(item.nomor), str(item.nilai), str(item.alasan), names, str(item.peningkat)))
    for zone in found.zona_integritas:
        names = _held(root, f"zona-integritas-{zone.huruf}", zone.berkas, held)
        shown = integrity_zone.SHOWN[zone.terpenuhi]
        rows.append((f"zona integritas {zone.huruf}", shown, str(zone.alasan), names, str(zone.peningkat)))
    held[INDEX] = csv_out.written(rows, ";")
    return package.archive(package.member(name, held[name]) for name in sorted(held))


def _held(root: Path, folder: str, files: Sequence[str], held: dict[str, bytes]) -> str:
    """Put files into a folder of the zip; return their names there, as a cell of the index has them."""
    names = {f"{folder}/{file.replace('/', '_')}": file for file in files}
    held |= {name: (root / file).read_bytes() for name, file in names.items()}
    return "; ".join(names)
