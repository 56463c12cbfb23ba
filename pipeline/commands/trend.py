"""`trend`: every unit's index, up or down."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import machine, options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import t

if TYPE_CHECKING:
    from pipeline.lists.history import Change

MOST_NAMED = 10
"""Units that are named, of those without a result."""


@verb()
@click.argument("periode")
@options.form("text", "json")
@click.pass_obj
def command(root: Path, periode: str, form: str) -> None:
    """IKM setiap unit dalam PERIODE, dibandingkan dengan periode terakhir yang mempunyai hasil."""
    from pipeline.lists import history
    from pipeline.making import build
    from pipeline.sources import period as reporting
    from pipeline.sources import workspace

    now = workspace.period(root, periode)
    new = history.points(root, now)
    past = reporting.earlier(workspace.periods(root), now)
    found = ((period, points) for period in past if (points := history.points(root, period)))
    before, old = next(found, (past[0] if past else reporting.shift(now, -1), {}))
    if form == "json":
        changed = [
            _change(key, change)
            for key in sorted({*new, *old})
            for change in history.changes(old.get(key), new.get(key))
        ]
        machine.say("trend", periode=str(now), sebelumnya=str(before) if old else None, unit=changed)
        return
    if before != reporting.shift(now, -1) and old:
        click.echo(t("dibandingkan dengan {masa}", masa=before), err=True)
    for key in sorted({*new, *old}):
        for change in history.changes(old.get(key), new.get(key)):
            if change.name.startswith("IKM "):
                click.echo(
                    "  ".join(("/".join(key), change.name, *_figures(change.old, change.new), t(change.direction)))
                )
    out = {(name, left): why for name, left, why in build.left_out(root, now)}
    for target, why in out.items():
        click.echo(t("{unit}: tidak disurvei ({alasan})", unit="/".join(target), alasan=why))
    told_of = {*new, *out}
    surveyed = history.surveyed(root, now)
    lacking = ["/".join(key) for key in build.targets_of(root, now, None) if key not in told_of and key[0] in surveyed]
    if lacking:
        units = ", ".join(lacking[:MOST_NAMED]) + (" ..." if len(lacking) > MOST_NAMED else "")
        told = t(
            "{many} unit tanpa hasil: {units}; sebabnya: skm check {masa}",
            many=len(lacking),
            units=units,
            masa=now,
        )
        click.echo(told, err=True)
    if before not in past:
        click.echo(t("periode sebelumnya, {masa}, tidak ada", masa=before), err=True)


def _change(key: tuple[str, str], change: "Change") -> dict[str, object]:
    figures = {"lama": change.old, "baru": change.new, "arah": change.direction}
    return {"instansi": key[0], "unit": key[1], "angka": change.name, **figures}


def _figures(lama: object, baru: object) -> tuple[str, str]:
    return str(lama or "-"), str(baru or "-")
