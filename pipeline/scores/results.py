"""The results of a unit from its institution's counted answers: one for each scheme that it uses."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.scores import joined_parts, priorities, publication, published, ranges, services
from pipeline.scores.counted import CountedOffice, columns_of, file_of
from pipeline.scores.counts import Counts, counts_of
from pipeline.scores.ikm import CONVERSION, Result, grade_of, half_up
from pipeline.scores.policy import policy_of
from pipeline.scores.priorities import Choice
from pipeline.scores.published import Declared
from pipeline.scores.ranges import Range, ServiceRanges
from pipeline.scores.records import SchemeResult, UnitResults
from pipeline.sources import layers, schemes, trees
from pipeline.sources.layers import Dossier
from pipeline.sources.period import Period
from pipeline.sources.survey_model import Prioritas, Skema

AVERAGED = "rata-rata"
"""The rule by which a period takes the mean of its parts; else their answers are counted as one."""


def of_unit(counted: CountedOffice, dossier: Dossier) -> UnitResults:
    """Return the results of every scheme that the unit uses; refuse when it lacks answers.

    Where there are none, what was published stands in their stead: index and number of respondents.
    """
    keys = schemes.used(counted.office.instansi, dossier.effective)
    main, *others = _results(counted, dossier, keys)
    return UnitResults(main, tuple(others), drawn_from(counted, dossier, main.key))


def drawn_from(counted: CountedOffice, dossier: Dossier, key: str) -> tuple[Period, ...]:
    """Return the parts of a period that a scheme's result comes from: those that have a result of the unit."""
    lacking = {*parts_without(counted, dossier, key), *_not_surveyed(counted, dossier)}
    return tuple(part.office.period for part in counted.parts if part.office.period not in lacking)


def _not_surveyed(counted: CountedOffice, dossier: Dossier) -> Iterator[Period]:
    return (part.office.period for part in counted.parts if dossier.unit in part.office.not_surveyed)


def of_past(counted: CountedOffice, dossier: Dossier) -> UnitResults:
    """Return the results of an earlier period: computed, else as published, one without its number of respondents."""
    keys = schemes.used(counted.office.instansi, dossier.effective)
    main, *others = _results(counted, dossier, keys, past=True)
    return UnitResults(main, tuple(others))


def of_scheme(counted: CountedOffice, dossier: Dossier, key: str) -> SchemeResult | None:
    """Return the result of one scheme in an earlier period, whatever the others lack, computed or as published.

    `None` when the unit does not use it; refuse where nothing is known.
    """
    if key not in schemes.used(counted.office.instansi, dossier.effective):
        return None
    return _results(counted, dossier, (key,), past=True)[0]


def sheet_of(counted: CountedOffice, dossier: Dossier) -> Counts:
    """Return the sheet that a unit's results are taken from: its answers, else what was published of its main scheme.

    Refuse where neither is known. Answers that are wrong, or may be its own, are no reason to believe figures that
    were made from them.
    """
    if wrong := (*schemes.lacking(counted.office.instansi, counted.office.id), *counted.problems):
        raise Refusal(wrong)
    used = schemes.used(counted.office.instansi, dossier.effective)
    main = next(iter(used))
    file = file_of(counted, dossier.unit)
    if file is None and not counted.orphans:
        file = publication.sheet_of(dossier, _declared(dossier, main, True), used[main])
    if file is None and counted.parts:
        return _sheet_of_parts(counted, dossier)
    if file is None:
        values = {"unit": dossier.unit, "masa": counted.office.period, "instansi": counted.office.id}
        if counted.sheets:
            lost = counted.lost.get(dossier.unit)
            raise Refusal(lost or [_unanswered(dossier.own, dossier.unit, main)])
        raise Refusal(counted.office.unread_answers or [problem(dossier.own, "S012", **values)])
    if dossier.unit in file.rejected:
        raise Refusal(file.rejected[dossier.unit])
    return file


def sources_of(counted: CountedOffice, dossier: Dossier, periods: Sequence[Period]) -> tuple[str, ...]:
    """Return every file that a unit's results are taken from: of each part that they are drawn from, if of any."""
    main = next(iter(schemes.used(counted.office.instansi, dossier.effective)))
    there = (part for part in counted.parts if part.office.period in periods)
    own = ((part, layers.dossier_of(part.office.own.root, part.office, dossier.unit)) for part in there)
    found = tuple(file for part, said in own for file in sources_of(part, said, drawn_from(part, said, main)))
    return found or (sheet_of(counted, dossier).file,)


