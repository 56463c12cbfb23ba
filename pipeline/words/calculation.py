"""The computation of a unit's index, step by step, so that it can be checked with a calculator."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from pipeline.scores.counts import Counts, counts_of
from pipeline.scores.deviations import printable
from pipeline.scores.ikm import CONVERSION, SCALE, ServiceResult, grade_of
from pipeline.scores.priorities import basis_means
from pipeline.scores.ranges import Range
from pipeline.scores.records import SchemeResult
from pipeline.sources.period import Period
from pipeline.sources.survey_model import Skema
from pipeline.words import figures, indonesian
from pipeline.words.chapter import Material

PRECISE = 6
"""Decimals that a step is shown with; the computation itself is exact."""


RULE, ELEMENTS, SERVICES, INDEX, GRADE, PRIORITIES = "aturan", "unsur", "layanan", "ikm", "mutu", "prioritas"
"""What steps are about; of an element or a service with its number, from 1: `unsur[3]`."""


_Said = tuple[str, str]
_APART: _Said = ("", "")


class Step(NamedTuple):
    """A line of a computation: its text, the number of its scheme from 0 (-1: of all), and what it is about."""

    text: str
    scheme: int = -1
    about: str = ""


def steps_of(
    material: Material,
    answers: Counts,
    sources: Sequence[str],
    means: Mapping[str, Mapping[Period, SchemeResult]],
) -> Iterator[Step]:
    """Yield the steps of every scheme's computation; `means` has what is averaged, by scheme and part."""
    office = material.dossier.office
    period = indonesian.period_name(office.period, office.instansi.gaya.semester)
    yield Step(f"{material.dossier.effective.nama}, {period} Tahun {office.period.tahun}")
    first = material.scored.main.result.responden
    respondents = "tidak diketahui" if first is None else indonesian.count(first, office.instansi.gaya.desimal)
    yield Step(f"Sumber: {', '.join(sources)} (bentuk: {answers.shape}); responden: {respondents}", about=RULE)
    for number, scored in enumerate(material.scored.every):
        yield Step("")
        is_averaged = scored.key in means
        found = _averaged(material, scored, means[scored.key]) if is_averaged else _scheme(material, scored, answers)
        for about, text in found:
            yield Step(text, number, about)


def _scheme(material: Material, scored: SchemeResult, answers: Counts) -> Iterator[_Said]:
    scheme, mark = scored.scheme, material.dossier.office.instansi.gaya.desimal
    rule = figures.policy_words(scheme, mark)
    yield RULE, f"{scheme.nama}: {rule['bobot']}; {rule['pembulatan']}; {rule['gabungan']}; {rule['tabel']}"
    yield _APART
    yield from _numbered(ELEMENTS, _elements(material, scored, answers, mark))
    yield _APART
    if len(scored.result.layanan) > 1:
        yield from _numbered(SERVICES, _services(material, scored, mark))
        yield _APART
    yield from _index(scored, mark)
    yield from _published(scored, mark)
    yield from _priorities(material, scored, mark)


def _numbered(about: str, lines: Iterator[str]) -> Iterator[_Said]:
    """Yield the lines of a table: its titles, then each row with its number."""
    for number, text in enumerate(lines):
        yield f"{about}[{number}]" if number else about, text


def _averaged(material: Material, scored: SchemeResult, means: Mapping[Period, SchemeResult]) -> Iterator[_Said]:
    """Yield each part's printed figures and the mean of them."""
    scheme, mark = scored.scheme, material.dossier.office.instansi.gaya.desimal
    there = {str(period): found.printed for period, found in means.items()}
    yield RULE, f"{scheme.nama}: rata-rata yang tercetak di {', '.join(there)}, setiap periode sama bobotnya"
    yield _APART
    rows = [["Unsur", *there, "rata-rata"]]
    for key, nrr in scored.result.nrr.items():
        each = [str(printed.nrr[key].shown).replace(".", mark) for printed in there.values()]
        rows.append(
            [f"{scheme.unsur[key].kode} {scheme.unsur[key].nama}", *each, indonesian.decimal(nrr, PRECISE, mark)]
        )
    each = [str(printed.ikm.shown).replace(".", mark) for printed in there.values()]
    rows.append(["IKM", *each, indonesian.decimal(scored.result.ikm, PRECISE, mark)])
    yield from _numbered(ELEMENTS, table(rows))
    yield _APART
    yield from _index(scored, mark)
    yield from _published(scored, mark)
    yield from _priorities(material, scored, mark)


def _elements(material: Material, scored: SchemeResult, answers: Counts, mark: str) -> Iterator[str]:
    scheme = scored.scheme
    counts = _counts(material, answers, scheme)
    rows = [["Unsur", *(map(str, SCALE) if counts else ()), *(("jumlah", "dijawab") if counts else ())]]
    rows[0] += ["NRR", "bobot", "NRR x bobot", "mutu"]
    for key, nrr in scored.result.nrr.items():
        row = [f"{scheme.unsur[key].kode} {scheme.unsur[key].nama}"]
        if counts:
            four = counts[key]
            total = sum(score * many for score, many in zip(SCALE, four, strict=True))
            row += [indonesian.count(many, mark) for many in (*four, total, sum(four))]
        row += [
            indonesian.decimal(nrr, PRECISE, mark),
            indonesian.decimal(scored.policy.bobot[key], PRECISE, mark),
            indonesian.decimal(scored.result.weighted[key], PRECISE, mark),
            figures.element_grade(scored, key).huruf,
        ]
        rows.append(row)
    yield from table(rows)


