"""`build`: make every document of a kind in a period."""

import sys
import time
from pathlib import Path

import click

from pipeline.commands.talk import language, number, progress, say_problems, t, translate
from pipeline.making import report
from pipeline.problems.phrase import translated


@click.command()
@click.argument("jenis")
@click.argument("periode")
@click.option("--unit", help="Satu unit saja: nama berkasnya, atau <instansi>/<unit>.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Banyaknya proses; tanpa ini dipilih sendiri.")
@click.option("--why", is_flag=True, help="Sebutkan mengapa sebuah dokumen dibuat lagi.")
@click.option("--mode", type=click.Choice(["srikandi"]), help="srikandi: peubah ${...} SRIKANDI dibiarkan utuh.")
@click.pass_obj
def command(
    root: Path, jenis: str, periode: str, unit: str | None, jobs: int | None, why: bool, mode: str | None
) -> None:
    """Membuat dokumen satu JENIS untuk setiap unit dalam PERIODE."""
    begin = time.perf_counter()
    if unit is None and not mode and (last := report.unchanged(root, periode, jenis)) and _said(last["masalah"]):
        say_problems(last["masalah"])
        _summary(last["sebutan"], last["jumlah"], 0, last["draf"], 0, begin)
        _rows(last.get("baris"))
        return
    from pipeline.making import build, output
    from pipeline.sources import workspace

    period = workspace.period(root, periode)
    with progress() as told:
        made = build.run(root, period, jenis, unit, jobs, told, mode or "")
    say_problems(made.problems)
    for line in made.lines() if why else ():
        if line.status == "dibuat":
            because = (translated(output.reason(text), translate) for text in line.karena)
            click.echo(f"{line.berkas}: {', '.join(because)}")
    for name, left, why_left in build.left_out(root, period) if unit is None else ():
        click.echo(t("{unit}: tidak disurvei ({alasan})", unit=f"{name}/{left}", alasan=why_left))
    if mode:
        from pipeline.lists import srikandi_list

        for file in srikandi_list.write_lists(root, period, jenis):
            click.echo(t("{file}: yang diketik di SRIKANDI", file=file))
    _summary(workspace.jenis(root, jenis).sebutan, made.total, made.made, made.is_draft, made.failed, begin)
    _rows(build.rows_told(made.rows).get("baris"))
    if any(not fault.is_warning for fault in made.problems):
        sys.exit(1)


def _said(problems: list[str]) -> bool:
    """Whether problems kept as text can be told as they are: there are none, or the reader reads Indonesian."""
    return not problems or language() == "id"


def _summary(sebutan: str, jumlah: int, dibuat: int, draf: int, gagal: int, begin: float) -> None:
    seconds = number(time.perf_counter() - begin)
    details = [t("{dibuat} dibuat", dibuat=dibuat), t("{tetap} tetap", tetap=jumlah - dibuat - gagal)]
    if draf:
        details.append(t("{draf} draf tanpa nomor atau tanggal", draf=draf))
    values = {"sebutan": sebutan, "gagal": gagal, "seconds": seconds, "details": ", ".join(details)}
    click.echo(t("{jumlah} {sebutan}, {gagal} gagal, {seconds} s ({details})", jumlah=jumlah, **values))


def _rows(told: object) -> None:
    """Say what became of the rows of answers, as the report has it: all are counted, refused or ignored."""
    if not isinstance(told, dict):
        return
    places = ", ".join(map(str, told["tempat"]))
    refused = told["ditolak"]
    if refused > len(told["tempat"]):
        places += ", ..."
    details = [
        t("{dihitung} dihitung", dihitung=told["dihitung"]) if told["dibaca"] or not told["utuh"] else "",
        t("{ditolak} ditolak ({tempat})", ditolak=refused, tempat=places) if refused else "",
        t("{diabaikan} tanpa jawaban, tidak dihitung", diabaikan=told["diabaikan"]) if told["diabaikan"] else "",
        t("ditolak seluruhnya: {berkas}", berkas=", ".join(told["utuh"])) if told["utuh"] else "",
    ]
    click.echo(t("{dibaca} baris jawaban: {details}", dibaca=told["dibaca"], details=", ".join(filter(None, details))))
