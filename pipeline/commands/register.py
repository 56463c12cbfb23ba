"""`register`: the agenda book; what it says, what is wrong with it, and what is entered by hand."""

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

import click

from pipeline.commands import machine, options
from pipeline.commands.grammar import verbs_below
from pipeline.commands.talk import finish, say_problems, t

MOST_NAMED = 10
"""Rows that are named, of those whose number no rule reads."""


@verbs_below(invoke_without_command=True)
@options.form("text", "json")
@click.pass_context
def command(context: click.Context, form: str) -> None:
    """Buku agenda: daftar nomor, celah, dan yang keliru. Lihat juga perintah di bawah ini."""
    if context.invoked_subcommand is None:
        (_say_json if form == "json" else _daftar)(context.obj)


def _daftar(root: Path) -> None:
    from pipeline.issuing import intact, register
    from pipeline.issuing.book import entry_rows
    from pipeline.making.office import Periods
    from pipeline.problems.problem import Problem
    from pipeline.sources import number_rule, register_reader, workspace

    problems: list[Problem] = [*intact.left_behind(root)]
    periods = [workspace.period(root, period) for period in workspace.periods(root)]
    opened_periods = Periods(root)
    names = {name for period in periods for name in workspace.institutions(root, period)}
    is_empty = True
    for name in sorted({*register_reader.institutions(root), *names}):
        opened = register.open_register(opened_periods, name, problems)
        problems += register.faults(root, opened)
        is_empty &= not (opened.entry_file or opened.typed)
        for entry, row in zip(opened.entry_file, entry_rows(opened.entry_file), strict=True):
            click.echo("  ".join(filter(None, (number_rule.shown(entry.sequence), *row))))
        for typed in opened.typed:
            if not opened.holder_of(typed.stands, typed.nomor):
                where_ = f"{typed.place.file}:{typed.place.line}"
                click.echo(t("{instansi}  {nomor}  diketik di {place}", instansi=name, nomor=typed.nomor, place=where_))
        for where, first, last in register.gaps(opened):
            runs = str(first) if first == last else f"{first}-{last}"
            click.echo(t("{deret}  celah: {celah}", deret=number_rule.shown(where), celah=runs))
        for block in register.reserved(opened):
            runs = str(block.dari) if block.dari == block.sampai else f"{block.dari}-{block.sampai}"
            click.echo(t("{instansi}  cadangan: {runs} ({untuk})", instansi=name, runs=runs, untuk=block.untuk))
    if is_empty:
        click.echo(t("belum ada nomor; skm plan PERIODE menunjukkan yang akan diberikan"))
    finish(problems)


def _say_json(root: Path) -> None:
    """Print the registers for programs: numbers, gaps, blocks that are reserved."""
    from pipeline.issuing import intact, register
    from pipeline.making.office import Periods
    from pipeline.problems.problem import Problem
    from pipeline.sources import number_rule, register_reader, workspace

    problems: list[Problem] = [*intact.left_behind(root)]
    periods = Periods(root)
    found: list[object] = []
    for name in sorted({*register_reader.institutions(root), *workspace.offices(root)}):
        opened = register.open_register(periods, name, problems)
        problems += register.faults(root, opened)
        numbers = [
            {"deret": number_rule.shown(entry.sequence), "berkas": entry.file, **entry.entri.model_dump(mode="json")}
            for entry in opened.entry_file
        ]
        gaps = [
            {"deret": number_rule.shown(where), "dari": first, "sampai": last}
            for where, first, last in register.gaps(opened)
        ]
        blocks = [block.model_dump(mode="json") for block in register.reserved(opened)]
        found.append({"instansi": name, "nomor": numbers, "celah": gaps, "cadangan": blocks})
    machine.say("register", problems, buku=found)


