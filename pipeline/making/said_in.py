"""A template held against what is said in it: data that it does not print, praise that is not due, annexes, rules."""

import contextlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from pipeline.documents import enclosed, half_said, layout_rules, praise, unprinted
from pipeline.documents.rendering import Rendering
from pipeline.documents.template import Template
from pipeline.making.office import Offices
from pipeline.problems.problem import Problem, Refusal
from pipeline.sources import facts, people, trees, workspace
from pipeline.sources.layers import Dossier
from pipeline.words.say import vocabulary


def check(offices: Offices, template: Template, rendering: Rendering, dossier: Dossier, kind: str) -> Iterator[Problem]:
    """Return what a document would say wrongly or not at all."""
    said, elsewhere = rendering.words, partial(_words_elsewhere, offices, dossier)
    named = [*dossier.office.pejabat.values(), trees.find(dossier.tree, (people.HEAD,))]
    given = facts.given(dossier.tree, kind, {person.at for person in named})
    yield from unprinted.check(template.file, template.tags, said, _own_links(dossier), given, elsewhere)
    yield from praise.check(template.file, template.tags, said, dossier.own)
    yield from half_said.check(template.file, rendering)
    annexed = trees.find(dossier.tree, ("dokumen", kind, "lampiran")).at
    yield from enclosed.check(template.file, rendering, annexed)
    yield from layout_rules.check(template, kind, dossier)


def _own_links(dossier: Dossier) -> tuple[str, ...]:
    """Return the links that the unit's own files give."""
    node = trees.find(dossier.tree, ("tautan",))
    links = node.value if isinstance(node.value, dict) and dossier.effective.tautan else {}
    return tuple(name for name, link in links.items() if Path(link.at.file).stem == dossier.unit)


def _words_elsewhere(offices: Offices, dossier: Dossier) -> frozenset[str]:
    """Return the words that the templates of the unit's other kinds say."""
    found: set[str] = set()
    for kind in dossier.effective.dokumen:
        with contextlib.suppress(Refusal):
            file = workspace.template_file(offices.root, kind, dossier.office.id)
            said = vocabulary(workspace.jenis(offices.root, kind))
            found |= unprinted.said_by(offices.assets.template(file, said).tags)
    return frozenset(found)
