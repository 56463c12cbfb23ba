"""`plan`: which letters would get which numbers, and what stands in the way."""

import datetime as dt
from pathlib import Path

import click

from pipeline.commands import options, planned
from pipeline.commands.grammar import verb


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
    from pipeline.issuing.order import Order
    from pipeline.sources import workspace

    planned.check(unit, sisip)
    day = tanggal.date() if tanggal else None
    planned.show(root, Order(workspace.period(root, periode), jenis, unit, day, sisip, lewati, pdf), form)
