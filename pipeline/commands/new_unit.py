"""`new-unit`: the starting file of a unit."""

from pathlib import Path

import click

from pipeline.commands.talk import t


@click.command()
@click.argument("instansi")
@click.argument("nama")
@click.option("--id", "chosen", help="Nama berkasnya, misalnya dinas-contoh; tanpa ini dibuat dari NAMA.")
@click.pass_obj
def command(root: Path, instansi: str, nama: str, chosen: str | None) -> None:
    """Memulai unit di sebuah INSTANSI: units/<instansi>/<unit>.yaml, tinggal diisi."""
    from pipeline.files import folder
    from pipeline.sources import workspace
    from pipeline.starting import files

    files.institution(root, instansi)
    name = files.checked_slug(chosen, nama)
    text = files.text("unit.yaml", nama=files.scalar(nama))
    file = f"{workspace.UNITS}/{instansi}/{name}.yaml"
    files.put(root, [(file, text)])
    click.echo(t("{file}: isi {left}", file=file, left=", ".join(files.to_fill(text))))
    if not any(instansi in folder.folders(root, f"{workspace.PERIODS}/{period}") for period in workspace.periods(root)):
        click.echo(t("lalu, bila unitnya lengkap: make new-period PERIOD=..., misalnya 2025S2"))
