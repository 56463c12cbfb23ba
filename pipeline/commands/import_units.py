"""`import-units`: a list of units from Excel or CSV as unit files."""

from pathlib import Path

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import end, say_problems, t

MOST_NAMED = 10
"""Units that are named, of those that lack something."""


@verb()
@click.argument("berkas", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@options.the_instansi
@options.pretend
@click.pass_obj
def command(root: Path, berkas: Path, instansi: str) -> None:
    """Menjadikan daftar unit (.xlsx atau .csv) berkas unit; baris yang tidak dapat diambil disebut satu per satu."""
    from pipeline.files import disk
    from pipeline.problems.problem import Problem
    from pipeline.starting import files, importing, unit_sheet

    files.institution(root, instansi)
    problems: list[Problem] = []
    sheets = unit_sheet.read(berkas, problems)
    is_read = not any(not fault.is_warning for fault in problems)
    found = importing.Import() if not is_read else importing.plan(root, instansi, sheets, problems)
    files.put(root, found.new)
    for file, _ in found.new:
        click.echo(file)
    say_problems(sorted(set(problems)))
    unsaid = [Path(file).stem for file, text in found.new if files.to_fill(text)]
    if unsaid:
        rule = "yth: 'Kepala {nama}'"
        click.echo(
            t(
                "yth belum ada pada {many} unit: {units}; isi di sana, atau sekali untuk semuanya di {file}: {rule}",
                many=len(unsaid),
                units=", ".join(unsaid[:MOST_NAMED]) + (" ..." if len(unsaid) > MOST_NAMED else ""),
                file=f"units/{instansi}/instansi.yaml",
                rule=rule,
            )
        )
    if found.passed:
        rows = ", ".join(unit_sheet.row_of(place) for place in found.passed)
        click.echo(t("bukan baris unit (judul, nomor kolom, kelompok, jumlah, batal, tanda tangan): {rows}", rows=rows))
    click.echo(
        t(
            "{baru} unit akan ditulis, {tetap} tetap, {baris} baris tidak diambil"
            if disk.is_pretending()
            else "{baru} unit ditulis, {tetap} tetap, {baris} baris tidak diambil",
            baru=len(found.new),
            tetap=found.unchanged,
            baris=found.refused,
        )
    )
    end(problems)