def _sequence_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add options for what the sequence of a number may run over and the number need not print."""
    for name in ("unit", "jenis", "kode", "klasifikasi"):
        text = f"Bila deretnya berjalan menurut {name} dan nomornya tidak memuatnya."
        english = ("--kind",) if name == "jenis" else ()
        function = click.option(*english, f"--{name}", name, help=text)(function)
    return function


def _said(parts: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in parts.items() if value is not None}


@command.command("export")
@click.argument("instansi")
@click.argument("berkas", type=click.Path(dir_okay=False, path_type=Path))
@options.year
@options.pretend
@click.pass_obj
def ekspor(root: Path, instansi: str, berkas: Path, tahun: str | None) -> None:
    """Menulis buku agenda INSTANSI ke BERKAS: .csv atau .xlsx."""
    from pipeline.issuing import book
    from pipeline.issuing import entries as book_entries
    from pipeline.problems.problem import Problem
    from pipeline.sources import number_rule, register_reader

    book_entries.known_institution(root, instansi)
    problems: list[Problem] = []
    every = register_reader.entries(root, instansi, problems)
    chosen = [entry for entry in every if tahun is None or number_rule.runs_over_year(entry.sequence, tahun)]
    say_problems(problems)
    if berkas.suffix not in (".csv", ".xlsx"):
        raise click.UsageError(t("BERKAS berakhiran .csv atau .xlsx"))
    options.not_there(berkas)
    title = f"Buku Agenda Surat Keluar, {instansi}{f', {tahun}' if tahun else ''}"
    xlsx = berkas.suffix == ".xlsx"
    options.save_here(root, berkas, book.as_xlsx(chosen, title) if xlsx else book.as_csv(chosen))
    click.echo(t("{file}: {count} nomor", file=berkas, count=len(chosen)))
    if problems:
        sys.exit(1)


@command.command("head")
@click.argument("instansi", required=False)
@click.pass_obj
def head(root: Path, instansi: str | None) -> None:
    """Kepala setiap riwayat, untuk diumumkan: ia mencakup semua yang tercatat sampai saat ini."""
    from pipeline.issuing import published_head
    from pipeline.sources import register_reader

    for found in published_head.heads(root, register_reader.institutions(root) if instansi is None else (instansi,)):
        click.echo(
            t(
                "{where}  {head}  {many} baris, terakhir {last}",
                where=found.where,
                head=found.head,
                many=found.lines,
                last=found.last,
            )
        )


@command.command("import")
@click.argument("instansi")
@click.argument("berkas", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_sequence_options
@options.pretend
@click.pass_obj
def impor(root: Path, /, instansi: str, berkas: Path, **parts: str | None) -> None:
    """Mencatat setiap baris buku agenda BERKAS, Excel atau CSV; bila satu saja keliru, tidak satu pun."""
    from pipeline.issuing import book_in

    try:
        made = book_in.import_book(root, instansi, berkas, _said(parts))
    except book_in.NotImported as refused:
        counts = {"rows": refused.rows, "refused": refused.refused}
        click.echo(t("{rows} baris dibaca, {refused} ditolak; tidak satu pun dicatat", **counts), err=True)
        raise
    click.echo(t("{count} nomor dicatat", count=len(made.entries)))
    if made.passed:
        rows = ", ".join(f"{at.file}:{at.line}" for at in made.passed)
        many = len(made.passed)
        click.echo(
            t(
                "{count} baris bukan nomor (bulan, judul, nomor kolom, jumlah, tanda tangan): {rows}",
                count=many,
                rows=rows,
            )
        )
    if made.other_rules:
        many, first = len(made.other_rules), made.other_rules[:MOST_NAMED]
        rows = ", ".join((*(f"{at.file}:{at.line}" for at in first), *(["..."] if many > MOST_NAMED else [])))
        click.echo(
            t("{count} nomor tidak menurut pola di instansi.yaml (periksa di buku): {rows}", count=many, rows=rows)
        )
    if made.maybe_void:
        rows = ", ".join(f"{at.file}:{at.line}" for at in made.maybe_void)
        click.echo(
            t(
                "berlaku, meski keterangannya menyebut batal (bila batal: skm register void): {rows}",
                rows=rows,
            )
        )
    if made.hidden:
        rows = ", ".join(f"{at.file}:{at.line}" for at in made.hidden)
        click.echo(t("tersembunyi di Excel, ikut dicatat: {rows}", rows=rows))
    if made.other_years:
        rows = ", ".join(f"{at.file}:{at.line}" for at in made.other_years)
        click.echo(t("tahun nomornya lain dari tahun tanggalnya (periksa di buku): {rows}", rows=rows))
    if made.remarks:
        click.echo(t("masuk ke keterangan: kolom {columns}", columns=", ".join(made.remarks)))


@command.command("enter")
@click.argument("instansi")
@click.argument("urut")
@click.argument("nomor")
@options.date
@options.year
@click.option("--hal", help="Hal suratnya.")
@click.option("--yth", help="Kepada siapa suratnya.")
@click.option("--dari", help="Siapa yang memakai nomornya.")
@click.option("--catatan", default="diambil manual", help="Catatan tentang nomor itu.")
@_sequence_options
@options.pretend
@click.pass_obj
def catat(
    root: Path,
    /,
    instansi: str,
    urut: str,
    nomor: str,
    tanggal: dt.datetime | None,
    tahun: str | None,
    hal: str | None,
    yth: str | None,
    dari: str | None,
    catatan: str,
    **parts: str | None,
) -> None:
    """Mencatat nomor yang diambil di luar pipeline: URUT seperti 3, NOMOR seperti tercetak."""
    from pipeline.issuing import entries

    day = tanggal.date() if tanggal else None
    whose = entries.Whose(tahun or "", _said(parts))
    fields = {"nomor": nomor, "urut": urut, "tanggal": day.isoformat() if day else "", "hal": hal, "yth": yth}
    click.echo(entries.enter_by_hand(root, instansi, {**fields, "dari": dari, "catatan": catatan}, whose).file)


@command.command("void")
@click.argument("nomor")
@options.reason
@options.pretend
@click.pass_obj
def batal(root: Path, nomor: str, alasan: str) -> None:
    """Membatalkan NOMOR; ia tetap tercatat dan tidak pernah dipakai lagi."""
    from pipeline.issuing import entries

    click.echo(t("{nomor}: batal", nomor=entries.void(root, nomor, alasan).entri.nomor))


@command.command("confirm")
@click.argument("nomor")
@options.reason
@options.pretend
@click.pass_obj
def sahkan(root: Path, nomor: str, alasan: str) -> None:
    """Mengesahkan NOMOR seperti adanya, sesudah dua cabang git yang sama-sama mencatatnya digabung."""
    from pipeline.issuing import entries

    click.echo(t("{nomor}: disahkan seperti adanya", nomor=entries.confirm(root, nomor, alasan).entri.nomor))


@command.command("set")
@click.argument("jenis")
@click.argument("periode")
@click.argument("unit")
@click.argument("nomor")
@click.argument("tanggal", type=options.DATE, metavar="TANGGAL")
@click.option("--catatan", default="nomor dari SRIKANDI", help="Catatan tentang nomor itu.")
@options.pretend
@click.pass_obj
def set_(root: Path, jenis: str, periode: str, unit: str, nomor: str, tanggal: dt.datetime, catatan: str) -> None:
    """Mencatat NOMOR dan TANGGAL yang diberikan SRIKANDI kepada surat JENIS sebuah UNIT dalam PERIODE."""
    from pipeline.issuing import entries

    click.echo(entries.enter_from_srikandi(root, periode, jenis, unit, nomor, tanggal.date(), catatan).file)


@command.command("attach")
@click.argument("nomor")
@click.argument("berkas", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--force",
    "--paksa",
    "--tetap",
    "tetap",
    is_flag=True,
    help="Juga bila berkasnya bukan PDF atau gambar, atau menyebut nomor lain.",
)
@options.pretend
@click.pass_obj
def lampir(root: Path, nomor: str, berkas: Path, tetap: bool) -> None:
    """Menyimpan BERKAS (hasil pindai atau PDF bertanda tangan) bersama NOMOR."""
    from pipeline.issuing import entries

    entry = entries.attach(root, nomor, berkas, despite=tetap)
    click.echo(f"{entry.folder}/{berkas.name}")
