"""The grammar of every command: help in whole sentences, options that all have, advice for wrong names."""

import contextlib
import copy
import inspect
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline import __version__
from pipeline.commands import talk, verbs
from pipeline.commands.talk import number, t, translate
from pipeline.problems.phrase import Sentence, translated
from pipeline.sources import home
from pipeline.sources.nearest import guess

HELP = {"help_option_names": ["-h", "--help"]}
_QUIET, _VERBOSE, PRETEND = "skm.quiet", "skm.verbose", "skm.pretend"
_METAVARS: tuple[tuple[str, Sentence], ...] = (
    ("text", "TEKS"),
    ("integer range", "ANGKA"),
    ("datetime", "TAHUN-BULAN-HARI"),
    ("file", "BERKAS"),
    ("directory", "FOLDER"),
)
"""What stands in help for a value, by its type as click names it."""
_T = TypeVar("_T", bound=click.Command)


def kept(name: str) -> Callable[[click.Context, click.Parameter, bool], None]:
    """Return what keeps a switch for all that a call goes through, under a name."""

    def keep(context: click.Context, _: click.Parameter, asked: bool) -> None:
        context.meta[name] = asked or context.meta.get(name, False)

    return keep


def is_verbose() -> bool:
    """Return whether the command that runs was asked to say more."""
    context = click.get_current_context(silent=True)
    return context is not None and bool(context.meta.get(_VERBOSE))


def _color(context: click.Context, _: click.Parameter, asked: str | None) -> None:
    if asked is not None:
        context.color = {"always": True, "never": False}.get(asked)
    elif context.color is None and os.environ.get("NO_COLOR"):
        context.color = False


_COMMON = (
    click.Option(
        ["-q", "--quiet"],
        is_flag=True,
        expose_value=False,
        callback=kept(_QUIET),
        help="Hanya masalah yang disebut; hasilnya terlihat pada kode keluarnya.",
    ),
    click.Option(
        ["-v", "--verbose"],
        is_flag=True,
        expose_value=False,
        callback=kept(_VERBOSE),
        help="Sebutkan juga ruang kerja, versi program, dan lamanya.",
    ),
    click.Option(
        ["--color"],
        type=click.Choice(["auto", "always", "never"]),
        expose_value=False,
        callback=_color,
        help="Warna: di terminal saja (auto), selalu, atau tidak pernah (juga: NO_COLOR=1).",
    ),
)


class Command(click.Command):
    """A command as all of ours are."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return its parameters, with those that all commands have."""
        return [*super().get_params(ctx), *(_spoken(option) for option in _COMMON)]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; refuse an option of one value that is given twice."""
        _, _, order = self.make_parser(ctx).parse_args(list(args))
        for param in order:
            if isinstance(param, click.Option) and _holds_one(param) and order.count(param) > 1:
                names = "/".join(param.opts)
                raise click.UsageError(t("{option} disebut lebih dari sekali; sebutkan satu saja", option=names), ctx)
        return super().parse_args(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return what its usage shows, in the reader's language."""
        below = {"COMMAND": t("PERINTAH"), "ARGS": t("ARGUMEN"), "OPTIONS": t("OPSI")}
        return [
            re.sub(r"[A-Z]+", lambda word: below.get(word[0], word[0]), piece)
            for piece in super().collect_usage_pieces(ctx)
        ]

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002 - a sentence is not cut
        """Return its first paragraph, whole."""
        return " ".join((self.help or "").split("\n\n", 1)[0].split())

    def invoke(self, ctx: click.Context) -> Any:
        """Run it in its workspace, as loud as it was asked to be."""
        _find_workspace(ctx)
        with _loud(ctx), _pretending(ctx):
            return super().invoke(ctx)


