"""What a document over a whole period speaks from: every unit of the institution, with its results or without."""

from pipeline.making.office import OpenOffice
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.scores import survey
from pipeline.scores.records import Survey, UnitResults
from pipeline.sources import acknowledged, layers, schemes, workspace
from pipeline.sources.layers import Dossier
from pipeline.words.chapter import Material

NO_RESULT = "R001"


def every_unit(
    opened: OpenOffice, kind: str, problems: list[Problem], *, figures: bool = True
) -> tuple[tuple[Material, ...], frozenset[Place]]:
    """Return what every unit speaks from, and the acknowledgements that they needed; what is wrong to `problems`.

    A unit without a result under the scheme that all are compared by is there, with a warning, and with what it came to
    under its own; none is while the answers cannot be read. Of a kind that prints no `figures` of theirs only those
    whose files cannot be read are told.
    """
    wrong = (*schemes.lacking(opened.office.instansi, opened.office.id), *opened.counted.problems)
    problems += wrong
    if wrong:
        return (), frozenset()
    known: set[Place] = set()
    units = workspace.units(opened.root, opened.office.id)
    return tuple(_unit_material(opened, unit, kind, problems, known, figures) for unit in units), frozenset(known)


def _unit_material(
    opened: OpenOffice, unit: str, kind: str, problems: list[Problem], known: set[Place], figures: bool
) -> Material:
    dossier, unread = _dossier(opened, unit)
    reasons = unread
    results: UnitResults | None = None
    found: Survey | None = None
    if not reasons:
        try:
            results = opened.results(dossier)
            found, _ = survey.survey_of(opened.root, opened.counted, dossier, results)
        except Refusal as refusal:
            results, reasons = None, refusal.problems
    key, _ = schemes.compared(opened.office.instansi)
    if results and results.of(key):
        return Material(dossier, "", results, None, found)
    if unit in opened.office.not_surveyed:
        return Material(dossier, "", None, None, _past_alone(opened, dossier, key))
    said = [at for at, known in acknowledged.places(dossier) if known.kode == NO_RESULT]
    known.update(said)
    if not said and (figures or unread):
        errors = [fault for fault in reasons if not fault.is_warning]
        why = _sentence(errors[0]) if errors else phrase("tidak memakai skema {skema}", skema=key)
        problems.append(problem(dossier.own, NO_RESULT, unit=unit, jenis=kind, sebab=why))
    return Material(dossier, "", results, None, _past_alone(opened, dossier, key))


def _past_alone(opened: OpenOffice, dossier: Dossier, key: str) -> Survey:
    """Return what other periods said of a unit without a result: their letters ranked it, and had it in the mean."""
    past = tuple(survey.past_of(opened.root, opened.counted, dossier.unit, key))
    return Survey({}, (), past, "", parts=tuple(survey.parts_of(opened.counted, dossier, key)))


def _dossier(opened: OpenOffice, unit: str) -> tuple[Dossier, tuple[Problem, ...]]:
    """Return a unit's records; when they cannot be read, the name of its file with what all units owe, and why."""
    try:
        return opened.dossier(unit), ()
    except Refusal as refusal:
        shared = layers.shared_alone(opened.root, opened.office, unit, unit)
        file = f"{workspace.UNITS}/{opened.office.id}/{unit}.yaml"
        return shared._replace(own=Place(file), problems=()), refusal.problems


def _sentence(fault: Problem) -> Text:
    return phrase("{place} {pesan}", place=fault.place, pesan=fault.sentence)