def refused_rows(counted: CountedOffice, unit: str) -> tuple[Problem, ...]:
    """Return what is wrong with the answers of a unit whose own files cannot be read, as far as sheets alone say it."""
    file = file_of(counted, unit)
    return counted.problems or (file.rejected.get(unit, ()) if file else counted.lost.get(unit, ()))


def _results(
    counted: CountedOffice, dossier: Dossier, keys: Iterable[str], *, past: bool = False
) -> list[SchemeResult]:
    """Return the results of these schemes of a unit; refuse with what any of them lacks.

    Of an earlier period a scheme of which nothing was published is left out beside others.
    """
    if counted.office.from_parts == AVERAGED:
        return _averaged(counted, dossier, keys)
    whole, keys = sheet_of(counted, dossier), tuple(keys)
    used = schemes.used(counted.office.instansi, dossier.effective)
    main = next(iter(used))
    answers = file_of(counted, dossier.unit)
    problems: list[Problem] = []
    found: list[SchemeResult] = []
    for key in keys:
        is_main, skema, columns = key == main, used[key], columns_of(used[key])
        file: Counts | None = _of_scheme(counted, dossier, key, whole)
        if answers is None:
            file = publication.sheet_of(dossier, _declared(dossier, key, is_main), skema)
            columns = {element: (element,) for element in skema.unsur}
        if file is None:
            if not past or len(keys) == 1:
                problems.append(_unpublished(Place(whole.file), dossier.unit, key))
            continue
        rows = services.service_rows(file, dossier, [] if found else problems)
        parts = [ranges.service_ranges(file, row, name, columns, weight) for name, row, weight in rows]
        alone = is_main or answers is None
        problems += services.lacking(parts, file, dossier, key, skema, index_alone=alone)
        problems += [] if past or answers else _uncounted(parts, file, dossier)
        if not problems:
            found.append(_scheme_result(dossier, key, skema, tuple(parts), is_main, problems))
    if problems:
        raise Refusal(problems)
    return found


def part_results(counted: CountedOffice, dossier: Dossier, key: str) -> dict[Period, SchemeResult | None]:
    """Return what a scheme came to in each of the periods that a period draws on; `None` where nothing is known.

    Those in which the unit was not surveyed, as their files say, are left out.
    """
    found: dict[Period, SchemeResult | None] = {}
    for part in counted.parts:
        if dossier.unit not in part.office.not_surveyed:
            found[part.office.period] = None
            with contextlib.suppress(Refusal):
                own = layers.dossier_of(part.office.own.root, part.office, dossier.unit)
                found[part.office.period] = of_scheme(part, own, key)
    return found


def averaged_from(
    counted: CountedOffice, dossier: Dossier, results: UnitResults
) -> dict[str, dict[Period, SchemeResult]]:
    """Return what each scheme's result is the mean of, by part; nothing where it is no mean."""
    if counted.office.from_parts != AVERAGED:
        return {}
    known = {each.key: part_results(counted, dossier, each.key) for each in results.every}
    return {key: {part: found for part, found in parts.items() if found} for key, parts in known.items()}


def _averaged(counted: CountedOffice, dossier: Dossier, keys: Iterable[str]) -> list[SchemeResult]:
    """Return the mean of what was printed of the parts: of the index, and of each element that all of them have."""
    sheet_of(counted, dossier)
    used = schemes.used(counted.office.instansi, dossier.effective)
    main, problems, found = next(iter(used)), list[Problem](), list[SchemeResult]()
    for key in keys:
        each = [result for result in part_results(counted, dossier, key).values() if result]
        if not each:
            raise Refusal([_without_parts(counted, dossier)])
        nrr = {unsur: _mean([result.printed.nrr[unsur].shown for result in each]) for unsur in _shared(each)}
        respondents = [result.printed.responden for result in each]
        many = None if None in respondents else sum(filter(None, respondents))
        ikm = _mean([result.printed.ikm.shown for result in each])
        answered = dict.fromkeys(nrr, many or 0)
        exact = {unsur: Range(mean, mean, mean) for unsur, mean in nrr.items()}
        row = ServiceRanges("", exact, answered, many, Range(ikm, ikm, ikm), None, None, 1)
        found.append(_scheme_result(dossier, key, used[key], (row,), key == main, problems))
    if problems:
        raise Refusal(problems)
    return found


def _shared(results: Sequence[SchemeResult]) -> list[str]:
    """Return the elements that all results have, in the order of the first."""
    return [key for key in results[0].printed.nrr if all(key in result.printed.nrr for result in results)]


def _mean(values: Sequence[Decimal]) -> Fraction:
    return sum(map(Fraction, values), Fraction()) / len(values)


