"""`new-unit`: the starting file of a unit."""

from pathlib import Path

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import t


@verb()
@click.argument("instansi")
@click.argument("nama")
@options.identity
@options.pretend
@click.pass_obj
def command(root: Path, instansi: str, nama: str, chosen: str | None) -> None:
    """Memulai unit di sebuah INSTANSI: units/<instansi>/<unit>.yaml, tinggal diisi."""
    from pipeline.files import folder
    from pipeline.sources import workspace
    from pipeline.starting import begun

    made = begun.unit(root, instansi, nama, chosen)
    click.echo(t("{file}: isi {left}", file=made.file, left=", ".join(made.to_fill)))
    if not any(instansi in folder.folders(root, f"{workspace.PERIODS}/{period}") for period in workspace.periods(root)):
        click.echo(t("lalu, bila unitnya lengkap: skm new-period ..., misalnya 2025S2"))
