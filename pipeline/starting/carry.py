"""Carrying a YAML file over: its text with its comments, without the values that have to be given anew."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from pipeline.problems.problem import Problem
from pipeline.sources import trees, yaml_change, yaml_edit
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
    text = _unfolded(text, changes)
    values = _values(text)
    empty = _changing(text, values, changes)
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


def _changing(text: str, values: Any, changes: Callable[[Steps, Any], bool]) -> list[Span]:
    """Return where the values stand that change, the outermost of each."""
    found: list[Span] = []
    for span in spans(text):
        inner = any(span.path[: len(outer.path)] == outer.path for outer in found)
        value = _at(values, span.path)
        if not inner and value is not None and changes(span.path, value):
            found.append(span)
    return found


def _unfolded(text: str, changes: Callable[[Steps, Any], bool]) -> str:
    """Return the text with what stands between braces as lines, where a field of it is to be left empty."""
    values = _values(text)
    every = tuple(spans(text))
    holders: dict[int, Span] = {}
    for inner in _changing(text, values, changes):
        around = [span for span in every if not span.flow and inner.path[: len(span.path)] == span.path]
        if inner.flow and not around:
            return yaml_change.anew(text, values)
        if inner.flow:
            holders[around[-1].start] = around[-1]
    for start in sorted(holders, reverse=True):
        text = _as_lines(text, holders[start], _at(values, holders[start].path))
    return text


def _as_lines(text: str, span: Span, value: Any) -> str:
    """Return the text with a value that stands between braces as lines of its own, its remarks above them."""
    newline = "\r\n" if "\r\n" in text else "\n"
    end = _line_end(text, span.end)
    item = isinstance(span.path[-1], int)
    before = text[text.rfind("\n", 0, span.start if item else span.after) + 1 : span.start if item else span.after]
    lead = re.match(r" *(?:- +)*", before)
    indent = " " * (len(before) if item else (lead.end() if lead else 0) + 2)
    lines = yaml_edit.fields(value, indent) if isinstance(value, dict) else yaml_edit.items(value, indent)
    if item:
        return f"{text[: span.start]}{newline.join(lines).lstrip(' ')}{text[span.end :]}"
    remarks = [f"{indent}{remark}" for remark in yaml_change.remarks(text[span.after : end])]
    return newline.join([text[: span.after], *remarks, *lines]) + text[end:]


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
