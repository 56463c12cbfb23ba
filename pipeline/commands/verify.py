"""`verify`: is this file, this number, or the whole register as it was issued?"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.talk import say_problems, t, translate
from pipeline.problems.phrase import translated

if TYPE_CHECKING:
    from pipeline.issuing.verify import Verdict


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
            verdict = verify.of_file(root, path.read_bytes())
            _say(root, one, verdict)
            good &= verdict.result == verify.ASLI
            continue
        if path.suffix.lower() in (".docx", ".pdf"):
            raise click.UsageError(t("berkas {path} tidak ada", path=path))
        lembar = register.find_entry(root, one)
        found = sorted(verify.of_number(root, lembar))
        say_problems(found)
        for surat in lembar.entri.surat or ():
            if surat.sidik and buat_lagi and (beda := verify.make_again(root, lembar, surat)):
                click.echo(f"{surat.unit or lembar.instansi}: {translated(beda, translate)}", err=True)
                good = False
        good &= not found
        status = ", " + t("batal: {alasan}", alasan=lembar.entri.batal) if lembar.entri.batal else ""
        click.echo(
            f"{register.told_apart(root, lembar)}: {t('berubah') if found else t('asli, arsipnya utuh')}{status}"
        )
    if not apa:
        problems = sorted(verify.whole_archive(root))
        say_problems(problems)
        good = all(one.is_warning for one in problems)
        click.echo(t("buku agenda dan arsipnya utuh") if good else t("buku agenda atau arsipnya tidak utuh"))
    if not good:
        sys.exit(1)


def _say(root: Path, name: str, verdict: "Verdict") -> None:
    from pipeline.issuing import register

    which = ""
    if verdict.entry_file:
        unit = f", {verdict.surat.unit or verdict.entry_file.instansi}" if verdict.surat else ""
        revisi = verdict.surat.revisi if verdict.surat else None
        ke = ", " + t("perubahan ke-{ke}", ke=revisi) if revisi else ""
        which = ", " + t("surat {nomor}", nomor=register.told_apart(root, verdict.entry_file)) + unit + ke
    note = f"; {translated(verdict.keterangan, translate)}" if verdict.keterangan else ""
    click.echo(f"{name}: {translated(verdict.result, translate)}{which}{note}")
    for was, now in verdict.differences:
        click.echo("  " + t("terbit: {kata}", kata=was or "-"))
        click.echo("  " + t("di sini: {kata}", kata=now or "-"))
