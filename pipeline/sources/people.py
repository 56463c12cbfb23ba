"""People whom an institution names once, by a key: wherever a person is written, the key may stand instead."""

from collections.abc import Mapping

from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Problem, problem
from pipeline.sources import nearest
from pipeline.sources.yaml_text import Node

PERSON_FIELDS = ("penandatangan", "kepala")
"""Fields that hold a person."""
People = Mapping[str, Node]


def known(instansi: Node) -> People:
    """Return the people that an institution names, by their keys."""
    return _fields(_fields(instansi).get("pejabat"))


def resolved(tree: Node, pejabat: People | None, problems: list[Problem]) -> Node:
    """Return a file with each key of a person replaced by the person; one that is not there is a problem.

    Without `pejabat`, where nobody knows who there is, a key is taken for not said.
    """
    found = _persons(tree, "", pejabat, problems)
    kinds = found.get("dokumen")
    if kinds and isinstance(kinds.value, dict):
        letters = {
            kind: Node(_persons(one, f"dokumen.{kind}.", pejabat, problems), one.at, one.key)
            if isinstance(one.value, dict)
            else one
            for kind, one in kinds.value.items()
        }
        found["dokumen"] = Node(letters, kinds.at, kinds.key)
    return Node(found, tree.at, tree.key) if isinstance(tree.value, dict) else tree


def _persons(tree: Node, path: str, pejabat: People | None, problems: list[Problem]) -> dict[str, Node]:
    found = dict(_fields(tree))
    for field in PERSON_FIELDS:
        node = found.get(field)
        if node is None or not isinstance(node.value, str):
            continue
        person = (pejabat or {}).get(node.value)
        found[field] = Node(person.value if person else None, person.at if person else node.at, node.key)
        if person is None and pejabat is not None:
            otherwise = phrase("tambahkan ke `pejabat` di instansi.yaml, atau tulis {jabatan: ..., nama: ...} di sini")
            hint = nearest.guess(node.value, tuple(pejabat), otherwise)
            problems.append(problem(node.at, "I008", field=f"{path}{field}", found=node.value, hint=hint))
    return found


def _fields(node: Node | None) -> dict[str, Node]:
    return node.value if node and isinstance(node.value, dict) else {}
