"""People whom an institution names once, by a key: wherever a person is written, the key may stand instead."""

from collections.abc import Callable, Iterable, Mapping

from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import nearest, trees
from pipeline.sources.yaml_text import Node

SIGNER, HEAD = "penandatangan", "kepala"
"""Fields that hold a person. The key of a signer may also be the other field: then the head of the unit signs."""
_PRINTED = ("nama", "jabatan")
People = Mapping[str, Node]


def known(instansi: Node) -> People:
    """Return the people that an institution names, by their keys."""
    return trees.fields(trees.fields(instansi).get("pejabat"))


def resolved(tree: Node, people: People, problems: list[Problem]) -> Node:
    """Return a file with each key of a person replaced by the person; one that is not there is a problem.

    `penandatangan: kepala` stays: who that is, the unit's own file says.
    """

    def person(field: str, path: str, key: Node) -> Node:
        if (field, key.value) == (SIGNER, HEAD) and HEAD not in people:
            return key
        choices = (*people, HEAD) if field == SIGNER else tuple(people)
        return by_key(people, path, key, choices, problems) or key

    return _each(tree, person)


def by_key(
    people: People, path: str, key: Node, choices: tuple[str, ...], problems: list[Problem], head: Node | None = None
) -> Node | None:
    """Return the person whom a key, a name or an office means; a problem and `None` when there is none.

    `choices` are the keys that the advice names; `head` is the head of the unit, where `kepala` may stand.
    """
    name = str(key.value)
    people = {HEAD: head, **people} if head is not None else people
    if name not in people:
        said = [(record, other) for other, whole in people.items() for record in map(trees.fields(whole).get, _PRINTED)]
        named = nearest.by_bare((str(record.value), other) for record, other in said if record)
        name = named.get(nearest.bare(name), name)
    if name in people:
        return Node(people[name].value, people[name].at, key.key)
    otherwise = phrase("tambahkan ke `pejabat` di instansi.yaml, atau tulis {jabatan: ..., nama: ...} di sini")
    problems.append(problem(key.at, "I008", field=path, found=name, hint=nearest.guess(name, choices, otherwise)))
    return None


def headed(tree: Node) -> Node:
    """Return the joined layers with the head of the unit, if there is one, wherever `kepala` signs."""
    head = trees.fields(tree).get(HEAD)

    def signs(_: str, __: str, key: Node) -> Node:
        return Node(head.value, head.at, key.key) if head is not None and isinstance(head.value, dict) else key

    return _each(tree, signs)


def nobody(tree: Node, unit_file: str) -> Iterable[Problem]:
    """Return a problem for every place where the head is to sign a document and there is none."""
    keys: dict[Place, Node] = {}
    _each(tree, lambda _, __, key: keys.setdefault(key.at, key))
    if not keys:
        return ()
    hint = phrase("tulis {jabatan: ..., nama: ...} di sini, atau kunci dari `pejabat`")
    if unit_file:
        hint = phrase("isi `kepala` di {file}, atau tulis {{jabatan: ..., nama: ...}} di sini", file=unit_file)
    return (problem(at, "I008", field=SIGNER, found=key.value, hint=hint) for at, key in keys.items())


def without_keys(tree: Node) -> Node:
    """Return a tree without the people of whom only the key is known: they count as not said."""
    return _each(tree, lambda _, __, key: Node(None, key.at, key.key))


def _each(tree: Node, person: Callable[[str, str, Node], Node]) -> Node:
    """Return a tree with every key of a person replaced by what `person` (its field, its path, the key) gives."""
    tree = _replaced(tree, "", person)
    kinds = trees.fields(tree).get("dokumen")
    letters = trees.fields(kinds)
    found = {kind: _replaced(letter, f"dokumen.{kind}.", person) for kind, letter in letters.items()}
    if kinds is None or all(found[kind] is letter for kind, letter in letters.items()):
        return tree
    return Node({**trees.fields(tree), "dokumen": Node(found, kinds.at, kinds.key)}, tree.at, tree.key)


def _replaced(tree: Node, path: str, person: Callable[[str, str, Node], Node]) -> Node:
    fields = trees.fields(tree)
    keys = {field: fields[field] for field in (SIGNER, HEAD) if field in fields}
    found = {field: person(field, f"{path}{field}", key) for field, key in keys.items() if isinstance(key.value, str)}
    return Node({**fields, **found}, tree.at, tree.key) if found else tree
