"""`map`: how an office's export is read, asked once and written down."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import say_problems, t, translate
from pipeline.problems.phrase import Phrase, translated


@verb()
@click.argument("berkas", metavar="FILE", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@options.the_instansi
@click.option("--unit", help="Unit pemilik jawabannya, bila berkasnya tidak menyebut unit.")
@options.pretend
@click.pass_obj
def command(root: Path, berkas: Path, instansi: str, unit: str | None) -> None:
    """Mengenali kolom dan label sebuah ekspor formulir, lalu menuliskannya di instansi.yaml; ekspornya tidak diubah."""
    from pipeline.files import disk
    from pipeline.problems.problem import Problem, Refusal
    from pipeline.sources import workspace
    from pipeline.starting import files, mapping, mapping_edit

    files.institution(root, instansi)
    if unit:
        files.unit(root, instansi, unit)
    problems: list[Problem] = []
    institution = workspace.institution(root, instansi, problems)
    export = mapping.read(berkas, institution, problems) if institution else None
    if institution is None or export is None:
        raise Refusal(problems)
    if export.service:
        click.echo(t("ekspor {service}", service=export.service))
    file = f"{workspace.UNITS}/{instansi}/instansi.yaml"
    found = mapping.made(export, institution, _ask, file)
    for title, key in found.columns.items():
        click.echo(f"  {title} -> {key}")
    for label, score in found.labels.items():
        click.echo(f"  {label} = {score}")
    click.echo(t("baris pertama dihitung sebagai:"))
    for line in mapping.as_counted(export, found, institution):
        click.echo(f"  {line}")
    mapping_edit.write(root, file, institution, found)
    if not disk.is_pretending():
        click.echo(t("{file}: pemetaan ditulis", file=file))
    name, others = mapping.owner_of(root, export, found, (instansi, institution), unit)
    if unit and others:
        click.echo(t("kolom unit menyebut {others}: ini jawaban beberapa unit", others=", ".join(others)))
    target = f"periods/<periode>/{instansi}/{name or '<unit>'}{berkas.suffix.lower()}"
    click.echo(t("salin {berkas} tanpa diubah ke {target}", berkas=berkas.name, target=target))
    problems += mapping.unknown_units(root, berkas.name, export, found, (instansi, institution))
    say_problems(sorted(problems))
    if problems:
        sys.exit(1)


def _ask(question: Phrase, choices: Sequence[str], otherwise: str) -> str:
    said = translated(question, translate)
    answer: str = click.prompt(said, type=click.Choice(list(choices)), default=otherwise or None, show_choices=True)
    return answer
