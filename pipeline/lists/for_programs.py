"""What is said to programs: JSON of one documented shape, which names itself and its version."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from pipeline.problems import formats
from pipeline.problems.formats import Translate
from pipeline.problems.phrase import Computed, Phrase, translated
from pipeline.problems.problem import Problem

VERSION = 1
"""The version of all shapes: it grows when a field goes or means something else; new fields do not make it grow."""


def text(name: str, problems: Iterable[Problem], body: Mapping[str, object], said_as: Translate) -> str:
    """Return an object of the shape `skm/<name>` as text."""
    made = {"bentuk": f"skm/{name}", "versi": VERSION, **body, "masalah": formats.records(problems, said_as)}
    return json.dumps(plain(made, said_as), ensure_ascii=False, indent=1)


def plain(value: Any, said_as: Translate) -> Any:
    """Return a value as JSON holds it: records by their names, sentences said, decimals as numbers."""
    if isinstance(value, (Phrase, Computed)):
        return translated(value, said_as)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: plain(item, said_as) for name, item in value._asdict().items()}
    if isinstance(value, dict):
        return {str(name): plain(item, said_as) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item, said_as) for item in value]
    if isinstance(value, Decimal):
        return float(value)
    if value is None or isinstance(value, (str, int, float)):
        return value
    return str(value)
