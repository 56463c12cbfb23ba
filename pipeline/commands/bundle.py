"""`bundle`: all letters of a period as one PDF to be printed and signed."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import finish, progress, say_problems, t

if TYPE_CHECKING:
    from pipeline.problems.problem import Problem


def _many(_: click.Context, __: click.Parameter, said: str) -> str:
    if said != "tembusan" and not (said.isascii() and said.isdigit() and 1 <= int(said) <= 100):
        raise click.BadParameter(t("{found} bukan bilangan 1-100 atau tembusan", found=said))
    return said


@verb()
@click.argument("jenis")
@click.argument("periode")
@options.instansi
@click.option(
    "--copies",
    "--rangkap",
    "rangkap",
    default="1",
    show_default=True,
    callback=_many,
    help="Berapa kali setiap surat; tembusan: satu, dan satu lagi bagi setiap penerima tembusannya.",
)
@click.pass_obj
def command(root: Path, jenis: str, periode: str, instansi: str | None, rangkap: str) -> None:
    """Menulis semua dokumen JENIS dalam PERIODE sebagai satu PDF setiap institusi, untuk dicetak bolak-balik."""
    from pipeline.lists import bundle
    from pipeline.making.format import PDF
    from pipeline.sources import workspace

    if lacking := PDF.lacking():
        say_problems(lacking)
        sys.exit(1)
    problems: list[Problem] = []
    period = workspace.period(root, periode)
    with progress() as told:
        made = [*bundle.write(root, period, jenis, instansi, rangkap, problems, told)]
    for found in made:
        click.echo(t("{file}: {numbered} bernomor, {drafts} draf, {sheets} lembar", **found._asdict()))
        if found.drafts:
            click.echo(t("{drafts} draf tanpa nomor: sesudah yang bernomor, menurut unitnya", drafts=found.drafts))
    finish(problems)
