"""What files name and no document shows, pictures and certificates: looked at all the same; photos that none shows."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from pipeline.checking.memory import Finding
from pipeline.issuing import trusted
from pipeline.making import follow_up_material, material
from pipeline.making.follow_up_material import UNSHOWN
from pipeline.making.office import Offices
from pipeline.problems.problem import Problem
from pipeline.sources.layers import Dossier, Office
from pipeline.sources.models import Jenis
from pipeline.words.chapter import Need
from pipeline.words.say import needs


def of_office(offices: Offices, office: Office) -> Iterator[Problem]:
    """Return what is wrong with the logos that an institution's files name, though its units have their own.

    And with the certificates that it trusts.
    """
    for layer in (office.below, office.above):
        yield from material.logos_in(offices, office.id, layer)
    if office.instansi.tte:
        yield from trusted.faults(offices.root, office.id)


def of_unit(offices: Offices, dossier: Dossier, made: Mapping[str, Jenis]) -> Iterator[Problem]:
    """Return what is wrong with the pictures of a unit that none of its documents loads; photos none shows are told."""
    yield from material.logos_in(offices, dossier.office.id, dossier.tree)
    problems: list[Problem] = []
    for kind in dossier.effective.dokumen:
        if kind not in made:
            material.pictures(offices, dossier, kind, problems)
    yield from problems
    if not any(Need.PHOTOS in needs(kind.kosakata) for kind in made.values()):
        yield from follow_up_material.unshown(offices, dossier)


def elsewhere(findings: Mapping[str, Finding], own: Collection[str], *, whole: bool) -> Iterator[Problem]:
    """Return the photos of shared files that somebody shows: those that not every unit of an institution tells.

    `own` are the names of the findings of units, `<instansi>/<unit>`. Where not all units were looked at, nobody knows.
    """
    told: Counter[Problem] = Counter()
    owner: dict[Problem, str] = {}
    for name in own:
        for fault in _unshown(findings[name].problems):
            told[fault] += 1
            owner[fault] = name.partition("/")[0]
    units = Counter(name.partition("/")[0] for name in own)
    shared = (fault for fault in told if fault.place.file.endswith("/periode.yaml"))
    return (fault for fault in shared if not whole or told[fault] < units[owner[fault]])


def _unshown(problems: Iterable[Problem]) -> Iterator[Problem]:
    return (fault for fault in problems if fault.code == UNSHOWN)
