"""`log`: every letter of a unit, over the periods."""

import sys
from pathlib import Path

import click

from pipeline.commands import machine, options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import say_problems, t


@verb()
@click.argument("unit")
@options.form("text", "json")
@click.pass_obj
def command(root: Path, unit: str, form: str) -> None:
    """Semua surat dan laporan UNIT, atau sebuah institusi: periode, jenis, nomor, tanggal, IKM, mutu, status."""
    from pipeline.lists import history
    from pipeline.making import build
    from pipeline.problems.problem import Problem
    from pipeline.sources import workspace

    there = workspace.periods(root)
    if not there:
        raise workspace.none_yet(root)
    period = workspace.period(root, there[-1])
    whole = unit in workspace.institutions(root, period)
    name, own = (unit, "") if whole else build.one_target(root, period, unit)
    problems: list[Problem] = []
    letters = list(history.letters(root, name, own, problems))
    if form == "json":
        machine.say("log", problems, instansi=name, unit=own, surat=letters)
        return
    for letter in letters:
        click.echo("  ".join(text or "-" for text in letter))
    if not letters and not problems:
        click.echo(t("belum ada surat bagi {unit}", unit=unit))
    say_problems(sorted(problems))
    if problems:
        sys.exit(1)
