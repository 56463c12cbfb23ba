"""`init`: an empty workspace."""

from pathlib import Path

import click

from pipeline.commands.talk import t


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Menyiapkan ruang kerja kosong di folder DIR: Makefile, templat bawaan, dan bantuan penyunting teks."""
    from pipeline.starting import files, stock

    source = stock.source()
    names = tuple(stock.files(source))
    files.put_bytes(folder, [(name, (source / name).read_bytes()) for name in names])
    click.echo(t("{folder}: {many} berkas", folder=folder, many=len(names)))
    enter = "" if folder.resolve() == Path.cwd() else f"cd {folder}; "
    click.echo(t("lalu: {enter}make new-instansi NAME='...'; penjelasannya di docs/kantor-baru.md", enter=enter))
