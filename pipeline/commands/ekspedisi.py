"""`ekspedisi`: the letters of a period and who received them, as a workbook."""

import sys
from pathlib import Path

import click

from pipeline.talk import say_problems, t


@click.command()
@click.argument("periode")
@click.pass_obj
def command(root: Path, periode: str) -> None:
    """Menulis daftar pengiriman surat PERIODE setiap institusi ke build/: satu baris satu surat."""
    from pipeline import state
    from pipeline.errors import Problem
    from pipeline.issuing import agenda_buku, daftar
    from pipeline.sources import workspace

    masa = workspace.period(root, periode)
    problems: list[Problem] = []
    for name in workspace.institutions(root, masa):
        rows = list(daftar.ekspedisi(root, masa, name, problems))
        file = f"{state.BUILD}/{periode}/{name}/ekspedisi.xlsx"
        state.save(root, file, agenda_buku.buku_kerja(f"Daftar Pengiriman Surat, {periode}", daftar.EKSPEDISI, rows))
        click.echo(t("{file}: {count} surat", file=file, count=len(rows)))
    say_problems(problems)
    if problems:
        sys.exit(1)
