"""`process`: the processing of each unit's answers as a workbook with live formulas."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import finish

if TYPE_CHECKING:
    from pipeline.problems.problem import Problem


@verb()
@click.argument("periode")
@options.unit
@options.pretend
@click.pass_obj
def command(root: Path, periode: str, unit: str | None) -> None:
    """Menulis olah data setiap unit dalam PERIODE ke build/, sebagai Excel yang rumusnya menghasilkan indeksnya."""
    from pipeline.lists import processing_sheet
    from pipeline.sources import workspace

    problems: list[Problem] = []
    for file in processing_sheet.write(root, workspace.period(root, periode), unit, problems):
        click.echo(file)
    finish(problems)
