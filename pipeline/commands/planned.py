"""A plan of letters, as `plan` and `issue` ask for it and say it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import machine
from pipeline.commands.talk import say_none, say_problems, say_rows, t, translate
from pipeline.problems.phrase import translated
from pipeline.scores import rows_read

if TYPE_CHECKING:
    from pipeline.issuing.order import IssuePlan, Order


def check(unit: str | None, sisip: int | None) -> None:
    """Refuse an insertion that names no unit."""
    if sisip is not None and unit is None:
        raise click.UsageError(t("--insert perlu --unit: sisipan diberikan kepada satu surat"))


def show(root: Path, order: "Order", form: str = "text") -> None:
    """Print the plan of an order and what stands in its way; end with 1 where something does."""
    from pipeline.issuing import plan
    from pipeline.making import build

    made = plan.plan_of(root, order)
    if form == "json":
        say_json(made, str(order.period), order.kind)
        return
    say(made)
    say_none(len(made.lines), order.kind, str(order.period))
    for name, left, why in build.left_out(root, order.period) if order.unit is None else ():
        click.echo(t("{unit}: tidak disurvei ({alasan})", unit=f"{name}/{left}", alasan=why))
    if made.problems:
        sys.exit(1)


def say_json(made: "IssuePlan", masa: str, jenis: str) -> None:
    """Print a plan for programs."""
    letters = [
        {
            "instansi": line.instansi,
            "unit": line.unit,
            "status": line.status,
            "nomor": line.nomor,
            "tanggal": line.tanggal,
            "yth": line.yth,
            "beda": line.differences,
        }
        for line in made.lines
    ]
    machine.say("plan", (*made.warnings, *made.problems), periode=masa, jenis=jenis, surat=letters)


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
