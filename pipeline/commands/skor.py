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
    from pipeline.words.calculation import lembar
    from pipeline.words.chapter import Bahan

    masa = workspace.period(root, periode)
    name, found = build.satu(root, masa, unit)
    problems: list[Problem] = []
    office = workspace.kantor(root, masa, name, problems)
    if office is None:
        raise Refusal(problems)
    ruang = results.count(root, office, problems)
    berkas = workspace.berkas(root, office, found)
    nilai = results.of_unit(ruang, berkas)
    survei, warnings = survey.survei(root, ruang, berkas, nilai)
    file = results.file_of(ruang, found)
    assert file is not None
    for line in lembar(Bahan(berkas, "", nilai, None, survei), file):
        click.echo(line)
    say_problems(sorted({*problems, *warnings}))
