"""`verify`: is this file, this number, or the whole register as it was issued?"""

import contextlib
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands import options, verified
from pipeline.commands.grammar import verb
from pipeline.commands.talk import say_problems, t, translate
from pipeline.problems.phrase import translated

if TYPE_CHECKING:
    from pipeline.issuing.published_head import Announced
    from pipeline.issuing.trusted import Reader
    from pipeline.issuing.verify import Verdict
    from pipeline.problems.problem import Problem
    from pipeline.sources.register_reader import EntryFile

_MOST = 20
"""Differences, or numbers, that are shown."""
_LARGEST = 4_000_000
"""Bytes of what was published that are read."""
_TRUSTED = "Kunci umum yang dipercaya pembaca, sebagai ganti register/penjamin."


@verb()
@click.argument("apa", nargs=-1)
@click.option(
    "--remake",
    "--buat-lagi",
    "buat_lagi",
    is_flag=True,
    help="Buat lagi dari commit yang tercatat, lalu bandingkan setiap bitanya.",
)
@click.option(
    "--old-code",
    "--kode-lama",
    "kode_lama",
    is_flag=True,
    help="Dengan --buat-lagi: jalankan program dari commit itu sendiri.",
)
@options.trusted
@click.option(
    "--root-certificate",
    "--akar",
    "akar",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Sertifikat akar yang dipercaya pembaca, sebagai ganti tte.akar di instansi.yaml.",
)
@click.option("--as-of", "--pada", "pada", type=options.DATE, help="Nilai tanda tangan seperti pada tanggal ini.")
@options.form("text", "json")
@click.option(
    "--head",
    "--kepala",
    "kepala",
    default="",
    help="Kepala riwayat yang diumumkan, atau berkas yang memuatnya: apakah ia mencakup surat ini?",
)
@click.pass_obj
def command(
    root: Path,
    apa: tuple[str, ...],
    buat_lagi: bool,
    kode_lama: bool,
    penjamin: Path | None,
    akar: Path | None,
    pada: dt.datetime | None,
    form: str,
    kepala: str,
) -> None:
    """Memeriksa keaslian APA: berkas .docx atau .pdf, atau nomor. Tanpa APA: seluruh buku agenda dan arsipnya."""
    from pipeline.issuing import entry_names, intact, verify
    from pipeline.issuing.trusted import Reader

    reader = Reader(akar, pada.astimezone(dt.UTC) if pada else None, penjamin)
    if form == "json":
        if buat_lagi or kode_lama or kepala:
            raise click.UsageError(t("--format json tidak bersama --remake, --old-code, --head"))
        verified.say(root, apa, reader)
        return
    published = _published(kepala)
    good = True
    whole: list[Problem] | None = None
    for asked in apa:
        path = Path(asked)
        if path.is_file():
            for verdict in verify.of_file(root, path.read_bytes(), reader):
                _say(root, asked, verdict)
                good &= verdict.result in verify.GOOD
                letter = verdict.surat
                digests: tuple[str, ...] = (letter.sidik,) if letter and letter.sidik else ()
                good &= not published or _is_covered(root, asked, verdict.entry_file, digests, published)
            continue
        if path.suffix.lower() in (".docx", ".pdf"):
            raise click.UsageError(t("berkas {path} tidak ada", path=path))
        entry = entry_names.find_entry(root, asked)
        whole = sorted(intact.whole_archive(root, reader)) if whole is None else whole
        told = [fault for fault in whole if intact.concerns(fault, entry)]
        say_problems(told)
        good &= all(fault.is_warning for fault in told)
        good &= _number(root, entry, intact.state_of(told), buat_lagi, kode_lama, reader)
        digests = tuple(letter.sidik for letter in entry.entri.surat if letter.sidik)
        good &= not published or _is_covered(root, asked, entry, digests, published)
    if not apa:
        problems = sorted((*intact.whole_archive(root, reader), *_unpublished(root, published, reader)))
        say_problems(problems)
        good = all(fault.is_warning for fault in problems)
        click.echo(_whole(problems))
        if good:
            _witnesses(root, reader)
    if not good:
        sys.exit(1)


def _whole(problems: "Sequence[Problem]") -> str:
    """Return whether the register is whole, and by whose word."""
    from pipeline.issuing import intact

    return {
        intact.CHANGED: t("buku agenda atau arsipnya tidak utuh"),
        intact.BY_ITSELF: t(
            "buku agenda dan arsipnya utuh menurut catatannya sendiri; riwayat git tidak diperiksa seluruhnya"
        ),
        intact.WHOLE: t("buku agenda dan arsipnya utuh"),
    }[intact.state_of(problems)]


def _witnesses(root: Path, reader: "Reader") -> None:
    """Say who vouches for which numbers, and what git has not seen yet."""
    from pipeline.files import git
    from pipeline.issuing import vouched
    from pipeline.sources import register_reader
    from pipeline.sources.number_rule import REGISTER

    for found in (
        found for name in register_reader.institutions(root) for found in vouched.vouched(root, name, reader)
    ):
        for who, numbers in found.by_signer():
            shown, more = ", ".join(numbers[:_MOST]), len(numbers) - _MOST
            shown += " " + t("dan {many} lain", many=more) if more > 0 else ""
            click.echo(t("{who} menjamin {numbers}", who=who, numbers=shown))
        if found.without:
            click.echo(t("{chain}: {many} nomor tanpa penjamin", chain=found.chain, many=found.without))
    with contextlib.suppress(git.Silent):  # told already
        git.here(root)
        if waiting := git.uncommitted(root, REGISTER, with_ignored=True):
            click.echo(t("{many} berkas belum di-commit: hanya riwayat yang mencatatnya, git belum", many=len(waiting)))


