"""The processing of a unit's answers as a workbook with live formulas, so that an auditor sees the index come about."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from pipeline.files import disk, fingerprint, workbook_out
from pipeline.files.workbook_out import Cell, Formula, Grid
from pipeline.making import build
from pipeline.making.office import Offices
from pipeline.problems.problem import Problem, Refusal
from pipeline.scores.ikm import CONVERSION, SCALE, AnswerCounts, half_up, service_weight, weighted
from pipeline.scores.published import PrintedRow
from pipeline.scores.ranges import ServiceRanges, added_up
from pipeline.scores.records import SchemeResult
from pipeline.scores.results import averaged_from, sources_of
from pipeline.sources.layers import Dossier
from pipeline.sources.period import Period
from pipeline.words import indonesian

FILE = "olah-data.xlsx"
_HEAD = ("Kode", "Unsur", "1", "2", "3", "4", "Jumlah nilai", "Dijawab", "NRR", "Bobot", "NRR x bobot")
_LONGEST, _RESERVED = 31, "history"
"""Of names of sheets, in Excel."""
_WIDTHS = (8, 40, 8, 8, 8, 8, 12, 10, 10, 10, 13)
_ROUNDED_SUM = {"rerata-2": 2, "rerata-3": 3, "nrr-2-rerata-2": 2}
_BLANK = Cell("", "sel")


class Block(NamedTuple):
    """What stands where on a sheet: the row of the first element, and the rows of the index and of the weight."""

    first: int
    ikm: int
    weight: int


class Group(NamedTuple):
    """A service, or all of them together: the cells of each element up to its mean, its means and its index.

    `how` is how the index comes about where it is no sum of the elements: a formula, or nothing where it was given.
    """

    name: str
    cells: Sequence[Sequence[Cell]]
    nrr: Mapping[str, Fraction]
    ikm: Fraction
    weight: Fraction = Fraction(1)
    how: str | None = ""


class _Sheet:
    """A sheet of one scheme as it grows: values are those of the record, formulas are how they come about."""

    def __init__(self, scored: SchemeResult) -> None:
        self.scored = scored
        self.rows: list[list[Cell]] = []

    @property
    def next(self) -> int:
        """The row in which the first element of the block that comes next will stand."""
        return len(self.rows) + 3

    def text(self, *texts: str, looks: str = "") -> None:
        self.rows.append([Cell(text, looks) for text in texts])

    def block(self, group: Group) -> Block:
        """Add a block: its elements, what they add up to, the index, and what it weighs among services."""
        policy, first = self.scored.policy, self.next
        self.text(group.name, looks="judul")
        self.text(*_HEAD, looks="kepala")
        products = weighted(group.nrr, policy)
        for number, (key, cells) in enumerate(zip(self.scored.result.nrr, group.cells, strict=True), first):
            unsur, bobot = self.scored.scheme.unsur[key], policy.bobot[key]
            weighing = _formula(f"={bobot.numerator}/{bobot.denominator}", bobot, "angka")
            product = _formula(_product(number, policy.pembulatan), products[key], "angka") if group.nrr else _BLANK
            self.rows.append([Cell(unsur.kode, "sel"), Cell(unsur.nama, "sel"), *cells, weighing, product])
        total = f"SUM(K{first}:K{len(self.rows)})"
        places = _ROUNDED_SUM.get(policy.pembulatan)
        total = total if places is None else f"ROUND({total},{places})"
        how = f"={total}*{CONVERSION}" if group.how == "" else group.how
        self._line("IKM", Cell(float(group.ikm), "hasil") if how is None else _formula(how, group.ikm, "hasil"))
        ikm = len(self.rows)
        self._line("IKM, dua desimal", _formula(f"=ROUND(K{ikm},2)", Fraction(half_up(group.ikm)), "hasil"))
        self._line("Bobot di antara layanan", Cell(float(group.weight), "angka"))
        self.text("")
        return Block(first, ikm, len(self.rows) - 1)

    def mean(self, name: str, printed: Mapping[str, PrintedRow]) -> None:
        """Add the block of a mean: of each element, and of the index, what each part printed, and the mean of that."""
        self.text(name, looks="judul")
        self.text(*_HEAD[:2], *printed, "Rata-rata", looks="kepala")
        for key, nrr in self.scored.result.nrr.items():
            unsur = self.scored.scheme.unsur[key]
            shown = [each.nrr[key].shown for each in printed.values()]
            self.rows.append([Cell(unsur.kode, "sel"), Cell(unsur.nama, "sel"), *self._averaged(shown, nrr, "angka")])
        index = self._averaged([each.ikm.shown for each in printed.values()], self.scored.result.ikm, "hasil")
        self.rows.append([Cell("IKM", "sel"), _BLANK, *index])
        at = f"{_letter(len(printed))}{len(self.rows)}"
        rounded = _formula(f"=ROUND({at},2)", Fraction(half_up(self.scored.result.ikm)), "hasil")
        self.rows.append([Cell("IKM, dua desimal", "sel"), *[_BLANK] * (len(printed) + 1), rounded])
        self.text("")

    def _averaged(self, shown: Sequence[Decimal], mean: Fraction, looks: str) -> list[Cell]:
        row, last = len(self.rows) + 1, _letter(len(shown) - 1)
        cells = [Cell(float(value), looks) for value in shown]
        return [*cells, _formula(f"=SUM(C{row}:{last}{row})/{len(shown)}", mean, looks)]

    def _line(self, name: str, cell: Cell) -> None:
        self.rows.append([Cell(name, "sel"), *[_BLANK] * (len(_HEAD) - 2), cell])


def _letter(number: int) -> str:
    """Return the column of a part, from 0; the mean stands behind the last."""
    return chr(ord("C") + number)


def _product(row: int, rounding: str) -> str:
    if rounding.startswith("nrr-2"):
        return f"=ROUND(I{row},2)*J{row}"
    return f"=ROUND(I{row}*J{row},3)" if rounding == "tertimbang-3" else f"=I{row}*J{row}"


def _formula(text: str, value: Fraction | int, looks: str = "sel") -> Cell:
    return Cell(Formula(text, float(value)), looks)


def write(root: Path, period: Period, only: str | None, problems: list[Problem]) -> Iterator[str]:
    """Write the workbook of every unit (or of one) that has results under build/; yield each file."""
    offices = Offices(root, period)
    for name, unit in build.targets_of(root, period, only, surveyed=True):
        opened = offices.open(name, problems)
        if opened is None:
            continue
        try:
            dossier = opened.scored_dossier(unit)
            scored = opened.results(dossier)
            files = sources_of(opened.counted, dossier, scored.parts)
            means = averaged_from(opened.counted, dossier, scored)
            content = workbook(dossier, scored.every, files, means)
        except Refusal as refusal:
            problems += refusal.problems
            continue
        file = f"{fingerprint.BUILD}/{period}/{dossier.id}/{FILE}"
        disk.keep(root, file, content)
        yield file


def workbook(
    dossier: Dossier,
    results: Sequence[SchemeResult],
    files: Sequence[str],
    means: Mapping[str, Mapping[Period, SchemeResult]],
) -> bytes:
    """Return a workbook with a sheet for every scheme; `means` has by part what a scheme's result is the mean of."""
    period = f"{indonesian.period_name(dossier.office.period, dossier.office.instansi.gaya.semester)}"
    title = f"Olah Data SKM, {dossier.effective.nama}, {period} Tahun {dossier.office.period.tahun}"
    names = [re.sub(r"[^\w-]", "-", scored.key)[:_LONGEST] for scored in results]
    if len({*map(str.casefold, names)}) < len(names) or _RESERVED in map(str.casefold, names):
        names = [f"{number}-{name}"[:_LONGEST] for number, name in enumerate(names, 1)]
    grids = [
        Grid(name, _WIDTHS, rows_of(dossier, scored, files, title, means.get(scored.key, {})))
        for name, scored in zip(names, results, strict=True)
    ]
    return workbook_out.grids(title, grids)


