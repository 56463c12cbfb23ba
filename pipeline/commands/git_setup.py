"""`git-setup`: git shows .docx as text."""

import sys
from pathlib import Path

import click

from pipeline.commands.grammar import verb
from pipeline.commands.talk import t


@verb()
@click.pass_obj
def command(root: Path) -> None:
    """Mengatur repositori ini agar git diff dan git log -p menampilkan .docx sebagai teks."""
    from pipeline.files import git

    if not git.program():
        raise click.UsageError(t("program git tidak ada di komputer ini"))
    home = Path(__file__).parents[2]
    git.configure(root, "diff.docx.textconv", f'PYTHONPATH="{home}" "{sys.executable}" -m pipeline teks')
    # a cache is kept as commits, which git refuses to make for who has no name
    git.configure(root, "diff.docx.cachetextconv", "false")
    click.echo(t("git diff sekarang menampilkan .docx sebagai teks di repositori ini"))
