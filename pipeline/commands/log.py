"""`log`: every letter of a unit, over the periods."""

from pathlib import Path

import click


@click.command()
@click.argument("unit")
@click.pass_obj
def command(root: Path, unit: str) -> None:
    """Semua surat dan laporan UNIT: periode, jenis, nomor, tanggal, IKM, mutu, status."""
    from pipeline import build
    from pipeline.errors import Usage
    from pipeline.issuing import riwayat
    from pipeline.sources import workspace
    from pipeline.ucapan import ucap

    there = workspace.periods(root)
    if not there:
        raise Usage(ucap("belum ada periode"))
    ((name, own),) = build.targets_of(root, workspace.period(root, there[-1]), unit)
    for one in riwayat.surat(root, name, own):
        click.echo("  ".join(text or "-" for text in one))
