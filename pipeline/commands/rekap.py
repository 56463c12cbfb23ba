"""`rekap`: the results of every unit of a period, as a workbook and as the documents that are named for it."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.talk import say_problems, t

if TYPE_CHECKING:
    from pipeline.problems.problem import Problem
    from pipeline.sources.period import Period


@click.command()
@click.argument("periode")
@click.pass_obj
def command(root: Path, periode: str) -> None:
    """Menulis rekapitulasi hasil survei PERIODE setiap institusi, Excel dan Word, ke build/: satu baris satu unit."""
    from pipeline.files import disk, fingerprint
    from pipeline.issuing import book
    from pipeline.lists import recap
    from pipeline.making.office import Offices
    from pipeline.sources import workspace
    from pipeline.words import indonesian

    period = workspace.period(root, periode)
    problems: list[Problem] = []
    offices = Offices(root, period)
    for name in workspace.institutions(root, period):
        words = recap.words_of(offices, name, "rekap", problems)
        if words is None:
            continue
        instansi = offices[name].office.instansi
        file = f"{fingerprint.BUILD}/{periode}/{name}/rekap.xlsx"
        when = f"{indonesian.period_name(period, instansi.gaya.semester)} Tahun {period.tahun}"
        title = f"Rekapitulasi Hasil SKM, {instansi.nama}, {when}"
        rows = list(recap.recap_rows(words))
        disk.keep(root, file, book.workbook(title, recap.recap_columns(words), rows))
        click.echo(t("{file}: {count} unit", file=file, count=len(rows)))
    finish(problems, dokumen(root, period, "rekap"))


def dokumen(root: Path, period: "Period", bab: str) -> Iterator["Problem"]:
    """Make the documents of every kind that says a chapter, name each, and return what is wrong."""
    from pipeline.lists import recap
    from pipeline.making import build

    for kind in recap.kinds(root, bab):
        made = build.run(root, period, kind)
        for line in made.lines():
            if line.berkas:
                click.echo(t("{file}: draf", file=line.berkas) if line.draf else line.berkas)
        yield from made.problems


def finish(problems: "list[Problem]", more: "Iterator[Problem]") -> None:
    """Tell what is wrong, each once; exit with 1 unless all of it are warnings."""
    found = sorted({*more, *problems})
    say_problems(found)
    if any(not fault.is_warning for fault in found):
        sys.exit(1)
