"""Carrying a YAML file over: its text with its comments, without the values that have to be given anew."""

from collections.abc import Callable
from typing import Any, NamedTuple

from pipeline.problems.problem import Problem
from pipeline.sources import trees
from pipeline.sources.trees import plain
from pipeline.sources.yaml_text import Span, read_yaml, spans

TO_FILL = "ISI"
"""The word that marks what is left to fill."""
_LONGEST = 60
Steps = tuple[str | int, ...]


class Carried(NamedTuple):
    """A text carried over, and the fields that it leaves to fill."""

    text: str
    to_fill: tuple[str, ...]


def carry(text: str, changes: Callable[[Steps, Any], bool]) -> Carried:
    """Return a YAML text without the values that change; what was there before stands in a comment beside its field.

    `changes` is asked with the path and the value, outer ones first. The text is one that `read_yaml` reads.
    """
    values = _values(text)
    empty: list[Span] = []
    for span in spans(text):
        inner = any(span.path[: len(outer.path)] == outer.path for outer in empty)
        value = _at(values, span.path)
        if not inner and value is not None and changes(span.path, value):
            empty.append(span)
    fields = tuple(trees.told_path(span.path) for span in empty)
    wanted = values
    for span in empty:
        _drop(wanted, span.path)
    edited = _emptied(text, empty, _noted(text, empty))
    if not _reads_as(edited, wanted):
        # a remark at the end of the line would fall into a text of several lines
        edited = f"# {TO_FILL} {', '.join(fields)}\n{_emptied(text, empty, {})}"
    assert _reads_as(edited, wanted)
    return Carried(edited, fields)


def _emptied(text: str, empty: list[Span], notes: dict[int, list[str]]) -> str:
    """Return the text without those values, and with the notes at the end of the lines that they are for."""
    for span in reversed(empty):
        line_end = _line_end(text, span.after)
        begin = span.after if span.start <= line_end else line_end
        text = text[:begin] + (" " if span.flow and begin == span.after else "") + text[span.end :]
        end = _line_end(text, span.after)
        if span.after in notes:
            note = f"{text[:end].rstrip(' ')}  # {TO_FILL} {'; '.join(notes[span.after])}"
            text = note + text[end:]
    return text


def _noted(text: str, empty: list[Span]) -> dict[int, list[str]]:
    """Return the notes of each line, by the last of the values that are taken from it."""
    notes: dict[int, list[str]] = {}
    last: Span | None = None
    for span in empty:
        note = f"{span.path[-1]}{_before(text[span.start : span.end])}"
        begun = notes.pop(last.after) if last and _line_end(text, last.after) == _line_end(text, span.after) else []
        notes[span.after] = [*begun, note]
        last = span
    return notes


def _before(value: str) -> str:
    short = value.strip("\"'")
    return f" (dahulu {short})" if len(short) <= _LONGEST and "\n" not in short and "#" not in short else ""


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def _values(text: str) -> Any:
    problems: list[Problem] = []
    node = read_yaml(text.encode(), "", problems)
    return None if node is None else plain(node)


def _reads_as(text: str, values: Any) -> bool:
    return bool(_values(text) == values)


def _at(values: Any, path: Steps) -> Any:
    for step in path:
        if isinstance(values, dict):
            values = values.get(step)
        elif isinstance(values, list) and isinstance(step, int):
            values = values[step]
    return values


def _drop(values: Any, path: Steps) -> None:
    holder = _at(values, path[:-1])
    if isinstance(holder, list):
        holder[int(path[-1])] = None
    elif isinstance(holder, dict):
        holder.pop(path[-1], None)
