"""`upgrade`: a workspace brought to the version of the program."""

from pathlib import Path

import click

from pipeline import __version__
from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import agrees, t


@verb()
@options.dry_run
@options.yes
@click.pass_obj
def command(root: Path, dry_run: bool, yes: bool) -> None:
    """Memperbarui ruang kerja ke versi program ini: berkas bawaan yang tidak diubah kantor; yang diubah dibiarkan."""
    from pipeline.sources import home
    from pipeline.starting import upgrade

    found = upgrade.plan(root)
    before = home.version_of(root) or "?"
    for file in found.new:
        click.echo(t("baru       {file}", file=file))
    for file in found.renewed:
        click.echo(t("diperbarui {file}", file=file))
    for file in found.both:
        values = {"file": file, "ours": f"{upgrade.NEW_BESIDE}/{file}"}
        click.echo(t("dibiarkan  {file}: diubah di sini; bawaan yang baru di {ours}", **values))
    for file in found.gone:
        click.echo(t("dibiarkan  {file}: sudah dihapus di sini", file=file))
    if not found.written:
        click.echo(t("ruang kerja ini sudah menurut versi {version}", version=__version__))
        return
    click.echo(
        t("versi {before} ke {version}: {many} berkas", before=before, version=__version__, many=len(found.written))
    )
    if dry_run or not (yes or agrees(t("Perbarui?"))):
        click.echo(t("tidak ada yang ditulis"))
        return
    upgrade.apply(root, found)
    click.echo(t("selesai; simpan: git add -A && git commit -m 'skm {version}'", version=__version__))
