"""`completion`: what a shell needs to complete commands and options."""

import click

from pipeline.commands.grammar import verb
from pipeline.commands.talk import t

_POWERSHELL = """Register-ArgumentCompleter -Native -CommandName skm -ScriptBlock {
    param($word, $tree, $at)
    $env:_SKM_COMPLETE = "powershell_complete"
    $env:COMP_WORDS = $tree.ToString().Substring(0, [Math]::Min($at, $tree.ToString().Length))
    $env:COMP_CWORD = $word
    skm | ForEach-Object {
        $name, $help = $_ -split "\t", 2
        if (-not $help) { $help = $name }
        [System.Management.Automation.CompletionResult]::new($name, $name, "ParameterValue", $help)
    }
    Remove-Item Env:_SKM_COMPLETE, Env:COMP_WORDS, Env:COMP_CWORD
}
"""
_FILES = {
    "bash": "~/.local/share/bash-completion/completions/skm",
    "zsh": "~/.zfunc/_skm",
    "fish": "~/.config/fish/completions/skm.fish",
    "powershell": "$PROFILE",
}


@verb()
@click.argument("shell", type=click.Choice([*_FILES]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Menulis pelengkap nama perintah dan opsi untuk SHELL ke layar: bash, zsh, fish, atau powershell."""
    from click import shell_completion

    source = shell_completion.get_completion_class(shell)
    made = source(context.find_root().command, {}, "skm", "_SKM_COMPLETE").source() if source else _POWERSHELL
    click.echo(made, nl=False)
    click.echo(
        t("simpan di {file}, misalnya: skm completion {shell} > {file}", shell=shell, file=_FILES[shell]), err=True
    )


def answer(environ: dict[str, str], door: click.Command) -> bool:
    """Answer a shell that asks how a line goes on; return whether one has asked."""
    if environ.get("_SKM_COMPLETE") == "powershell_complete":
        _say_to_powershell(environ, door)
        return True
    if "_SKM_COMPLETE" not in environ:
        return False
    from click import shell_completion

    shell_completion.shell_complete(door, {}, "skm", "_SKM_COMPLETE", environ["_SKM_COMPLETE"])
    return True


def _say_to_powershell(environ: dict[str, str], door: click.Command) -> None:
    from click import shell_completion

    word = environ.get("COMP_CWORD", "")
    words = shell_completion.split_arg_string(environ.get("COMP_WORDS", ""))[1:]
    before = words[:-1] if word and words and words[-1] == word else words
    complete = shell_completion.BashComplete(door, {}, "skm", "_SKM_COMPLETE")
    for item in complete.get_completions(before, word):
        help_ = " ".join((item.help or "").split())
        click.echo(f"{item.value}\t{help_}")
