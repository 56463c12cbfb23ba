"""Trees of text and the models that they are held against: read, found in."""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from types import UnionType
from typing import Annotated, Any, TypeGuard, TypeVar, Union, get_args, get_origin

import pydantic
from pydantic_core import ErrorDetails

from pipeline.problems.phrase import Phrase, Sentence, Text, phrase
from pipeline.problems.problem import Problem, problem
from pipeline.sources import value_advice
from pipeline.sources.models import RUJUKAN
from pipeline.sources.nearest import guess, near
from pipeline.sources.types import ALIKE, Model
from pipeline.sources.yaml_advice import GLUED_NAME
from pipeline.sources.yaml_text import Node

_M = TypeVar("_M", bound=Model)
_EXPECTED: tuple[tuple[str, Sentence], ...] = (
    ("string_type", "teks"),
    ("list_type", "daftar, satu butir satu baris yang diawali `- `"),
    ("dict_type", "kelompok field `nama: nilai`"),
    ("model_type", "kelompok field `nama: nilai`"),
    ("too_short", "sekurangnya satu isi"),
    ("too_long", "isi yang lebih sedikit"),
    ("string_too_long", "teks yang lebih pendek"),
    ("", "isi yang lain"),
)
_SURELY = 0.75
"""How much a value has to be like one of the choices, to be told as what was meant."""
_MAPPINGS = ("dict_type", "model_type")


def read(model: type[_M], node: Node, problems: list[Problem]) -> _M | None:
    """Return what a file says, as a record; every fault as a problem with its place, and then `None`."""
    empty = tuple(dict.fromkeys(_unknown(model, node, path) for path in _empty_strangers(model, node)))
    problems += empty
    try:
        found = model.model_validate(plain(node))
    except pydantic.ValidationError as fault:
        every = fault.errors(include_url=False, include_input=False)
        faults = dict.fromkeys(told(model, node, error) for error in every)
        problems += (each for each in faults if each not in empty)
        return None
    return None if empty else found


def plain(node: Node) -> Any:
    """Return the values of a tree without their places; what is left empty counts as not said."""
    if isinstance(node.value, dict):
        return {name: plain(child) for name, child in node.value.items() if child.value is not None}
    if isinstance(node.value, list):
        return [plain(child) for child in node.value]
    return node.value


def find(node: Node, path: tuple[str | int, ...]) -> Node:
    """Return the node at a path, or the deepest one on the way to it."""
    for step in path:
        if isinstance(node.value, dict) and step in node.value:
            node = node.value[str(step)]
        elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            break
    return node


def fields(node: Node | None) -> dict[str, Node]:
    """Return the fields of a mapping; none where there is no node, or another kind of value."""
    return node.value if node is not None and isinstance(node.value, dict) else {}


def told_path(path: Iterable[str | int]) -> str:
    """Return a path as it is told: `rtl[1].unsur` is of the first plan, as people count."""
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def told(model: type[Model], root: Node, error: ErrorDetails) -> Problem:
    """Return what pydantic says of a tree as a problem with its place."""
    kind, said = error["type"], error.get("ctx", {})
    path = tuple(step for step in error["loc"] if step not in ("[key]", *RUJUKAN))
    if field := said.get("field"):
        inner = tuple(field.split("."))
        path = (*path, *inner) if inner[-1] in fields(find(root, (*path, *inner[:-1]))) else path
    field = told_path(path) or phrase("berkas ini")
    node = find(root, path)
    if kind == ALIKE:
        names, name, other = fields(node), said["name"], said["other"]
        at, first = (names[said].key or names[said].at for said in (name, other))
        return problem(at, "I009", field=told_path((*path, name)), other=other, first=str(first.line))
    if kind == "extra_forbidden":
        return _unknown(model, root, path)
    if kind == "missing":
        return _lacking(model, root, path, field)
    if "[key]" in error["loc"] and node.key:
        hint = value_advice.misnamed(said.get("instead", ""))
        found, owner = phrase("nama `{name}`", name=path[-1]), told_path(path[:-1])
        return problem(node.key, "I003", field=owner, found=found, expected=_expected(node, error), hint=hint)
    hint = _instead(model, root, path, error)
    return problem(node.at, "I003", field=field, found=_found(node), expected=_expected(node, error), hint=hint)


def _expected(node: Node, error: ErrorDetails) -> Text:
    """Return what should stand in the place of a value that does not fit."""
    kind, said = error["type"], error.get("ctx", {})
    text = node.value if isinstance(node.value, str) and kind in _MAPPINGS else ""
    if glued := GLUED_NAME.fullmatch(text):
        return phrase("spasi sesudah titik dua: `{name}: {value}`", **glued.groupdict())
    if kind == "literal_error":
        return phrase(
            "salah satu di antara: {choices}", choices=said["expected"].replace(" or ", ", ").replace("'", "`")
        )
    if kind == "expected":
        what: Phrase = said["what"]
        return what
    wanted: Sentence = dict(_EXPECTED).get(kind, _EXPECTED[-1][1])
    return phrase(wanted)


