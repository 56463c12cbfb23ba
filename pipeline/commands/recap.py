"""`recap`: the results of every unit of a period, as a workbook and as the documents that are named for it."""

from pathlib import Path

import click

from pipeline.commands import options, period_list
from pipeline.commands.grammar import verb


@verb()
@click.argument("periode")
@options.pretend
@click.pass_obj
def command(root: Path, periode: str) -> None:
    """Menulis rekapitulasi hasil survei PERIODE setiap institusi, Excel dan Word, ke build/: satu baris satu unit."""
    period_list.say_list(root, periode, "recap", "{file}: {count} unit")
