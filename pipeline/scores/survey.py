"""What a unit's survey says beside its results: who answered, what changed, what a reader would ask about."""

import contextlib
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from pipeline.problems.phrase import computed, phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.scores import deviations, oddities, priorities, said_beside
from pipeline.scores.counted import PERIODS_BACK, CountedOffice, file_of
from pipeline.scores.counts import NO_BESIDE, Beside, Counts
from pipeline.scores.ikm import CONVERSION, SCALE, half_up
from pipeline.scores.ranges import Range
from pipeline.scores.records import Comparison, PastIndex, SchemeResult, Survey, UnitResults
from pipeline.scores.results import of_scheme, part_results, parts_without, sheet_of
from pipeline.scores.sample import by_formula, by_table
from pipeline.scores.services import is_index_alone
from pipeline.scores.sheets.header import INDEX
from pipeline.scores.suggestions import MASK, bare, placed
from pipeline.sources import layers, nearest, trees, unprintable, workspace
from pipeline.sources.layers import Dossier
from pipeline.sources.period import Period, parts, shift

ALIKE = 4
"""One sheet that is at least this part of all, and at least five times there, is worth a word: one in four."""


def survey_of(
    root: Path, counted: CountedOffice, dossier: Dossier, results: UnitResults
) -> tuple[Survey, tuple[Problem, ...]]:
    """Return the survey and its warnings; refuse when a figure that must agree is off."""
    file, main = sheet_of(counted, dossier), results.main
    beside = file.beside.get(dossier.unit, NO_BESIDE)
    profil, saran = said_beside.said_beside(counted, dossier, main.key)
    riwayat = tuple(past_of(root, counted, dossier.unit, main.key))
    inner = tuple(parts_of(counted, dossier, main.key))
    found = Survey(profil, saran, riwayat, file.shape, placed=_placed(root, counted, dossier), parts=inner)
    problems = [
        *deviations.unknown_names(dossier, results),
        *deviations.impossible(dossier, results),
        *deviations.table_faults(file, dossier.unit, main),
        *_choice(dossier, main),
        *_sheet(file, counted, dossier, main, beside),
        *_parts(root, counted, dossier, results),
        *_sample(file, dossier, main),
        *_index_alone(file, counted, dossier, main),
        *_rounding(file, results),
        *_change(file, dossier, main, riwayat),
        *_profile(file, counted, dossier, main, profil),
        *oddities.told(file, dossier, beside, profil),
        *_dates(file, dossier, beside),
        *_suggestions(file, dossier, saran),
        *_misplaced(dossier, saran),
    ]
    if any(not told.is_warning for told in problems):
        raise Refusal(problems)
    return found, tuple(problems)


def past_of(root: Path, counted: CountedOffice, unit: str, key: str) -> Iterator[PastIndex]:
    """Yield the index of a unit under a scheme in the earlier periods that have one, the latest first."""
    for before in counted.earlier[:PERIODS_BACK]:
        try:
            found = of_scheme(before, layers.dossier_of(root, before.office, unit), key)
        except Refusal:
            continue
        if found is not None:
            yield PastIndex(before.office.period, found.printed.ikm, found.printed.mutu)


def parts_of(counted: CountedOffice, dossier: Dossier, key: str) -> Iterator[PastIndex]:
    """Yield the index of a unit under a scheme in each period that this one draws on, the earliest first."""
    for period, found in part_results(counted, dossier, key).items():
        if found is not None:
            yield PastIndex(period, found.printed.ikm, found.printed.mutu)


def comparison(
    root: Path, counted: CountedOffice, dossier: Dossier, results: UnitResults, problems: list[Problem]
) -> Comparison | None:
    """Return the earlier period to compare with: the one that is declared, else the last that has a result.

    `None` where there is none; one that is declared and cannot be compared with is a problem.
    """
    declared = dossier.effective.survei.pembanding
    at = trees.find(dossier.tree, ("survei", "pembanding")).at
    period = dossier.office.period
    near = [str(shift(period, -back)) for back in range(1, PERIODS_BACK + 1)]
    if declared and declared not in (*near, *(str(past.office.period) for past in counted.earlier)):
        problems.append(problem(at, "S164", found=declared, masa=period, choices=", ".join(near)))
        return None
    for before in (past for past in counted.earlier if declared in (None, str(past.office.period))):
        there = _earlier(root, before, dossier.unit, results)
        if there:
            return there
    if declared:
        problems.append(problem(at, "S165", found=declared, unit=dossier.unit))
    return None


def _earlier(root: Path, before: CountedOffice, unit: str, results: UnitResults) -> Comparison | None:
    """Return a unit's results of an earlier period under this one's schemes; `None` where the main one has none."""
    found: list[SchemeResult] = []
    for now in results.every:
        with contextlib.suppress(Refusal):
            was = of_scheme(before, layers.dossier_of(root, before.office, unit), now.key)
            found += [was] if was else []
    if not found or found[0].key != results.main.key:
        return None
    return Comparison(before.office.period, UnitResults(found[0], tuple(found[1:])))


