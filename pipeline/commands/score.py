"""`skor`: print how a unit's index is computed, step by step."""

from pathlib import Path

import click

from pipeline.commands.grammar import verb
from pipeline.commands.talk import say_problems


@verb()
@click.argument("periode")
@click.argument("unit")
@click.pass_obj
def command(root: Path, periode: str, unit: str) -> None:
    """Menunjukkan hitungan IKM sebuah UNIT dalam PERIODE, langkah demi langkah."""
    from pipeline.making import computed
    from pipeline.sources import workspace

    lines, problems = computed.lines(root, workspace.period(root, periode), unit)
    for line in lines:
        click.echo(line)
    say_problems(problems)
