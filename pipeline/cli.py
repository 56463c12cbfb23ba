"""The commands: the only place that talks."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from pipeline import __version__, state


@click.group()
@click.version_option(__version__, message="%(version)s")
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=".", help="Folder ruang kerja.")
@click.pass_context
def cli(context: click.Context, root: Path) -> None:
    """Membuat dokumen resmi SKM dari berkas teks."""
    context.obj = root


@cli.command()
@click.argument("jenis")
@click.argument("periode")
@click.option("--unit", help="Satu unit saja: nama berkasnya, atau <instansi>/<unit>.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Banyaknya proses; tanpa ini dipilih sendiri.")
@click.option("--why", is_flag=True, help="Sebutkan mengapa sebuah dokumen dibuat lagi.")
@click.pass_obj
def build(root: Path, jenis: str, periode: str, unit: str | None, jobs: int | None, why: bool) -> None:
    """Membuat dokumen satu JENIS untuk setiap unit dalam PERIODE."""
    begin = time.perf_counter()
    if unit is None and (last := state.unchanged(root, periode, jenis)):
        _say_problems(last["masalah"])
        _say_summary(last["sebutan"], last["jumlah"], 0, last["draf"], 0, begin)
        return
    from pipeline.errors import Refusal, Usage

    try:
        from pipeline import build as builder
        from pipeline.sources import workspace

        masa = workspace.period(root, periode)
        with _progress() as progress:
            made = builder.run(root, masa, jenis, unit, jobs, progress)
    except Usage as usage:
        raise click.UsageError(str(usage)) from None
    except Refusal as refusal:
        _say_problems(map(str, refusal.problems))
        sys.exit(1)
    _say_problems(map(str, made.masalah))
    if why:
        for one in made.catatan:
            if one.get("karena"):
                click.echo(f"{one['berkas']}: {', '.join(one['karena'])}")
    sebutan = workspace.jenis(root, jenis).sebutan
    _say_summary(sebutan, made.jumlah, made.dibuat, made.draf, made.gagal, begin)
    if any(not one.is_warning for one in made.masalah):
        sys.exit(1)


def main() -> None:
    """Run a command: exit 0 when all is well, 1 with problems, 2 when it was called wrongly."""
    try:
        cli.main(prog_name="python -m pipeline")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _say_problems(problems: Any) -> None:
    for one in problems:
        click.echo(one, err=True)


def _say_summary(sebutan: str, jumlah: int, dibuat: int, draf: int, gagal: int, begin: float) -> None:
    seconds = f"{time.perf_counter() - begin:.1f}".replace(".", ",")
    details = [f"{dibuat} dibuat", f"{jumlah - dibuat - gagal} tetap"]
    if draf:
        details.append(f"{draf} draf tanpa nomor atau tanggal")
    click.echo(f"{jumlah} {sebutan}, {gagal} gagal, {seconds} s ({', '.join(details)})")


@contextmanager
def _progress() -> Iterator[Any]:
    """A progress bar on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    with Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True) as bar:
        task = bar.add_task("")
        yield lambda done, total: bar.update(task, completed=done, total=total)
