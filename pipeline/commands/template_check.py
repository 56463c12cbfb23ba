"""`template-check`: what is wrong with the templates of a kind, or with a Word file that shall become one."""

import sys
from pathlib import Path

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import say_problems, t, translate


@verb()
@click.argument("jenis")
@click.argument("berkas", required=False)
@click.option(
    "--annotate",
    "--beri-komentar",
    "annotate",
    is_flag=True,
    help="Tulis salinannya di build/, dengan komentar Word di setiap tempat.",
)
@click.pass_obj
def command(root: Path, jenis: str, berkas: str | None, annotate: bool) -> None:
    """Memeriksa semua templat JENIS, atau BERKAS Word yang akan menjadi templatnya."""
    from pipeline.checking import template_faults
    from pipeline.documents import annotate as remarks
    from pipeline.documents.in_order import in_order
    from pipeline.files import disk, fingerprint, folder
    from pipeline.making import build
    from pipeline.making.office import Assets
    from pipeline.problems.problem import Problem
    from pipeline.sources import template_names, workspace

    berkas = options.from_here(berkas) if berkas else berkas
    record = build.kind_of(root, jenis)
    assets = Assets(root)
    problems: list[Problem] = []
    if not berkas:
        problems += template_names.misnamed(root, f"{workspace.TEMPLATES}/{jenis}", workspace.offices(root))
    for file in [berkas] if berkas else workspace.layouts(root, jenis):
        found = [*template_faults.alone(assets, jenis, record, file)]
        raw = folder.read_bytes(root, file, []) if found else None
        found = in_order(raw or b"", found)
        problems += found
        said = [f"{fault.code} {'; '.join(fault.said(translate))}" for fault in found]
        made = remarks.annotated(raw, found, said) if annotate and raw is not None else None
        if made is not None:
            target = f"{fingerprint.BUILD}/templat/{jenis}-{Path(file).stem}.docx"
            disk.save(root, target, made)
            click.echo(t("{file}: {many} komentar", file=target, many=len(found)))
    say_problems(problems)
    wrong = sum(not fault.is_warning for fault in problems)
    click.echo(t("{wrong} kesalahan, {warnings} peringatan", wrong=wrong, warnings=len(problems) - wrong))
    if wrong:
        sys.exit(1)
