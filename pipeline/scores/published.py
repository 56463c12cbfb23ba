"""A figure as it is printed: as published where that is declared, else as computed, with its origin."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from pipeline.scores.ikm import CONVERSION, Grade, Policy, Result, grade_of, half_up
from pipeline.scores.ranges import ServiceRanges, mean_of_means
from pipeline.sources.survey_model import Publikasi, Tercatat, TercatatSkema

Origin = Literal["terbit", "hitung"]
"""Where a figure that is printed comes from: it was published so, or it is computed from the answers."""


class Declared(NamedTuple):
    """What is declared as published of a scheme, and where in the unit's file that stands."""

    path: tuple[str, ...]
    figures: TercatatSkema


class Figure(NamedTuple):
    """A figure: what the answers come to, and what was published in its stead (empty when nothing was)."""

    computed: Fraction
    declared: str = ""

    @property
    def origin(self) -> Origin:
        """Where the figure as it is printed comes from."""
        return "terbit" if self.declared else "hitung"

    @property
    def settled(self) -> bool:
        """Whether it was published with two decimals or more.

        A poster's `88` says nothing about 88.30 or 88.31: no grade and no change is taken from it.
        """
        return len(self.declared.replace(",", ".").partition(".")[2]) > 1

    @property
    def exact(self) -> Fraction:
        """The figure to count on with: as published where that is settled, else as computed."""
        return Fraction(self.declared.replace(",", ".")) if self.settled else self.computed

    @property
    def shown(self) -> Decimal:
        """The figure to subtract and to keep: as published where that is settled, else computed to two decimals."""
        return Decimal(self.declared.replace(",", ".")) if self.settled else half_up(self.computed, 2)

    def written(self, desimal: str, places: int = 2) -> str:
        """Return the figure as a document prints it: as published, in the institution's own way, or as computed."""
        text = self.declared.replace(",", ".") or str(half_up(self.computed, places))
        return text.replace(".", desimal)


class PrintedRow(NamedTuple):
    """What is printed of a unit under a scheme, or of one of its services; `services` are those, by key.

    `mutu` is the letter as published, else that of the index; `kinerja` goes with the index.
    """

    nrr: Mapping[str, Figure]
    rata_rata: Figure
    ikm: Figure
    mutu: str
    kinerja: str
    responden: int | None
    services: Mapping[str, "PrintedRow"] = {}


def declared_of(publikasi: Publikasi | None, key: str, *, main: bool) -> Declared:
    """Return what is declared as published of a scheme: `publikasi` itself speaks of the unit's main one."""
    if main:
        return Declared(("publikasi",), publikasi or TercatatSkema())
    others = publikasi.skema if publikasi else {}
    return Declared(("publikasi", "skema", key), others.get(key) or TercatatSkema())


def printed(declared: TercatatSkema, result: Result, parts: Sequence[ServiceRanges], policy: Policy) -> PrintedRow:
    """Return what is printed of a unit under a scheme, and of each of its services."""
    cells = {part.key: part.rata_rata for part in parts}
    known = declared.layanan
    services: dict[str, PrintedRow] = {}
    for service in result.layanan:
        cell = cells.get(service.key)
        mean = cell.mid if cell else service.ikm / CONVERSION
        row = known.get(service.key) or Tercatat()
        services[service.key] = _row(row, service.nrr, mean, service.ikm, service.responden, policy.tabel)
    column = mean_of_means(parts, policy)
    mean = column.mid if column else result.ikm / CONVERSION
    unit = _row(declared, result.nrr, mean, result.ikm, result.responden, policy.tabel)
    return unit._replace(services=services)


def _row(
    declared: Tercatat,
    nrr: Mapping[str, Fraction],
    mean: Fraction,
    index: Fraction,
    responden: int | None,
    tabel: Sequence[Grade],
) -> PrintedRow:
    cells = declared.nrr
    ikm = Figure(index, declared.ikm or "")
    grade = grade_of(ikm.exact, tabel)
    return PrintedRow(
        {key: Figure(value, cells.get(key, "")) for key, value in nrr.items()},
        Figure(mean, declared.rata_rata or ""),
        ikm,
        declared.mutu or grade.huruf,
        grade.kinerja,
        responden if declared.responden is None else declared.responden,
    )
