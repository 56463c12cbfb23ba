"""`evidence`: what each unit can show for a year's assessment, with the score that follows and what would raise it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import machine, options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import finish, t, translate
from pipeline.problems.phrase import Sentence, translated

if TYPE_CHECKING:
    from pipeline.problems.problem import Problem


@verb()
@click.argument("tahun")
@options.unit
@options.form("text", "json")
@options.pretend
@click.pass_obj
def command(root: Path, tahun: str, unit: str | None, form: str) -> None:
    """Mengumpulkan bukti setiap unit untuk TAHUN (2025): PEKPPP butir 6 sampai 9, zona integritas, dan berkasnya."""
    from pipeline.lists import evidence, integrity_zone, year_table

    problems: list[Problem] = []
    year = year_table.year_of(tahun)
    made = list(evidence.write(root, year, unit, problems))
    if form == "json":
        machine.say("evidence", problems, tahun=year, unit=[found for _, found in made])
        return
    for file, found in made:
        click.echo(file)
        for item in found.butir:
            said = {name: translated(text, translate) for name, text in item._asdict().items() if name in _SAID}
            click.echo(
                t("  {nomor} {butir}: {nilai}; {alasan}; {peningkat}", nomor=item.nomor, nilai=item.nilai, **said)
            )
        for zone in found.zona_integritas:
            said = {name: translated(text, translate) for name, text in zone._asdict().items() if name in _SAID}
            state: Sentence = integrity_zone.SHOWN[zone.terpenuhi]
            shown = translate(state)
            click.echo(
                t(
                    "  zona integritas {huruf} {butir}: {shown}; {alasan}; {peningkat}",
                    huruf=zone.huruf,
                    shown=shown,
                    **said,
                )
            )
    finish(problems)


_SAID = ("butir", "alasan", "peningkat")