def _published(kepala: str) -> "tuple[Announced, ...]":
    """Return the heads that somebody kept: typed, or in a file such as a page that was saved."""
    from pipeline.files import disk
    from pipeline.issuing import published_head

    if not kepala:
        return ()
    text = kepala
    with contextlib.suppress(OSError, ValueError), disk.opened(kepala) as source:
        text = source.read(_LARGEST).decode("utf-8", "replace")
    found = published_head.read(text)
    if not found:
        raise click.UsageError(
            t("{head} bukan kepala riwayat (64 angka dan huruf a-f), dan bukan berkas yang memuatnya", head=kepala)
        )
    return found


def _unpublished(root: Path, published: "Sequence[Announced]", reader: "Reader") -> "list[Problem]":
    """Say of each head that was published what came after it; return those to which the register does not lead."""
    from pipeline.issuing import published_head

    for announced in published:
        more = published_head.later(root, announced)
        who = ", ".join(published_head.signers(root, announced, reader))
        if more is not None:
            head = announced.head[:16]
            said = t("kepala {head} cocok, {many} baris sesudahnya", head=head, many=more)
            click.echo(f"{said}; {t('ditandatangani {who}', who=who)}" if who else said)
    return [*published_head.faults(root, published, reader)]


def _is_covered(
    root: Path, name: str, entry: "EntryFile | None", digests: "Sequence[str]", published: "Sequence[Announced]"
) -> bool:
    """Say whether heads that were published lead to every document of a letter, and return it."""
    from pipeline.issuing import chain, published_head

    if entry is None or not digests:
        return False
    file = chain.file_of(entry.file)
    covered = all(published_head.cover(root, published, file, digest) for digest in digests)
    said = t("tercakup oleh kepala itu") if covered else t("tidak tercakup oleh kepala itu")
    click.echo(f"{name}: {said}")
    return covered


def _number(root: Path, entry: "EntryFile", state: str, buat_lagi: bool, kode_lama: bool, reader: "Reader") -> bool:
    """Say what is archived under a number, and what came of making it again; return whether all is well."""
    from pipeline.issuing import chain, entry_names, intact, remake, vouched

    letters = [letter for letter in entry.entri.surat if letter.sidik]
    kept = letters or entry.entri.lampiran
    good = state != intact.CHANGED and bool(kept)
    for letter in letters if buat_lagi else ():
        made = remake.make_again(root, entry, letter, kode_lama)
        name, by = letter.unit or entry.instansi, translated(made.by, translate)
        if made.difference:
            click.echo(t("{surat}: dibuat lagi, {oleh}: {beda}", surat=name, oleh=by, beda=made.difference))
        elif made.is_packed_otherwise:
            click.echo(t("{surat}: dibuat lagi, {oleh}: isinya sama setiap bita, dikemas lain", surat=name, oleh=by))
        else:
            click.echo(t("{surat}: dibuat lagi, {oleh}: sama setiap bitanya", surat=name, oleh=by))
        good &= not made.difference
    if state == intact.CHANGED:
        said = t("berubah")
    elif not kept:
        said = t("tidak ada surat yang diarsipkan dengan nomor ini")
    elif state == intact.BY_ITSELF:
        said = t("arsipnya utuh menurut catatannya sendiri; riwayat git tidak diperiksa seluruhnya")
    else:
        said = t("asli, arsipnya utuh") if good else t("arsipnya utuh, tetapi tidak terbukti dengan membuatnya lagi")
    status = ", " + t("batal: {alasan}", alasan=entry.entri.batal) if entry.entri.batal else ""
    why = chain.reasons(root, entry.file)
    status += ", " + t("disahkan: {alasan}", alasan="; ".join(why)) if why else ""
    numbers = [found.numbers.get(entry.file, ("", ())) for found in vouched.vouched(root, entry.instansi, reader)]
    who = [name for _, names in numbers for name in names]
    status += ", " + t("dijamin {who}", who=", ".join(who)) if who else ""
    click.echo(f"{entry_names.told_apart(root, entry)}: {said}{status}")
    return good


def _say(root: Path, name: str, verdict: "Verdict") -> None:
    from pipeline.issuing import entry_names, verify

    which = ""
    if verdict.entry_file:
        unit = f", {verdict.surat.unit or verdict.entry_file.instansi}" if verdict.surat else ""
        revisi = verdict.surat.revisi if verdict.surat else None
        ke = ", " + t("perubahan ke-{ke}", ke=revisi) if revisi else ""
        joint = " " + t("pada") + " " if verdict.result == verify.LAMPIRAN else ", "
        which = joint + t("surat {nomor}", nomor=entry_names.told_apart(root, verdict.entry_file)) + unit + ke
    note = f"; {translated(verdict.keterangan, translate)}" if verdict.keterangan else ""
    click.echo(f"{name}: {translated(verdict.result, translate)}{which}{note}")
    for was, now in verdict.differences[:_MOST]:
        click.echo("  " + t("terbit: {kata}", kata=translated(was, translate) or "-"))
        click.echo("  " + t("di sini: {kata}", kata=translated(now, translate) or "-"))
    if len(verdict.differences) > _MOST:
        click.echo("  " + t("dan {many} beda lain", many=len(verdict.differences) - _MOST))
