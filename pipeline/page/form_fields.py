"""A YAML file as fields of a form: what it says, and what is most asked for beside; written back where it stands."""

import copy
import datetime as dt
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pipeline.problems.problem import Place, Problem
from pipeline.sources import descriptions, editor, people, trees, yaml_change
from pipeline.sources.editor import YamlKind
from pipeline.sources.types import Model
from pipeline.sources.yaml_edit import Content
from pipeline.sources.yaml_text import Node, read_yaml
from pipeline.starting.carry import TO_FILL

Path = tuple[str | int, ...]
_PERSON = ("jabatan", "nama", "nip", "pangkat")
_ASKED: dict[str, tuple[Path, ...]] = {
    "instansi": (("nama",), ("tempat",), ("yth",), *(("penandatangan", part) for part in (*_PERSON, "atas_nama"))),
    "unit": (("nama",), ("yth",), ("di",), *(("kepala", part) for part in _PERSON)),
    "periode": (
        ("batas",),
        *(("dokumen", "surat-hasil", part) for part in ("tanggal", "hal", "sifat", "tembusan")),
    ),
    "unit-periode": (
        ("dokumen", "surat-hasil", "nomor"),
        ("dokumen", "surat-hasil", "tanggal"),
        ("dokumen", "laporan-skm", "diterima"),
        ("saran",),
    ),
}
"""What is most asked for, by the kind of file: offered where the file does not say it."""
_LONG = 70
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|")


class Field(NamedTuple):
    """A field of a form: its key, its name with those above it, what it means, what it says, how it is typed.

    `must` is one that its file was begun with to be filled, and that is not.
    """

    key: str
    label: str
    text: str
    value: str
    how: str
    line: int = 0
    must: bool = False


def fields(kind: YamlKind, node: Node | None, language: str = "id") -> list[Field]:
    """Return the fields of a file: those that it says, in its order, then those that are most asked for."""
    said: list[tuple[Path, Node | None]] = list(_leaves(node, ())) if node is not None else []
    there = {path for path, _ in said}
    asked = (path for path in _ASKED.get(kind.name, ()) if path not in there and _fits(node, path))
    return [_field(kind.model, path, leaf, language) for path, leaf in (*said, *((path, None) for path in asked))]


def changed(text: str, file: str, kind: YamlKind, said: Mapping[str, str], problems: list[Problem]) -> str | None:
    """Return the text of a file with what a form says; problems and `None` where it is nothing that it may say.

    What the form does not name stays, and so do remarks.
    """
    node = read_yaml(text.encode(), file, problems) if text.strip() else Node({}, Place(file))
    if node is None:
        return None
    before: dict[str, Content] = trees.plain(node)
    after = copy.deepcopy(before)
    shortened: list[Path] = []
    for field in fields(kind, node):
        value = said.get(field.key, field.value).replace("\r\n", "\n").strip("\n")
        if value != field.value.strip("\n"):
            path = tuple(json.loads(field.key))
            if isinstance(path[-1], int) and not value.strip():
                shortened.append(path[:-1])
            if trees.find(node, path).key is not None and not field.value and field.line:
                _lay(before, path, "")  # an empty field is filled where it stands
            lines = [line.strip() for line in value.split("\n") if line.strip()]
            _put(after, path, lines if field.how == "list" else value.strip())
    for path in shortened:
        _put(after, path, [item for item in _at(after, path) if item != ""])
    return _proved(text, file, kind, (before, after), problems)


def _proved(
    text: str,
    file: str,
    kind: YamlKind,
    records: tuple[dict[str, Content], dict[str, Content]],
    problems: list[Problem],
) -> str | None:
    """Return the text that says the second of two records; problems and `None` where the file may not say it."""
    before, after = records
    made = yaml_change.changed(text, before, after) if before else yaml_change.anew(text, after)
    found = read_yaml(made.encode(), file, [])
    if found is None or trees.plain(found) != after:
        made = yaml_change.anew(text, after)
        found = read_yaml(made.encode(), file, problems)
    if found is None or trees.read(kind.model, people.without_keys(found), problems) is None:
        return None
    return made