def _without_parts(counted: CountedOffice, dossier: Dossier) -> Problem:
    periods = ", ".join(str(part.office.period) for part in counted.parts)
    main = next(iter(schemes.used(counted.office.instansi, dossier.effective)))
    is_published = counted.office.from_parts != AVERAGED and any(part_results(counted, dossier, main).values())
    also = phrase("; indeksnya diketahui, jadi `bagian: rata-rata` pun dapat memakainya") if is_published else ""
    return problem(dossier.own, "S177", unit=dossier.unit, masa=counted.office.period, found=periods, also=also)


def _sheet_of_parts(counted: CountedOffice, dossier: Dossier) -> Counts:
    """Return the first sheet of a part that knows more than nothing of a unit; only a mean is taken of figures."""
    for part in counted.parts if counted.office.from_parts == AVERAGED else ():
        with contextlib.suppress(Refusal):
            return sheet_of(part, layers.dossier_of(part.office.own.root, part.office, dossier.unit))
    raise Refusal([_without_parts(counted, dossier)])


def parts_without(counted: CountedOffice, dossier: Dossier, key: str) -> tuple[Period, ...]:
    """Return the parts of a period that lack a unit's results, for its rule; none in which it was not surveyed."""
    averaged = counted.office.from_parts == AVERAGED
    known = part_results(counted, dossier, key) if averaged else {}
    return tuple(
        part.office.period
        for part in counted.parts
        if dossier.unit not in part.office.not_surveyed
        and not (known.get(part.office.period) if averaged else _answers_of(part, dossier, key))
    )


def _answers_of(part: CountedOffice, dossier: Dossier, key: str) -> Counts | None:
    """Return the sheet in which a part has answers of the unit to questions of a scheme."""
    sheet = file_of(part, dossier.unit)
    if sheet is None or not joined_parts.can_be_added(sheet, dossier.unit):
        return None
    asked = {column for columns in columns_of(schemes.of_key(part.office.instansi, key)).values() for column in columns}
    answered = (counts_of(sheet.columns, row) for row in sheet.rows[dossier.unit])
    return sheet if any(asked & set(counts) for counts in answered) else None


def _of_scheme(counted: CountedOffice, dossier: Dossier, key: str, whole: Counts) -> Counts:
    """Return the answers of the parts that asked about a scheme: who answered others is no respondent of it."""
    if not counted.parts or not parts_without(counted, dossier, key):
        return whole
    there = [sheet for part in counted.parts if (sheet := _answers_of(part, dossier, key))]
    own = joined_parts.joined([sheet._replace(rows={dossier.unit: sheet.rows[dossier.unit]})] for sheet in there)
    return own[0] if own else whole


def _declared(dossier: Dossier, key: str, main: bool) -> Declared:
    return published.declared_of(dossier.effective.publikasi, key, main=main)


def _unanswered(at: Place, unit: str, key: str) -> Problem:
    also = phrase(
        "; bila hanya indeksnya yang diketahui, isi `publikasi` dengan `ikm` dan `responden`; bila tidak disurvei, "
        "tulis `{unit}: alasannya` di `tidak_disurvei` di periode.yaml",
        unit=unit,
    )
    return problem(at, "S006", unit=unit, skema=key, also=also)


def _unpublished(at: Place, unit: str, key: str) -> Problem:
    field = f"publikasi.skema.{key}"
    also = phrase("; bila hanya indeksnya yang diketahui, isi `{field}` dengan `ikm` dan `responden`", field=field)
    return problem(at, "S006", unit=unit, skema=key, also=also)


def _uncounted(parts: Sequence[ServiceRanges], file: Counts, dossier: Dossier) -> Iterator[Problem]:
    """Return what a publication lacks to be told of: how many answered."""
    if any(part.responden is None for part in parts):
        yield problem(Place(file.file, parts[0].line), "S173", unit=dossier.unit)


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
    declared = _declared(dossier, key, main)
    printed = published.printed(declared.figures, result, parts, policy)
    grades = {element: grade_of(mean * CONVERSION, policy.tabel) for element, mean in result.nrr.items()}
    return SchemeResult(key, skema, policy, rule, result, choice, result_range, parts, declared, printed, grades)


def _tie(dossier: Dossier, result: Result, choice: Choice, rule: Prioritas) -> Problem:
    at = trees.find(dossier.tree, ("prioritas",)).at
    nrr = priorities.basis_means(result, choice)
    tied = nrr[choice.seri[0]]
    lower = sum(value < tied for value in nrr.values())
    values = {"nilai": half_up(tied, 3), "butuh": (rule.jumlah or 0) - lower}
    return problem(at, "S112", unsur=", ".join(choice.seri), jumlah=rule.jumlah, **values)
