"""The door: finds the commands, calls one, and turns what it raises into words and an exit code."""

import copy
import errno
import inspect
import os
import sys
from importlib import import_module
from pathlib import Path

import click

from pipeline import __version__
from pipeline.commands.talk import language, say_problems, translate
from pipeline.problems.phrase import Sentence, cause, is_files_fault, translated
from pipeline.problems.problem import Place, Problem, Refusal, Usage, problem

_COMMANDS = Path(__file__).parent
_NO_COMMANDS = ("cli", "talk")


class _Lazy(click.Group):
    """The commands are the modules of `pipeline/commands`; each is imported only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        stems = (file.stem for file in _COMMANDS.glob("[a-z]*.py"))
        return sorted(stem.replace("_", "-") for stem in stems if stem not in _NO_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(f"pipeline.commands.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)
        return spoken(command)


def spoken(command: click.Command) -> click.Command:
    """Return a command, with those below it, with its help in the reader's language; it stays as it is."""
    said = copy.copy(command)
    text: Sentence = inspect.cleandoc(command.help or "")
    said.help = translate(text)
    said.params = [_spoken(param) for param in command.params]
    if isinstance(said, click.Group):
        said.commands = {name: spoken(below) for name, below in said.commands.items()}
    return said


def _spoken(param: click.Parameter) -> click.Parameter:
    if not isinstance(param, click.Option) or not param.help:
        return param
    said = copy.copy(param)
    text: Sentence = param.help
    said.help = translate(text)
    return said


@click.group(cls=_Lazy)
@click.version_option(__version__, message="%(version)s", help="Tampilkan versinya.")
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=".", help="Folder ruang kerja.")
@click.pass_context
def cli(context: click.Context, root: Path) -> None:
    """Membuat dokumen resmi SKM dari berkas teks."""
    context.obj = root


def translate_click() -> None:
    """Let click's own words (`Usage:`, `Options:`) come from our catalogue of the reader's language."""
    import gettext

    from pipeline.problems import translations

    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain(translations.DOMAIN, str(translations.folder(language())))
    gettext.textdomain(translations.DOMAIN)


def main() -> None:
    """Run a command; exit 0: all is well, 1: there are problems, 2: called wrongly. A bug keeps its traceback."""
    translate_click()
    try:
        spoken(cli).main(prog_name="python -m pipeline", standalone_mode=False)
    except click.ClickException as usage:
        usage.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo(translate("dihentikan"), err=True)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as fault:
        if isinstance(fault, Usage):
            click.echo(translated(fault.args[0], translate), err=True)
            sys.exit(2)
        if isinstance(fault, Refusal):
            say_problems(fault.problems)
            sys.exit(1)
        if isinstance(fault, OSError) and (found := _of_file(fault)) is not None:
            say_problems(found)
            sys.exit(1)
        raise


def _of_file(fault: OSError) -> tuple[Problem, ...] | None:
    """Return what the system says of a file as a problem; `None` for a bug."""
    full = fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
    if not is_files_fault(fault) or not (full or isinstance(fault.filename, str)):
        return None
    # what has no name is where we print to: files of ours are told where they are written
    file = os.path.relpath(fault.filename).replace(os.sep, "/") if isinstance(fault.filename, str) else "stdout"
    return (problem(Place(file), "K002" if full else "B008", found=cause(fault)),)