class Group(Command, click.Group):
    """A command with others below it; each has an alias by the table of verbs."""

    command_class = Command

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name or an alias."""
        found = super().get_command(ctx, verbs.below(self.name or "", cmd_name))
        return spoken(found) if found else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return which command is meant, and what it is given; refuse one that is not there, with the nearest."""
        asked = args[0]
        if self.get_command(ctx, asked) is None and not ctx.resilient_parsing and not asked.startswith("-"):
            known = tuple(dict.fromkeys(name for pair in self.pairs() for name in pair))
            advice = translated(
                guess(asked, known, t("semuanya: {help}", help=f"{ctx.command_path} --help")), translate
            )
            raise click.UsageError(t("perintah `{name}` tidak ada; {advice}", name=asked, advice=advice), ctx)
        return super().resolve_command(ctx, args)

    def pairs(self) -> Sequence[tuple[str, str]]:
        """Return the names below it, each with its alias."""
        return verbs.BELOW[self.name or ""]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what is below it, each with its first sentence."""
        with formatter.section(t("Perintah")):
            formatter.write_dl([(_pair(*pair), _first(self, ctx, pair[0])) for pair in self.pairs()])


class Unread(Exception):  # noqa: N818 - no fault of the program
    """Nobody reads what is printed any more: click would end with 1, as where something is wrong and told."""


@contextlib.contextmanager
def _read_on() -> Iterator[None]:
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError as gone:
        raise Unread from gone


class Door(Group):
    """All verbs: the modules of `pipeline/commands`, each imported only when it is called."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Return the context of a call, as of any command; help is printed here."""
        with _read_on():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run what is called."""
        with _read_on():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the table."""
        return [verb.name for verb in verbs.every()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of a name or an alias."""
        verb = verbs.named(cmd_name)
        if verb is None:
            return None
        command = import_module(f"pipeline.commands.{verb.name.replace('-', '_')}").command
        assert isinstance(command, Command)
        said = spoken(command)
        said.name = verb.name
        return said

    def pairs(self) -> Sequence[tuple[str, str]]:
        """Return every name with its alias."""
        return [(verb.name, verb.alias) for verb in verbs.every()]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs in their groups."""
        for group in verbs.GROUPS:
            with formatter.section(translate(group.title)):
                formatter.write_dl(
                    [(_pair(verb.name, verb.alias), _first(self, ctx, verb.name)) for verb in group.verbs]
                )


def verb(**given: Any) -> Callable[[Callable[..., Any]], Command]:
    """Return what makes a command of a function."""
    return click.command(cls=Command, context_settings=HELP, **given)


def verbs_below(**given: Any) -> Callable[[Callable[..., Any]], Group]:
    """Return what makes a group of a function."""
    return click.group(cls=Group, context_settings=HELP, **given)


def spoken(command: _T) -> _T:
    """Return a command with its help in the reader's language; it stays as it is."""
    said = copy.copy(command)
    text: Sentence = inspect.cleandoc(command.help or "")
    said.help = translate(text)
    said.params = [_spoken(param) for param in command.params]
    said._help_option = None  # click keeps it, in the language in which it was first asked for
    return said


def _spoken(param: click.Parameter) -> click.Parameter:
    if not isinstance(param, click.Option) or not param.help:
        return param
    said = copy.copy(param)
    text: Sentence = param.help
    said.help = translate(text)
    kind: Sentence = dict(_METAVARS).get(said.type.name, "")
    said.metavar = said.metavar or (translate(kind) if kind and not said.is_flag else None)
    return said


def _holds_one(option: click.Option) -> bool:
    return not (option.multiple or option.is_flag or option.count)


def _pair(name: str, alias: str) -> str:
    return name if name == alias else f"{name}, {alias}"


def _first(group: click.Group, ctx: click.Context, name: str) -> str:
    command = group.get_command(ctx, name)
    return command.get_short_help_str() if command else ""


def _find_workspace(ctx: click.Context) -> None:
    """Let a verb find the workspace that it is called in; refuse where there is none and it needs one."""
    if not _is_verb(ctx):
        return
    verb, asked = verbs.named(ctx.info_name or ""), ctx.obj
    anywhere = verb is None or verb.anywhere
    ctx.obj = home.found(asked) or asked or Path() if anywhere else home.of(asked)
    talk.stands_in(Path() if anywhere else ctx.obj)
    if not ctx.meta.get(_QUIET):
        talk.say_where()


def _is_verb(ctx: click.Context) -> bool:
    return ctx.parent is not None and ctx.parent.parent is None


@contextlib.contextmanager
def _pretending(ctx: click.Context) -> Iterator[None]:
    """Write nothing where that was asked, and name what would have been written."""
    if not ctx.meta.get(PRETEND):
        yield
        return
    from pipeline.files import disk

    with disk.pretending() as named:
        yield
    for file in dict.fromkeys(named):
        shown = talk.counted(file)
        if not _is_kept(Path(shown)):
            click.echo(t("akan ditulis: {file}", file=shown))
    click.echo(t("tidak ada yang ditulis"))


def _is_kept(file: Path) -> bool:
    """Return whether a file only keeps what was computed, so that it need not be computed again."""
    from pipeline.files.fingerprint import BUILD

    return file.parts[0] == BUILD and any(step.startswith(".") for step in file.parts)


@contextlib.contextmanager
def _loud(ctx: click.Context) -> Iterator[None]:
    """Say as much as was asked for."""
    begin = time.perf_counter()
    try:
        if not ctx.meta.get(_QUIET):
            yield
        else:
            with Path(os.devnull).open("w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
                yield
    finally:
        if ctx.meta.get(_VERBOSE) and _is_verb(ctx):
            where = Path(ctx.obj).resolve().as_posix() if isinstance(ctx.obj, Path) else "-"
            told = {"root": where, "version": __version__, "python": sys.version.split()[0]}
            seconds = number(time.perf_counter() - begin)
            click.echo(t("{root}: skm {version}, Python {python}, {seconds} s", seconds=seconds, **told), err=True)
