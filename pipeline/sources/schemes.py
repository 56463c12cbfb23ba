"""Which schemes a unit uses, the main one first: decided here, and carried from here on."""

from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources.models import Effective, Instansi
from pipeline.sources.survey_model import Skema, Unsur


def used(instansi: Instansi, effective: Effective) -> dict[str, Skema]:
    """Return the schemes that a unit uses, in the order of its institution: the first is the unit's main one.

    They are those that `pakai_skema` names, else all. A name that there is not is told where it stands; when there
    is no other, all are used.
    """
    named = effective.pakai_skema
    return {key: skema for key, skema in instansi.skema.items() if key in named} or dict(instansi.skema)


def main_elements(instansi: Instansi, effective: Effective) -> dict[str, Unsur]:
    """Return the elements of the unit's main scheme, which its priorities and its plans name; none without a survey."""
    return next((skema.unsur for skema in used(instansi, effective).values()), {})


def of_key(instansi: Instansi, key: str) -> Skema:
    """Return a scheme of an institution by its key."""
    return instansi.skema[key]


def lacking(instansi: Instansi, name: str) -> tuple[Problem, ...]:
    """Return what an institution that holds no survey is told when something is asked of its results."""
    return () if instansi.skema else (problem(Place(f"units/{name}/instansi.yaml"), "B030", instansi=name),)


def compared(instansi: Instansi) -> tuple[str, Skema]:
    """Return the scheme, with its key, under which all units of an institution stand in one table: its first."""
    return next(iter(instansi.skema.items()))


def elements(instansi: Instansi) -> dict[str, Unsur]:
    """Return every element of an institution by its key, whatever its scheme: plans of earlier periods name them."""
    return {key: unsur for skema in instansi.skema.values() for key, unsur in skema.unsur.items()}
