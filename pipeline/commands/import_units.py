"""`import-units`: a list of units from Excel or CSV as unit files."""

import sys
from pathlib import Path

import click

from pipeline.commands.talk import say_problems, t


@click.command()
@click.argument("berkas", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--instansi", required=True, help="Institusi yang memiliki unit-unit itu.")
@click.pass_obj
def command(root: Path, berkas: Path, instansi: str) -> None:
    """Menjadikan daftar unit (.xlsx atau .csv) berkas unit; baris yang tidak dapat diambil disebut satu per satu."""
    from pipeline.problems.problem import Place, Problem
    from pipeline.starting import files, importing
    from pipeline.starting import unit_sheet as sheet

    files.institution(root, instansi)
    problems: list[Problem] = []
    rows = sheet.read(berkas, problems)
    found = importing.Impor((), 0)
    if not problems:
        found = importing.plan(root, instansi, rows, Place(berkas.as_posix()), problems)
    files.put(root, found.baru)
    for file, text in found.baru:
        left = files.to_fill(text)
        click.echo(t("{file}: isi {left}", file=file, left=", ".join(left)) if left else file)
    say_problems(sorted(set(problems)))
    lines = {one.place.line for one in problems}
    click.echo(
        t(
            "{baru} unit ditulis, {tetap} tetap, {baris} baris tidak diambil",
            baru=len(found.baru),
            tetap=found.tetap,
            baris=len(lines),
        )
    )
    if problems:
        sys.exit(1)
