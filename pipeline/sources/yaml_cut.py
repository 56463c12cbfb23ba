"""What YAML cuts off a value without a word: at a comma between braces, at ` #`; each with the line as it should be."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import yaml

from pipeline.problems.problem import Place, Problem, problem

_LONGEST = 160
_ABBREVIATION = 5
_SHORT_TITLE = 3
_CONJUNCTIONS = ("dan", "serta", "atau")
GLUED = re.compile(r"[^\s#:][ \t]+#\w|[|>][-+\d]*#")
"""A line that may hold a value whose end, ` #1` and what follows, was taken for a remark."""
_HEADER = re.compile(r"[|>][-+\d]*(#.*)")


class _Entry(NamedTuple):
    """An entry of a mapping between braces: its name, from where to where it and its value stand, what it lacks.

    `is_cut` says that it is a name alone, as a comma leaves one; `is_empty` that its value is still to be given.
    """

    name: str
    begin: int
    value: int
    end: int
    is_cut: bool
    is_empty: bool


def glued(text: str, file: str) -> Iterator[Problem]:
    """Yield a problem for each value behind which a `#` stands that no blank follows: it may belong to the value."""
    lines = text.splitlines()
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if not isinstance(token, yaml.ScalarToken):
            continue
        if token.style in ("|", ">"):
            line, column = token.start_mark.line, token.start_mark.column
            if header := _HEADER.match(lines[line][column:]):
                place = Place(file, line + 1, column + header.start(1) + 1)
                yield problem(place, "Y013", found=_short(header[1]), line=_short(_quoted(header[0])))
            continue
        if not token.plain:
            continue
        line, column = token.end_mark.line, token.end_mark.column
        behind = re.match(r"[ \t]+(#\w.*)", lines[line][column:]) if line < len(lines) else None
        if behind:
            place = Place(file, line + 1, column + behind.start(1) + 1)
            whole = _quoted(f"{token.value} {behind[1]}")
            yield problem(place, "Y013", found=_short(behind[1]), line=_short(whole))


def cut(text: str, file: str) -> Iterator[Problem]:
    """Yield a problem for each mapping between braces with a name without a value, and for each list between brackets
    in which a piece follows running text: the comma may have stood in the text.
    """
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    offsets = [0]
    for line in text.splitlines(keepends=True):
        offsets.append(offsets[-1] + len(line))
    if root is not None:
        yield from _walk(root, text, file, offsets)


def _walk(node: yaml.Node, text: str, file: str, offsets: list[int]) -> Iterator[Problem]:
    if isinstance(node, yaml.MappingNode):
        found = _braces(node, text, file, offsets) if node.flow_style else None
        if found:
            yield found
        children = [child for pair in node.value for child in pair]
    elif isinstance(node, yaml.SequenceNode):
        found = _brackets(node, file) if node.flow_style else None
        if found:
            yield found
        children = node.value
    else:
        return
    for child in children:
        yield from _walk(child, text, file, offsets)


def _braces(node: yaml.MappingNode, text: str, file: str, offsets: list[int]) -> Problem | None:
    def offset(mark: yaml.Mark) -> int:
        return offsets[mark.line] + mark.column

    entries = [
        _Entry(
            key.value,
            offset(key.start_mark),
            offset(value.start_mark),
            max(offset(key.end_mark), offset(value.end_mark)),
            _is_empty(value) and ":" not in text[offset(key.end_mark) : offset(value.end_mark)],
            _is_empty(value),
        )
        for key, value in node.value
        if isinstance(key, yaml.ScalarNode)
    ]
    lost = next((entry for entry in entries if entry.is_empty), None)
    if lost is None:
        return None
    key = next(key for key, _ in node.value if offset(key.start_mark) == lost.begin)
    place = Place(file, key.start_mark.line + 1, key.start_mark.column + 1)
    joined = _joined(entries, text) if lost.is_cut else None
    if joined is None:
        return problem(place, "Y011", field=key.value)
    return problem(place, "Y010", found=key.value, line=_short("{" + ", ".join(joined) + "}"))


def _joined(entries: list[_Entry], text: str) -> list[str] | None:
    """Return the entries with what was cut off put back between quotes; `None` when nothing stands before it."""
    groups: list[list[_Entry]] = []
    for entry in entries:
        if entry.is_cut and groups:
            groups[-1].append(entry)
        elif entry.is_cut:
            return None
        else:
            groups.append([entry])
    if all(len(group) == 1 for group in groups):
        return None
    return [
        f"{group[0].name}: {_quoted(text[group[0].value : group[-1].end])}"
        if len(group) > 1
        else text[group[0].begin : group[0].end]
        for group in groups
    ]


def _brackets(node: yaml.SequenceNode, file: str) -> Problem | None:
    """Return a problem where a piece that looks cut off follows running text: "Dinas Sosial, P3A" is one, or two."""
    items = [item for item in node.value if isinstance(item, yaml.ScalarNode)]
    tail = next((second for first, second in pairwise(items) if _is_piece(first, second)), None)
    if tail is None:
        return None
    place = Place(file, tail.start_mark.line + 1, tail.start_mark.column + 1)
    lines = "; ".join(f"`- {item.value}`" for item in items)
    return problem(place, "Y012", found=tail.value, lines=_short(lines))


def _is_piece(before: yaml.ScalarNode, item: yaml.ScalarNode) -> bool:
    """Return whether an item goes on with what stands before it: `dan ...`; behind running text a degree, an
    abbreviation, a number, or a small letter behind a capital. A whole word such as Arsip is an item of its own.
    """
    text = str(item.value).strip()
    if item.style or not text:
        return False
    if " " in text:
        return text.split()[0] in _CONJUNCTIONS
    if not _is_running(before):
        return False
    if not text.isalpha():
        return True
    if text.islower():
        return str(before.value).lstrip()[0].isupper()
    if text.isupper():
        return len(text) <= _ABBREVIATION or not str(before.value).isupper()
    return len(text) <= _SHORT_TITLE or not text[1:].islower()


def _is_running(item: yaml.ScalarNode) -> bool:
    return not item.style and " " in item.value.strip()


def _is_empty(value: yaml.Node) -> bool:
    return isinstance(value, yaml.ScalarNode) and not value.style and value.value == ""


def _quoted(text: str) -> str:
    return "'" + " ".join(text.split()).strip("'\"“”‘’").replace("'", "''") + "'"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."
