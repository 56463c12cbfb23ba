"""`ekspedisi`: the letters of a period and who received them, as a workbook and as the documents named for it."""

from pathlib import Path

import click

from pipeline.commands.rekap import dokumen, finish
from pipeline.commands.talk import t


@click.command()
@click.argument("periode")
@click.pass_obj
def command(root: Path, periode: str) -> None:
    """Menulis daftar pengiriman surat PERIODE setiap institusi, Excel dan Word, ke build/: satu baris satu surat."""
    from pipeline.files import disk, fingerprint
    from pipeline.issuing import book
    from pipeline.lists import recap
    from pipeline.making.office import Offices
    from pipeline.problems.problem import Problem
    from pipeline.sources import workspace

    period = workspace.period(root, periode)
    problems: list[Problem] = []
    offices = Offices(root, period)
    for name in workspace.institutions(root, period):
        words = recap.words_of(offices, name, "pengiriman", problems)
        if words is None:
            continue
        rows = list(recap.expedition_rows(words))
        file = f"{fingerprint.BUILD}/{periode}/{name}/ekspedisi.xlsx"
        columns = [(heading, width) for _, heading, width in recap.EXPEDITION]
        disk.keep(root, file, book.workbook(f"Daftar Pengiriman Surat, {periode}", columns, rows))
        click.echo(t("{file}: {count} surat", file=file, count=len(rows)))
    finish(problems, dokumen(root, period, "pengiriman"))
