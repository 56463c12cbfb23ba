"""What to do next in a workspace: what it has, and the command that comes then."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.talk import t

if TYPE_CHECKING:
    from pipeline.files.hashes import Hashes
    from pipeline.sources.period import Period


def say(root: Path) -> None:
    """Say where the workspace stands, and what comes next."""
    for line in _lines(root, dt.date.today()):  # noqa: DTZ011 - the day of who asks
        click.echo(line)
    click.echo(t("semua perintah: skm --help"))


def _lines(root: Path, today: dt.date) -> Iterator[str]:
    """Yield what stands in the way of a first period; then every period of the last twelve months, by its own next."""
    from pipeline.sources import workspace

    offices = workspace.offices(root)
    if not workspace.kinds(root):
        yield t("ruang kerja ini belum punya templat")
        yield t("lalu: skm init {folder}", folder=root.as_posix())
    if not offices:
        yield t("ruang kerja ini belum punya institusi")
        yield t("lalu: skm new-instansi '...'")
        return
    for name in offices:
        if not workspace.units(root, name):
            yield t("{instansi} belum punya unit", instansi=name)
            yield t("lalu: skm new-unit {instansi} '...'", instansi=name)
            yield t("atau banyak unit sekaligus: skm import-units daftar.xlsx --instansi {instansi}", instansi=name)
    with_units = [name for name in offices if workspace.units(root, name)]
    periods = _recent(root)
    newest = str(periods[-1]) if periods else f"{today.year}S{1 if today.month <= 6 else 2}"
    for name in with_units:
        if not workspace.periods_of(root, name):
            yield t("{instansi} belum punya periode", instansi=name)
    if with_units and not all(workspace.periods_of(root, name) for name in with_units):
        yield t("lalu: skm new-period {masa}", masa=newest)
    yield from _of_periods(root, [period for period in periods if workspace.institutions(root, period)], today)


def _recent(root: Path) -> "list[Period]":
    """Return the periods that end within twelve months of the end of the last one, in order of time."""
    from pipeline.sources import period, workspace

    every = [found for name in workspace.periods(root) if (found := period.parse(name)) is not None]
    every.sort(key=lambda found: (period.last_day(found), -period.first_day(found).toordinal()))
    year = dt.timedelta(365)
    return [found for found in every if period.last_day(found) + year > period.last_day(every[-1])]


def _of_periods(root: Path, periods: "list[Period]", today: dt.date) -> Iterator[str]:
    from pipeline.files.hashes import Hashes
    from pipeline.sources import period

    hashes, is_left = Hashes(root), False
    for each in periods:
        left = [*_of_period(root, str(each), hashes)]
        is_left = is_left or len(left) > 1
        yield from left
    if periods and not is_left:
        of_the_last = [each for each in periods if each.jenis != period.YEAR] or periods
        following = period.shift(of_the_last[-1], 1)
        begins = period.first_day(following)
        if begins <= today:
            yield t("lalu: skm new-period {masa}", masa=following)
        else:
            yield t("berikutnya {masa}, mulai {hari}: skm new-period {masa}", masa=following, hari=begins.isoformat())


def _of_period(root: Path, masa: str, hashes: "Hashes") -> Iterator[str]:
    """Yield how a period stands, and what comes next in it: nothing where all is done."""
    from pipeline.checking import memory
    from pipeline.making import report

    last = memory.unchanged(root, masa, hashes)
    if last is None:
        yield t("periode {masa}: belum diperiksa sejak ada yang berubah", masa=masa)
        yield t("lalu: skm check {masa}", masa=masa)
        return
    wrong = sum(not fault.is_warning for fault in last.problems)
    if wrong:
        yield t("periode {masa}: {wrong} kesalahan", masa=masa, wrong=wrong)
        yield t("lalu perbaiki, menurut: skm check {masa}", masa=masa)
        return
    if not last.kinds:
        file = f"periods/{masa}/<instansi>/periode.yaml"
        yield t("periode {masa}: tidak satu unit pun mempunyai dokumen", masa=masa)
        yield t("lalu sebut jenisnya di {file}: `dokumen:`", file=file)
        return
    stale = [kind for kind in last.kinds if not report.unchanged(root, masa, kind, hashes)]
    if stale:
        yield t("periode {masa}: bersih; dokumennya belum dibuat sejak ada yang berubah", masa=masa)
        for kind in stale:
            yield t("lalu: skm build {kind} {masa}", kind=kind, masa=masa)
        return
    waiting = {kind: many for kind in last.kinds if (many := _unissued(root, masa, kind))}
    if not waiting:
        yield t("periode {masa}: selesai; dokumennya di build/{masa}/, yang bernomor sudah terbit", masa=masa)
        return
    yield t("periode {masa}: bersih; dokumennya sudah dibuat, di build/{masa}/", masa=masa)
    for kind, many in waiting.items():
        yield t("{many} {kind} belum terbit", many=many, kind=kind)
        yield t(
            "lalu, sesudah melihat rencananya (skm plan {kind} {masa}): skm issue {kind} {masa}", kind=kind, masa=masa
        )


def _unissued(root: Path, masa: str, kind: str) -> int:
    """Return how many documents of a kind bear a number and are not in the register; 0 for one that bears none."""
    from pipeline.making import report
    from pipeline.sources import workspace
    from pipeline.words.say import numbered

    jenis = workspace.jenis(root, kind)
    if not (jenis.bernomor and numbered(jenis.kosakata)):
        return 0
    return sum(not line.terbit for line, _ in report.documents(report.report_file(root, masa, kind)))
