"""`plan`: which letters would get which numbers, and what stands in the way."""

import datetime as dt
import sys
from pathlib import Path

import click

from pipeline.commands import options, planned
from pipeline.commands.grammar import verb
from pipeline.commands.talk import t


@verb()
@click.argument("jenis")
@click.argument("periode")
@options.unit
@options.date
@options.insert
@options.skip
@options.pdf
@options.form("text", "json")
@click.pass_obj
def command(
    root: Path,
    jenis: str,
    periode: str,
    unit: str | None,
    tanggal: dt.datetime | None,
    sisip: int | None,
    lewati: bool,
    pdf: bool,
    form: str,
) -> None:
    """Rencana penerbitan JENIS dalam PERIODE: nomor, tanggal, yang terhalang. Tidak menulis apa pun."""
    from pipeline.issuing import plan
    from pipeline.issuing.order import Order
    from pipeline.making import build
    from pipeline.sources import workspace

    planned.check(unit, sisip)
    day = tanggal.date() if tanggal else None
    order_period = workspace.period(root, periode)
    made = plan.plan_of(root, Order(order_period, jenis, unit, day, sisip, lewati, pdf))
    if form == "json":
        planned.say_json(made, str(order_period), jenis)
        return
    planned.say(made)
    for name, left, why in build.left_out(root, order_period) if unit is None else ():
        click.echo(t("{unit}: tidak disurvei ({alasan})", unit=f"{name}/{left}", alasan=why))
    if made.problems:
        sys.exit(1)