def rows_of(
    dossier: Dossier,
    scored: SchemeResult,
    files: Sequence[str],
    title: str,
    means: Mapping[Period, SchemeResult],
) -> list[list[Cell]]:
    """Return the rows of a scheme: a block for every service, then one of the unit where it has several.

    Of a mean there is one block: what was printed of each part, and the mean of it.
    """
    sheet = _Sheet(scored)
    sheet.text(title, looks="judul")
    sheet.text(f"Skema: {scored.scheme.nama}")
    sheet.text(f"Sumber: {', '.join(files)}")
    sheet.text("")
    if means:
        sheet.mean(dossier.effective.nama, {str(part): found.printed for part, found in means.items()})
    known = dossier.effective.layanan
    blocks: list[Block] = []
    for part, result in () if means else zip(scored.parts, scored.result.layanan, strict=True):
        nrr = {key: cell.mid for key, cell in part.nrr.items()}
        rows = enumerate(scored.result.nrr, sheet.next)
        cells = [_element(part, key, row) for row, key in rows]
        weight = service_weight(scored.policy, part.bobot, part.responden)
        name = known[part.key].nama if part.key in known else part.key or dossier.effective.nama
        index = "" if part.ikm is None else None
        blocks.append(sheet.block(Group(name, cells, nrr, result.ikm, weight, index)))
    if len(blocks) > 1:
        sheet.block(_together(sheet.next, blocks, scored, dossier.effective.nama))
    mark = dossier.office.instansi.gaya.desimal
    sheet.text(f"Tercetak di dokumen: IKM {scored.printed.ikm.written(mark)}, mutu {scored.printed.mutu}")
    return sheet.rows


