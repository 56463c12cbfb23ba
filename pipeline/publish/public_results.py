"""What of the results everybody may see: no group that is small, no suggestion unless its institution says so."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from pipeline.making import build
from pipeline.making.office import OpenOffice, Periods
from pipeline.problems.problem import Problem, Refusal
from pipeline.scores import survey
from pipeline.scores.counted import CountedOffice, file_of
from pipeline.scores.published import Figure, PrintedRow
from pipeline.scores.records import SchemeResult, UnitResults
from pipeline.scores.results import part_results
from pipeline.scores.suggestions import MASK, masked
from pipeline.sources import workspace
from pipeline.sources.layers import Dossier
from pipeline.sources.models import Instansi
from pipeline.sources.period import Period, in_order
from pipeline.words import indonesian

_DIGITS = re.compile(r"(?<!\w)\+?\d(?:[\s.()/–-]{0,3}\d){8,}(?!\w)")
"""Nine digits or more: a NIP, a telephone, a number of identity; no free text of ours needs so many."""
_WEB = ("https://", "http://")


class Shown(NamedTuple):
    """A figure: to count with, and as documents print it."""

    value: Decimal
    text: str


class PublicElement(NamedTuple):
    """An element of a scheme with its mean."""

    unsur: str
    kode: str
    nama: str
    nrr: Shown


class PublicRow(NamedTuple):
    """A unit under a scheme, or one of its services: its index, its grade, how many answered, its elements."""

    key: str
    nama: str
    ikm: Shown
    mutu: str
    kinerja: str
    responden: int | None
    unsur: tuple[PublicElement, ...]
    layanan: tuple["PublicRow", ...] = ()
    prioritas: tuple[str, ...] = ()


class PublicMedium(NamedTuple):
    """Where a result was made public."""

    media: str
    jenis: str
    tanggal: str
    tautan: str


class PublicResult(NamedTuple):
    """A unit in a period: its schemes, the main one first; none where so few answered that they could be known."""

    period: Period
    nama_periode: str
    skema: tuple[PublicRow, ...]
    media: tuple[PublicMedium, ...]
    saran: tuple[str, ...]

    @property
    def main(self) -> PublicRow | None:
        """What came of the main scheme."""
        return self.skema[0] if self.skema else None


class PublicUnit(NamedTuple):
    """A unit, under the name that it has now, and its results, the earliest first."""

    instansi: str
    unit: str
    nama: str
    hasil: tuple[PublicResult, ...]

    def of(self, period: Period) -> PublicResult | None:
        """Return its result of a period."""
        return next((found for found in self.hasil if found.period == period), None)


class PublicOffice(NamedTuple):
    """An institution: its rules, the periods in which it has a result, the earliest first, its units.

    `tidak_disurvei` are by period the units that were not surveyed.
    """

    id: str
    instansi: Instansi
    periods: tuple[Period, ...]
    unit: tuple[PublicUnit, ...]
    tidak_disurvei: dict[Period, tuple[str, ...]]

    def name_of(self, period: Period) -> str:
        """Return the name of a period as this institution writes it."""
        return f"{indonesian.period_name(period, self.instansi.gaya.semester)} Tahun {period.tahun}"


def public_text(text: str) -> str:
    """Return a free text with what could lead to a person masked: addresses, numbers of identity and telephones."""
    return _DIGITS.sub(MASK, masked(text))


def of_workspace(root: Path, last: Period, only: str | None, problems: list[Problem]) -> tuple[PublicOffice, ...]:
    """Return every institution, or one, up to a period; what keeps a unit from a result in that one to `problems`."""
    periods = [period for period in in_order(workspace.periods(root)) if period == last or _ends_before(period, last)]
    names = [name for name in workspace.offices(root) if only in (None, name)]
    opened = Periods(root)
    found = (_office(opened, name, periods, last, problems) for name in names)
    return tuple(office for office in found if office is not None)


def _ends_before(period: Period, last: Period) -> bool:
    ordered = in_order((str(period), str(last)))
    return ordered.index(period) < ordered.index(last)


def _office(
    periods: Periods, name: str, every: Sequence[Period], last: Period, problems: list[Problem]
) -> PublicOffice | None:
    """Return an institution; `None` where it has no period."""
    found: dict[str, list[PublicResult]] = {}
    names: dict[str, str] = {}
    out: dict[Period, tuple[str, ...]] = {}
    instansi: Instansi | None = None
    there: list[Period] = []
    for period in every:
        if name not in workspace.institutions(periods.root, period):
            continue
        told: list[Problem] = []
        opened = periods.of(period).open(name, told)
        problems += told if period == last else ()
        if opened is None:
            continue
        instansi = opened.office.instansi
        there.append(period)
        left = {unit for owner, unit, _ in build.left_out(periods.root, period) if owner == name}
        out[period] = tuple(sorted(left))
        for unit in workspace.units(periods.root, name):
            if unit in left:
                continue
            try:
                dossier = opened.dossier(unit)
                names[unit] = dossier.effective.nama
                found.setdefault(unit, []).append(_result(opened, dossier, last))
            except Refusal as refusal:
                problems += refusal.problems if period == last else ()
    if instansi is None:
        return None
    units = (PublicUnit(name, unit, names.get(unit, unit), tuple(found.get(unit, ()))) for unit in sorted(names))
    seen = {result.period for results in found.values() for result in results}
    return PublicOffice(name, instansi, tuple(period for period in there if period in seen), tuple(units), out)


def _result(opened: OpenOffice, dossier: Dossier, last: Period) -> PublicResult:
    """Return what everybody may see of a unit; refuse, of the last period, what no letter could be made from."""
    situs, office = dossier.office.instansi.situs, dossier.office
    results = opened.past_results(dossier)
    rows = [_scheme(dossier, result, [*_parts(opened.counted, dossier, result.key)]) for result in results.every]
    shown = tuple(row for row in rows if row is not None)
    shown = shown if shown and shown[0].key == results.main.key else ()
    suggested = _suggestions(opened, dossier, results, last) if situs.saran or office.period == last else ()
    saran = map(public_text, suggested) if situs.saran and shown else ()
    name = f"{indonesian.period_name(office.period, office.instansi.gaya.semester)} Tahun {office.period.tahun}"
    return PublicResult(office.period, name, shown, tuple(_media(dossier)), tuple(saran))


def _is_large(responden: int | None, least: int) -> bool:
    """Whether so many answered that nobody is known by a mean; where only means were published, they are known."""
    return responden is None or responden >= least


def _parts(counted: CountedOffice, dossier: Dossier, key: str) -> Iterator[PrintedRow | None]:
    """Yield what a scheme came to in each period that this one draws on, and each of those on its own parts.

    `None` stands for answers that come to nothing.
    """
    known = part_results(counted, dossier, key)
    for part in counted.parts:
        if result := known.get(part.office.period):
            yield result.printed
        elif file_of(part, dossier.unit) is not None:
            yield None
        yield from _parts(part, dossier, key)


def _scheme(dossier: Dossier, result: SchemeResult, parts: Sequence[PrintedRow | None]) -> PublicRow | None:
    """Return what everybody may see of a scheme; `None` where it, or a part that it and the others tell, is small."""
    situs = dossier.office.instansi.situs
    drawn_from = [part for part in parts if part is not None]
    every = [result.printed, *drawn_from]
    if len(drawn_from) < len(parts) or not all(_is_large(row.responden, situs.terkecil) for row in every):
        return None
    groups = (row for each in every for key, row in each.services.items() if key)
    whole = all(_is_large(row.responden, situs.terkecil) for row in groups)
    row = row_of(dossier, result)
    return row if situs.layanan and whole else row._replace(layanan=())  # one left out would be told by the others


def row_of(dossier: Dossier, result: SchemeResult) -> PublicRow:
    """Return a unit under a scheme with all that is known of it, for those who work with it."""
    services = (_row(dossier, result, key, row) for key, row in result.printed.services.items() if key)
    chosen = tuple(result.scheme.unsur[key].nama for key in result.choice.prioritas)
    row = _row(dossier, result, result.key, result.printed)
    return row._replace(nama=result.scheme.nama, layanan=tuple(services), prioritas=chosen)


def _row(dossier: Dossier, result: SchemeResult, key: str, row: PrintedRow) -> PublicRow:
    mark = dossier.office.instansi.gaya.desimal
    service = dossier.effective.layanan.get(key)
    known = result.scheme.unsur
    elements = (
        PublicElement(name, known[name].kode, known[name].nama, _shown(figure, mark))
        for name, figure in row.nrr.items()
    )
    return PublicRow(
        key,
        service.nama if service else key,
        _shown(row.ikm, mark),
        row.mutu,
        row.kinerja,
        row.responden,
        tuple(elements),
    )


def _shown(figure: Figure, mark: str) -> Shown:
    return Shown(figure.shown, figure.written(mark))


def _media(dossier: Dossier) -> Iterator[PublicMedium]:
    for media in sorted(dossier.effective.publikasi_media, key=lambda media: media.tanggal):
        link = media.tautan if media.tautan and media.tautan.startswith(_WEB) else ""
        yield PublicMedium(public_text(media.media), media.jenis, indonesian.date(media.tanggal), link)


def _suggestions(opened: OpenOffice, dossier: Dossier, results: UnitResults, last: Period) -> Sequence[str]:
    """Return what respondents suggest; refuse, of the last period, where figures are in doubt."""
    try:
        found, _ = survey.survey_of(opened.root, opened.counted, dossier, results)
    except Refusal:
        if dossier.office.period == last:
            raise
        return ()
    return found.saran
