"""Published figures held against what the answers, or the rounded cells of a table, allow: problems with places."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.problems.phrase import Text, as_text, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.scores.counts import CountedRow, Counts
from pipeline.scores.ikm import CONVERSION, Policy, ServiceResult, grade_of, half_up
from pipeline.scores.published import Figure
from pipeline.scores.ranges import Range, ResultRange, mean_of_means, row_index
from pipeline.scores.records import SchemeResult, UnitResults
from pipeline.sources import nearest, trees
from pipeline.sources.layers import Dossier
from pipeline.sources.survey_model import Tercatat, TercatatSkema

FigurePath = tuple[str, ...]
"""Where a figure stands in the record of published figures."""


class Deviation(NamedTuple):
    """A published figure that cannot be: what was declared, what may be, by how much it misses (empty of a letter)."""

    path: FigurePath
    declared: str
    expected: Text
    miss: Text


_NO_ROW = CountedRow("", None)


def printable(allowed: Range, places: int) -> tuple[Decimal, Decimal]:
    """Return the lowest and highest figure of so many places that may be printed.

    An exact figure has one: itself, halves rounded up. A figure within a range has every one that is nearest to
    something in the range, whichever way the halves went.
    """
    if allowed.low == allowed.high:
        only = half_up(allowed.mid, places)
        return only, only
    scale = 10**places
    low = -((1 - 2 * allowed.low * scale) // 2)
    high = (2 * allowed.high * scale + 1) // 2
    return Decimal(int(low)).scaleb(-places), Decimal(int(high)).scaleb(-places)


def deviations(
    published: TercatatSkema, result_range: ResultRange, rata_rata: Range | None, policy: Policy
) -> tuple[Deviation, ...]:
    """Return the published figures of a scheme that the results do not allow; `rata_rata` is that of the unit's row."""
    low, mid, high = result_range.low, result_range.mid, result_range.high
    ikm = Range(low.ikm, mid.ikm, high.ikm)
    nrr = {key: Range(low.nrr[key], mid.nrr[key], high.nrr[key]) for key in mid.nrr}
    row = rata_rata or _on_scale(ikm)
    found = list(_of_row((), published, nrr, ikm, row, mid.responden, policy))
    services = {service.key: index for index, service in enumerate(mid.layanan)}
    for key, service in published.layanan.items():
        if key in services:
            number = services[key]
            found += _of_service(key, service, low.layanan[number], mid.layanan[number], high.layanan[number], policy)
    return tuple(found)


def _of_service(
    key: str, published: Tercatat, low: ServiceResult, mid: ServiceResult, high: ServiceResult, policy: Policy
) -> Iterator[Deviation]:
    ikm = Range(low.ikm, mid.ikm, high.ikm)
    nrr = {unsur: Range(low.nrr[unsur], mid.nrr[unsur], high.nrr[unsur]) for unsur in mid.nrr}
    yield from _of_row(("layanan", key), published, nrr, ikm, _on_scale(ikm), mid.responden, policy)


def _on_scale(ikm: Range) -> Range:
    return Range(*(value / CONVERSION for value in ikm))


def _of_row(
    path: FigurePath,
    published: Tercatat,
    nrr: Mapping[str, Range],
    ikm: Range,
    rata_rata: Range,
    responden: int | None,
    policy: Policy,
) -> Iterator[Deviation]:
    for key, text in published.nrr.items():
        if key in nrr:
            yield from figure_deviation((*path, "nrr", key), text, nrr[key])
    if published.rata_rata:
        yield from figure_deviation((*path, "rata_rata"), published.rata_rata, rata_rata)
    if published.ikm:
        yield from figure_deviation((*path, "ikm"), published.ikm, ikm)
    if published.mutu:
        ends = (Figure(end, published.ikm or "").exact for end in (ikm.low, ikm.high))
        letters = tuple(dict.fromkeys(grade_of(end, policy.tabel).huruf for end in ends))
        if published.mutu not in letters:
            expected = letters[0] if len(letters) == 1 else phrase("{low} atau {high}", low=letters[0], high=letters[1])
            yield Deviation((*path, "mutu"), published.mutu, expected, "")
    if published.responden is not None and responden is not None and published.responden != responden:
        lacking = as_text(abs(published.responden - responden))
        yield Deviation((*path, "responden"), str(published.responden), as_text(responden), lacking)


