"""`rtl`: what is planned, done and late, by unit and person in charge."""

import sys
from pathlib import Path

import click

from pipeline.commands import machine, options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import finish, t, translate
from pipeline.problems.phrase import translated


@verb()
@click.argument("periode")
@options.unit
@options.form("text", "csv", "json")
@options.output
@options.pretend
@click.pass_obj
def command(root: Path, periode: str, unit: str | None, form: str, output: Path | None) -> None:
    """Mendaftar rencana tindak lanjut dalam PERIODE: yang direncanakan, dilaksanakan, dan terlambat."""
    from pipeline.lists import follow_up_list
    from pipeline.sources import workspace

    if output is not None and form == "text":
        raise click.UsageError(t("--output perlu --format csv atau json"))
    options.not_there(output)
    found = follow_up_list.collect(root, workspace.period(root, periode), unit)
    if form == "json" and output is None:
        machine.say("follow-up", found.problems, program=found.rows)
        return
    if output is not None:
        body = {"program": found.rows}
        json = form == "json"
        made = machine.text("follow-up", found.problems, body).encode() if json else follow_up_list.csv(found.rows)
        options.save_here(root, output, made)
        click.echo(t("{berkas}: {jumlah} baris", berkas=output, jumlah=len(found.rows)))
    elif form == "csv":
        sys.stdout.flush()
        click.echo(follow_up_list.csv(found.rows), nl=False)
    for line in follow_up_list.lines(found.rows) if form == "text" else ():
        click.echo(translated(line, translate))
    finish(found.problems)
