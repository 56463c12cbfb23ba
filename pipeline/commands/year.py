"""`year`: the documents of a year: which are there, due and late, for every unit."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import machine, options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import finish, translate
from pipeline.problems.phrase import translated

if TYPE_CHECKING:
    from pipeline.problems.problem import Problem


@verb()
@click.argument("tahun")
@click.option("--date", "--tanggal", "hari", type=options.DATE, help="Keadaan pada tanggal ini; tanpa ini hari ini.")
@options.form("text", "json")
@click.pass_obj
def command(root: Path, tahun: str, hari: dt.datetime | None, form: str) -> None:
    """Menyebut dokumen TAHUN (2025) setiap unit dan periode dalam satu tabel: yang ada, jatuh tempo, dan terlambat."""
    from pipeline.lists import year_table

    year = year_table.year_of(tahun)
    problems: list[Problem] = []
    today = hari.date() if hari else dt.datetime.now().astimezone().date()
    rows = year_table.of_year(root, year, today, problems)
    if form == "json":
        machine.say("year", problems, tahun=year, pada=str(today), dokumen=[row._asdict() for row in rows])
        return
    for line in year_table.lines(rows, translate):
        click.echo(translated(line, translate))
    finish(problems)
