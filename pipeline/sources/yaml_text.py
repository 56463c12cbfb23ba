"""YAML as text with places: every value is what was typed, and knows its file, line and column."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from pipeline.files import characters, contents
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import yaml_advice, yaml_cut, yaml_typed

LARGEST = 1_000_000
"""Bytes of one YAML file; answers belong into CSV."""
DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Node:
    """A value as typed: text, nothing (`None`), a list, or a mapping of names to nodes.

    `at` is where the value stands; `key` is where its name stands, when it is in a mapping. `meaning` is what a model
    read in it, once a file was held against one: a tree that is made of several files keeps it.
    """

    value: "str | list[Node] | dict[str, Node] | None"
    at: Place
    key: Place | None = None
    meaning: object = field(default=None, compare=False, repr=False)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    node: Node
    name: str | None = None
    name_at: Place | None = None
    flow: bool = False
    keys: dict[str, Place] = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)


def decode(raw: bytes, file: str, problems: list[Problem]) -> str | None:
    """Return the text of a UTF-8 file without its byte order mark; a problem and `None` if it is not one."""
    if raw.count(b"\0") > len(raw) // 4:
        problems.append(problem(Place(file), "Y002", found=yaml_advice.encoding(raw, 0)))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        # without its mark, as the fault counts
        bare = raw.removeprefix(codecs.BOM_UTF8)
        before = bare[: fault.start].decode("utf-8", errors="replace")
        problems.append(problem(_after(file, before), "Y002", found=yaml_advice.encoding(bare, fault.start)))
        return None
    found = characters.UNSEEN.search(text)
    if found:
        problems.append(problem(_after(file, text[: found.start()]), "Y003", found=characters.named(found[0])))
        return None
    return text


def _after(file: str, before: str) -> Place:
    """Return the place that follows a text."""
    lines = yaml_advice.lines_of(before)
    return Place(file, len(lines), len(lines[-1]) + 1)


def read_yaml(raw: bytes, file: str, problems: list[Problem]) -> Node | None:
    """Return the tree of a YAML file; problems and `None` when it cannot be read whole.

    Every scalar stays text (`010`, `no`, `2025-07-07` are what was typed), an empty one is `None`.
    Repeated names, aliases, anchors, tags and second documents are problems. Nesting and size are bounded.
    """
    if len(raw) > LARGEST:
        problems.append(
            problem(
                Place(file),
                "Y006",
                found=phrase("{size} bita", size=len(raw)),
                most=phrase("{size} bita", size=LARGEST),
            )
        )
        return None
    if other := contents.of(raw):
        problems.append(problem(Place(file, 1, 1), "Y014", found=other.name))
        return None
    text = decode(raw, file, problems)
    if text is None:
        return None
    before = len(problems)
    problems += yaml_typed.blanks(text, file)
    if len(problems) > before:
        return None
    root: Node | None = None
    try:
        builder = _Builder(file, problems)
        root = builder.build(yaml.parse(text, Loader=yaml.CSafeLoader))
        if builder.may_be_cut and all(fault.code == "Y004" for fault in problems[before:]):
            # what a comma cut off twice reads as a name given twice
            problems[before:] = list(yaml_cut.cut(text, file)) or problems[before:]
        if len(problems) == before and yaml_cut.GLUED.search(text):
            problems += yaml_cut.glued(text, file)
        if len(problems) == before and yaml_typed.MAY_BE.search(text):
            problems += yaml_typed.marks(text, file)
    except yaml.YAMLError as fault:
        problems.append(_syntax(fault, file, text))
    if len(problems) > before:
        return None
    return root or Node({}, Place(file))


class _Builder:
    """Takes the events of a YAML file, gives its tree; without recursion, so that depth is a number."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file, self.problems = file, problems
        self.root: Node | None = None
        self.stack: list[_Open] = []
        self.may_be_cut = False

    def build(self, events: Iterator[yaml.Event]) -> Node | None:
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.problems.append(problem(self.place(event), "Y008"))
                    break
            elif isinstance(event, yaml.NodeEvent):
                if isinstance(event, yaml.CollectionStartEvent) and len(self.stack) == DEEPEST:
                    self.problems.append(problem(self.place(event), "Y007", most=DEEPEST))
                    break
                self.node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                ended = self.stack.pop()
                if self.stack and self.stack[-1].name and not ended.flow and isinstance(ended.node.value, dict):
                    self.stack[-1].groups.add(self.stack[-1].name)
                self.add(ended.node)
        return self.root

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)

    def node(self, event: yaml.NodeEvent) -> None:
        place = self.place(event)
        tag = getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            self.problems.append(problem(place, "Y005", found=phrase("alias `*{name}`", name=event.anchor)))
        elif event.anchor:
            self.problems.append(problem(place, "Y005", found=phrase("jangkar `&{name}`", name=event.anchor)))
        if tag and tag != "!":
            self.problems.append(problem(place, "Y005", found=phrase("tanda jenis `{tag}`", tag=tag)))
        if isinstance(event, yaml.ScalarEvent):
            plain = event.implicit[0]
            # what is escaped is seen in the file, and not on paper
            if event.style == '"' and (unseen := characters.unseen_in(event.value)) is not None:
                self.problems.append(problem(place, "Y003", found=unseen))
            self.add(Node(None if plain and event.value in ("", "~") else event.value, place))
        elif isinstance(event, yaml.CollectionStartEvent):
            node = Node([] if isinstance(event, yaml.SequenceStartEvent) else {}, place)
            self.stack.append(_Open(node, flow=bool(event.flow_style)))
        else:
            self.add(Node("", place))

    def add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        self.may_be_cut |= parent.flow and _may_be_cut_off(parent.node, node)
        if isinstance(parent.node.value, list):
            parent.node.value.append(node)
        elif parent.name is None:
            self.name(parent, node)
        elif isinstance(parent.node.value, dict):
            parent.node.value[parent.name] = Node(node.value, node.at, parent.name_at)
            parent.name = None

    def name(self, parent: _Open, node: Node) -> None:
        name = node.value if isinstance(node.value, str) else ""
        if not name:
            self.problems.append(problem(node.at, "Y009"))
        elif name in parent.keys:
            first = str(parent.keys[name].line)
            self.problems.append(
                problem(node.at, "Y004", field=name, first=first, also=_may_be_below(parent, name, node))
            )
        parent.keys.setdefault(name, node.at)
        parent.name, parent.name_at = name, node.at


