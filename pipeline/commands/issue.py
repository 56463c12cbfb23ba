"""`issue`: the plan, one question, then all of it or nothing."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import plan as plan_command
from pipeline.commands.talk import t

if TYPE_CHECKING:
    from pipeline.issuing.order import Rencana


@click.command()
@click.argument("jenis")
@click.argument("periode")
@click.option("--unit", help="Satu unit saja: nama berkasnya, atau <instansi>/<unit>.")
@click.option("--tanggal", type=plan_command.TANGGAL, help="Tanggal surat yang belum bertanggal, seperti 2025-07-02.")
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
    from pipeline.issuing.order import Pesanan
    from pipeline.sources import workspace

    plan_command.check(unit, sisip)

    def setuju(made: "Rencana", pulih: tuple[str, ...]) -> bool:
        if pulih:
            click.echo(t("penerbitan yang lalu terhenti; diteruskan: {count} berkas", count=len(pulih)))
        plan_command.say(made, also=False)  # the refusal that follows says it
        if made.masalah or not made.baru or yes:
            return True
        return click.confirm(t("Terbitkan?"), default=False)

    day = tanggal.date() if tanggal else None
    pesanan = Pesanan(workspace.period(root, periode), jenis, unit, day, sisip, lewati, pdf)
    made = apply.terbitkan(root, pesanan, setuju)
    if made is None:
        click.echo(t("tidak ada yang diterbitkan"))
    elif made.baru:
        click.echo(t("{count} surat terbit; simpan: git add register && git commit", count=len(made.baru)))
