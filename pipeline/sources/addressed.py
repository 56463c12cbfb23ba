"""Whom letters are for, said by a rule for all units: the unit's name in the place of `{nama}`."""

from pipeline.sources import trees
from pipeline.sources.yaml_text import Node

NAME = "{nama}"
"""What stands for a unit's name in `yth`."""


def by_name(tree: Node) -> Node:
    """Return the joined layers with the unit's name wherever whom letters are for is said by a rule for all units."""
    said = trees.fields(tree).get("nama")
    name = str(said.value) if said else ""
    kinds = trees.fields(tree).get("dokumen")
    own = {kind: _named(letter, name) for kind, letter in trees.fields(kinds).items()}
    found = _named(tree, name)
    return found if kinds is None else _with(found, "dokumen", Node(own or kinds.value, kinds.at, kinds.key))


def _named(node: Node, name: str) -> Node:
    yth = trees.fields(node).get("yth")
    said = yth.value if yth is not None else None
    if yth is not None and isinstance(said, str) and NAME in said:
        return _with(node, "yth", Node(said.replace(NAME, name), yth.at, yth.key))
    if yth is not None and isinstance(said, list) and any(NAME in str(item.value) for item in said):
        each = [Node(str(item.value).replace(NAME, name), item.at) for item in said]
        return _with(node, "yth", Node(each, yth.at, yth.key))
    return node


def _with(node: Node, field: str, value: Node) -> Node:
    return Node({**trees.fields(node), field: value}, node.at, node.key)