def _leaves(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    """Yield what can be typed into a field: texts, lists of texts, what is left empty."""
    if isinstance(node.value, dict):
        for name, child in node.value.items():
            yield from _leaves(child, (*path, name))
    elif isinstance(node.value, list) and not all(_is_line(item) for item in node.value):
        for number, item in enumerate(node.value):
            yield from _leaves(item, (*path, number))
    elif path:
        yield path, node


def _is_line(item: Node) -> bool:
    """Return whether an item of a list can stand in a field that has an item a line."""
    return isinstance(item.value, str) and "\n" not in item.value


def _fits(node: Node | None, path: Path) -> bool:
    """Return whether a path can be said: nothing above it says something else, and nothing stands there."""
    for step in path:
        if node is None or node.value is None:
            return True
        if not isinstance(node.value, dict):
            return False
        node = node.value.get(str(step))
    return node is None


def _field(model: type[Model], path: Path, leaf: Node | None, language: str) -> Field:
    text, is_day, takes_list = _meaning(model, path, language)
    value = leaf.value if leaf is not None else None
    is_list = isinstance(value, list) or (value is None and takes_list)
    said = "\n".join(str(item.value) for item in value) if isinstance(value, list) else str(value or "")
    long = len(said) > _LONG or "\n" in said
    how = "list" if is_list else "day" if is_day and _DAY.fullmatch(said) else "long" if long else "text"
    label = " › ".join(str(step + 1) if isinstance(step, int) else step for step in path)
    return Field(json.dumps(path, ensure_ascii=False), label, text, said, how, leaf.at.line if leaf else 0)


def to_fill(found: Iterable[Field], text: str) -> list[Field]:
    """Return fields with what their file was begun with to be filled: empty, on a line that says so and how."""
    lines = text.splitlines()
    shown = []
    for field in found:
        _, marked, how = (lines[field.line - 1] if 0 < field.line <= len(lines) else "").partition(f"# {TO_FILL}")
        must = bool(marked) and not field.value
        hint = how.strip(" ,:")
        is_said = not hint or hint.lower() in field.text.lower()
        shown.append(field._replace(must=must, text=field.text if is_said or not must else f"{field.text} ({hint})"))
    return shown


def _meaning(model: type[Model], path: Path, language: str) -> tuple[str, bool, bool]:
    """Return what a path means, whether it is a date, and whether it is a list of texts."""
    models: tuple[type[Model], ...] = (model,)
    text, is_day, is_list = "", False, False
    for step in path:
        owner = next((found for found in models if step in found.model_fields), None)
        if owner is not None and isinstance(step, str):
            annotation = owner.model_fields[step].annotation
            leaves = editor.leaves(annotation)
            text, is_day = descriptions.of_field(owner, step, language), dt.date in leaves
            is_list = _is_list(annotation) and not any(
                isinstance(leaf, type) and issubclass(leaf, Model) for leaf in leaves
            )
            models = tuple(leaf for leaf in leaves if isinstance(leaf, type) and issubclass(leaf, Model))
    return text, is_day, is_list


def _is_list(annotation: object) -> bool:
    """Return whether nothing but a list may be said: one, or nothing at all."""
    origin, parts = get_origin(annotation), [part for part in get_args(annotation) if part is not type(None)]
    if origin is Annotated:
        return _is_list(parts[0])
    if origin in (Union, UnionType):
        return all(map(_is_list, parts))
    return origin in (tuple, list)


def _at(record: Content, path: Path) -> Any:
    """Return what a record says at a path."""
    found: Any = record
    for step in path:
        found = found[step]
    return found


def _lay(record: dict[str, Content], path: Path, value: Content) -> tuple[list[tuple[Any, str | int]], Any]:
    """Lay a value at a path of a record; return what is above its holder, each with the step down, and that."""
    holder: Any = record
    above: list[tuple[Any, str | int]] = []
    for step, following in itertools.pairwise(path):
        above.append((holder, step))
        if isinstance(holder, dict) and step not in holder:
            holder[step] = [] if isinstance(following, int) else {}
        holder = holder[step]
    holder[path[-1]] = value
    return above, holder


def _put(record: dict[str, Content], path: Path, value: Content) -> None:
    """Lay a value at a path of a record; an empty text takes the field out, and what holds nothing else."""
    above, holder = _lay(record, path, value)
    if value != "" or isinstance(holder, list):
        return
    del holder[path[-1]]
    while above and holder == {}:
        holder, step = above.pop()
        if isinstance(holder, list):
            break
        del holder[step]
