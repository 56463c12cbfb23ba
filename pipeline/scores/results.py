"""The results of a unit from its institution's counted answers: one for each scheme that it uses."""

from collections.abc import Iterable

from pipeline.problems.problem import Problem, Refusal, problem
from pipeline.scores import priorities, published, ranges, services
from pipeline.scores.counted import CountedOffice, columns_of, file_of
from pipeline.scores.ikm import Result, half_up
from pipeline.scores.policy import policy_of
from pipeline.scores.priorities import Choice
from pipeline.scores.ranges import ServiceRanges
from pipeline.scores.records import SchemeResult, UnitResults
from pipeline.scores.sheets.summaries import typed_number
from pipeline.sources import schemes, trees
from pipeline.sources.layers import Dossier
from pipeline.sources.survey_model import Prioritas, Skema


def of_unit(counted: CountedOffice, dossier: Dossier) -> UnitResults:
    """Return the results of every scheme that the unit uses; refuse when it lacks answers."""
    main, *others = _results(counted, dossier, schemes.used(counted.office.instansi, dossier.effective))
    return UnitResults(main, tuple(others))


def of_past(counted: CountedOffice, dossier: Dossier) -> UnitResults:
    """Return the results of an earlier period: computed, else as published; refuse where neither is known."""
    try:
        return of_unit(counted, dossier)
    except Refusal:
        main, *others = schemes.used(counted.office.instansi, dossier.effective)
        found = _published(counted, dossier, main)
        if found is None:
            raise
        return UnitResults(found, tuple(other for key in others if (other := _published(counted, dossier, key))))


def of_scheme(counted: CountedOffice, dossier: Dossier, key: str) -> SchemeResult | None:
    """Return the result of one scheme in an earlier period, whatever the others lack, computed or as published.

    `None` when the unit does not use it; refuse where nothing is known.
    """
    if key not in schemes.used(counted.office.instansi, dossier.effective):
        return None
    try:
        return _results(counted, dossier, (key,))[0]
    except Refusal:
        found = _published(counted, dossier, key)
        if found is None:
            raise
        return found


def _published(counted: CountedOffice, dossier: Dossier, key: str) -> SchemeResult | None:
    """Return a scheme's result as its publication has it; `None` where no index was published, or answers are there.

    Answers that are wrong are no reason to believe the figures that were made from them.
    """
    if file_of(counted, dossier.unit) is not None or counted.problems:
        return None
    used = schemes.used(counted.office.instansi, dossier.effective)
    declared = published.declared_of(dossier.effective.publikasi, key, main=key == next(iter(used)))
    figures = declared.figures
    if figures.ikm is None:
        return None
    scheme, policy = used[key], policy_of(used[key])
    whole = set(figures.nrr) >= set(scheme.unsur)
    nrr = {unsur: typed_number(figures.nrr[unsur]) for unsur in scheme.unsur} if whole else {}
    result = Result(nrr, typed_number(figures.ikm), figures.responden)
    choice = priorities.choose(result, priorities.DEFAULT)
    ranges_ = ranges.ResultRange(result, result, result, True)
    printed = published.printed(figures, result, (), policy)
    return SchemeResult(key, scheme, policy, priorities.DEFAULT, result, choice, ranges_, (), declared, printed)


def _results(counted: CountedOffice, dossier: Dossier, keys: Iterable[str]) -> list[SchemeResult]:
    """Return the results of these schemes of a unit; refuse with what any of them lacks."""
    if counted.problems:
        raise Refusal(counted.problems)
    used = schemes.used(counted.office.instansi, dossier.effective)
    main = next(iter(used))
    file = file_of(counted, dossier.unit)
    if file is None:
        values = {"unit": dossier.unit, "masa": counted.office.period, "instansi": counted.office.id}
        if not counted.sheets:
            raise Refusal([problem(dossier.own, "S012", **values)])
        raise Refusal([problem(dossier.own, "S006", unit=dossier.unit, skema=main)])
    if dossier.unit in file.rejected:
        raise Refusal(file.rejected[dossier.unit])
    problems: list[Problem] = []
    rows = services.service_rows(file, dossier, problems)
    found: list[SchemeResult] = []
    for key in keys:
        skema = used[key]
        parts = [ranges.service_ranges(file, row, name, columns_of(skema), weight) for name, row, weight in rows]
        problems += services.lacking(parts, file, dossier, key, skema, main=key == main)
        if not problems:
            found.append(_scheme_result(dossier, key, skema, tuple(parts), key == main, problems))
    if problems:
        raise Refusal(problems)
    return found


def _scheme_result(
    dossier: Dossier, key: str, skema: Skema, parts: tuple[ServiceRanges, ...], main: bool, problems: list[Problem]
) -> SchemeResult:
    """Return a scheme's result: a rule of priorities and published figures are of the main one, unless named."""
    policy = policy_of(skema)
    result_range = ranges.result_range(parts, policy)
    result = result_range.mid
    rule = (main and dossier.effective.prioritas) or priorities.DEFAULT
    choice = priorities.choose(result, rule)
    if choice.seri:
        problems.append(_tie(dossier, result, choice, rule))
    declared = published.declared_of(dossier.effective.publikasi, key, main=main)
    printed = published.printed(declared.figures, result, parts, policy)
    return SchemeResult(key, skema, policy, rule, result, choice, result_range, parts, declared, printed)


def _tie(dossier: Dossier, result: Result, choice: Choice, rule: Prioritas) -> Problem:
    at = trees.find(dossier.tree, ("prioritas",)).at
    nrr = priorities.basis_means(result, choice)
    tied = nrr[choice.seri[0]]
    lower = sum(value < tied for value in nrr.values())
    values = {"nilai": half_up(tied, 3), "butuh": (rule.jumlah or 0) - lower}
    return problem(at, "S112", unsur=", ".join(choice.seri), jumlah=rule.jumlah, **values)
