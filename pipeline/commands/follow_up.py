"""`rtl`: what is planned, done and late, by unit and person in charge."""

from pathlib import Path

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import end, say_problems, t, translate
from pipeline.problems.phrase import translated


@verb()
@click.argument("periode")
@options.unit
@click.option("--csv", "target", type=click.Path(dir_okay=False, path_type=Path), help="Tulis juga sebagai CSV ini.")
@click.pass_obj
def command(root: Path, periode: str, unit: str | None, target: Path | None) -> None:
    """Mendaftar rencana tindak lanjut dalam PERIODE: yang direncanakan, dilaksanakan, dan terlambat."""
    from pipeline.lists import follow_up_list
    from pipeline.sources import workspace

    options.not_there(target)
    period = workspace.period(root, periode)
    found = follow_up_list.collect(root, period, unit)
    say_problems(found.problems)
    for line in follow_up_list.lines(found.rows):
        click.echo(translated(line, translate))
    if target is not None:
        follow_up_list.write_csv(target, found.rows)
        click.echo(t("{berkas}: {jumlah} baris", berkas=target, jumlah=len(found.rows)))
    end(found.problems)
