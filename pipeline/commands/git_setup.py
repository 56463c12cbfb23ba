"""`git-setup`: git shows .docx as text."""

import sys
from pathlib import Path

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import t
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Usage


@verb()
@options.pretend
@click.pass_obj
def command(root: Path) -> None:
    """Mengatur repositori ini agar git diff dan git log -p menampilkan .docx sebagai teks."""
    from pipeline.files import disk, git

    if not git.program():
        raise click.UsageError(t("program git tidak ada di komputer ini"))
    home = Path(__file__).parents[2]
    shown = f'PYTHONPATH="{home.as_posix()}" "{Path(sys.executable).as_posix()}" -m pipeline teks'
    if disk.only_named(str(root / ".git/config")):
        return
    git.configure(root, "diff.docx.textconv", shown)
    if git.configured(root, "diff.docx.textconv") != shown:
        raise Usage(phrase("folder ini bukan repositori git: jalankan git init"))
    # a cache is kept as commits, which git refuses to make for who has no name
    git.configure(root, "diff.docx.cachetextconv", "false")
    click.echo(t("git diff sekarang menampilkan .docx sebagai teks di repositori ini"))
