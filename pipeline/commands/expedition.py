"""`expedition`: the letters of a period and who received them, as a workbook and as the documents named for it."""

from pathlib import Path

import click

from pipeline.commands import options, period_list
from pipeline.commands.grammar import verb


@verb()
@click.argument("periode")
@options.pretend
@click.pass_obj
def command(root: Path, periode: str) -> None:
    """Menulis daftar pengiriman surat PERIODE setiap institusi, Excel dan Word, ke build/: satu baris satu surat."""
    period_list.say_list(root, periode, "expedition", "{file}: {count} surat")
