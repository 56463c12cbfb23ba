"""`schema`: what text editors need to help with the YAML files."""

import json
from pathlib import Path

import click

from pipeline.commands import options
from pipeline.commands.grammar import verb
from pipeline.commands.talk import t


@verb()
@options.pretend
@click.pass_obj
def command(root: Path) -> None:
    """Menulis docs/skema/ dan .vscode/settings.json, lalu menyambungkan setiap berkas YAML dengannya."""
    from pipeline.files import disk
    from pipeline.sources import editor, workspace

    for file, text in editor.texts(workspace.kind_records(root)):
        disk.save(root, file, text.encode())
        click.echo(file)
    settings = root / ".vscode" / "settings.json"
    if not settings.exists():
        disk.write(settings, f"{json.dumps(editor.settings(), indent=2)}\n".encode())
        click.echo(settings.relative_to(root).as_posix())
    connected = 0
    for file, kind in editor.files(root):
        raw = (root / file).read_bytes()
        wanted = editor.with_modeline(raw, file, kind)
        if wanted != raw:
            disk.save(root, file, wanted)
            connected += 1
    click.echo(t("{many} berkas YAML disambungkan", many=connected))
