"""Elements, schemes and kinds as people name them: by key, by code, or by the name that is printed, where unique."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from pipeline.sources import nearest, trees
from pipeline.sources.yaml_text import Node

Steps = tuple[str, ...]
ITEMS, EVERY, NAMES = "[]", "*", "@"
"""Steps of a path: the items of a list, the values of a mapping, the names of a mapping."""
_NRR: tuple[Steps, ...] = (("nrr", NAMES), ("layanan", EVERY, "nrr", NAMES))
_ELEMENTS: tuple[Steps, ...] = (
    ("prioritas", "unsur", ITEMS),
    ("prioritas", "seri", ITEMS),
    ("rtl", ITEMS, "unsur"),
    ("saran_unsur", NAMES),
    *(("publikasi", *steps) for steps in _NRR),
    *(("publikasi", "skema", EVERY, *steps) for steps in _NRR),
)
_SCHEMES: tuple[Steps, ...] = (("pakai_skema", ITEMS), ("publikasi", "skema", NAMES))
_STATUSES: tuple[Steps, ...] = (
    ("rtl", ITEMS, "program", ITEMS, "realisasi", "status"),
    ("lanjutan", "realisasi", EVERY, "status"),
)
_KINDS: tuple[Steps, ...] = (("dokumen", NAMES), ("rujukan", "jenis"))
FREE = (*_ELEMENTS, *_SCHEMES, *_KINDS, *_STATUSES)
"""Where a file may use words of the office's own: no list of words says which."""


class Names(NamedTuple):
    """The keys of elements, schemes and kinds, and statuses, by the bare names that mean them."""

    elements: Mapping[str, str]
    schemes: Mapping[str, str]
    kinds: Mapping[str, str]
    statuses: Mapping[str, str]


def names_of(instansi: Node, kinds: Iterable[tuple[str, str]]) -> Names:
    """Return the names that the files of an institution may use; `kinds` has each kind with its title."""
    schemes = trees.fields(trees.fields(instansi).get("skema"))
    said = trees.fields(trees.fields(instansi).get("status_program"))
    elements = [
        (key, element)
        for scheme in schemes.values()
        for key, element in trees.fields(trees.fields(scheme).get("unsur")).items()
    ]
    return Names(
        _by_name(elements, "kode", "nama", "sebutan"),
        _by_name(schemes.items(), "nama"),
        nearest.by_bare(pair for kind, title in kinds for pair in ((kind, kind), (title, kind))),
        nearest.by_bare((word, str(status.value)) for word, status in said.items()),
    )


def resolved(tree: Node, names: Names) -> Node:
    """Return a file with each such name replaced by its key; what means nothing, or several things, stays."""
    every = ((_ELEMENTS, names.elements), (_SCHEMES, names.schemes), (_KINDS, names.kinds), (_STATUSES, names.statuses))
    for paths, known in every:
        meant = partial(_meant, known)
        for path in paths:
            tree = _replaced(tree, path, meant)
    return tree


def _meant(known: Mapping[str, str], text: str) -> str:
    return known.get(nearest.bare(text), text)


def _by_name(keyed: Iterable[tuple[str, Node]], *fields: str) -> Mapping[str, str]:
    """Return the keys by bare name: a key means itself, whatever else bears its name."""
    every = list(keyed)
    said = [(node, key) for key, record in every for field in fields if (node := trees.fields(record).get(field))]
    return nearest.meanings((key for key, _ in every), ((str(node.value), key) for node, key in said))


def _replaced(node: Node, path: Steps, meant: Callable[[str], str]) -> Node:
    """Return a tree with what stands at a path replaced; the same tree where nothing is."""
    if not path:
        key = meant(node.value) if isinstance(node.value, str) else node.value
        return node if key == node.value else Node(key, node.at, node.key)
    step, *rest = path
    if step == ITEMS:
        items = node.value if isinstance(node.value, list) else []
        new = [_replaced(item, tuple(rest), meant) for item in items]
        same = all(after is item for after, item in zip(new, items, strict=True))
        return node if same else Node(new, node.at, node.key)
    fields = trees.fields(node)
    if step == NAMES:
        found = {meant(name): child for name, child in fields.items()}
        return node if len(found) < len(fields) or list(found) == list(fields) else Node(found, node.at, node.key)
    wanted = fields if step == EVERY else {step: fields[step]} if step in fields else {}
    changed = {name: _replaced(child, tuple(rest), meant) for name, child in wanted.items()}
    if all(changed[name] is child for name, child in wanted.items()):
        return node
    return Node({**fields, **changed}, node.at, node.key)
