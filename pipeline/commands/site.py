"""`site`: the public site of a workspace, as files that need no server."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import counted, finish, t

if TYPE_CHECKING:
    from pipeline.problems.problem import Problem


@verb()
@click.argument("periode")
@options.instansi
@click.option(
    "--output",
    "--keluaran",
    "output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Foldernya; tanpa ini build/situs.",
)
@options.pretend
@click.pass_obj
def command(root: Path, periode: str, instansi: str | None, output: Path | None) -> None:
    """Menulis situs umum sampai PERIODE: hasil setiap unit, tren, data terbuka, dan halaman pemeriksaan surat."""
    from pipeline.issuing import entries
    from pipeline.publish import site, site_folder
    from pipeline.sources import workspace

    if instansi is not None:
        entries.known_institution(root, instansi)
    problems: list[Problem] = []
    made = site.made(root, workspace.period(root, periode), instansi, problems)
    folder = output or root / site_folder.USUAL
    shown = counted(folder)
    gone = site_folder.write(folder, shown, made.files)
    click.echo(
        t(
            "{folder}: {pages} berkas, {units} unit dengan hasil, {letters} halaman surat, {gone} berkas lama dibuang",
            folder=shown,
            pages=len(made.files),
            units=made.units,
            letters=made.letters,
            gone=len(gone),
        )
    )
    finish(problems)
