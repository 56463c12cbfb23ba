"""`init`: a workspace of its own; what is there already stays."""

from pathlib import Path

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import t


@verb()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@options.pretend
def command(folder: Path) -> None:
    """Menyiapkan ruang kerja di folder DIR: Makefile, templat bawaan, bantuan penyunting teks; yang sudah ada tetap."""
    from pipeline.files import disk
    from pipeline.sources import home
    from pipeline.starting import stock, upgrade

    source = stock.source()
    given = {name: (source / name).read_bytes() for name in stock.files(source)}
    wanted = {**given, home.MARK: upgrade.marked(given)}
    there = [name for name in wanted if (folder / name).exists()]
    for name, content in wanted.items():
        if name not in there:
            disk.save(Path(), (folder / name).as_posix(), content)
    click.echo(
        t(
            "{folder}: {many} berkas akan ditulis, {there} sudah ada"
            if disk.is_pretending()
            else "{folder}: {many} berkas ditulis, {there} sudah ada",
            folder=folder,
            many=len(wanted) - len(there),
            there=len(there),
        )
    )
    for name in there:
        if (folder / name).is_file() and (folder / name).read_bytes() != wanted[name]:
            click.echo(t("{file}: lain dari bawaan, dibiarkan", file=(folder / name).as_posix()))
    if folder.resolve() != Path.cwd():
        click.echo(t("masuk ke sana: cd {folder}", folder=folder))
    click.echo(t("lalu: skm new-instansi '...'; penjelasannya di docs/kantor-baru.md"))
