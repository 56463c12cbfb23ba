"""`new-instansi`: the starting file of an institution."""

from pathlib import Path

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import t


@verb()
@click.argument("nama")
@options.identity
@options.pretend
@click.pass_obj
def command(root: Path, nama: str, chosen: str | None) -> None:
    """Memulai institusi: units/<institusi>/instansi.yaml dengan penjelasan, tinggal diisi."""
    from pipeline.starting import begun

    made = begun.institution(root, nama, chosen)
    name = made.file.split("/")[1]
    click.echo(t("{file}: isi {left}", file=made.file, left=", ".join(made.to_fill)))
    click.echo(t("lalu: skm new-unit {name} '...'", name=name))
    click.echo(t("atau banyak unit sekaligus: skm import-units daftar.xlsx --instansi {name}", name=name))
