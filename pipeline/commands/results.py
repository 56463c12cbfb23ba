"""`results`: the figures of a period for programs and spreadsheets."""

import sys
from pathlib import Path

import click

from pipeline.commands import machine, options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import finish, t, translate


@verb()
@click.argument("periode")
@options.unit
@options.form("csv", "json", "xlsx")
@options.output
@options.pretend
@click.pass_obj
def command(root: Path, periode: str, unit: str | None, form: str, output: Path | None) -> None:
    """Hasil setiap unit dalam PERIODE bagi program lain: IKM, mutu, unsur, layanan, responden, prioritas, aturannya."""
    from pipeline.lists import figures_out, unit_figures
    from pipeline.sources import workspace

    if form == "xlsx" and output is None:
        raise click.UsageError(t("xlsx perlu --output <berkas>"))
    options.not_there(output)
    found = unit_figures.of_period(root, workspace.period(root, periode), unit)
    if form == "json" and output is None:
        body = found._asdict()
        machine.say("results", body.pop("masalah"), **body)
        return
    made = figures_out.written(form, found, translate)
    if output is None:
        sys.stdout.flush()
        click.echo(made, nl=False)
    else:
        options.save_here(root, output, made)
        click.echo(
            t("{file}: {count} unit", file=output, count=len({(said.instansi, said.unit) for said in found.hasil}))
        )
    for name, why in found.tidak_disurvei.items():
        click.echo(t("{unit}: tidak disurvei ({alasan})", unit=name, alasan=why), err=True)
    finish(found.masalah)
