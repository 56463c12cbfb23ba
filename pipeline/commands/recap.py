"""`rekap`: the results of every unit of a period, as a workbook and as the documents that are named for it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.grammar import verb
from pipeline.commands.talk import finish, say_documents, t

if TYPE_CHECKING:
    from pipeline.problems.problem import Problem


@verb()
@click.argument("periode")
@click.pass_obj
def command(root: Path, periode: str) -> None:
    """Menulis rekapitulasi hasil survei PERIODE setiap institusi, Excel dan Word, ke build/: satu baris satu unit."""
    from pipeline.lists import recap
    from pipeline.sources import workspace

    period = workspace.period(root, periode)
    problems: list[Problem] = []
    for file, count in recap.workbooks(root, period, recap.RESULTS, problems):
        click.echo(t("{file}: {count} unit", file=file, count=count))
    say_documents(recap.documents(root, period, recap.RESULTS, problems))
    finish(problems)
