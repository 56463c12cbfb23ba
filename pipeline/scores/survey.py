"""What a unit's survey says beside its results: who answered, what changed, what a reader would ask about."""

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from pipeline.problems.phrase import computed, phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.scores import deviations, priorities
from pipeline.scores.counts import NO_BESIDE, Beside, Counts
from pipeline.scores.ikm import CONVERSION, SCALE, half_up
from pipeline.scores.ranges import Range
from pipeline.scores.records import Comparison, PastIndex, SchemeResult, Survey, UnitResults
from pipeline.scores.results import PERIODS_BACK, CountedOffice, file_of, of_scheme
from pipeline.scores.sample import by_formula, by_table
from pipeline.scores.sheets.header import INDEX
from pipeline.scores.suggestions import MASK, cleaned
from pipeline.sources import layers, trees
from pipeline.sources.layers import Dossier
from pipeline.sources.period import shift

ALIKE = 4
"""One sheet that is at least this part of all, and at least five times there, is worth a word: one in four."""


def survey_of(
    root: Path, ruang: CountedOffice, berkas: Dossier, results: UnitResults
) -> tuple[Survey, tuple[Problem, ...]]:
    """Return the survey and its warnings; refuse when a figure that must agree is off."""
    file, main = file_of(ruang, berkas.unit), results.main
    assert file is not None
    sisi = file.beside.get(berkas.unit, NO_BESIDE)
    typed = berkas.effective.saran
    saran = sisi.saran if typed is None else cleaned(typed)
    riwayat = tuple(_past(root, ruang, berkas.unit, main.key))
    profil = {name: dict(counts) for name, counts in (berkas.effective.responden or sisi.profil).items()}
    found = Survey(profil, saran, riwayat, file.shape)
    problems = [
        *deviations.unknown_names(berkas, results),
        *deviations.impossible(berkas, results),
        *deviations.table_faults(file, berkas.unit, main),
        *_choice(berkas, main),
        *_sheet(file, ruang, berkas, main, sisi),
        *_sample(file, berkas, main),
        *_rounding(file, results),
        *_change(file, berkas, main, riwayat),
        *_profile(file, berkas, main, profil),
        *_dates(file, berkas, sisi),
        *_suggestions(file, berkas, saran),
    ]
    if any(not one.is_warning for one in problems):
        raise Refusal(problems)
    return found, tuple(problems)


def _past(root: Path, ruang: CountedOffice, unit: str, key: str) -> Iterator[PastIndex]:
    for before in ruang.earlier[:PERIODS_BACK]:
        try:
            found = of_scheme(before, layers.dossier_of(root, before.office, unit), key)
        except Refusal:
            continue
        if found is not None:
            yield PastIndex(before.office.period, found.printed.ikm, found.printed.mutu)


def comparison(
    root: Path, ruang: CountedOffice, berkas: Dossier, results: UnitResults, problems: list[Problem]
) -> Comparison | None:
    """Return the earlier period to compare with: the one that is declared, else the last that has a result.

    `None` where there is none; one that is declared and cannot be compared with is a problem.
    """
    declared = berkas.effective.survei.pembanding
    at = trees.find(berkas.tree, ("survei", "pembanding")).at
    masa = berkas.office.period
    near = [str(shift(masa, -back)) for back in range(1, PERIODS_BACK + 1)]
    if declared and declared not in near:
        problems.append(problem(at, "S164", found=declared, masa=masa, choices=", ".join(near)))
        return None
    for before in (one for one in ruang.earlier if declared in (None, str(one.office.period))):
        there = _earlier(root, before, berkas.unit, results)
        if there:
            return there
    if declared:
        problems.append(problem(at, "S165", found=declared, unit=berkas.unit))
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


def _choice(berkas: Dossier, nilai: SchemeResult) -> Iterator[Problem]:
    nrr = priorities.basis_means(nilai.result, nilai.choice)
    for key, lower in nilai.choice.ragu:
        at = trees.find(berkas.tree, ("prioritas", "unsur")).at
        values = {"nilai": half_up(nrr[key], 3), "other": lower, "lebih_rendah": half_up(nrr[lower], 3)}
        yield problem(at, "S152", unsur=key, **values)


def _first_row(file: Counts, unit: str) -> Place:
    """Return where the unit's first row stands."""
    return Place(file.file, min(row.line for row in file.baris[unit]))


