"""How a unit's index is computed, step by step, with where its answers are: what `score` says."""

from pathlib import Path

from pipeline.making import build
from pipeline.making.office import Offices, OpenOffice
from pipeline.problems.problem import Problem, Refusal
from pipeline.scores import results, survey
from pipeline.sources.layers import Dossier
from pipeline.sources.period import Period
from pipeline.words.calculation import Step, steps_of
from pipeline.words.chapter import Material


def lines(root: Path, period: Period, unit: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return the lines of a computation, and what is to be said beside it; refuse where a unit has no result."""
    name, found = build.surveyed_target(root, period, unit)
    problems: list[Problem] = []
    opened = Offices(root, period).open(name, problems)
    if opened is None:
        raise Refusal(problems)
    said, warnings = steps(opened, opened.scored_dossier(found))
    return tuple(step.text for step in said), tuple(sorted({*problems, *opened.strays, *warnings}))


def steps(opened: OpenOffice, dossier: Dossier) -> tuple[tuple[Step, ...], tuple[Problem, ...]]:
    """Return the steps of a unit's computation, and what a reader of its survey would ask about."""
    scored = opened.results(dossier)
    survei, warnings = survey.survey_of(opened.root, opened.counted, dossier, scored)
    answers = results.sheet_of(opened.counted, dossier)
    sources = results.sources_of(opened.counted, dossier, scored.parts)
    means = results.averaged_from(opened.counted, dossier, scored)
    return tuple(steps_of(Material(dossier, "", scored, None, survei), answers, sources, means)), tuple(warnings)
