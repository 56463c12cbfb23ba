"""What to write where a value does not fit, or is not there: the line itself, where it can be said."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin

from pydantic_core import ErrorDetails

from pipeline.problems.phrase import Text, phrase
from pipeline.sources.person_model import Penandatangan
from pipeline.sources.types import KUNCI, Model
from pipeline.sources.yaml_edit import scalar
from pipeline.sources.yaml_text import Node

LONGEST = 100
"""Characters of a line that is shown."""
_BLANK = "..."
_ALONE = ("berkas", "arti")
"""The fields that a text alone means, where a group of fields should stand."""
_BESIDE = {"keterangan": "berkas"}
"""A field that goes with another, though a third may stand in its place: what a picture shows."""
Owners = Sequence[type[Model]]
"""The groups of fields that may stand where the value stands."""
Trial = Callable[[Any], Sequence[ErrorDetails]]
"""What holds a value against its place: what is wrong with it, or in it."""
_STRUCTURE = ("extra_forbidden", "missing", "list_type", "dict_type", "model_type")
"""Faults of shape: none that a text in the place of what is still to be given mends."""
_TIMES = 3
"""How often what a kind of value says instead is put in: a value in a list in a list."""


def wrong(fault: str, node: Node, name: str, trials: Sequence[Trial], owners: Owners, instead: str = "") -> Text:
    """Return what to write for a value that does not fit; `instead` is the value that would, where its kind knows it.

    `fault` is what pydantic calls it. Each of `trials` holds a value against one of the kinds that may stand there:
    only what one of them takes is said. `name` is empty for an item of a list.
    """
    candidates = (instead,) if instead else _SHAPES[fault](_plain(node), owners) if fault in _SHAPES else ()
    for candidate in candidates:
        if isinstance(node.value, (str, list)) and _is_key(candidate, owners):
            fitting = candidate
        else:
            fitting = next((found for trial in trials if (found := _fitted(candidate, trial)) is not None), None)
        line = f"{name}: {_flow(fitting)}" if name else f"- {_flow(fitting)}"
        if fitting is not None and len(line) <= LONGEST:
            return phrase("tulis `{line}`", line=line)
    return phrase("perbaiki nilainya")


def misnamed(instead: str) -> Text:
    """Return what to write for a name that does not fit."""
    return phrase("tulis `{line}`", line=f"{instead}: {_BLANK}") if instead else phrase("perbaiki namanya")


def lacking(name: str, group: str, owners: Owners, kinds: Sequence[object], *, is_there: bool) -> Text:
    """Return what to do about a field without a value; `is_there` says that its name stands there, with nothing.

    `kinds` are those of value that may stand there: of a choice, the first is said.
    """
    first: Any = next(map(_blank, kinds), _BLANK)
    needed = _group(_BLANK, owners) or first
    is_list = any(get_origin(kind) is list for kind in kinds)
    line = f"{name}: {_flow([needed] if is_list else needed)}"
    if is_there:
        return phrase("baris ini masih kosong; isi: `{line}`", line=line)
    if group:
        return phrase("tambahkan `{line}` ke dalam `{group}`", line=line, group=group)
    return phrase("tambahkan `{line}`", line=line)


def _fitted(value: Any, trial: Trial) -> Any:
    """Return a value as a kind takes it, each part in the spelling that it asks for; `None` where it does not."""
    for _ in range(_TIMES):
        faults = (error for error in trial(value) if not _names_a_person(error))
        left = [error for error in faults if error["type"] in _STRUCTURE or error["input"] != _BLANK]
        if not left:
            return value
        for error in left:
            instead = error.get("ctx", {}).get("instead", "")
            if not (isinstance(instead, str) and instead and "[key]" not in error["loc"]):
                return None
            value = _replaced(value, error["loc"], instead)
    return None


def _names_a_person(error: ErrorDetails) -> bool:
    """Return whether a key stands where a person may: he takes its place before it is held against a kind."""
    is_person = error.get("ctx", {}).get("class_name") == Penandatangan.__name__
    return is_person and isinstance(error["input"], str) and re.fullmatch(KUNCI, error["input"]) is not None


def _is_key(value: Any, owners: Owners) -> bool:
    """Return whether a value names people by their keys, who take their place before it is held against a kind."""
    items = value if isinstance(value, list) else [value]
    is_people = any(issubclass(owner, Penandatangan) for owner in owners)
    return is_people and all(isinstance(item, str) and re.fullmatch(KUNCI, item) for item in items) and bool(items)


def _replaced(value: Any, path: Sequence[str | int], instead: str) -> Any:
    """Return a value in which another one stands at a path; steps that are none of it, as of a choice, are passed."""
    for at, step in enumerate(path):
        if isinstance(value, list) and isinstance(step, int) and step < len(value):
            return [*value[:step], _replaced(value[step], path[at + 1 :], instead), *value[step + 1 :]]
        if isinstance(value, dict) and step in value:
            return {**value, step: _replaced(value[step], path[at + 1 :], instead)}
    return instead


def _plain(node: Node) -> Any:
    if isinstance(node.value, dict):
        return {name: _plain(child) for name, child in node.value.items()}
    if isinstance(node.value, list):
        return [_plain(child) for child in node.value]
    return _BLANK if node.value is None else node.value


def _as_text(value: Any, _: Owners) -> Iterator[Any]:
    """Yield one text for what stood as a list, or for what colons made fields."""
    parts = _pairs(value) if isinstance(value, dict) else value
    if isinstance(parts, list) and parts and all(isinstance(part, str) for part in parts):
        yield ", ".join(parts)
    yield _BLANK


def _pairs(value: dict[str, Any]) -> list[str]:
    """Return the fields that colons made, as texts; none where more than a text stands in one."""
    is_plain = all(isinstance(inner, str) for inner in value.values())
    return [f"{name}: {inner}".strip() for name, inner in value.items()] if is_plain else []


def _as_list(value: Any, owners: Owners) -> Iterator[Any]:
    """Yield a list of what stood alone, or of what names made fields."""
    if isinstance(value, str):
        yield from [[value]] if _is_key(value, owners) else [[_group(value, owners)]] if _group(value, owners) else []
        yield [value]
    if isinstance(value, dict) and value:
        yield [value]
        is_numbered = all(name.isdigit() for name in value)
        yield from [[*value.values()]] if is_numbered or not _pairs(value) else []
        yield _pairs(value)
    yield [_group(_BLANK, owners) or _BLANK]


def _as_group(value: Any, owners: Owners) -> Iterator[Any]:
    """Yield a group of fields for what stood as a text, or as a list."""
    items = value if isinstance(value, list) else [value]
    if isinstance(value, list) and len(items) == 1 and _is_key(items, owners):
        yield items[0]
    if len(items) == 1 and items[0]:
        yield _group(items[0], owners) if isinstance(items[0], str) else items[0]
    if items and all(isinstance(item, str) for item in items) and isinstance(value, list):
        yield dict.fromkeys(items, _group(_BLANK, owners))
        yield dict.fromkeys(items, _BLANK)
    yield _group(_BLANK, owners)


def _group(said: str, owners: Owners) -> dict[str, Any]:
    """Return the fields that a group must have, a text in the one that it alone means; empty when it needs none."""
    fields = owners[0].model_fields if owners else {}
    needed = {
        name: _blank(field.annotation)
        for name, field in fields.items()
        if field.is_required() or _BESIDE.get(name) in fields
    }
    meant = next((name for name in _ALONE if name in needed), "")
    return {**needed, meant: said} if meant and said != _BLANK else needed


def _blank(kind: object) -> Any:
    """Return what stands for a value that is still to be given: of a choice the first one, of a person the fields."""
    if isinstance(kind, type) and issubclass(kind, Penandatangan):
        return _group(_BLANK, (kind,))
    return str(get_args(kind)[0]) if get_origin(kind) is Literal else _BLANK


def _flow(value: Any) -> str:
    """Return a value on one line, as YAML reads it."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{scalar(str(name))}: {_flow(inner)}' for name, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return _BLANK if value == _BLANK else scalar(str(value))


_SHAPES: Mapping[str, Callable[[Any, Owners], Iterator[Any]]] = MappingProxyType(
    {
        "string_type": _as_text,
        "list_type": _as_list,
        "too_short": _as_list,
        "dict_type": _as_group,
        "model_type": _as_group,
    }
)