def _counts(material: Material, answers: Counts, scheme: Skema) -> dict[str, tuple[int, ...]]:
    """Return how many answered 1, 2, 3 and 4, of all services and all statements; none where only means are known."""
    rows = answers.rows[material.dossier.unit]
    if not all(row.counts for row in rows):
        return {}
    found: dict[str, tuple[int, ...]] = {}
    for key, unsur in scheme.unsur.items():
        columns = unsur.pernyataan or [key]
        each = [
            counts[column]
            for row in rows
            if (counts := counts_of(answers.columns, row))
            for column in columns
            if column in counts
        ]
        found[key] = tuple(map(sum, zip(*each, strict=True)))
    return found


def _services(material: Material, scored: SchemeResult, mark: str) -> Iterator[str]:
    def row(service: ServiceResult) -> list[str]:
        name = figures.short_name(material, service.key)
        respondents = indonesian.DASH if service.responden is None else indonesian.count(service.responden, mark)
        means = [indonesian.decimal(value, 2, mark) for value in service.nrr.values()]
        return [name, respondents, *means, indonesian.decimal(service.ikm, 4, mark)]

    codes = [scored.scheme.unsur[key].kode for key in scored.result.nrr]
    yield from table([["Layanan", "responden", *codes, "IKM"], *map(row, scored.result.layanan)])


def _index(scored: SchemeResult, mark: str) -> Iterator[_Said]:
    result = scored.result
    total = sum(result.weighted.values(), Fraction())
    shown = indonesian.decimal(result.ikm, 2, mark)
    given = any(part.ikm is not None for part in scored.parts)
    if not given:
        yield INDEX, f"Jumlah NRR tertimbang = {indonesian.decimal(total, PRECISE, mark)}"
    if scored.policy.gabungan == "responden" and not given:
        mean = result.ikm / CONVERSION
        rounded = "" if mean == total else f", dibulatkan {indonesian.decimal(mean, 3, mark)}"
        exact = indonesian.decimal(result.ikm, PRECISE, mark)
        yield INDEX, f"IKM = jumlah itu{rounded} x {CONVERSION} = {exact}, dicetak {shown}"
    elif len(result.layanan) == 1:
        yield INDEX, f"IKM layanan = {indonesian.decimal(result.ikm, PRECISE, mark)}, dicetak {shown}"
    else:
        how = {"rata-rata-layanan": "rata-rata IKM", "tertimbang": "rata-rata IKM menurut bobot"}
        name = how.get(scored.policy.gabungan, "rata-rata IKM menurut responden")
        count = indonesian.with_words(len(result.layanan), mark)
        yield INDEX, f"IKM = {name} {count} layanan = {indonesian.decimal(result.ikm, PRECISE, mark)}, dicetak {shown}"
    grade = grade_of(result.ikm, scored.policy.tabel)
    lowest = indonesian.decimal(grade.lowest, 2, mark)
    yield GRADE, f"Mutu = {grade.huruf} ({grade.kinerja}), karena {shown} sekurangnya {lowest}"
    if not scored.result_range.certain:
        low, high = printable(Range(scored.result_range.low.ikm, result.ikm, scored.result_range.high.ikm), 2)
        ends = (indonesian.decimal(low, 2, mark), indonesian.decimal(high, 2, mark))
        yield INDEX, f"Sel-selnya dibulatkan: IKM yang mungkin {ends[0]} sampai {ends[1]}"


def _published(scored: SchemeResult, mark: str) -> Iterator[_Said]:
    index = scored.printed.ikm
    if index.origin == "terbit":
        yield INDEX, f"Diterbitkan: {index.written(mark)} ({scored.printed.mutu}); dokumen mencetak angka ini"


def _priorities(material: Material, scored: SchemeResult, mark: str) -> Iterator[_Said]:
    choice, scheme = scored.choice, scored.scheme
    nrr = basis_means(scored.result, choice)
    yield (
        PRIORITIES,
        f"Prioritas: {figures.priority_words(scored.rule, mark, figures.short_name(material, choice.basis))}",
    )
    standing = figures.by_standing(scored)
    for name, keys in (("diperbaiki", choice.prioritas), *standing.items()):
        if keys or name in ("diperbaiki", figures.GOOD):
            names = [f"{scheme.unsur[key].nama} ({indonesian.decimal(nrr[key], 3, mark)})" for key in keys]
            yield PRIORITIES, f"  {name} ({len(names)}): {'; '.join(names) or indonesian.NOTHING}"


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table in plain text: the first column to the left, the others to the right."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    for row in rows:
        first, *others = (
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(["  " + first, *others]).rstrip()