def _choice(dossier: Dossier, main: SchemeResult) -> Iterator[Problem]:
    nrr = priorities.basis_means(main.result, main.choice)
    for key, lower in main.choice.doubtful:
        at = trees.find(dossier.tree, ("prioritas", "unsur")).at
        values = {"nilai": half_up(nrr[key], 3), "other": lower, "lebih_rendah": half_up(nrr[lower], 3)}
        yield problem(at, "S152", unsur=key, **values)


def _first_row(file: Counts, unit: str) -> Place:
    """Return where the unit's first row stands."""
    return Place(file.file, min(row.line for row in file.rows[unit]))


def _sheet(
    file: Counts, counted: CountedOffice, dossier: Dossier, main: SchemeResult, beside: Beside
) -> Iterator[Problem]:
    place = _first_row(file, dossier.unit)
    rows = file.rows[dossier.unit]
    if counted.earlier:
        before = file_of(counted.earlier[0], dossier.unit)
        same = (
            before is not None
            and before.columns == file.columns
            and [(row.layanan, row.counts, row.figures) for row in before.rows.get(dossier.unit, ())]
            == [(row.layanan, row.counts, row.figures) for row in rows]
        )
        if same and before is not None:
            yield problem(place, "S153", unit=dossier.unit, other=before.file)
    if beside.blank[0]:
        yield problem(Place(file.file, beside.blank[1]), "S163", unit=dossier.unit, found=beside.blank[0])
    many, line, first = beside.repeats
    if many:
        yield problem(Place(file.file, line), "S166", unit=dossier.unit, found=many, first=str(first))
    total = main.result.responden or 0
    if beside.alike >= 5 and beside.alike * ALIKE >= total:
        yield problem(place, "S154", unit=dossier.unit, found=beside.alike, total=total)
    counts = [row.counts for row in rows if row.counts]
    used = {score for row in counts for score, many in zip(SCALE * (len(row) // 4), row, strict=True) if many}
    if len(used) == 1 and total > 1:
        yield problem(place, "S155", unit=dossier.unit, found=next(iter(used)))


def _parts(root: Path, counted: CountedOffice, dossier: Dossier, results: UnitResults) -> Iterator[Problem]:
    """Return the parts of the period without which each scheme's result came about, where it draws on parts."""
    if not counted.parts:
        return
    there = {part.office.period for part in counted.parts}
    office = dossier.office
    every = parts(workspace.periods_of(root, office.id), office.period)
    lacking = {*(part for part in every if part not in there), *parts_without(counted, dossier, results.main.key)}
    values = {"unit": dossier.unit, "masa": office.period}
    if lacking:
        how = phrase(", sebut unitnya di `tidak_disurvei` bagian itu")
        yield problem(dossier.own, "S178", **values, skema="", found=_named(lacking), how=how)
    for other in results.others:
        if without := {*parts_without(counted, dossier, other.key)} - lacking:
            skema = phrase(" menurut skema `{skema}`", skema=other.key)
            yield problem(dossier.own, "S178", **values, skema=skema, found=_named(without), how="")


def _named(periods: Iterable[Period]) -> str:
    return ", ".join(map(str, sorted(periods)))


def _index_alone(file: Counts, counted: CountedOffice, dossier: Dossier, main: SchemeResult) -> Iterator[Problem]:
    """Return where only an index is known: of a mean at each part of which no more is, for that is why it has none."""
    if not is_index_alone(main.parts):
        return
    if not counted.parts:
        yield problem(_first_row(file, dossier.unit), "S167", unit=dossier.unit, bagian="")
    for part in counted.parts:
        with contextlib.suppress(Refusal):
            own = layers.dossier_of(part.office.own.root, part.office, dossier.unit)
            found = of_scheme(part, own, main.key)
            if found and is_index_alone(found.parts):
                where = said_beside.of_part(part, counted)
                at = _first_row(sheet_of(part, own), dossier.unit)
                yield problem(at, "S167", unit=dossier.unit, bagian=where)


def _sample(file: Counts, dossier: Dossier, main: SchemeResult) -> Iterator[Problem]:
    total = main.result.responden
    if total == 1:
        yield problem(_first_row(file, dossier.unit), "S156", unit=dossier.unit)
    populasi = dossier.effective.survei.populasi
    if populasi is None or total is None:
        return
    at = trees.find(dossier.tree, ("survei", "populasi")).at
    if total > populasi:
        yield problem(at, "S180", found=total, populasi=populasi)
    elif total < by_table(populasi):
        values = {"populasi": populasi, "tabel": by_table(populasi), "rumus": by_formula(populasi)}
        yield problem(at, "S157", found=total, **values)


def _rounding(file: Counts, results: UnitResults) -> Iterator[Problem]:
    for result in results.every:
        for row in result.parts:
            for key, cell in row.nrr.items():
                total = row.answered[key]
                if total and cell.low != cell.high and not _possible(cell, total):
                    scale = CONVERSION if file.shape == INDEX else 1
                    whole = cell.mid * total // 1
                    places = 2 if (cell.high - cell.low) * scale >= Fraction(1, 200) else 3
                    low, high = (
                        half_up(Fraction(total_score, total) * scale, places) for total_score in (whole, whole + 1)
                    )
                    values = {"unsur": key, "found": half_up(cell.mid * scale, places), "total": total}
                    expected = phrase("{low} atau {high}", low=low, high=high)
                    yield problem(Place(file.file, row.line), "S158", **values, expected=expected)


def _possible(cell: Range, total: int) -> bool:
    """Whether some whole sum of answers has its mean in the range."""
    lowest = -(-(cell.low * total) // 1)
    return lowest <= cell.high * total


def _change(file: Counts, dossier: Dossier, main: SchemeResult, riwayat: Sequence[PastIndex]) -> Iterator[Problem]:
    step = dossier.effective.survei.turun
    if step is None or not riwayat:
        return
    was, now = riwayat[0].ikm, main.printed.ikm
    if was.exact - now.exact > Fraction(step):
        values = {"dari": was.shown, "masa": riwayat[0].period, "menjadi": now.shown}
        yield problem(_first_row(file, dossier.unit), "S159", unit=dossier.unit, **values, step=step)


def _profile(
    file: Counts, counted: CountedOffice, dossier: Dossier, main: SchemeResult, profil: Mapping[str, Mapping[str, int]]
) -> Iterator[Problem]:
    if counted.parts and not dossier.effective.responden:
        yield from said_beside.incomplete(counted, dossier, main.key)
        return
    total = main.result.responden
    for name, counts in profil.items():
        found = sum(counts.values())
        if total is not None and found != total:
            node = trees.find(dossier.tree, ("responden", name))
            at = node.at if dossier.effective.responden else _first_row(file, dossier.unit)
            yield problem(at, "S160", profil=name, bagian="", found=found, total=total)


def _dates(file: Counts, dossier: Dossier, beside: Beside) -> Iterator[Problem]:
    survey = dossier.effective.survei
    for day, (many, line) in beside.days.items():
        early = survey.mulai is not None and day < survey.mulai.isoformat()
        late = survey.selesai is not None and day > survey.selesai.isoformat()
        if early or late:
            ends = {"mulai": survey.mulai, "selesai": survey.selesai}
            period = phrase(
                "{mulai} sampai {selesai}", **{name: computed(end) if end else "…" for name, end in ends.items()}
            )
            at = Place(file.file, line)
            yield problem(at, "S161", found=computed(dt.date.fromisoformat(day)), banyak=many, masa=period)


def _suggestions(file: Counts, dossier: Dossier, saran: Sequence[str]) -> Iterator[Problem]:
    masked = sum(MASK in text for text in saran)
    if masked:
        at = trees.find(dossier.tree, ("saran",)).at if dossier.effective.saran else _first_row(file, dossier.unit)
        yield problem(at, "S162", unit=dossier.unit, found=masked)
    if dossier.effective.saran is None and (found := unprintable.signs(" ".join(saran))):
        yield problem(_first_row(file, dossier.unit), "C015", found=found)


def _placed(root: Path, counted: CountedOffice, dossier: Dossier) -> dict[str, str]:
    """Return where somebody placed suggestions by hand: in this period, else in a part that it draws on."""
    found: dict[str, str] = {}
    for part in counted.parts:
        with contextlib.suppress(Refusal):
            found |= _placed(root, part, layers.dossier_of(root, part.office, dossier.unit))
    return found | placed(dossier.effective.saran_unsur)


def _misplaced(dossier: Dossier, saran: Sequence[str]) -> Iterator[Problem]:
    """Return what is placed by hand and is no suggestion of the unit, or stands somewhere already."""
    there = {bare(text): text for text in saran}
    chosen: dict[str, str] = {}
    for key, texts in dossier.effective.saran_unsur.items():
        for index, text in enumerate(texts):
            at, said = trees.find(dossier.tree, ("saran_unsur", key, index)).at, bare(text)
            if said not in there:
                near = nearest.guess(text, tuple(there.values()), phrase("salin teksnya dari daftar saran, atau hapus"))
                why = phrase("tidak ada di antara saran unit ini")
                yield problem(at, "S179", found=text, why=why, way=near)
            elif said in chosen:
                why = phrase("sudah diletakkan di bawah `{key}`", key=chosen[said])
                yield problem(at, "S179", found=text, why=why, way=phrase("hapus salah satunya"))
            chosen.setdefault(said, key)
