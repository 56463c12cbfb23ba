"""`check`: find everything that is wrong, with its place, and write no document."""

import time
from pathlib import Path

import click

from pipeline.checking import memory
from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import end, number, say_found, say_rows, t
from pipeline.files.hashes import Hashes
from pipeline.scores import rows_read
from pipeline.sources.period import parse


@verb()
@click.argument("periode", nargs=-1)
@options.unit
@options.form("text", "json", "github", "sarif")
@click.option(
    "--unused",
    "--tak-terpakai",
    "unused",
    is_flag=True,
    help="Sebutkan juga kata yang tersedia tetapi tidak dipakai templatnya.",
)
@click.option(
    "--known",
    "--diketahui",
    "diketahui",
    is_flag=True,
    help="Sebutkan juga peringatan yang diketahui, dengan alasannya.",
)
@click.pass_obj
def command(root: Path, periode: tuple[str, ...], unit: str | None, form: str, unused: bool, diketahui: bool) -> None:
    """Memeriksa semua berkas setiap PERIODE (tanpa PERIODE: semuanya); tidak ada yang ditulis."""
    begin = time.perf_counter()
    seen = [_check(root, name, unit) for name in periode or _every(root)]
    problems = sorted({fault for found in seen for fault in found.problems})
    rows = rows_read.told(rows_read.joined(found.rows for found in seen))
    say_found(problems, root, form, rows)
    if form == "text":
        wrong = sum(not fault.is_warning for fault in problems)
        seconds = number(time.perf_counter() - begin)
        click.echo(
            t(
                "{unit} unit diperiksa: {wrong} kesalahan, {warnings} peringatan, {seconds} s",
                unit=sum(found.unit for found in seen),
                wrong=wrong,
                warnings=len(problems) - wrong,
                seconds=seconds,
            )
        )
        say_rows(rows)
    for at, kode, reason in memory.acknowledged(seen) if diketahui and form == "text" else ():
        click.echo(t("{place}: {kode} diketahui: {alasan}", place=f"{at.file}:{at.line}", kode=kode, alasan=reason))
    if unused and form == "text":
        from pipeline.checking import check

        for file, word, meaning in check.unused(root):
            click.echo(f"{file}: {word}  ({meaning})")
    end(problems)


def _check(root: Path, periode: str, unit: str | None) -> memory.Memory:
    hashes = Hashes(root)
    if unit is None and (last := memory.unchanged(root, periode, hashes)):
        return last
    from pipeline.checking import check
    from pipeline.sources import workspace

    return check.run(root, workspace.period(root, periode), unit, hashes)


def _every(root: Path) -> list[str]:
    folder = root / "periods"
    found = (
        sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and parse(entry.name))
        if folder.is_dir()
        else []
    )
    if not found:
        from pipeline.sources import workspace

        raise workspace.none_yet(root)
    return found
