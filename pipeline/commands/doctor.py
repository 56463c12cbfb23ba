"""`doctor`: what this computer has and lacks of all that the program needs, and the remedy."""

import sys
from pathlib import Path

import click

from pipeline.commands.grammar import verb
from pipeline.commands.talk import t, translate
from pipeline.problems.phrase import translated


@verb()
@click.pass_obj
def command(root: Path) -> None:
    """Memeriksa komputer ini: pustaka, LibreOffice, git, huruf templat, hak tulis, ruang, zona waktu; dan obatnya."""
    from pipeline.checking import computer, remedies

    is_whole = True
    for finding in computer.findings(root):
        is_whole &= finding.state != computer.LACKING
        what, state, found = (translated(text, translate) for text in finding[:3])
        click.echo(f"{state:<10} {what}: {found}")
        for system, remedy in remedies.of(finding.remedy) if finding.remedy else ():
            click.echo(f"{'':<10} {system}: {remedy.command or translate(remedy.does)}")
    click.echo(t("yang diperlukan ada semua") if is_whole else t("ada yang kurang; lihat obatnya di atas"))
    if not is_whole:
        sys.exit(1)
