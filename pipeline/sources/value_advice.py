"""What to write where a value does not fit, or is not there: the line itself, where it can be said."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, get_args, get_origin

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


def wrong(fault: str, node: Node, name: str, owners: Owners, instead: str = "") -> Text:
    """Return what to write for a value that does not fit; `instead` is the value that would, where its kind knows it.

    `fault` is what pydantic calls it. `name` is empty for an item of a list.
    """
    shaped = _SHAPES.get(fault)
    right = scalar(instead) if instead else shaped(node, owners) if shaped else ""
    line = f"{name}: {right}" if name else f"- {right}"
    return phrase("tulis `{line}`", line=line) if right and len(line) <= LONGEST else phrase("perbaiki nilainya")


def misnamed(instead: str) -> Text:
    """Return what to write for a name that does not fit."""
    return phrase("tulis `{line}`", line=f"{instead}: {_BLANK}") if instead else phrase("perbaiki namanya")


def lacking(name: str, group: str, owners: Owners, *, is_there: bool, is_list: bool) -> Text:
    """Return what to do about a field without a value; `is_there` says that its name stands there, with nothing."""
    needed = _group(_BLANK, owners)
    line = f"{name}: {f'[{needed or _BLANK}]' if is_list else needed or _BLANK}"
    if is_there:
        return phrase("baris ini masih kosong; isi: `{line}`", line=line)
    if group:
        return phrase("tambahkan `{line}` ke dalam `{group}`", line=line, group=group)
    return phrase("tambahkan `{line}`", line=line)


def _as_text(node: Node, _: Owners) -> str:
    """Return one text for what stood as a list, or for what a colon made a field."""
    if isinstance(node.value, dict) and len(node.value) == 1:
        ((name, inner),) = node.value.items()
        return scalar(f"{name}: {inner.value or ''}".strip()) if isinstance(inner.value, str | None) else ""
    if isinstance(node.value, list) and all(isinstance(item.value, str) for item in node.value):
        return scalar(", ".join(str(item.value) for item in node.value)) if node.value else ""
    return ""


def _as_list(node: Node, owners: Owners) -> str:
    if not isinstance(node.value, str):
        item = _flow(node)
    elif any(issubclass(owner, Penandatangan) for owner in owners) and re.fullmatch(KUNCI, node.value):
        item = node.value
    else:
        item = _group(node.value, owners) or scalar(node.value)
    return f"[{item}]" if item else ""


def _as_group(node: Node, owners: Owners) -> str:
    if isinstance(node.value, str):
        return _group(node.value, owners)
    items = node.value if isinstance(node.value, list) else []
    if len(items) == 1:
        return _group(items[0].value, owners) if isinstance(items[0].value, str) else _flow(items[0])
    names = [item.value for item in items if isinstance(item.value, str)]
    return f"{{{', '.join(f'{scalar(name)}: {_BLANK}' for name in names)}}}" if len(names) == len(items) else ""


def _group(said: str, owners: Owners) -> str:
    """Return the fields that a group must have, a text in the one that it alone means; empty when it needs none."""
    fields = owners[0].model_fields if owners else {}
    needed = {
        name: _blank(field.annotation)
        for name, field in fields.items()
        if field.is_required() or _BESIDE.get(name) in fields
    }
    meant = next((name for name in _ALONE if name in needed), "")
    if meant and said != _BLANK:
        needed[meant] = scalar(said)
    return f"{{{', '.join(f'{name}: {value}' for name, value in needed.items())}}}" if needed else ""


def _blank(kind: object) -> str:
    """Return what stands for a value that is still to be given: of a choice the first one."""
    return str(get_args(kind)[0]) if get_origin(kind) is Literal else _BLANK


def _flow(node: Node) -> str:
    """Return a group of plain values on one line; empty where more stands in it."""
    if not isinstance(node.value, dict) or not all(isinstance(inner.value, str) for inner in node.value.values()):
        return ""
    return f"{{{', '.join(f'{scalar(name)}: {scalar(str(inner.value))}' for name, inner in node.value.items())}}}"


_SHAPES: Mapping[str, Callable[[Node, Owners], str]] = MappingProxyType(
    {"string_type": _as_text, "list_type": _as_list, "dict_type": _as_group, "model_type": _as_group}
)
