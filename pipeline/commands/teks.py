"""`teks`: a .docx as text, for reading and for `git diff`."""

import sys
from pathlib import Path

import click

from pipeline.commands.talk import t


@click.command()
@click.argument("berkas", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(berkas: Path) -> None:
    """Menampilkan .docx BERKAS sebagai teks, dengan nomor yang dihitung Word."""
    from pipeline.documents import reading

    try:
        click.echo(reading.markdown(berkas.read_bytes()), nl=False)
    except reading.NotDocx as fault:
        click.echo(t("{file}: bukan berkas .docx: {fault}", file=berkas, fault=fault), err=True)
        sys.exit(1)
