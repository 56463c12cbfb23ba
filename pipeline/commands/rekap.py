"""`rekap`: the results of every unit of a period, as a workbook."""

from pathlib import Path

import click

from pipeline.talk import t


@click.command()
@click.argument("periode")
@click.pass_obj
def command(root: Path, periode: str) -> None:
    """Menulis rekapitulasi hasil survei PERIODE setiap institusi ke build/: satu baris satu unit."""
    from pipeline import state
    from pipeline.issuing import agenda_buku, daftar
    from pipeline.sources import workspace
    from pipeline.words import bahasa

    masa = workspace.period(root, periode)
    for name in workspace.institutions(root, masa):
        instansi, rows = daftar.rekap(root, masa, name)
        if instansi is None:
            continue
        file = f"{state.BUILD}/{periode}/{name}/rekap.xlsx"
        judul = (
            f"Rekapitulasi Hasil SKM, {instansi.nama}, {bahasa.masa(masa, instansi.gaya.semester)} Tahun {masa.tahun}"
        )
        state.save(root, file, agenda_buku.buku_kerja(judul, daftar.kolom_rekap(instansi), rows))
        click.echo(t("{file}: {count} unit", file=file, count=len(rows)))
