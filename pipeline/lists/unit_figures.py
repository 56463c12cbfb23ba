"""The results of every unit of a period as records for programs: index, grade, elements, services, priorities, rule."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from pipeline.making import build
from pipeline.making.office import Offices
from pipeline.problems.problem import Problem, Refusal
from pipeline.scores.published import PrintedRow
from pipeline.scores.records import SchemeResult
from pipeline.sources.layers import Dossier
from pipeline.sources.period import Period

COLUMNS = (
    "periode",
    "instansi",
    "unit",
    "nama",
    "skema",
    "utama",
    "layanan",
    "unsur",
    "kode",
    "nilai",
    "asal",
    "mutu",
    "responden",
    "prioritas",
    "aturan",
)
"""Columns of the long table: a row a figure; an empty `layanan` is the whole unit, an empty `unsur` its index."""


class ElementFigure(NamedTuple):
    """An element: its mean on the scale of four, as printed, and whether it was published (`terbit`) or computed."""

    unsur: str
    kode: str
    nama: str
    nrr: Decimal
    asal: str
    prioritas: bool


class ServiceFigures(NamedTuple):
    """A service of a unit: its index and its elements."""

    layanan: str
    ikm: Decimal
    asal: str
    mutu: str
    responden: int | None
    unsur: tuple[ElementFigure, ...]


class UnitFigures(NamedTuple):
    """A unit under one of its schemes; `utama` is the main one, whose priorities count."""

    instansi: str
    unit: str
    nama: str
    skema: str
    utama: bool
    ikm: Decimal
    asal: str
    mutu: str
    kinerja: str
    responden: int | None
    unsur: tuple[ElementFigure, ...]
    layanan: tuple[ServiceFigures, ...]
    prioritas: tuple[str, ...]
    aturan: str


class PeriodFigures(NamedTuple):
    """Every unit with a result, those without one with the reason, and what is wrong."""

    periode: str
    hasil: tuple[UnitFigures, ...]
    tidak_disurvei: Mapping[str, str]
    masalah: tuple[Problem, ...]


def of_period(root: Path, period: Period, only: str | None = None) -> PeriodFigures:
    """Return the figures of every unit of a period, or of one; what keeps a unit from having any is in `masalah`."""
    out = {f"{name}/{unit}": why for name, unit, why in build.left_out(root, period)}
    offices, problems = Offices(root, period), list[Problem]()
    found: list[UnitFigures] = []
    for name, unit in build.targets_of(root, period, only):
        opened = offices.open(name, problems)
        if opened is None or f"{name}/{unit}" in out:
            continue
        try:
            dossier = opened.scored_dossier(unit)
            scored = opened.results(dossier)
        except Refusal as refusal:
            problems += refusal.problems
            continue
        found += [_unit(dossier, result, result is scored.main) for result in scored.every]
    return PeriodFigures(str(period), tuple(found), out, tuple(sorted(set(problems))))


def _unit(dossier: Dossier, result: SchemeResult, main: bool) -> UnitFigures:
    printed, chosen = result.printed, result.choice.prioritas if main else ()
    return UnitFigures(
        dossier.office.id,
        dossier.unit,
        dossier.effective.nama or dossier.unit,
        result.key,
        main,
        printed.ikm.shown,
        printed.ikm.origin,
        printed.mutu,
        printed.kinerja,
        printed.responden,
        tuple(_elements(result, printed, chosen)),
        tuple(
            ServiceFigures(
                key, row.ikm.shown, row.ikm.origin, row.mutu, row.responden, tuple(_elements(result, row, ()))
            )
            for key, row in printed.services.items()
            if key
        ),
        chosen,
        result.rule.cara if main else "",
    )


def _elements(result: SchemeResult, row: PrintedRow, chosen: Iterable[str]) -> Iterator[ElementFigure]:
    known = result.scheme.unsur
    for key, figure in row.nrr.items():
        yield ElementFigure(key, known[key].kode, known[key].nama, figure.shown, figure.origin, key in chosen)


def rows(found: PeriodFigures) -> Iterator[tuple[object, ...]]:
    """Yield the long table, a row a figure, in the order of `COLUMNS`."""
    for unit in found.hasil:
        head = (found.periode, unit.instansi, unit.unit, unit.nama, unit.skema, unit.utama)
        whole = ServiceFigures("", unit.ikm, unit.asal, unit.mutu, unit.responden, unit.unsur)
        for part in (whole, *unit.layanan):
            yield (*head, part.layanan, "", "", part.ikm, part.asal, part.mutu, part.responden, False, unit.aturan)
            for said in part.unsur:
                figure = (part.layanan, said.unsur, said.kode, said.nrr, said.asal, "", part.responden)
                yield (*head, *figure, said.prioritas, unit.aturan)
