"""What the chapters of a document speak from: what they say they need is gathered, and nothing else."""

import contextlib
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from pipeline.making import follow_up_material, whole_period
from pipeline.making.office import Offices, OpenOffice
from pipeline.problems.problem import Place, Problem, Refusal
from pipeline.scores import survey
from pipeline.sources import facts, named_picture, schemes, trees, unread, workspace
from pipeline.sources.facts_model import Gambar
from pipeline.sources.layers import Dossier
from pipeline.sources.yaml_text import Node
from pipeline.words.chapter import Material, Need, Picture

_FIGURES = frozenset({"rekap", "peringkat"})
"""The chapters that print what every unit came to."""


class Gathered(NamedTuple):
    """What chapters speak from.

    `unscored` is what kept the unit from having results; `blank` the elements that its plan leaves to be filled in;
    `known` the acknowledgements that other units needed.
    """

    material: Material
    unscored: tuple[Problem, ...]
    blank: tuple[str, ...]
    known: frozenset[Place]


class _Gathering:
    """A document's material as it grows, and what is wrong with it."""

    def __init__(self, offices: Offices, dossier: Dossier, kind: str, widest: int, problems: list[Problem]) -> None:
        self.offices, self.dossier, self.kind, self.widest = offices, dossier, kind, widest
        self.opened: OpenOffice = offices[dossier.office.id]
        self.problems = problems
        self.material = Material(dossier, kind, None, None)
        self.unscored: tuple[Problem, ...] = ()
        self.blank: tuple[str, ...] = ()
        self.known: frozenset[Place] = frozenset()


def gather(
    offices: Offices, dossier: Dossier, kind: str, needed: Collection[Need], widest: int, problems: list[Problem]
) -> Gathered:
    """Return what chapters need of a unit; what is wrong with any of it to `problems`.

    The template shows no photo longer than `widest` EMU.
    """
    work = _Gathering(offices, dossier, kind, widest, problems)
    for need, add in GATHERED.items():
        if need in needed:
            with collected(problems):
                add(work)
    return Gathered(work.material, work.unscored, work.blank, work.known)


@contextlib.contextmanager
def collected(problems: list[Problem]) -> Iterator[None]:
    """Turn a refusal into problems, so that what follows is heard as well."""
    try:
        yield
    except Refusal as refusal:
        problems += refusal.problems


def _schemes(work: _Gathering) -> None:
    work.problems += schemes.lacking(work.opened.office.instansi, work.dossier.office.id)


def _results(work: _Gathering) -> None:
    unscored: list[Problem] = []
    with collected(unscored):
        results = work.opened.results(work.dossier)
        work.material = work.material._replace(results=results)
        work.problems += follow_up_material.against_priorities(work.dossier, results.main)
    work.unscored = tuple(unscored)
    work.problems += unscored


def _survey(work: _Gathering) -> None:
    results = work.material.results
    if results:
        found, asked = survey.survey_of(work.offices.root, work.opened.counted, work.dossier, results)
        work.material = work.material._replace(survey=found)
        work.problems += asked


def _comparison(work: _Gathering) -> None:
    results, survei = work.material.results, work.material.survey
    if results and survei:
        there = survey.comparison(work.offices.root, work.opened.counted, work.dossier, results, work.problems)
        work.material = work.material._replace(survey=survei._replace(comparison=there))


def _logo(work: _Gathering) -> None:
    work.material = work.material._replace(logo=logo(work.offices, work.dossier, work.kind))


def logo(offices: Offices, dossier: Dossier, kind: str) -> Picture | None:
    """Return the logo of a document's head of paper, if it has one; refuse what is no picture."""
    kop = dossier.effective.dokumen[kind].kop
    if kop is None or kop.logo is None:
        return None
    caption = kop.keterangan_logo or f"Logo {dossier.office.instansi.nama}"
    place = trees.find(dossier.tree, ("dokumen", kind, "kop", "logo")).at
    return _loaded_logo(offices, dossier.office.id, kop.logo, place, caption)


