"""`issue`: the plan, one question, then all of it or nothing."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import plan
from pipeline.commands.talk import say_problems, t

if TYPE_CHECKING:
    from pipeline.issuing.order import IssuePlan


@click.command()
@click.argument("jenis")
@click.argument("periode")
@click.option("--unit", help="Satu unit saja: nama berkasnya, atau <instansi>/<unit>.")
@click.option("--tanggal", type=plan.DATE, help="Tanggal surat yang belum bertanggal, seperti 2025-07-02.")
@click.option("--sisip", type=click.IntRange(1), help="Nomor yang disisipi: 21 memberi 21a. Perlu --unit.")
@click.option("--lewati", is_flag=True, help="Terbitkan yang siap; lewati surat yang terhalang.")
@click.option("--pdf", is_flag=True, help="Arsipkan juga setiap surat sebagai PDF; perlu LibreOffice.")
@click.option("--yes", is_flag=True, help="Jangan bertanya.")
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
    yes: bool,
) -> None:
    """Menerbitkan JENIS dalam PERIODE: memberi nomor, membuat surat, mengarsipkan. Semuanya atau tidak sama sekali."""
    from pipeline.issuing import apply
    from pipeline.issuing.order import Order
    from pipeline.sources import workspace

    plan.check(unit, sisip)

    def agreed(made: "IssuePlan", recovered: tuple[str, ...]) -> bool:
        if recovered:
            click.echo(t("penerbitan yang lalu terhenti; diteruskan: {count} berkas", count=len(recovered)))
        plan.say(made, also=False)  # the refusal that follows says it
        if made.problems or not made.new or yes:
            return True
        return click.confirm(t("Terbitkan?"), default=False)

    day = tanggal.date() if tanggal else None
    order = Order(workspace.period(root, periode), jenis, unit, day, sisip, lewati, pdf)
    made = apply.issue(root, order, agreed)
    if made is None:
        click.echo(t("tidak ada yang diterbitkan"))
    elif made.new:
        say_problems(made.warnings)
        click.echo(t("{count} surat terbit; simpan: git add register && git commit", count=len(made.new)))
