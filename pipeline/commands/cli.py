"""The door: finds the commands, calls one, and turns what it raises into words and an exit code."""

import errno
import io
import os
import sys
from pathlib import Path

import click

from pipeline import __version__
from pipeline.commands import by_make, completion, next_step, secrets
from pipeline.commands.grammar import HELP, Door, Unread, spoken
from pipeline.commands.talk import counted, language, say_problems, say_where, stands_in, translate
from pipeline.problems.phrase import cause, is_files_fault, translated
from pipeline.problems.problem import Place, Problem, Refusal, Usage, problem
from pipeline.sources import home

_VOUCHER = "--voucher-passphrase-fd"
_NO_READER = 141
"""What a shell says of who was ended because nobody reads on: `skm log dinas | head -1`."""


@click.group(cls=Door, context_settings=HELP, invoke_without_command=True)
@click.version_option(__version__, "-V", "--version", message="%(version)s", help="Tampilkan versinya.")
@click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder ruang kerja; tanpa ini yang terdekat, dari folder ini ke atas.",
)
@click.option(
    _VOUCHER,
    "--sandi-penjamin-fd",
    "sandi_fd",
    type=click.IntRange(min=0),
    help="Baca kata sandi sertifikat yang menjamin riwayat dari deskriptor berkas ini, bukan dari layar.",
)
@click.pass_context
def cli(context: click.Context, root: Path | None, sandi_fd: int | None) -> None:
    """Membuat dokumen resmi SKM dari berkas teks.

    Tanpa perintah: yang berikutnya dapat dikerjakan di ruang kerja ini. Setiap perintah punya nama Inggris dan
    Indonesia.

    Kode keluar: 0 baik; 1 ada yang salah, dan disebut; 2 dipanggil dengan keliru; 130 dihentikan; 141 keluarannya
    tidak dibaca sampai habis.
    """
    context.obj = root
    context.with_resource(secrets.of_the_chain(sandi_fd, _VOUCHER))
    if context.invoked_subcommand is None:
        stands_in(there := home.of(root))
        say_where()
        next_step.say(there)


def translate_click() -> None:
    """Let click's own words (`Usage:`, `Options:`) come from our catalogue of the reader's language."""
    import gettext

    from pipeline.problems import translations

    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain(translations.DOMAIN, str(translations.folder(language())))
    gettext.textdomain(translations.DOMAIN)


def _open_streams() -> None:
    """Let what was closed be empty, and a console of few letters show the others by their numbers."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # `<&-`, `>&-`, and programs of Windows without a console
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


def main() -> None:
    """Run a command, and exit as the help of all commands says. A bug keeps its traceback."""
    try:
        translate_click()
        _open_streams()
        if completion.answer(dict(os.environ), spoken(cli)):
            return
        args = by_make.arguments(sys.argv[1], os.environ) if by_make.is_used() and len(sys.argv) == 2 else None
        spoken(cli).main(args, prog_name="skm", standalone_mode=False)
    except click.ClickException as usage:
        usage.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo(translate("dihentikan"), err=True)
        sys.exit(130)
    except Unread:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_NO_READER)
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
    file = counted(fault.filename) if isinstance(fault.filename, str) else "stdout"
    code = "K002" if full or _is_written(fault) else "B008"
    return (problem(Place(file), code, found=cause(fault)),)


def _is_written(fault: OSError) -> bool:
    """Return whether a file that is refused could be read, or is to be made in a folder that can be entered."""
    path = Path(fault.filename)
    is_there = os.path.lexists(path)
    may_be_read = os.access(path, os.R_OK) if is_there else os.access(path.parent, os.X_OK)
    return fault.errno in (errno.EACCES, errno.EPERM) and may_be_read
