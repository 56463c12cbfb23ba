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
    from pipeline.making import build
    from pipeline.making.office import Offices
    from pipeline.problems.problem import Problem, Refusal
    from pipeline.scores import results, survey
    from pipeline.sources import workspace
    from pipeline.words.calculation import lines_of
    from pipeline.words.chapter import Material

    period = workspace.period(root, periode)
    name, found = build.surveyed_target(root, period, unit)
    problems: list[Problem] = []
    opened = Offices(root, period).open(name, problems)
    if opened is None:
        raise Refusal(problems)
    dossier = opened.scored_dossier(found)
    scored = opened.results(dossier)
    survei, warnings = survey.survey_of(root, opened.counted, dossier, scored)
    answers = results.sheet_of(opened.counted, dossier)
    for line in lines_of(Material(dossier, "", scored, None, survei), answers):
        click.echo(line)
    say_problems(sorted({*problems, *opened.strays, *warnings}))
