"""`make`: its variables as arguments of a command, and sentences that name commands as `make` takes them."""

import os
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.commands import verbs

if TYPE_CHECKING:
    import click

GIVEN = "SKM_MAKE"
"""Set by the Makefile: the names of the variables that were given to `make`, whose values are in the environment."""
_ARGUMENT = r"\{\w+\}|<[^>]+>|'[^']*'|\"[^\"]*\"|\.\.\."
_TOKEN = rf"--[a-z][a-z-]*|{_ARGUMENT}|[\w./+-]*[\w/]"
_TYPED = re.compile(rf"(?<![\w-])skm(?= [a-z])((?: (?:{_TOKEN})(?![\w=]))+)")
_SPLIT = re.compile(_TOKEN)
_OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z-]*)(?: (<[^>]+>|\.\.\.|\d[\d-]*))?(?![\w-])")
"""An option that a sentence names by itself."""
_ON = ("", "0")
"""Values of a variable that leave a switch as it is."""


def is_used() -> bool:
    """Return whether the reader came by `make`."""
    return GIVEN in os.environ


def said(text: str) -> str:
    """Return a sentence with its commands as its reader types them."""
    if not is_used():
        return text
    found = _TYPED.sub(_said, text)
    return _OPTION.sub(_said_option, found) if "git " not in text and "skm ARGS" not in found else found


def _said_option(found: re.Match[str]) -> str:
    return f"{_variable(found[1])}={found[2]}" if found[2] else _variable(found[1])


def _said(found: re.Match[str]) -> str:
    words = _SPLIT.findall(found[1])
    read = _read(words)
    if read is None:
        return found[0]
    verb, values, rest = read
    after = f" {' '.join(rest)}" if rest else ""
    if verb is None:
        quoted = " ".join(words).replace(chr(34), "'")
        return f'make skm ARGS="{quoted}"'
    return " ".join(["make", verb.name, *(f"{name}={value}" for name, value in values)]) + after


def _read(words: list[str]) -> tuple[verbs.Verb | None, list[tuple[str, str]], list[str]] | None:
    """Return the verb, its variables of make with their values, and the words after it; no verb where make has none."""
    verb = verbs.named(words[0])
    if verb is None:
        return None
    if verb.name in verbs.BELOW and len(words) > 1:
        return None, [], []
    switches, left = _switches(verb.name), words[1:]
    options: list[tuple[str, str]] = []
    places: list[str] = []
    while left:
        word = left[0]
        if word.startswith("--"):
            takes = 1 if word in switches else 2
            options.append((_variable(word), "1" if takes == 1 else left[1]))
            left = left[takes:]
        elif len(places) < len(verb.takes):
            places.append(left.pop(0))
        else:
            break
    return verb, [*_placed(verb, places), *options], left


def _placed(verb: verbs.Verb, values: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the arguments by their variables: what may be left out is left out first, from the left."""
    names = list(verb.takes)
    while len(names) > len(values):
        names.remove(next((name for name in names if name.endswith("?")), names[-1]))
    for name, value in zip(names, values, strict=True):
        yield variable(name), value


def variable(taken: str) -> str:
    """Return the variable of what a verb takes: `KIND` of `KIND=surat-hasil` and of `KIND?`."""
    return taken.partition("=")[0].rstrip("?")


@lru_cache(maxsize=32)
def _switches(name: str) -> frozenset[str]:
    return frozenset(opt for option in _options(name) if option.is_flag for opt in option.opts)


def _options(name: str) -> "list[click.Option]":
    from importlib import import_module

    import click

    command: click.Command = import_module(f"pipeline.commands.{name.replace('-', '_')}").command
    return [param for param in command.get_params(click.Context(command)) if isinstance(param, click.Option)]


def _variable(option: str) -> str:
    return option[2:].upper().replace("-", "_")


def arguments(name: str, environ: Mapping[str, str]) -> list[str]:
    """Return what a target of `make` calls: the verb, its options and its arguments; refuse what it does not know."""
    from pipeline.problems.phrase import phrase
    from pipeline.problems.problem import Usage
    from pipeline.sources.nearest import guess

    verb = verbs.named(name)
    if verb is None:
        return [name]
    english = {alias: own for own, alias in verbs.VARIABLES.items()}
    given = {english.get(said, said): environ.get(said, "") for said in environ[GIVEN].split()}
    places = []
    for taken in verb.takes:
        own, _, otherwise = taken.partition("=")
        value = given.pop(variable(taken), "") or otherwise
        if not value and not own.endswith("?"):
            _missing(own)
        places += [value] if value else []
    options: list[str] = []
    known = {_variable(opt): option for option in _options(verb.name) for opt in option.opts if opt.startswith("--")}
    for said, value in given.items():
        option = known.get(said)
        if option is None:
            names = tuple(sorted({*map(variable, verb.takes), *known}))
            raise Usage(
                phrase("make {verb}: {name} tidak dikenal; {advice}", verb=name, name=said, advice=guess(said, names))
            )
        if option.is_flag:
            options += [option.opts[0]] if value not in _ON else []
        else:
            options.append(f"{option.opts[0]}={value}")
    chosen = {option.partition("=")[0] for option in options}
    for option in _options(verb.name):
        if option.required and not chosen & {*option.opts}:
            _missing(_variable(option.opts[0]))
    return [verb.name, *options, "--", *places]


def _missing(name: str) -> None:
    from pipeline.problems.phrase import phrase
    from pipeline.problems.problem import Usage

    raise Usage(phrase("sebutkan {name}=..., lihat `make help`", name=name))
