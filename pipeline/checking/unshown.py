"""What files name and no document shows, pictures and certificates: looked at all the same; photos that none shows."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from pipeline.checking.memory import Finding
from pipeline.checking.overridden import PHOTOS
from pipeline.issuing import trusted
from pipeline.making import follow_up_material, material
from pipeline.making.follow_up_material import UNSHOWN
from pipeline.making.office import Offices
from pipeline.problems.problem import Place, Problem
from pipeline.sources.layers import Dossier, Office
from pipeline.sources.models import Jenis
from pipeline.words.chapter import Need
from pipeline.words.say import needs

_SHARED = ("instansi.yaml", "periode.yaml")


def of_office(offices: Offices, office: Office) -> Iterator[Problem]:
    """Return what is wrong with the logos that an institution's files name, though its units have their own.

    And with the certificates that it trusts.
    """
    for layer in (office.below, office.above):
        yield from material.logos_in(offices, office.id, layer)
    if office.instansi.tte:
        yield from trusted.faults(offices.root, office.id)


def of_unit(
    offices: Offices, dossier: Dossier, made: Mapping[str, Jenis], unread: Collection[str] = ()
) -> Iterator[Problem]:
    """Return what is wrong with the pictures of a unit that none of its documents loads; photos none shows are told.

    `unread` are the kinds of its documents whose own file is wrong: whether one of them shows photos is not known.
    """
    yield from material.logos_in(offices, dossier.office.id, dossier.tree)
    problems: list[Problem] = []
    for kind in dossier.effective.dokumen:
        if kind not in made:
            material.pictures(offices, dossier, kind, problems)
    yield from problems
    if (dossier.unit or made) and not any(Need.PHOTOS in needs(kind.kosakata) for kind in made.values()):
        told = follow_up_material.unshown(offices, dossier)
        yield from (fault for fault in told if fault.code != UNSHOWN or not unread)


def elsewhere(findings: Mapping[str, Finding], own: Collection[str], *, whole: bool) -> Iterator[Problem]:
    """Return the photos of shared files that somebody shows: those that some unit has and does not tell.

    `own` are the names of the findings of units, `<instansi>/<unit>`. Where not all units were looked at, nobody knows.
    """
    every = {name: (findings[name], {*_unshown(findings[name].problems)}) for name in own}
    for fault in set.union(*(told for _, told in every.values())) if every else ():
        office, file = PurePosixPath(fault.place.file).parts[-2:]
        if file in _SHARED:
            mine = (seen for name, seen in every.items() if name.partition("/")[0] == office)
            if not whole or any(fault not in told and _has(finding, fault.place) for finding, told in mine):
                yield fault


def _has(finding: Finding, at: Place) -> bool:
    """Return whether a unit has what the period says at a place: its own files do not replace the whole list."""
    return not any(path == PHOTOS and start.file == at.file for start, path in finding.replaced or ())


def _unshown(problems: Iterable[Problem]) -> Iterator[Problem]:
    return (fault for fault in problems if fault.code == UNSHOWN)
