"""`results`: the figures of a period for programs and spreadsheets."""

import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import machine, options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import finish, t

if TYPE_CHECKING:
    from pipeline.lists.unit_figures import PeriodFigures


@verb()
@click.argument("periode")
@options.unit
@options.form("csv", "json", "xlsx")
@options.output
@options.pretend
@click.pass_obj
def command(root: Path, periode: str, unit: str | None, form: str, output: Path | None) -> None:
    """Hasil setiap unit dalam PERIODE bagi program lain: IKM, mutu, unsur, layanan, responden, prioritas, aturannya."""
    from pipeline.files import disk
    from pipeline.lists import unit_figures
    from pipeline.sources import workspace

    if form == "xlsx" and output is None:
        raise click.UsageError(t("xlsx perlu --output <berkas>"))
    options.not_there(output)
    found = unit_figures.of_period(root, workspace.period(root, periode), unit)
    if form == "json" and output is None:
        body = found._asdict()
        machine.say("results", body.pop("masalah"), **body)
        return
    made = {"csv": _csv, "json": _json, "xlsx": _xlsx}[form](found)
    if output is None:
        sys.stdout.flush()
        click.echo(made, nl=False)
    else:
        disk.save(Path(), str(output), made)
        click.echo(
            t("{file}: {count} unit", file=output, count=len({(said.instansi, said.unit) for said in found.hasil}))
        )
    for name, why in found.tidak_disurvei.items():
        click.echo(t("{unit}: tidak disurvei ({alasan})", unit=name, alasan=why), err=True)
    finish(found.masalah)


def _text(value: object) -> str:
    return "" if value is None else str(int(value)) if isinstance(value, bool) else str(value)


def _csv(found: "PeriodFigures") -> bytes:
    from pipeline.files import csv_out
    from pipeline.lists import unit_figures

    return csv_out.written(
        [unit_figures.COLUMNS, *([_text(value) for value in row] for row in unit_figures.rows(found))]
    )


def _json(found: "PeriodFigures") -> bytes:
    body = found._asdict()
    return machine.text("results", body.pop("masalah"), body).encode()


def _xlsx(found: "PeriodFigures") -> bytes:
    from pipeline.files import workbook_out
    from pipeline.files.workbook_out import Cell, Grid
    from pipeline.lists import unit_figures

    head = [Cell(name, "kepala") for name in unit_figures.COLUMNS]
    rows = [[Cell(_cell(value)) for value in row] for row in unit_figures.rows(found)]
    widths = [max(10, len(name) + 2) for name in unit_figures.COLUMNS]
    return workbook_out.grids(f"SKM {found.periode}", [Grid("Hasil", widths, [head, *rows], 1)])


def _cell(value: object) -> str | float:
    if isinstance(value, Decimal):
        return float(value)
    return int(value) if isinstance(value, (bool, int)) else _text(value)