def _instead(model: type[Model], root: Node, path: tuple[str | int, ...], error: ErrorDetails) -> Text:
    """Return what to write in the place of a value that does not fit."""
    node, kind, said = find(root, path), error["type"], error.get("ctx", {})
    instead = said.get("instead", "")
    if isinstance(instead, Phrase):
        return instead
    if kind == "literal_error" and isinstance(node.value, str):
        instead = near(node.value, tuple(re.findall("'([^']*)'", said["expected"])), _SURELY)
    name = str(path[-1]) if path and isinstance(path[-1], str) else ""
    return value_advice.wrong(kind, node, name, _trials(model, root, path), _owners(model, path), instead)


def _lacking(model: type[Model], root: Node, path: tuple[str | int, ...], field: Text) -> Problem:
    """Return the problem of a field that is required and has no value."""
    node, is_there = find(root, path), path[-1] in fields(find(root, path[:-1]))
    kinds, owners = _kinds_at(model, path), _owners(model, path)
    hint = value_advice.lacking(str(path[-1]), told_path(path[:-1]), owners, kinds, is_there=is_there)
    return problem(node.key or node.at, "I002", field=field, hint=hint)


def _owners(model: type[Model], path: tuple[str | int, ...]) -> tuple[type[Model], ...]:
    """Return the groups of fields that may stand at a path, as the items of a list there, or under names of its own."""
    kinds = _kinds_at(model, path)
    items = [leaf for kind in kinds if get_origin(kind) is list for leaf in parts(get_args(kind)[0])]
    named = [leaf for kind in kinds if get_origin(kind) is dict for leaf in parts(get_args(kind)[1])]
    return tuple(kind for kind in (*kinds, *items, *named) if is_model(kind))


def _unknown(model: type[Model], root: Node, path: tuple[str | int, ...]) -> Problem:
    """Return the problem of a name that a mapping may not have."""
    node, owner = find(root, path), _model_at(model, path[:-1])
    below = _indent(root, path)
    hint = below if below and isinstance(node.value, dict) else guess(str(path[-1]), tuple(owner.model_fields), below)
    if (group := _group_above(owner, root, path)) is not None:
        return _lost_indent(owner, root, path, group)
    return problem(node.key or node.at, "I001", field=told_path(path), hint=hint)


def _lost_indent(owner: type[Model], root: Node, path: tuple[str | int, ...], group: str) -> Problem:
    """Return the problem of all names that lost their indent below a group: one, whichever of them is asked for."""
    names = fields(find(root, path[:-1]))
    after = list(names)[list(names).index(group) + 1 :]
    lost = list(takewhile(lambda name: _group_above(owner, root, (*path[:-1], name)) == group, after)) or [
        str(path[-1])
    ]
    first, last = names[lost[0]], names[lost[-1]]
    at, end = first.key or first.at, _last_line(last)
    hint = phrase("jorokkan dua spasi baris ini: ia isi `{name}` di atasnya", name=group)
    if len(lost) > 1:
        hint = phrase(
            "jorokkan dua spasi baris {first} sampai {last}: semuanya isi `{name}` di atasnya",
            first=str(at.line),
            last=str(end),
            name=group,
        )
    return problem(at, "I001", field=told_path((*path[:-1], lost[0])), hint=hint)


def _last_line(node: Node) -> int:
    children = node.value if isinstance(node.value, list) else fields(node).values()
    return max((node.at.line, *map(_last_line, children)))


def _empty_strangers(model: type[Model], node: Node) -> Iterator[tuple[str | int, ...]]:
    """Yield the paths of names that have no value and that no model knows: nothing else looks at them."""
    for path in _empty(node, ()):
        owners = _kinds_at(model, path[:-1])
        if any(is_model(kind) for kind in owners) and not _below(owners, path[-1]):
            yield path