def figure_deviation(path: FigurePath, text: str, allowed: Range) -> Iterator[Deviation]:
    """Yield what is wrong with one printed figure."""
    shown = Decimal(text.replace(",", "."))
    places = len(text.replace(",", ".").partition(".")[2])
    low, high = printable(allowed, places)
    if not low <= shown <= high:
        expected = as_text(low) if low == high else phrase("{low} sampai {high}", low=low, high=high)
        yield Deviation(path, text, expected, as_text(low - shown if shown < low else shown - high))


def _way_out(key: str, main: str, others: Sequence[str]) -> Text:
    if key == main:
        return phrase("itu skema utamanya: tulis angkanya langsung di `publikasi`")
    if others:
        return phrase("pilih di antara: {choices}", choices=", ".join(others))
    return phrase("hapus, atau tambahkan skemanya ke `pakai_skema` bila unit ini memakainya")


def unknown_names(dossier: Dossier, results: UnitResults) -> Iterator[Problem]:
    """Yield the names under `publikasi` that there are not: a figure under a wrong name would never be looked at."""
    others = [result.key for result in results.others]
    for key in dossier.effective.publikasi.skema if dossier.effective.publikasi else ():
        if key not in others:
            place = _key_place(dossier, ("publikasi", "skema", key))
            yield problem(place, "I010", found=key, way=_way_out(key, results.main.key, others))
    for result in results.every:
        path, figures = result.declared
        services = [service.key for service in result.result.layanan]
        known = figures.layanan
        rows: list[tuple[FigurePath, Tercatat]] = [(path, figures)]
        rows += [((*path, "layanan", key), row) for key, row in known.items()]
        for at, row in rows:
            for key in row.nrr:
                if key not in result.scheme.unsur:
                    field, hint = ".".join((*at, "nrr")), nearest.guess(key, tuple(result.scheme.unsur))
                    yield problem(_key_place(dossier, (*at, "nrr", key)), "I007", field=field, found=key, hint=hint)
        for key in known:
            if key not in services:
                place, hint = _key_place(dossier, (*path, "layanan", key)), nearest.guess(key, tuple(services))
                yield problem(place, "S107", found=key, unit=dossier.unit, hint=hint)


def _key_place(dossier: Dossier, path: FigurePath) -> Place:
    node = trees.find(dossier.tree, path)
    return node.key or node.at


def impossible(dossier: Dossier, results: UnitResults) -> Iterator[Problem]:
    """Yield the published figures that the results do not allow: warnings, or problems where they are strict."""
    code = "S113" if dossier.effective.publikasi and dossier.effective.publikasi.ketat else "S151"
    for result in results.every:
        path, figures = result.declared
        column = mean_of_means(result.parts, result.policy)
        for deviation in deviations(figures, result.result_range, column, result.policy):
            yield _deviation(trees.find(dossier.tree, (*path, *deviation.path)).at, deviation, code, path)


def _deviation(at: Place, deviation: Deviation, code: str, root: Sequence[str] = ()) -> Problem:
    field = ".".join((*root, *deviation.path))
    expected = deviation.expected
    if deviation.miss:
        expected = phrase("{harapan} (selisih {selisih})", harapan=expected, selisih=deviation.miss)
    return problem(at, code, field=field, found=deviation.declared, expected=expected)


def table_faults(file: Counts, unit: str, main: SchemeResult) -> Iterator[Problem]:
    """Hold a ready table against itself: each index against its row's cells, each mean against the index."""
    texts = {row.line: row for row in file.rows[unit]}
    for part in main.parts:
        if part.ikm is None or not part.nrr or not texts.get(part.line, _NO_ROW).ikm:
            continue
        row, place = texts[part.line], Place(file.file, part.line)
        whose = ("layanan", part.key) if part.key else ()
        for deviation in figure_deviation(("ikm",), row.ikm, row_index(part, main.policy)):
            yield _deviation(place, deviation, "S151", whose)
        if row.rata_rata:
            mean = Range(*(value / CONVERSION for value in part.ikm))
            for deviation in figure_deviation(("rata_rata",), row.rata_rata, mean):
                yield _deviation(place, deviation, "S151", whose)
