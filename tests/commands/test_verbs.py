"""The table of verbs: what it names is there, in `skm` and in `make`, by the English name and by the Indonesian one."""

import re
import subprocess
from collections import defaultdict
from importlib import import_module

import click
import pytest

from pipeline.commands import by_make, grammar, verbs
from pipeline.commands.cli import cli
from support.paths import ROOT
from tools import commands_page, messages

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
NO_VERBS = {
    "__init__",
    "by_make",
    "cli",
    "grammar",
    "machine",
    "next_step",
    "options",
    "period_list",
    "planned",
    "secrets",
    "talk",
    "verbs",
    "verified",
}


def module(name):
    return import_module(f"pipeline.commands.{name.replace('-', '_')}")


def every_command():
    """Every command with what it is called, those below others as well."""
    context = click.Context(cli)
    for verb in verbs.every():
        command = cli.get_command(context, verb.name)
        yield (verb.name,), command
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                yield (verb.name, name), command.get_command(context, name)


def options(command):
    return [param for param in command.get_params(click.Context(command)) if isinstance(param, click.Option)]


def test_the_table_and_the_modules_are_the_same():
    there = {path.stem for path in (ROOT / "pipeline/commands").glob("*.py")} - NO_VERBS
    assert {verb.name.replace("-", "_") for verb in verbs.every()} == there


def test_a_name_calls_one_command():
    names = [name for verb in verbs.every() for name in {verb.name, verb.alias}]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("verb", verbs.every(), ids=lambda verb: verb.name)
def test_name_and_alias_call_the_same_in_skm_and_in_make(verb):
    context = click.Context(cli)
    found = {name: cli.get_command(context, name).callback for name in (verb.name, verb.alias)}
    assert found[verb.name] is found[verb.alias]
    told = " ".join(sorted({verb.name, verb.alias}, key=(verb.name, verb.alias).index))
    assert re.search(rf"^{told}:  ## \S", MAKEFILE, re.MULTILINE)


def test_make_runs_exactly_the_verbs_of_the_table():
    order = ["make", "--no-print-directory", "--eval=tampak: ; @echo $(VERBS)", "tampak"]
    listed = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert listed == [name for verb in verbs.every() for name in dict.fromkeys((verb.name, verb.alias))]


@pytest.mark.parametrize("group", verbs.BELOW)
def test_what_stands_below_a_verb_is_in_the_table_too(group):
    command = cli.get_command(click.Context(cli), group)
    context = click.Context(command)
    assert {name for name, _ in verbs.BELOW[group]} == set(command.list_commands(context))
    for name, alias in verbs.BELOW[group]:
        assert command.get_command(context, name).callback is command.get_command(context, alias).callback


@pytest.mark.parametrize(
    ("path", "command"), [*every_command()], ids=lambda found: " ".join(found) if isinstance(found, tuple) else ""
)
def test_every_command_has_the_grammar_of_all(path, command):
    assert isinstance(command, grammar.Command)
    assert command.help
    assert {"--help", "--quiet", "--verbose", "--color"} <= {opt for option in options(command) for opt in option.opts}
    assert all(option.help for option in options(command))


def test_options_that_are_called_the_same_are_the_same():
    """Name and alias go together, and a name means one type, wherever it stands."""
    meant = defaultdict(set)
    for _, command in every_command():
        for option in options(command):
            for name in option.opts:
                meant[name].add((tuple(option.opts), option.is_flag, option.multiple))
    assert {name: found for name, found in meant.items() if len(found) > 1} == {}


def test_what_a_verb_takes_is_what_make_gives_it():
    """The arguments of the table are as many as the command has; what must be given there must be given here."""
    for verb in verbs.every():
        command = cli.get_command(click.Context(cli), verb.name)
        arguments = [param for param in command.params if isinstance(param, click.Argument)]
        if any(argument.nargs == -1 for argument in arguments):
            continue
        asked = ["?" not in taken for taken in verb.takes]
        assert asked == [argument.required for argument in arguments], verb.name
        assert all(by_make.variable(taken) in verbs.VARIABLES for taken in verb.takes)


def test_help_cuts_no_sentence(run):
    told = run("--help").stdout
    for _, command in every_command():
        assert command.help.split("\n\n")[0].split()[-1] in told or command.name not in told
    assert "..." not in re.sub(r"\[ARGUMEN\]\.\.\.", "", told)


@pytest.mark.parametrize("language", ["id", "en"])
def test_help_is_in_one_language(run, language):
    strange = {
        "id": r"\b(OPTIONS|COMMAND|ARGS|DIRECTORY|INTEGER|TEXT|FILE|Usage|Options|Show)\b",
        "en": r"\b(Pakai|Pilihan|OPSI)\b",
    }
    for path, _ in [((), None), *every_command()]:
        told = run(*path, "--help", env={"SKM_LANG": language})
        assert told.returncode == 0
        assert not re.search(
            strange[language],
            re.sub(r"\b(FILE|TEXT)\b" if path in {("map",), ("import-units",)} else "$^", "", told.stdout),
        ), path


def test_every_command_is_explained_in_docs():
    kept = messages.PERINTAH.read_text(encoding="utf-8")
    assert kept == commands_page.document(), "docs/perintah.md is stale: make messages"
