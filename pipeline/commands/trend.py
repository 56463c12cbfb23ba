"""`trend`: every unit's index, up or down."""

from pathlib import Path

import click

from pipeline.commands.talk import t


@click.command()
@click.argument("periode")
@click.pass_obj
def command(root: Path, periode: str) -> None:
    """IKM setiap unit dalam PERIODE, dibandingkan dengan periode terakhir yang mempunyai hasil."""
    from pipeline.lists import history
    from pipeline.sources import period as reporting
    from pipeline.sources import workspace

    now = workspace.period(root, periode)
    new = history.points(root, now)
    past = reporting.earlier(workspace.periods(root), now)
    found = ((period, points) for period in past if (points := history.points(root, period)))
    before, old = next(found, (past[0] if past else reporting.shift(now, -1), {}))
    if before != reporting.shift(now, -1) and old:
        click.echo(t("dibandingkan dengan {masa}", masa=before), err=True)
    for key in sorted({*new, *old}):
        for change in history.changes(old.get(key), new.get(key)):
            if change.name.startswith("IKM "):
                click.echo(
                    "  ".join(("/".join(key), change.name, *_figures(change.old, change.new), t(change.direction)))
                )
    if before not in past:
        click.echo(t("periode sebelumnya, {masa}, tidak ada", masa=before), err=True)


def _figures(lama: object, baru: object) -> tuple[str, str]:
    return str(lama or "-"), str(baru or "-")
