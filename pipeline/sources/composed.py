"""Records of trees laid over each other: what files said is taken as it was read there, what is new is validated."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, cast, get_args, get_origin

import pydantic
from pydantic_core import ErrorDetails

from pipeline.problems.problem import Problem
from pipeline.sources import trees
from pipeline.sources.types import Model
from pipeline.sources.yaml_text import Node

_M = TypeVar("_M", bound=Model)
_Path = tuple[str | int, ...]


def known(node: Node, meaning: object) -> Node:
    """Return a tree whose values know what they mean: `meaning` is what its model read in it."""
    inner = node.value
    if isinstance(inner, dict) and isinstance(meaning, Model):
        inner = {name: known(child, getattr(meaning, name, None)) for name, child in inner.items()}
    elif isinstance(inner, dict) and isinstance(meaning, dict):
        inner = {name: known(child, meaning.get(name)) for name, child in inner.items()}
    elif isinstance(inner, list) and isinstance(meaning, list):
        inner = [known(child, item) for child, item in zip(inner, meaning, strict=True)]
    return Node(inner, node.at, node.key, meaning)


def read(model: type[_M], tree: Node, problems: list[Problem]) -> _M | None:
    """Return what joined trees say, as a record; faults in what no file said as problems with places, then `None`."""
    faults: list[ErrorDetails] = []
    found = _meant(model, tree, (), faults)
    problems += dict.fromkeys(trees.told(model, tree, fault) for fault in faults)
    return found if isinstance(found, model) and not faults else None


def _meant(kind: Any, node: Node, path: _Path, faults: list[ErrorDetails]) -> Any:
    """Return what a value means: as read in its file, else joined of its parts, else held against its kind."""
    if node.meaning is not None:
        return node.meaning
    whole = _joinable(kind)
    if whole is not None and isinstance(node.value, dict):
        said = {name: child for name, child in node.value.items() if child.value is not None}
        if get_origin(whole) is dict:
            inner = get_args(whole)[1]
            return {name: _meant(inner, child, (*path, name), faults) for name, child in said.items()}
        fields, needed = _fields(whole)
        if needed <= said.keys() <= fields.keys():
            there = {name: inner for name, inner in fields.items() if name in said}
            parts = {name: _meant(inner, said[name], (*path, name), faults) for name, inner in there.items()}
            begun = {name: begin() for name, begin in _beginnings(whole).items() if name not in parts}
            return whole.model_construct(set(parts), **begun, **parts)
    if isinstance(node.value, list) and all(item.meaning is not None for item in node.value):
        return [item.meaning for item in node.value]
    try:
        return _adapter(kind).validate_python(trees.plain(node))
    except pydantic.ValidationError as fault:
        told = fault.errors(include_url=False, include_input=False)
        faults += ({**error, "loc": (*path, *error["loc"])} for error in told)
        return None


@lru_cache(maxsize=256)
def _joinable(kind: Any) -> Any:
    """Return the mapping that values of a kind are, if its parts alone say what it means; else `None`.

    A model with a rule over several of its fields is none: what is joined of two files has to keep to it anew.
    """
    mappings = [part for part in trees.parts(kind) if get_origin(part) is dict or trees.is_model(part)]
    if len(mappings) != 1 or (trees.is_model(mappings[0]) and mappings[0].__pydantic_decorators__.model_validators):
        return None
    return mappings[0]


@lru_cache(maxsize=64)
def _fields(model: type[Model]) -> tuple[dict[str, Any], frozenset[str]]:
    """Return the kind of each field of a model, and which it must have."""
    fields = model.model_fields
    return (
        {name: field.rebuild_annotation() for name, field in fields.items()},
        frozenset(name for name, field in fields.items() if field.is_required()),
    )


@lru_cache(maxsize=64)
def _beginnings(model: type[Model]) -> dict[str, Callable[[], Any]]:
    """Return what gives each field its value where nothing is said; pydantic finds it out anew for every record."""
    return {
        name: cast("Callable[[], Any]", field.default_factory or field.get_default)
        for name, field in model.model_fields.items()
        if not field.is_required()
    }


@lru_cache(maxsize=256)
def _adapter(kind: Any) -> pydantic.TypeAdapter[Any]:
    return pydantic.TypeAdapter(kind)
