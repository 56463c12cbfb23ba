"""`reissue`: a revision of a letter that is out."""

import datetime as dt
from pathlib import Path

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import say_problems, t


@verb()
@click.argument("jenis")
@click.argument("periode")
@options.the_unit
@options.reason
@click.option(
    "--new-number", "--nomor-baru", "nomor_baru", is_flag=True, help="Ambil nomor baru; tanpa ini nomornya tetap."
)
@options.date
@options.pdf
@options.pretend
@click.pass_obj
def command(
    root: Path,
    jenis: str,
    periode: str,
    unit: str,
    alasan: str,
    nomor_baru: bool,
    tanggal: dt.datetime | None,
    pdf: bool,
) -> None:
    """Menerbitkan ulang surat JENIS satu unit dalam PERIODE, dari sumber yang sekarang, sebagai perubahan."""
    from pipeline.issuing import apply
    from pipeline.issuing.order import Order
    from pipeline.sources import register_reader, workspace

    order = Order(workspace.period(root, periode), jenis, unit, tanggal.date() if tanggal else None, pdf=pdf)
    entry, letter, told = apply.reissue(root, order, alasan, nomor_baru)
    values = {
        "nomor": entry.entri.nomor,
        "ke": letter.revisi,
        "file": register_reader.archive_file(entry, letter, "docx"),
    }
    say_problems(told)
    click.echo(t("{nomor}: perubahan ke-{ke}, {file}", **values))
