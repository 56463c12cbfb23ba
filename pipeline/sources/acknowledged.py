"""Warnings that the data says are known, with a reason: they are not told again, until they no longer occur."""

from collections.abc import Iterable, Iterator

from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import trees
from pipeline.sources.layers import Dossier
from pipeline.sources.models import Diketahui


def sift(dossier: Dossier, problems: Iterable[Problem]) -> tuple[tuple[Problem, ...], frozenset[Place]]:
    """Return the problems that are still to be told, and the places whose acknowledgement was needed."""
    said = {known.kode: at for at, known in places(dossier)}
    told = tuple(found for found in problems if found.code not in said)
    return told, frozenset(said[found.code] for found in problems if found.code in said)


def places(dossier: Dossier) -> Iterator[tuple[Place, Diketahui]]:
    """Return every acknowledgement of a unit, with its place."""
    for index, acknowledged in enumerate(dossier.effective.diketahui):
        yield trees.find(dossier.tree, ("diketahui", index)).at, acknowledged


def needless(said: Iterable[tuple[Place, str, bool, str]]) -> Iterator[Problem]:
    """Return a warning for every acknowledgement that no unit needed: place, code, whether it was needed, reason."""
    needed: dict[tuple[Place, str], bool] = {}
    for at, kode, was_needed, _ in said:
        needed[at, kode] = needed.get((at, kode), False) or was_needed
    yield from (problem(at, "C007", kode=kode) for (at, kode), was in needed.items() if not was)
