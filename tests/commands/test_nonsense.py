"""No command answers nonsense with a traceback, in half a language, or with another code than the documented ones."""

import os
import re
import webbrowser

import click
import pytest

from pipeline.commands import verbs
from pipeline.commands.cli import cli
from pipeline.page import door
from support import in_process
from support import small as kecil

NONSENSE = ("", "..", "ada\nbaris", "2025S1", "💥", "/dev/null", "x" * 4000, "-", "tidak-ada.docx", "%s{0}", "\udcff")
ENGLISH = re.compile(
    r"\b(Error|Usage|Options|Try|Missing|Invalid|does not|No such|expected|unexpected|file|directory|is not|range)\b"
)


def paths():
    for verb in verbs.every():
        yield (verb.name,)
        yield from ((verb.name, name) for name, _ in verbs.BELOW.get(verb.name, ()))


def command_of(path):
    command = cli.get_command(click.Context(cli), path[0])
    return command if len(path) == 1 else command.get_command(click.Context(command), path[1])


def calls(path):
    """Called with nothing, too much, an option that nobody knows, options without a value and with nonsense."""
    params = command_of(path).params
    places = [param for param in params if isinstance(param, click.Argument)]
    valued = [param for param in params if isinstance(param, click.Option) and not param.is_flag]
    yield ()
    yield ("--tidak-ada",)
    yield ("a", "b", "c", "d", "e", "f", "g")
    for at, text in enumerate(NONSENSE):
        yield tuple(text if place is places[at % len(places)] else "x" for place in places) if places else (text,)
    for option in valued:
        yield (option.opts[0],)
        yield (f"{option.opts[0]}=💥\n", *("x" for _ in places))


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return kecil.put(tmp_path_factory.mktemp("kantor"), {})


@pytest.fixture(autouse=True)
def pages_that_end_at_once(monkeypatch):
    monkeypatch.setattr(door, "serve", lambda *_, **__: None)
    monkeypatch.setattr(webbrowser, "open", lambda *_, **__: True)


@pytest.mark.parametrize("path", [*paths()], ids=" ".join)
def test_nonsense_is_answered(path, small):
    for given in calls(path):
        if path == ("init",) and len(given) == 1 and given[0]:
            continue  # any name is a folder's
        told = in_process.run((*path, *given), small, {**os.environ, "SKM_LANG": "id"})
        assert told.returncode in (0, 1, 2, 130), (given, told.stderr)
        assert "Traceback" not in told.stderr, (given, told.stderr)
        said = re.sub(r"'[^']*'|`[^`]*`", "", told.stderr)
        assert not ENGLISH.search(said), (given, told.stderr)
        assert told.returncode == 0 or told.stderr, given


@pytest.mark.parametrize("path", [*paths()], ids=" ".join)
def test_a_value_is_given_once(path, small):
    for option in command_of(path).params:
        if isinstance(option, click.Option) and not option.is_flag and not option.multiple:
            told = in_process.run(
                (*path, option.opts[0], "a", option.opts[-1], "b"), small, {**os.environ, "SKM_LANG": "id"}
            )
            assert told.returncode == 2
            assert "lebih dari sekali; sebutkan satu saja" in told.stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (("chek",), "check"),
        (("terbitkn",), "terbitkan"),
        (("register", "vod"), "void"),
        (("register", "catta"), "catat"),
    ],
)
def test_the_nearest_command_is_named(typed, meant, small):
    told = in_process.run(typed, small, {**os.environ, "SKM_LANG": "id"})
    assert (told.returncode, f"maksudnya `{meant}`?" in told.stderr) == (2, True)


def test_the_nearest_option_is_named(small):
    told = in_process.run(("check", "--unt", "x"), small, {**os.environ, "SKM_LANG": "id"})
    assert (told.returncode, "'--unit'" in told.stderr) == (2, True)
