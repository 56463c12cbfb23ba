"""`olah`: the processing of each unit's answers as a workbook with live formulas."""

from pathlib import Path

import click

from pipeline.commands.talk import finish


@click.command()
@click.argument("periode")
@click.option("--unit", help="Satu unit saja: nama berkasnya, atau <instansi>/<unit>.")
@click.pass_obj
def command(root: Path, periode: str, unit: str | None) -> None:
    """Menulis olah data setiap unit dalam PERIODE ke build/, sebagai Excel yang rumusnya menghasilkan indeksnya."""
    from pipeline.lists import processing_sheet
    from pipeline.problems.problem import Problem
    from pipeline.sources import workspace

    problems: list[Problem] = []
    for file in processing_sheet.write(root, workspace.period(root, periode), unit, problems):
        click.echo(file)
    finish(problems)
