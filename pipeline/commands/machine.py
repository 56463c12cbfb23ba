"""What commands say to programs: JSON of one documented shape, which names itself and its version."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import click

from pipeline.commands.talk import end, translate
from pipeline.problems import formats
from pipeline.problems.phrase import Computed, Phrase, translated
from pipeline.problems.problem import Problem

VERSION = 1
"""The version of all shapes: it grows when a field goes or means something else; new fields do not make it grow."""


def say(name: str, problems: Iterable[Problem] = (), **body: object) -> None:
    """Print a JSON object of the shape `skm/<name>`, and what is wrong in it; then end as all commands do."""
    found = sorted(set(problems))
    click.echo(text(name, found, body).encode(errors="backslashreplace"))
    end(found)


def text(name: str, problems: Iterable[Problem], body: Mapping[str, object]) -> str:
    """Return the object as text."""
    made = {"bentuk": f"skm/{name}", "versi": VERSION, **body, "masalah": formats.records(problems, translate)}
    return json.dumps(plain(made), ensure_ascii=False, indent=1)


def plain(value: Any) -> Any:
    """Return a value as JSON holds it: records by their names, sentences said, decimals as numbers."""
    if isinstance(value, (Phrase, Computed)):
        return translated(value, translate)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(item) for name, item in value._asdict().items()}
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return float(value)
    if value is None or isinstance(value, (str, int, float)):
        return value
    return str(value)
