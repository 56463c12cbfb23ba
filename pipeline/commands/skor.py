"""`skor`: print how a unit's index is computed, step by step."""

from pathlib import Path

import click

from pipeline.commands.talk import say_problems


@click.command()
@click.argument("periode")
@click.argument("unit")
@click.pass_obj
def command(root: Path, periode: str, unit: str) -> None:
    """Menunjukkan hitungan IKM sebuah UNIT dalam PERIODE, langkah demi langkah."""
    from pipeline.making import build
    from pipeline.problems.problem import Problem, Refusal
    from pipeline.scores import results, survey
    from pipeline.sources import workspace
    from pipeline.words.calculation import lines_of
    from pipeline.words.chapter import Material

    masa = workspace.period(root, periode)
    name, found = build.one_target(root, masa, unit)
    problems: list[Problem] = []
    office = workspace.office_of(root, masa, name, problems)
    if office is None:
        raise Refusal(problems)
    ruang = results.count(root, office, problems)
    berkas = workspace.dossier_of(root, office, found)
    scored = results.of_unit(ruang, berkas)
    survei, warnings = survey.survey_of(root, ruang, berkas, scored)
    file = results.file_of(ruang, found)
    assert file is not None
    for line in lines_of(Material(berkas, "", scored, None, survei), file):
        click.echo(line)
    say_problems(sorted({*problems, *warnings}))
