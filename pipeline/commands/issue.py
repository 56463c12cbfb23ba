"""`issue`: the plan, one question, then all of it or nothing."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import options, planned
from pipeline.commands.grammar import verb
from pipeline.commands.talk import agrees, say_none, say_problems, t

if TYPE_CHECKING:
    from pipeline.issuing.order import IssuePlan


@verb()
@click.argument("jenis")
@click.argument("periode")
@options.unit
@options.date
@options.insert
@options.skip
@options.pdf
@options.dry_run
@options.yes
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
    dry_run: bool,
    yes: bool,
) -> None:
    """Menerbitkan JENIS dalam PERIODE: memberi nomor, membuat surat, mengarsipkan. Semuanya atau tidak sama sekali."""
    from pipeline.issuing import apply
    from pipeline.issuing.order import Order
    from pipeline.sources import workspace

    planned.check(unit, sisip)
    day = tanggal.date() if tanggal else None
    order = Order(workspace.period(root, periode), jenis, unit, day, sisip, lewati, pdf)
    if dry_run:
        planned.show(root, order)
        return

    def agreed(made: "IssuePlan", recovered: tuple[str, ...]) -> bool:
        if recovered:
            click.echo(t("penerbitan yang lalu terhenti; diteruskan: {count} berkas", count=len(recovered)))
        planned.say(made, also=False)  # the refusal that follows says it
        say_none(len(made.lines), jenis, periode)
        if made.problems or not made.new or yes:
            return True
        return agrees(t("Terbitkan?"))

    made = apply.issue(root, order, agreed)
    if made is None:
        click.echo(t("tidak ada yang diterbitkan"))
    elif made.new:
        say_problems(made.warnings)
        click.echo(t("{count} surat terbit; simpan: git add register && git commit", count=len(made.new)))