def _may_be_cut_off(group: Node, node: Node) -> bool:
    """Return whether a value may be what a comma cut off: a name without one, or anything behind running text."""
    if isinstance(group.value, list):
        return any(map(_is_running, group.value))
    return node.value is None


def _is_running(node: Node) -> bool:
    return isinstance(node.value, str) and " " in node.value


def _may_be_below(parent: _Open, name: str, node: Node) -> Text:
    """Return the other way out for a name given twice: it may belong to a group that stands between the two."""
    keys, values = list(parent.keys), parent.node.value
    assert isinstance(values, dict)
    between = keys[keys.index(name) + 1 :]
    empty = {key for key, child in values.items() if child.value is None}
    group = next((key for key in reversed(between) if key in {*empty, *parent.groups}), None)
    if group is None or parent.flow or name in (values[group].value or ()):
        return ""
    below = keys[keys.index(group) + 1 :]
    if not below:
        return phrase("; atau jorokkan dua spasi baris ini, bila ia isi `{name}` di atasnya", name=group)
    return phrase(
        "; atau jorokkan dua spasi baris {first} sampai {last}, bila semuanya isi `{name}` di atasnya",
        first=str(parent.keys[below[0]].line),
        last=str(node.at.line),
        name=group,
    )


def _syntax(fault: yaml.YAMLError, file: str, text: str) -> Problem:
    at, begun = (_position(getattr(fault, name, None)) for name in ("problem_mark", "context_mark"))
    found = yaml_advice.yaml(text, str(getattr(fault, "problem", None) or fault), at or begun or (1, 1), begun)
    return problem(Place(file, found.line, found.column), "Y001", hint=found.cure)


def _position(mark: yaml.Mark | None) -> tuple[int, int] | None:
    return (mark.line + 1, mark.column + 1) if mark else None


class Span(NamedTuple):
    """Where a value stands in its text: behind its name's colon (in a list: where it begins), and from where to where.

    `flow` says that it stands between braces or brackets.
    """

    path: tuple[str | int, ...]
    after: int
    start: int
    end: int
    flow: bool


def spans(text: str) -> Iterator[Span]:
    """Return where every value of a YAML text stands, outer ones first; the text is one that `read_yaml` reads."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if root is not None:
        lines = [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", text))]
        yield from _spans(root, (), lines, text, False)


def _spans(node: yaml.Node, path: tuple[str | int, ...], lines: list[int], text: str, flow: bool) -> Iterator[Span]:
    def offset(mark: yaml.Mark) -> int:
        return lines[mark.line] + mark.column

    inside = flow or bool(getattr(node, "flow_style", False))
    children: list[tuple[str | int, int, yaml.Node]] = []
    if isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            children.append((key.value, text.index(":", offset(key.end_mark)) + 1, child))
    elif isinstance(node, yaml.SequenceNode):
        children = [(number, offset(child.start_mark), child) for number, child in enumerate(node.value)]
    for step, after, child in children:
        found = list(_spans(child, (*path, step), lines, text, inside))
        block = isinstance(child, yaml.CollectionNode) and not child.flow_style
        # a block ends, for the parser, where the next thing begins: comments in between are not part of it
        end = max(inner.end for inner in found) if block and found else offset(child.end_mark)
        start = offset(child.start_mark)
        end = start + len(text[start:end].rstrip())
        yield Span((*path, step), after, start, end, inside)
        yield from found
