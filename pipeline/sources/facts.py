"""The own facts of documents, `isi`: held against what their kind says of them, their people in the place of keys."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import replace

import pydantic

from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import composed, facts_model, nearest, trees
from pipeline.sources.facts_model import CAPTION, Butir, Facts, Gambar, Kolom, Single
from pipeline.sources.models import Jenis
from pipeline.sources.types import Model
from pipeline.sources.yaml_text import Node

FIELD = "isi"
_PERSON: Single = "orang"
PersonOf = Callable[[str, Node], Node]
"""What gives the person whom a key means: the path of the field, the key."""
PeopleOf = Callable[[list[Problem]], PersonOf]
"""What gives that for one document, and where it tells whom it does not find."""


def laid_over(below: Node, above: Node) -> Node:
    """Return the facts of two layers as one: the later one replaces a fact whole."""
    said = {key: node for key, node in trees.fields(above).items() if node.value is not None}
    return Node({**trees.fields(below), **said}, above.at, above.key)


def read(tree: Node, kinds: Mapping[str, Jenis], people: PeopleOf, wrong: dict[str, list[Problem]]) -> Node:
    """Return joined layers whose facts know what they mean; what is wrong with one goes to `wrong`, by kind.

    `people` gives what finds the person whom a key names, and tells whom it does not find. Of a kind whose own file is
    wrong the facts stay as they were typed.
    """
    documents = trees.fields(tree).get("dokumen")
    letters = trees.fields(documents)
    found = dict(letters)
    for kind in letters.keys() & kinds.keys():
        problems: list[Problem] = wrong.setdefault(kind, [])
        found[kind] = _letter(letters[kind], kind, kinds[kind].isi, people(problems), problems)
    if documents is None or all(found[kind] is letter for kind, letter in letters.items()):
        return tree
    return replace(tree, value={**trees.fields(tree), "dokumen": Node(found, documents.at, documents.key)})


def alone(tree: Node, kinds: Mapping[str, Jenis], person: PersonOf) -> list[Problem]:
    """Return what is wrong with the facts that one file says, whatever else it or other files say."""
    problems: list[Problem] = []
    for kind, letter in trees.fields(trees.fields(tree).get("dokumen")).items():
        if kind in kinds and FIELD in trees.fields(letter):
            _letter(letter, kind, kinds[kind].isi, person, problems, partly=True)
    return problems


def pictures(tree: Node, kind: str) -> Iterator[tuple[Gambar, Node]]:
    """Return the pictures that the facts of a document name, each with where its file is named."""
    yield from _pictures(trees.find(tree, ("dokumen", kind, FIELD)))


def given(tree: Node, kind: str, named: Container[Place]) -> Iterator[str]:
    """Return the paths of what the facts of a document say in words, each once: `isi.petugas[].siapa.nip`.

    Of a person who stands among those that others name by a key, at one of the places `named`, it is one path; what
    pictures show is none of them, and what is said of them to who cannot see them neither.
    """
    said = trees.fields(trees.fields(trees.fields(trees.fields(tree).get("dokumen")).get(kind)).get(FIELD))
    yield from dict.fromkeys(path for key, node in said.items() for path in _given(node, f"{FIELD}.{key}", named))


def _given(node: Node, path: str, named: Container[Place]) -> Iterator[str]:
    if isinstance(node.meaning, Gambar):
        yield from (f"{path}.{name}" for name in trees.fields(node) if name == CAPTION)
    elif isinstance(node.value, list):
        yield from (each for item in node.value for each in _given(item, f"{path}[]", named))
    elif isinstance(node.value, dict) and node.at not in named:
        yield from (each for name, child in node.value.items() for each in _given(child, f"{path}.{name}", named))
    elif node.value is not None:
        yield path


def _pictures(node: Node) -> Iterator[tuple[Gambar, Node]]:
    if isinstance(node.meaning, Gambar):
        yield node.meaning, trees.find(node, ("berkas",))
        return
    children = node.value.values() if isinstance(node.value, dict) else node.value
    for child in children if children and not isinstance(children, str) else ():
        yield from _pictures(child)


def _letter(
    letter: Node, kind: str, facts: Facts, person: PersonOf, problems: list[Problem], *, partly: bool = False
) -> Node:
    said = trees.fields(letter).get(FIELD)
    totals = {key: str(fact.dari) for key, fact in facts.items() if not facts_model.is_typed(fact)}
    facts = {key: fact for key, fact in facts.items() if key not in totals}
    if not isinstance(letter.value, dict) or (said is None and not facts):
        return letter
    there = said or Node({}, letter.at, letter.key)
    given = trees.fields(there)
    problems += (_unknown(node, key, kind, facts, totals) for key, node in given.items() if key not in facts)
    known = {key: _resolved(node, key, facts[key], person) for key, node in given.items() if key in facts}
    tree = Node(known, there.at, there.key)
    record = _record(facts_model.model_of(facts, partly=partly), tree, problems)
    if record is None:
        return Node({name: node for name, node in letter.value.items() if name != FIELD}, letter.at, letter.key)
    known = {key: node for key, node in known.items() if node.value is not None}
    tree, meaning = Node(known, there.at, there.key), {key: getattr(record, key) for key in known}
    return Node({**letter.value, FIELD: replace(composed.known(tree, record), meaning=meaning)}, letter.at, letter.key)


def _record(facts: type[Model], said: Node, problems: list[Problem]) -> Model | None:
    """Return facts as a record; every fault as a problem with its place, and then `None`."""
    letter = pydantic.create_model("Surat", __base__=Model, isi=(facts, ...))
    found = trees.read(letter, Node({FIELD: said}, said.at, said.key), problems)
    record = getattr(found, FIELD, None)
    return record if isinstance(record, Model) else None


def _unknown(node: Node, key: str, kind: str, facts: Facts, totals: Mapping[str, str]) -> Problem:
    otherwise = phrase("hapus, atau tambahkan ke `isi` di templates/{kind}/jenis.yaml", kind=kind)
    counted = phrase("dihitung dari `{source}`: hapus", source=totals[key]) if key in totals else None
    hint = counted or nearest.guess(key, tuple(facts), otherwise)
    return problem(node.key or node.at, "I001", field=f"{FIELD}.{key}", hint=hint)


def _resolved(node: Node, path: str, fact: Butir | Kolom, person: PersonOf) -> Node:
    """Return a fact with the people in the place of their keys."""
    path = path if path.startswith(FIELD) else f"{FIELD}.{path}"
    columns = fact.kolom if isinstance(fact, Butir) else None
    if isinstance(node.value, list) and (columns or getattr(fact, "dari", None) == _PERSON):
        each = Kolom(jenis=_PERSON, arti=fact.arti)
        paths = [f"{path}[{number}]" for number in range(1, len(node.value) + 1)]
        rows = [
            _row(row, at, columns, person) if columns else _resolved(row, at, each, person)
            for row, at in zip(node.value, paths, strict=True)
        ]
        return replace(node, value=rows)
    if fact.jenis == _PERSON and isinstance(node.value, str):
        return person(path, node)
    return node


def _row(row: Node, path: str, columns: Mapping[str, Kolom], person: PersonOf) -> Node:
    if not isinstance(row.value, dict):
        return row
    cells = {
        key: _resolved(cell, f"{path}.{key}", columns[key], person) if key in columns else cell
        for key, cell in row.value.items()
    }
    return replace(row, value=cells)
