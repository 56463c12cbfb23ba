"""`watch`: the clerk's page, at one unit: its data beside its letter."""

from pathlib import Path

import click

from pipeline.commands import options, page
from pipeline.commands.grammar import verb


@verb()
@click.argument("unit")
@options.port
@options.read_only
@options.no_browser
@click.pass_obj
def command(root: Path, unit: str, port: int, read_only: bool, tanpa_peramban: bool) -> None:
    """Membuka halaman satu UNIT di peramban: datanya di samping suratnya, yang berubah saat disimpan."""
    from pipeline.making import build
    from pipeline.sources import workspace

    there = workspace.periods(root)
    if not there:
        raise workspace.none_yet(root)
    named = {pair for period in there for pair in build.targets_of(root, workspace.period(root, period), None)}
    ((instansi, name),) = build.chosen_of(sorted(named), unit, there[-1])
    last = [period for period in there if instansi in workspace.institutions(root, workspace.period(root, period))][-1]
    page.opened(root, port, read_only=read_only, no_browser=tanpa_peramban, unit=f"{instansi}/{name}", period=last)
