"""A template held against what is said in it: data that it does not print, praise not due, annexes, sense, rules."""

import contextlib
from collections.abc import Collection, Container, Iterator
from functools import partial
from pathlib import Path

from pipeline.documents import enclosed, half_said, praise, unprinted
from pipeline.documents.rendering import Rendering
from pipeline.documents.template import Template
from pipeline.making import out_of_place
from pipeline.making.office import Offices
from pipeline.problems.problem import Place, Problem, Refusal
from pipeline.sources import facts, people, trees, workspace
from pipeline.sources.layers import Dossier
from pipeline.sources.yaml_text import Node
from pipeline.words.say import described, vocabulary


def check(offices: Offices, template: Template, rendering: Rendering, dossier: Dossier, kind: str) -> Iterator[Problem]:
    """Return what a document would say wrongly or not at all."""
    said, elsewhere = rendering.words, partial(_words_elsewhere, offices, dossier)
    named = [*dossier.office.pejabat.values(), trees.find(dossier.tree, (people.HEAD,))]
    given = facts.given(dossier.tree, kind, {person.at for person in named})
    own, shared, behalf = _letter(dossier, kind, {person.at for person in named})
    of_document = unprinted.Given(tuple(given), _own_links(dossier), own, shared, behalf)
    known = partial(_words_known, offices, kind)
    yield from unprinted.check(template.file, template.tags, said, of_document, elsewhere, known)
    yield from praise.check(template.file, template.tags, said, dossier.own)
    yield from half_said.check(template.file, rendering)
    annexed = trees.find(dossier.tree, ("dokumen", kind, "lampiran")).at
    yield from enclosed.check(template.file, rendering, annexed, _typed(dossier, kind))
    yield from out_of_place.check(dossier.office.own.kinds[kind], kind, dossier, said)
    yield from offices.assets.ruled(template, kind, dossier)


_SAYING = ("yth", "di", "hal", "tembusan")
"""What people type of a letter in words of their own, beside its facts."""


def _typed(dossier: Dossier, kind: str) -> Iterator[tuple[str, Node]]:
    """Yield the texts that were typed of a letter, each with the word that prints it."""
    letter = trees.fields(trees.fields(trees.fields(dossier.tree).get("dokumen")).get(kind))
    own = {f"{facts.FIELD}.{name}": node for name, node in trees.fields(letter.get(facts.FIELD)).items()}
    for word, node in ({name: node for name, node in letter.items() if name in _SAYING} | own).items():
        yield from ((word, leaf) for leaf in _leaves(node))


def _leaves(node: Node) -> Iterator[Node]:
    children = (
        node.value.values() if isinstance(node.value, dict) else node.value if isinstance(node.value, list) else ()
    )
    if isinstance(node.value, str):
        yield node
    for child in children:
        yield from _leaves(child)


def _own_links(dossier: Dossier) -> tuple[str, ...]:
    """Return the links that the unit's own files give."""
    node = trees.find(dossier.tree, ("tautan",))
    links = node.value if isinstance(node.value, dict) and dossier.effective.tautan else {}
    return tuple(name for name, link in links.items() if Path(link.at.file).stem == dossier.unit)


_LETTER = ("sifat", "lampiran", "yth", "di", "tembusan", "penandatangan")
_OF_SIGNER = ("nip", "pangkat")
_BEHALF = ("untuk_beliau", "atas_nama")
"""The lines above the name say the second too."""


def _letter(dossier: Dossier, kind: str, named: Container[Place]) -> tuple[list[str], list[str], list[str]]:
    """Return what is said of a letter for its kind alone, by the unit for all its letters, and on whose behalf.

    What institutions and periods say for all kinds is for those that print it. Of a signer who is named by a key, or
    who heads the unit, NIP and rank are for those that print them too.
    """
    letters, *layers = (
        {name: trees.fields(node) for name, node in trees.fields(trees.fields(tree).get("dokumen")).items()}
        for tree in (dossier.tree, dossier.office.below, dossier.office.above)
    )
    others = {node.at for name, other in letters.items() if name != kind for node in other.values()}
    said_for_kind = {node.at for layer in layers for node in layer.get(kind, {}).values()}
    own: list[str] = []
    shared: list[str] = []
    for name, node in letters.get(kind, {}).items():
        if name not in _LETTER or node.value in (None, "", []):
            continue
        parts = [f"{name}.{part}" for part in _OF_SIGNER if part in trees.fields(node) and node.at not in named]
        if node.at in said_for_kind or (Path(node.at.file).stem == dossier.unit and node.at not in others):
            own += [name, *parts]
        elif Path(node.at.file).stem == dossier.unit:
            shared += [name, *parts]
    signer = dossier.effective.dokumen[kind].penandatangan
    return own, shared, [f"penandatangan.{name}" for name in _BEHALF if getattr(signer, name, None)][:1]


def _words_known(offices: Offices, kind: str) -> Collection[str]:
    return described(vocabulary(workspace.jenis(offices.root, kind)))


def _words_elsewhere(offices: Offices, dossier: Dossier) -> frozenset[str]:
    """Return the words that the templates of the unit's other kinds say."""
    found: set[str] = set()
    for kind in dossier.effective.dokumen:
        with contextlib.suppress(Refusal):
            file = offices.assets.layout(kind, dossier.office.id)
            said = vocabulary(workspace.jenis(offices.root, kind))
            found |= unprinted.said_by(offices.assets.template(file, said).tags)
    return frozenset(found)
