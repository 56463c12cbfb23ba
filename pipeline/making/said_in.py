"""A template held against what is said in it: data that it does not print, praise that is not due, annexes, rules."""

from collections.abc import Callable, Iterator

from pipeline.documents import enclosed, half_said, layout_rules, praise, unprinted
from pipeline.documents.template import Template
from pipeline.problems.problem import Problem
from pipeline.sources import trees
from pipeline.sources.layers import Dossier
from pipeline.words.chapter import Words


def check(
    template: Template,
    said: Words,
    dossier: Dossier,
    kind: str,
    links: tuple[str, ...],
    elsewhere: Callable[[], frozenset[str]],
) -> Iterator[Problem]:
    """Return what a document would say wrongly or not at all; `links` and `elsewhere` as `unprinted` takes them."""
    yield from unprinted.check(template.file, template.tags, said, links, elsewhere)
    yield from praise.check(template.file, template.tags, said, dossier.own)
    yield from half_said.check(template.file, template.parts, said)
    annexed = trees.find(dossier.tree, ("dokumen", kind, "lampiran")).at
    yield from enclosed.check(template.file, template.parts, said, annexed)
    yield from layout_rules.check(template, kind, dossier)
