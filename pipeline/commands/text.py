"""`teks`: a .docx as text, for reading and for `git diff`."""

import sys
from pathlib import Path

import click

from pipeline.commands.grammar import verb
from pipeline.commands.talk import t


@verb()
@click.argument("berkas", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(berkas: Path) -> None:
    """Menampilkan .docx BERKAS sebagai teks, dengan nomor yang dihitung Word."""
    from pipeline.documents import reading

    try:
        click.echo(reading.markdown(berkas.read_bytes()), nl=False)
    except reading.NotDocx:
        click.echo(t("{file}: bukan berkas .docx", file=berkas), err=True)
        sys.exit(1)
