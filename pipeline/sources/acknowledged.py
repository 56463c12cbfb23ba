"""Warnings that the data says are known, with a reason: they are not told again, until they no longer occur."""

from collections.abc import Iterable, Iterator

from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import trees
from pipeline.sources.layers import Dossier


def sift(dossier: Dossier, problems: Iterable[Problem]) -> tuple[tuple[Problem, ...], frozenset[Place]]:
    """Return the problems that are still to be told, and the places whose acknowledgement was needed."""
    said = {kode: at for at, kode in places(dossier)}
    told = tuple(found for found in problems if found.code not in said)
    return told, frozenset(said[found.code] for found in problems if found.code in said)


def places(dossier: Dossier) -> Iterator[tuple[Place, str]]:
    """Return every acknowledgement of a unit: its place and its code."""
    for index, acknowledged in enumerate(dossier.effective.diketahui):
        yield trees.find(dossier.tree, ("diketahui", index)).at, acknowledged.kode


def needless(said: Iterable[tuple[Place, str, bool]]) -> Iterator[Problem]:
    """Return a warning for every acknowledgement (its place, its code, whether it was needed) that no unit needed."""
    needed: dict[tuple[Place, str], bool] = {}
    for at, kode, was_needed in said:
        needed[at, kode] = needed.get((at, kode), False) or was_needed
    yield from (problem(at, "C007", kode=kode) for (at, kode), was in needed.items() if not was)
