"""What commands say to programs: JSON of one documented shape, which names itself and its version."""

from collections.abc import Iterable, Mapping

import click

from pipeline.commands.talk import end, translate
from pipeline.lists import for_programs
from pipeline.problems.problem import Problem


def say(name: str, problems: Iterable[Problem] = (), **body: object) -> None:
    """Print a JSON object of the shape `skm/<name>`, and what is wrong in it; then end as all commands do."""
    found = sorted(set(problems))
    click.echo(text(name, found, body).encode(errors="backslashreplace"))
    end(found)


def text(name: str, problems: Iterable[Problem], body: Mapping[str, object]) -> str:
    """Return the object as text, in the reader's language."""
    return for_programs.text(name, problems, body, translate)