def logos_in(offices: Offices, instansi: str, tree: Node) -> Iterator[Problem]:
    """Return what is wrong with the logos that a tree names, whether a document is made with them or not."""
    for head in (tree, *trees.fields(trees.fields(tree).get("dokumen")).values()):
        said = trees.fields(trees.fields(head).get("kop")).get("logo")
        if said is not None and isinstance(said.value, str):
            try:
                _loaded_logo(offices, instansi, said.value, said.at, "")
            except Refusal as refusal:
                yield from refusal.problems


def _loaded_logo(offices: Offices, instansi: str, name: str, place: Place, caption: str) -> Picture:
    path = named_picture.path(offices.root, f"{workspace.UNITS}/{instansi}", name, place)
    return offices.assets.picture(path, name, place, caption)


def _plans(work: _Gathering) -> None:
    plans = follow_up_material.plans(work.offices, work.dossier, work.kind, work.problems)
    work.material = work.material._replace(plans=plans)
    results = work.material.results
    if results:
        work.blank = follow_up_material.unfilled(work.dossier, work.kind, plans, results.main, work.problems)


def _photos(work: _Gathering) -> None:
    plans = work.material.plans
    shown = follow_up_material.photos(work.offices, work.dossier, plans, work.widest, work.problems)
    work.material = work.material._replace(photos=shown)


def _all_units(work: _Gathering) -> None:
    kinds = workspace.kind_records(work.offices.root)
    figures = work.kind not in kinds or bool(_FIGURES & {*kinds[work.kind].kosakata})
    units, work.known = whole_period.every_unit(work.opened, work.kind, work.problems, figures=figures)
    shown = tuple(unit._replace(logo=_own_logo(work, unit.dossier)) for unit in units)
    work.material = work.material._replace(units_material=shown)


def _own_logo(work: _Gathering, dossier: Dossier) -> Picture | None:
    """Return the logo that a unit's own file names; what is wrong with it is told of the unit."""
    own = f"{workspace.UNITS}/{dossier.id}.yaml"
    for kind in dossier.effective.dokumen:
        if trees.find(dossier.tree, ("dokumen", kind, "kop", "logo")).at.file == own:
            with collected([]):
                return logo(work.offices, dossier, kind)
    return None


def _register(work: _Gathering) -> None:
    work.material = work.material._replace(register=work.opened.entries(work.problems))


def _pictures(work: _Gathering) -> None:
    found = pictures(work.offices, work.dossier, work.kind, work.problems)
    work.material = work.material._replace(pictures=found)


def pictures(offices: Offices, dossier: Dossier, kind: str, problems: list[Problem]) -> dict[Gambar, Picture]:
    """Return the pictures that a document's own facts name, each beside the file that names it."""
    found: dict[Gambar, Picture] = {}
    for gambar, named in facts.pictures(dossier.tree, kind):
        place = named.at
        with collected(problems):
            path = named_picture.path(offices.root, _folder_of(dossier, place), gambar.berkas, place)
            shown = offices.assets.picture(path, gambar.berkas, place, gambar.described)
            found[gambar] = shown._replace(caption=gambar.keterangan or "")
    return found


def _folder_of(dossier: Dossier, place: Place) -> str:
    office = dossier.office
    if place.file.startswith(f"{workspace.UNITS}/"):
        return f"{workspace.UNITS}/{office.id}"
    return f"{workspace.PERIODS}/{office.period}/{office.id}/{unread.PHOTOS}"


def _number(_: _Gathering) -> None:
    """A number stands in the unit's own records."""


GATHERED: Mapping[Need, Callable[[_Gathering], None]] = {
    Need.NUMBER: _number,
    Need.SCHEMES: _schemes,
    Need.RESULTS: _results,
    Need.SURVEY: _survey,
    Need.COMPARISON: _comparison,
    Need.LOGO: _logo,
    Need.PICTURES: _pictures,
    Need.PLANS: _plans,
    Need.PHOTOS: _photos,
    Need.ALL_UNITS: _all_units,
    Need.REGISTER: _register,
}
"""How each need is met, in the order in which one leans on another."""
