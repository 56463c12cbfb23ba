"""`build`: make every document of a kind in a period."""

import contextlib
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands import options
from pipeline.commands.grammar import Command, verb
from pipeline.commands.talk import number, progress, say_none, say_problems, say_rows, t, translate
from pipeline.files.hashes import Hashes
from pipeline.making import report
from pipeline.problems import as_data
from pipeline.problems.phrase import Sentence, translated
from pipeline.problems.problem import Problem

if TYPE_CHECKING:
    from pipeline.making.shares import Share


def _how(function: Callable[..., None]) -> Callable[..., None]:
    """Add the options of every command that makes documents."""
    for option in (
        click.option(
            "--mode", type=click.Choice(["srikandi"]), help="srikandi: peubah ${...} SRIKANDI dibiarkan utuh."
        ),
        click.option("--why", "--mengapa", "why", is_flag=True, help="Sebutkan mengapa sebuah dokumen dibuat lagi."),
        click.option(
            "--jobs",
            "--proses",
            "jobs",
            type=click.IntRange(1, 64),
            help="Banyaknya proses; tanpa ini dipilih sendiri.",
        ),
        options.unit,
        options.share,
        options.join,
        options.scheduler,
        options.pretend,
    ):
        function = option(function)
    return function


@verb()
@click.argument("jenis")
@click.argument("periode")
@_how
@click.pass_obj
def command(root: Path, /, jenis: str, periode: str, **how: Any) -> None:
    """Membuat dokumen satu JENIS untuk setiap unit dalam PERIODE."""
    make(root, jenis, periode, **how)


def of_kind(jenis: str, text: Sentence) -> Command:
    """Return the command that makes documents of one kind."""

    @verb(help=text)
    @click.argument("periode")
    @_how
    @click.pass_obj
    def command(root: Path, /, periode: str, **how: Any) -> None:
        make(root, jenis, periode, **how)

    return command


def make(
    root: Path,
    jenis: str,
    periode: str,
    unit: str | None,
    jobs: int | None,
    why: bool,
    mode: str | None,
    bagian: "Share | None",
    gabung: bool,
    penjadwal: str | None,
) -> None:
    """Make the documents of a kind in a period, and say what became of them."""
    begin, hashes = time.perf_counter(), Hashes(root)
    options.whole_or_parts(unit, bagian, gabung)
    is_whole = unit is None and bagian is None
    if (
        is_whole
        and not (mode or gabung)
        and (last := report.unchanged(root, periode, jenis, hashes))
        and (kept := _kept(last)) is not None
    ):
        say_problems(kept)
        _summary(last["sebutan"], last["jumlah"], 0, last["draf"], 0, begin)
        say_none(last["jumlah"], jenis, periode)
        say_rows(last.get("baris"))
        return
    from pipeline.making import build, copied, output
    from pipeline.scores import rows_read
    from pipeline.sources import workspace

    period = workspace.period(root, periode)
    with options.workers(None if gabung else penjadwal) as cluster, progress() as told:
        elsewhere = cluster.make if cluster else jobs
        made = build.run(root, period, jenis, unit, elsewhere, told, mode or "", hashes, bagian, join=gabung)
    if gabung and not mode:
        copied.join(root, period, jenis)
    say_problems((*made.problems, *(() if bagian else copied.drop_stale(root, period, jenis))))
    for line in made.lines() if why else ():
        if line.status == "dibuat":
            because = (translated(output.reason(text), translate) for text in line.karena)
            click.echo(f"{line.berkas}: {', '.join(because)}")
    for name, left, why_left in build.left_out(root, period) if is_whole else ():
        click.echo(t("{unit}: tidak disurvei ({alasan})", unit=f"{name}/{left}", alasan=why_left))
    if mode and not bagian:
        from pipeline.lists import srikandi_list

        for file in srikandi_list.write_lists(root, period, jenis, made.lines() if unit is None else None):
            click.echo(t("{file}: yang diketik di SRIKANDI", file=file))
    _summary(workspace.jenis(root, jenis).sebutan, made.total, made.made, made.is_draft, made.failed, begin)
    if bagian:
        options.say_share("build", bagian, jenis, periode, mode)
    else:
        say_none(made.total, jenis, periode)
    say_rows(rows_read.told(made.rows))
    if any(not fault.is_warning for fault in made.problems):
        sys.exit(1)


def _kept(last: dict[str, Any]) -> tuple[Problem, ...] | None:
    """Return the problems that the last run told; `None` where they are not kept as we write them."""
    if not last["masalah"]:
        return ()
    with contextlib.suppress(ValueError, TypeError, LookupError, AttributeError, RecursionError):
        found = as_data.problems(last["asal_masalah"])
        return found if list(map(str, found)) == last["masalah"] else None
    return None


def _summary(sebutan: str, jumlah: int, dibuat: int, draf: int, gagal: int, begin: float) -> None:
    seconds = number(time.perf_counter() - begin)
    details = [t("{dibuat} dibuat", dibuat=dibuat), t("{tetap} tetap", tetap=jumlah - dibuat - gagal)]
    if draf:
        details.append(t("{draf} draf tanpa nomor atau tanggal", draf=draf))
    values = {"sebutan": sebutan, "gagal": gagal, "seconds": seconds, "details": ", ".join(details)}
    click.echo(t("{jumlah} {sebutan}, {gagal} gagal, {seconds} s ({details})", jumlah=jumlah, **values))
