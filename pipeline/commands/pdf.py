"""`pdf`: the documents of a period as PDF, for reading and for signing by hand."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import options
from pipeline.commands.grammar import is_verbose, verb
from pipeline.commands.talk import progress, say_problems, t

if TYPE_CHECKING:
    from pipeline.making.shares import Share


@verb()
@click.argument("jenis")
@click.argument("periode")
@options.unit
@click.option("--png", is_flag=True, help="Juga setiap halamannya sebagai gambar PNG, misalnya poster untuk laman.")
@options.share
@options.join
@options.scheduler
@click.pass_obj
def command(
    root: Path,
    jenis: str,
    periode: str,
    unit: str | None,
    png: bool,
    bagian: "Share | None",
    gabung: bool,
    penjadwal: str | None,
) -> None:
    """Membuat dokumen JENIS dalam PERIODE, lalu setiap .docx-nya sebagai PDF di sampingnya; perlu LibreOffice."""
    options.whole_or_parts(unit, bagian, gabung)
    from pipeline.making import copies
    from pipeline.making.format import PDF
    from pipeline.sources import workspace

    if not penjadwal and (lacking := PDF.lacking()):
        say_problems(lacking)
        sys.exit(1)
    if is_verbose():
        _say_how()
    with options.workers(penjadwal) as cluster, progress() as told:
        elsewhere, each = (cluster.make, cluster.printed) if cluster else (None, None)
        period = workspace.period(root, periode)
        made = copies.run(root, period, jenis, unit, told, bagian, join=gabung, elsewhere=elsewhere, each=each)
    say_problems(made.problems)
    if png:
        from pipeline.making import page_pictures

        click.echo(t("{jumlah} gambar PNG", jumlah=len(page_pictures.write(root, made.files))))
    many = t("{jumlah} PDF ({dibuat} dibuat)", jumlah=made.total, dibuat=made.made)
    click.echo(t("{many}, {halaman} halaman", many=many, halaman=made.pages) if made.pages else many)
    if bagian:
        options.say_share("pdf", bagian, jenis, periode)
    if any(not fault.is_warning for fault in made.problems):
        sys.exit(1)


def _say_how() -> None:
    from pipeline.documents import pdf

    if fault := pdf.kit_fault():
        click.echo(t("PDF dibuat dengan memanggil LibreOffice, bukan oleh LibreOfficeKit: {why}", why=fault), err=True)
    else:
        click.echo(t("PDF dibuat oleh LibreOfficeKit"), err=True)
