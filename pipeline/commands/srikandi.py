"""`srikandi`: what SRIKANDI gave, taken back."""

from pathlib import Path

import click

from pipeline.commands import options
from pipeline.commands.grammar import verbs_below
from pipeline.commands.talk import t


@verbs_below()
def command() -> None:
    """SRIKANDI: nomor dan tanggal yang diberikannya."""


@command.command("take")
@click.argument("berkas", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.pretend
@click.pass_obj
def terima(root: Path, berkas: Path) -> None:
    """Mencatat nomor dan tanggal yang diketik di daftar SRIKANDI BERKAS; bila satu saja keliru, tidak satu pun."""
    from pipeline.lists import srikandi_back

    made = srikandi_back.take(root, berkas)
    for entry in made.entries:
        click.echo(entry.file)
    click.echo(t("{count} nomor dicatat, {known} sudah tercatat", count=len(made.entries), known=made.known))
