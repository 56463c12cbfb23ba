"""`verify`: is this file, this number, or the whole register as it was issued?"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.talk import say_problems

if TYPE_CHECKING:
    from pipeline.issuing.verify import Putusan


@click.command()
@click.argument("apa", nargs=-1)
@click.option("--buat-lagi", is_flag=True, help="Buat lagi dari commit yang tercatat, lalu bandingkan setiap bitanya.")
@click.pass_obj
def command(root: Path, apa: tuple[str, ...], buat_lagi: bool) -> None:
    """Memeriksa keaslian APA: berkas .docx atau .pdf, atau nomor. Tanpa APA: seluruh buku agenda dan arsipnya."""
    from pipeline.issuing import register, verify

    good = True
    for one in apa:
        path = Path(one)
        if path.is_file():
            verdict = verify.berkas(root, path.read_bytes())
            _say(one, verdict)
            good &= verdict.hasil == verify.ASLI
            continue
        lembar = register.cari(root, one)
        found = sorted(verify.nomor(root, lembar))
        say_problems(map(str, found))
        for surat in lembar.entri.surat or ():
            if surat.sidik and buat_lagi and (beda := verify.buat_lagi(root, lembar, surat)):
                click.echo(f"{surat.unit}: {beda}", err=True)
                good = False
        good &= not found
        status = f", batal: {lembar.entri.batal}" if lembar.entri.batal else ""
        click.echo(f"{lembar.entri.nomor}: {'berubah' if found else 'asli, arsipnya utuh'}{status}")
    if not apa:
        problems = sorted(verify.semua(root))
        say_problems(map(str, problems))
        good = all(one.is_warning for one in problems)
        click.echo("buku agenda dan arsipnya utuh" if good else "buku agenda atau arsipnya tidak utuh")
    if not good:
        sys.exit(1)


def _say(name: str, verdict: "Putusan") -> None:
    which = ""
    if verdict.lembar:
        unit = f", {verdict.surat.unit}" if verdict.surat else ""
        ke = f", perubahan ke-{verdict.surat.revisi}" if verdict.surat and verdict.surat.revisi else ""
        which = f", surat {verdict.lembar.entri.nomor}{unit}{ke}"
    click.echo(f"{name}: {verdict.hasil}{which}{f'; {verdict.keterangan}' if verdict.keterangan else ''}")
    for was, now in verdict.beda:
        click.echo(f"  terbit: {was or '-'}\n  di sini: {now or '-'}")
