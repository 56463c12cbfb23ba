"""`plan`: which letters would get which numbers, and what stands in the way."""

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.talk import say_problems, say_rows, t, translate
from pipeline.problems.phrase import translated
from pipeline.scores import rows_read

if TYPE_CHECKING:
    from pipeline.issuing.order import IssuePlan

DATE = click.DateTime(["%Y-%m-%d"])


def _given(_: click.Context, __: click.Parameter, said: str) -> str:
    if not said.strip():
        raise click.UsageError(t("--alasan tidak boleh kosong"))
    return said


REASON = click.option("--alasan", required=True, callback=_given, help="Mengapa; tercatat di buku agenda.")


@click.command()
@click.argument("jenis")
@click.argument("periode")
@click.option("--unit", help="Satu unit saja: nama berkasnya, atau <instansi>/<unit>.")
@click.option("--tanggal", type=DATE, help="Tanggal surat yang belum bertanggal, seperti 2025-07-02.")
@click.option("--sisip", type=click.IntRange(1), help="Nomor yang disisipi: 21 memberi 21a. Perlu --unit.")
@click.option("--lewati", is_flag=True, help="Terbitkan yang siap; lewati surat yang terhalang.")
@click.option("--pdf", is_flag=True, help="Periksa juga apakah PDF-nya dapat dibuat.")
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
) -> None:
    """Rencana penerbitan JENIS dalam PERIODE: nomor, tanggal, yang terhalang. Tidak menulis apa pun."""
    from pipeline.issuing import plan
    from pipeline.issuing.order import Order
    from pipeline.making import build
    from pipeline.sources import workspace

    check(unit, sisip)
    day = tanggal.date() if tanggal else None
    order_period = workspace.period(root, periode)
    made = plan.plan_of(root, Order(order_period, jenis, unit, day, sisip, lewati, pdf))
    say(made)
    for name, left, why in build.left_out(root, order_period) if unit is None else ():
        click.echo(t("{unit}: tidak disurvei ({alasan})", unit=f"{name}/{left}", alasan=why))
    if made.problems:
        sys.exit(1)


def check(unit: str | None, sisip: int | None) -> None:
    """Refuse an insertion that names no unit."""
    if sisip is not None and unit is None:
        raise click.UsageError(t("--sisip perlu --unit: sisipan diberikan kepada satu surat"))


def say(made: "IssuePlan", *, also: bool = True) -> None:
    """Print a plan: a line a letter, then how many of which; what stands in the way (`also`) goes to stderr."""
    for line in made.lines:
        details = [
            line.nomor,
            line.tanggal.isoformat() if line.tanggal else "",
            t("beda: {beda}", beda=", ".join(translated(name, translate) for name in line.differences))
            if line.differences
            else "",
        ]
        click.echo(
            "  ".join(filter(None, (f"{t(line.status):9}", f"{line.instansi}/{line.unit}".rstrip("/"), *details)))
        )
    say_problems((*made.warnings, *(made.problems if also else ())))
    count = {status: sum(line.status == status for line in made.lines) for status in ("baru", "terbit", "terhalang")}
    click.echo(t("{baru} akan terbit, {terbit} sudah terbit, {terhalang} terhalang", **count))
    say_rows(rows_read.told(made.rows))