def _element(part: ServiceRanges, key: str, row: int) -> list[Cell]:
    """Return the cells of an element: its counts and what they come to, or the mean that the sheet says."""
    if counts := part.fours.get(key):
        return [*(Cell(float(many), "sel") for many in counts), *_sums(counts, row)]
    blank = [_BLANK] * 5
    if key not in part.nrr:
        return [*blank, _BLANK, _BLANK]
    return [*blank, Cell(float(part.answered[key]), "sel"), Cell(float(part.nrr[key].mid), "angka")]


def _sums(counts: AnswerCounts, row: int) -> list[Cell]:
    total = sum(score * many for score, many in zip(SCALE, counts, strict=True))
    summed = "+".join(f"{score}*{column}{row}" for score, column in zip(SCALE, "CDEF", strict=True))
    return [
        _formula(f"={summed}", total),
        _formula(f"=SUM(C{row}:F{row})", sum(counts)),
        _formula(f"=G{row}/H{row}", Fraction(total, sum(counts)), "angka"),
    ]


def _together(first: int, blocks: Sequence[Block], scored: SchemeResult, name: str) -> Group:
    """Return the unit: all answers together, or the mean of its services by what each weighs."""
    pooled = scored.policy.gabungan == "responden"
    weights = [f"K{block.weight}" for block in blocks]
    cells: list[list[Cell]] = []
    for at, (key, nrr) in enumerate(scored.result.nrr.items()):
        lines = [block.first + at for block in blocks]
        if pooled and (each := [part.fours[key] for part in scored.parts if key in part.fours]):
            counts = added_up(each)
            columns = zip("CDEF", counts, strict=True)
            added = [_formula("=" + "+".join(f"{column}{line}" for line in lines), many) for column, many in columns]
            cells.append([*added, *_sums(counts, first + at)])
        else:
            by = [f"H{line}" for line in lines] if pooled else weights
            cells.append([*[_BLANK] * 6, _formula(_mean([f"I{line}" for line in lines], by), nrr, "angka")])
    is_sum = pooled and any(part.ikm is None for part in scored.parts)
    index = "" if is_sum else _mean([f"K{block.ikm}" for block in blocks], weights)
    return Group(f"{name} (semua layanan)", cells, scored.result.nrr, scored.result.ikm, how=index)


def _mean(values: Sequence[str], weights: Sequence[str]) -> str:
    products = "+".join(f"{value}*{weight}" for value, weight in zip(values, weights, strict=True))
    return f"=({products})/({'+'.join(weights)})"