def _sheet(file: Counts, ruang: CountedOffice, berkas: Dossier, nilai: SchemeResult, sisi: Beside) -> Iterator[Problem]:
    place = _first_row(file, berkas.unit)
    rows = file.baris[berkas.unit]
    if ruang.earlier:
        before = file_of(ruang.earlier[0], berkas.unit)
        same = (
            before is not None
            and before.kolom == file.kolom
            and [(row.layanan, row.counts, row.figures) for row in before.baris.get(berkas.unit, ())]
            == [(row.layanan, row.counts, row.figures) for row in rows]
        )
        if same and before is not None:
            yield problem(place, "S153", unit=berkas.unit, other=before.file)
    if sisi.blank[0]:
        yield problem(Place(file.file, sisi.blank[1]), "S163", unit=berkas.unit, found=sisi.blank[0])
    many, line, first = sisi.repeats
    if many:
        yield problem(Place(file.file, line), "S166", unit=berkas.unit, found=many, first=str(first))
    total = nilai.result.responden or 0
    if sisi.alike >= 5 and sisi.alike * ALIKE >= total:
        yield problem(place, "S154", unit=berkas.unit, found=sisi.alike, total=total)
    counts = [row.counts for row in rows if row.counts]
    used = {score for row in counts for score, many in zip(SCALE * (len(row) // 4), row, strict=True) if many}
    if len(used) == 1 and total > 1:
        yield problem(place, "S155", unit=berkas.unit, found=next(iter(used)))


def _sample(file: Counts, berkas: Dossier, nilai: SchemeResult) -> Iterator[Problem]:
    total = nilai.result.responden
    if total == 1:
        yield problem(_first_row(file, berkas.unit), "S156", unit=berkas.unit)
    populasi = berkas.effective.survei.populasi
    if populasi is not None and total is not None and total < by_table(populasi):
        at = trees.find(berkas.tree, ("survei", "populasi")).at
        values = {"populasi": populasi, "tabel": by_table(populasi), "rumus": by_formula(populasi)}
        yield problem(at, "S157", found=total, **values)


def _rounding(file: Counts, results: UnitResults) -> Iterator[Problem]:
    for result in results.every:
        for row in result.parts:
            for key, cell in row.nrr.items():
                total = row.answered[key]
                if total and cell.low != cell.high and not _possible(cell, total):
                    skala = CONVERSION if file.shape == INDEX else 1
                    whole = cell.mid * total // 1
                    places = 2 if (cell.high - cell.low) * skala >= Fraction(1, 200) else 3
                    low, high = (half_up(Fraction(one, total) * skala, places) for one in (whole, whole + 1))
                    values = {"unsur": key, "found": half_up(cell.mid * skala, places), "total": total}
                    expected = phrase("{low} atau {high}", low=low, high=high)
                    yield problem(Place(file.file, row.line), "S158", **values, expected=expected)


def _possible(cell: Range, total: int) -> bool:
    """Whether some whole sum of answers has its mean in the range."""
    lowest = -(-(cell.low * total) // 1)
    return lowest <= cell.high * total


def _change(file: Counts, berkas: Dossier, nilai: SchemeResult, riwayat: Sequence[PastIndex]) -> Iterator[Problem]:
    step = berkas.effective.survei.turun
    if step is None or not riwayat:
        return
    was, now = riwayat[0].ikm, nilai.printed.ikm
    if was.exact - now.exact > Fraction(step):
        values = {"dari": was.shown, "masa": riwayat[0].period, "menjadi": now.shown}
        yield problem(_first_row(file, berkas.unit), "S159", unit=berkas.unit, **values, step=step)


def _profile(
    file: Counts, berkas: Dossier, nilai: SchemeResult, profil: dict[str, dict[str, int]]
) -> Iterator[Problem]:
    total = nilai.result.responden
    for name, counts in profil.items():
        found = sum(counts.values())
        if total is not None and found != total:
            node = trees.find(berkas.tree, ("responden", name))
            at = node.at if berkas.effective.responden else _first_row(file, berkas.unit)
            yield problem(at, "S160", profil=name, found=found, total=total)


def _dates(file: Counts, berkas: Dossier, sisi: Beside) -> Iterator[Problem]:
    survey_of = berkas.effective.survei
    for day, (many, line) in sisi.tanggal.items():
        early = survey_of.mulai is not None and day < survey_of.mulai.isoformat()
        late = survey_of.selesai is not None and day > survey_of.selesai.isoformat()
        if early or late:
            ends = {"mulai": survey_of.mulai, "selesai": survey_of.selesai}
            masa = phrase(
                "{mulai} sampai {selesai}", **{name: computed(end) if end else "…" for name, end in ends.items()}
            )
            at = Place(file.file, line)
            yield problem(at, "S161", found=computed(dt.date.fromisoformat(day)), banyak=many, masa=masa)


def _suggestions(file: Counts, berkas: Dossier, saran: Sequence[str]) -> Iterator[Problem]:
    masked = sum(MASK in text for text in saran)
    if masked:
        at = trees.find(berkas.tree, ("saran",)).at if berkas.effective.saran else _first_row(file, berkas.unit)
        yield problem(at, "S162", unit=berkas.unit, found=masked)