def _empty(node: Node, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """Yield the paths of names without a value."""
    children = node.value
    if isinstance(children, list):
        for step, child in enumerate(children):
            if type(child.value) is not str:
                yield from _empty(child, (*path, step))
    elif isinstance(children, dict):
        for name, child in children.items():
            if child.value is None:
                yield (*path, name)
            elif type(child.value) is not str:
                yield from _empty(child, (*path, name))


def _kinds_at(model: type[Model], path: tuple[str | int, ...]) -> tuple[object, ...]:
    """Return the kinds of value that may stand at a path."""
    kinds: tuple[object, ...] = (model,)
    for step in path:
        kinds = _below(kinds, step)
    return kinds


def _trials(model: type[Model], root: Node, path: tuple[str | int, ...]) -> tuple[value_advice.Trial, ...]:
    """Return what holds another value against a place: each group that it may stand in, with what is beside it there.

    Of a whole file it is the place alone, and of a list or of names of one's own the one item.
    """
    above = max((end for end in range(len(path)) if any(map(is_model, _kinds_at(model, path[:end])))), default=0)
    beside, inside = fields(find(root, path[:above])) if above else {}, path[above:]
    said = {name: plain(child) for name, child in beside.items() if child.value is not None}

    def trial(owner: type[Model]) -> value_advice.Trial:
        return lambda value: _left(owner, said, inside, value)

    return tuple(trial(kind) for kind in _kinds_at(model, path[:above]) if is_model(kind))


def _left(owner: type[Model], said: dict[str, Any], path: tuple[str | int, ...], value: Any) -> list[ErrorDetails]:
    """Return what is wrong with a value at a path in a group, or in it; where it stands is told from there on."""
    for step in reversed(path[1:]):
        value = [value] if isinstance(step, int) else {step: value}
    steps = tuple(0 if isinstance(step, int) else step for step in path)
    try:
        owner.model_validate({**said, steps[0]: value} if steps else value)
    except pydantic.ValidationError as fault:
        errors = fault.errors(include_url=False)
    else:
        return []
    for error in errors:
        error["loc"] = tuple(step for step in error["loc"] if step not in RUJUKAN)
    of_it = [
        error
        for error in errors
        if (*error["loc"], *(error.get("ctx", {}).get("field") or "").split("."))[: len(steps)] == steps
    ]
    return [{**error, "loc": error["loc"][len(steps) :]} for error in of_it]


def _below(kinds: Iterable[object], step: str | int) -> tuple[object, ...]:
    """Return the kinds of value that may stand one step below."""
    if isinstance(step, int):
        inner = [get_args(kind)[0] for kind in kinds if get_origin(kind) is list]
    else:
        inner = [kind.model_fields[step].annotation for kind in kinds if is_model(kind) and step in kind.model_fields]
        inner += [get_args(kind)[1] for kind in kinds if get_origin(kind) is dict]
    return tuple(leaf for kind in inner for leaf in parts(kind))


def is_model(kind: object) -> TypeGuard[type[Model]]:
    """Return whether a kind of value is a mapping with fields of its own."""
    return isinstance(kind, type) and issubclass(kind, Model)


def parts(annotation: object) -> list[object]:
    """Return the kinds of value that a field may hold, without what says more of them."""
    if get_origin(annotation) is Annotated:
        return parts(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return [leaf for part in get_args(annotation) for leaf in parts(part)]
    return [annotation]


def _group_above(owner: type[Model], root: Node, path: tuple[str | int, ...]) -> str | None:
    """Return the empty field above a name that is not known there and that it may stand below."""
    names = list(fields(find(root, path[:-1])))
    above = reversed(names[: names.index(str(path[-1]))]) if str(path[-1]) in names else ()
    group = next((name for name in above if name in owner.model_fields), None)
    if group is None or path[-1] in owner.model_fields or find(root, (*path[:-1], group)).value is not None:
        return None
    kinds = parts(owner.model_fields[group].annotation)
    if any(path[-1] in kind.model_fields for kind in kinds if is_model(kind)):
        return group
    # names of one's own stand below groups of groups
    below = [part for kind in kinds if get_origin(kind) is dict for part in parts(get_args(kind)[1]) if is_model(part)]
    value = find(root, path).value
    fits = any(name in part.model_fields for part in below for name in (value if isinstance(value, dict) else ()))
    return group if fits or (below and value is None) else None


def _indent(root: Node, path: tuple[str | int, ...]) -> Text:
    """Return the advice for a name that follows an empty field: it may be meant to stand below it; else nothing."""
    names = tuple(fields(find(root, path[:-1])))
    before = names[: names.index(str(path[-1]))] if str(path[-1]) in names else ()
    if not before or find(root, (*path[:-1], before[-1])).value is not None:
        return ""
    return phrase("jorokkan dua spasi bila ia isi `{name}` di atasnya; jika bukan, hapus", name=before[-1])


def _found(node: Node) -> Text:
    if isinstance(node.value, dict):
        return phrase("kelompok field") if node.value else phrase("kelompok field yang kosong")
    if isinstance(node.value, list):
        return phrase("daftar") if node.value else phrase("daftar kosong")
    text = node.value or ""
    return f'"{text if len(text) <= 60 else text[:57] + "..."}"'


def _model_at(model: type[Model], path: tuple[str | int, ...]) -> type[Model]:
    """Return the model that describes the mapping at a path."""
    for step in path:
        annotation: object = model.model_fields[str(step)].annotation if str(step) in model.model_fields else model
        for inner in _flat(annotation):
            if is_model(inner):
                model = inner
    return model


def _flat(annotation: object) -> list[object]:
    inner = [leaf for part in get_args(annotation) for leaf in _flat(part)]
    return inner or [annotation]
