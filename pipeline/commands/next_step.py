"""What to do next in a workspace: what it has, and the command that comes then."""

from collections.abc import Iterator
from pathlib import Path

import click

from pipeline.commands.talk import t

_NEWEST = "2025S2"
"""A period as it is named, for who has none yet."""


def say(root: Path) -> None:
    """Say where the workspace stands, and what comes next."""
    for line in _lines(root):
        click.echo(line)
    click.echo(t("semua perintah: skm --help"))


def _lines(root: Path) -> Iterator[str]:
    from pipeline.sources import workspace

    offices = workspace.offices(root)
    if not offices:
        yield t("ruang kerja ini belum punya institusi")
        yield t("lalu: skm new-instansi '...'")
        return
    without = [name for name in offices if not workspace.units(root, name)]
    if without:
        yield t("{instansi} belum punya unit", instansi=without[0])
        yield t("lalu: skm new-unit {instansi} '...'", instansi=without[0])
        yield t("atau banyak unit sekaligus: skm import-units daftar.xlsx --instansi {instansi}", instansi=without[0])
    periods = workspace.periods(root)
    if not periods:
        yield t("belum ada periode")
        yield t("lalu: skm new-period {masa}", masa=_NEWEST)
        return
    yield from _of_period(root, periods[-1])


def _of_period(root: Path, masa: str) -> Iterator[str]:
    from pipeline.checking import memory
    from pipeline.files.hashes import Hashes
    from pipeline.making import report
    from pipeline.sources import workspace

    hashes = Hashes(root)
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
    made = [kind for kind in workspace.kinds(root) if report.unchanged(root, masa, kind, hashes)]
    if not made:
        yield t("periode {masa}: bersih; dokumennya belum dibuat sejak ada yang berubah", masa=masa)
        for kind in workspace.kinds(root):
            yield t("lalu: skm build {kind} {masa}", kind=kind, masa=masa)
        return
    yield t("periode {masa}: bersih; {kinds} sudah dibuat, di build/{masa}/", masa=masa, kinds=", ".join(made))
    for kind in made:
        yield t("untuk menerbitkan, lihat dahulu: skm plan {kind} {masa}", kind=kind, masa=masa)
