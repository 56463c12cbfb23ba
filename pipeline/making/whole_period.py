"""What a document over a whole period speaks from: the results of every unit, and the letters in the register."""

from collections.abc import Collection
from typing import NamedTuple

from pipeline.making.office import OpenOffice
from pipeline.problems.codes import CODES
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.scores import survey
from pipeline.scores.records import SchemeResult
from pipeline.sources import acknowledged, workspace
from pipeline.sources.models import Effective
from pipeline.sources.register_reader import EntryFile
from pipeline.sources.workspace import Dossier
from pipeline.sources.yaml_text import Node
from pipeline.words.chapter import Material

REKAP, PENGIRIMAN = "rekap", "pengiriman"
"""The chapters that speak of every unit, and of every letter."""
NO_RESULT = "R001"


class WholePeriod(NamedTuple):
    """Every unit with its results, and the register; `diketahui` are the acknowledgements that units needed."""

    units_material: tuple[Material, ...] = ()
    agenda: tuple[EntryFile, ...] = ()
    diketahui: frozenset[Place] = frozenset()


def collect(opened: OpenOffice, kosakata: Collection[str], problems: list[Problem]) -> WholePeriod:
    """Return what the chapters of a kind need of the whole; a unit without a result is there, with a warning."""
    lembar = opened.entries(problems) if PENGIRIMAN in kosakata else ()
    if REKAP not in kosakata:
        return WholePeriod((), lembar)
    problems += opened.counted.problems
    if opened.counted.problems:
        return WholePeriod((), lembar)
    known: set[Place] = set()
    units = (_unit_material(opened, unit, problems, known) for unit in workspace.units(opened.root, opened.office.id))
    return WholePeriod(tuple(units), lembar, frozenset(known))


def _unit_material(opened: OpenOffice, unit: str, problems: list[Problem], known: set[Place]) -> Material:
    berkas, sebab = _dossier(opened, unit)
    nilai: tuple[SchemeResult, ...] = ()
    if not sebab:
        try:
            nilai = opened.results(berkas)
            survey.survey_of(opened.root, opened.counted, berkas, nilai)
        except Refusal as refusal:
            nilai, sebab = (), refusal.problems
    utama = next(iter(opened.office.instansi.skema))
    if any(one.kunci == utama for one in nilai):
        return Material(berkas, "", nilai, None)
    said = [at for at, kode in acknowledged.places(berkas) if kode == NO_RESULT]
    known.update(said)
    if not said:
        errors = [one for one in sebab if not one.is_warning]
        why = _sentence(errors[0]) if errors else phrase("tidak memakai skema {skema}", skema=utama)
        problems.append(problem(berkas.own, NO_RESULT, unit=unit, sebab=why))
    return Material(berkas, "", (), None)


def _dossier(opened: OpenOffice, unit: str) -> tuple[Dossier, tuple[Problem, ...]]:
    """Return a unit's records; when they cannot be read, ones that say no more than the name of its file, and why."""
    try:
        return opened.dossier(unit), ()
    except Refusal as refusal:
        file = f"{workspace.UNITS}/{opened.office.id}/{unit}.yaml"
        bare = Dossier(opened.office, unit, Effective(nama=unit), Node({}, Place(file)), Place(file), ())
        return bare, refusal.problems


def _sentence(one: Problem) -> str:
    return phrase("{place} {pesan}", place=one.place, pesan=phrase(CODES[one.code].message, **dict(one.values)))
