"""Problems as JSON holds them, and back: what was told of files that have not changed is told again as it was."""

from collections.abc import Iterable
from typing import Any

from pipeline.problems.phrase import Computed, Phrase, Text
from pipeline.problems.problem import Place, Problem


def problems(data: Iterable[list[Any]]) -> tuple[Problem, ...]:
    """Return the problems that were written; raises what data that `written` did not give leads to."""
    return tuple(
        Problem(Place(*place), code, tuple((name, _said(value)) for name, value in values))
        for place, code, values in data
    )


def written(every: Iterable[Problem]) -> list[list[Any]]:
    """Return problems as lists of what JSON knows."""
    return [[fault.place, fault.code, [[name, _unsaid(value)] for name, value in fault.values]] for fault in every]


def _unsaid(value: Text) -> Any:
    if isinstance(value, Computed):
        return {"nilai": value.value, "teks": value.text}
    if not isinstance(value, Phrase):
        return value
    filled = [[name, _unsaid(inner)] for name, inner in value.values]
    return {"pola": value.pattern, "isi": filled, "kode": value.code}


def _said(value: Any) -> Text:
    if isinstance(value, str):
        return value
    if "nilai" in value:
        return Computed(value["nilai"], value["teks"])
    return Phrase(value["pola"], tuple((name, _said(inner)) for name, inner in value["isi"]), value["kode"])
