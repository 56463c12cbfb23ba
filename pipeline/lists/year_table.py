"""The documents of a year in one table: which are there, which are due, which are late, for every unit and period."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.files import fingerprint
from pipeline.making.format import DOCX
from pipeline.making.office import OpenOffice, Periods
from pipeline.problems.phrase import Sentence, Text, phrase
from pipeline.problems.problem import Problem, Usage
from pipeline.sources import period as reporting
from pipeline.sources import workspace
from pipeline.sources.layers import Dossier
from pipeline.sources.period import Period
from pipeline.words import calculation
from pipeline.words.chapters.penerimaan import OWED
from pipeline.words.say import numbered

OF_UNITS = (OWED, "laporan-tindak-lanjut")
"""What units hand in: due on `batas`. Everything else is due by the end of the next period, as its date has to be."""
ISSUED: Sentence = "terbit"
RECEIVED: Sentence = "diterima"
MADE: Sentence = "dibuat"
LATE: Sentence = "terlambat"
DUE: Sentence = "jatuh tempo"
NOT_YET: Sentence = "belum waktunya"
DRAFT: Sentence = "draf"
STATES = (ISSUED, RECEIVED, MADE, DUE, LATE, NOT_YET)


class OwedDocument(NamedTuple):
    """A document that a unit, or the institution over a period, owes: how it stands, its day, and when it is due.

    `draf` whether a draft of it lies under `build/`; `berkas` where it is, empty where there is none.
    """

    instansi: str
    unit: str
    nama: str
    periode: str
    jenis: str
    keadaan: str
    tanggal: dt.date | None
    batas: dt.date
    draf: bool
    berkas: str


def year_of(text: str) -> int:
    """Return a year as it is typed; raises `Usage` when it is none."""
    found = reporting.parse(text)
    if found is None or found.jenis != reporting.YEAR:
        raise Usage(phrase("tahun ditulis dengan empat angka, seperti 2025; yang diberikan: {tahun}", tahun=text))
    return found.tahun


def of_year(root: Path, year: int, today: dt.date, problems: list[Problem]) -> tuple[OwedDocument, ...]:
    """Return what is owed for the periods of a year, in their order; what cannot be read to `problems`."""
    periods = Periods(root)
    return tuple(
        row
        for period in workspace.periods(root)
        if (parsed := reporting.parse(str(period))) is not None and parsed.tahun == year
        for name in workspace.institutions(root, parsed)
        for row in _of_office(root, periods, parsed, name, today, problems)
    )


def _of_office(
    root: Path, periods: Periods, period: Period, name: str, today: dt.date, problems: list[Problem]
) -> Iterator[OwedDocument]:
    opened = periods.of(period).open(name, problems)
    if opened is None:
        return
    for unit in ("", *workspace.units(root, name)):
        dossier = opened.surveyed(unit, problems)
        if dossier is not None:
            yield from (_row(root, opened, dossier, kind, today, problems) for kind in dossier.effective.dokumen)


def _row(
    root: Path, opened: OpenOffice, dossier: Dossier, kind: str, today: dt.date, problems: list[Problem]
) -> OwedDocument:
    period, letter = dossier.office.period, dossier.effective.dokumen[kind]
    file = f"{fingerprint.BUILD}/{period}/{dossier.id}/{kind}.{DOCX.suffix}"
    issued = opened.issued(kind, problems).get((dossier.office.id, dossier.unit))
    is_there = (root / file).is_file()
    record = workspace.jenis(root, kind)
    needs_number = record.bernomor and bool(numbered(record.kosakata))
    due = due_on(dossier, kind)
    state, day, where = _waiting(period, due, today), None, ""
    if issued:
        entry, sent = issued
        state, day, where = ISSUED, sent.tanggal or entry.entri.tanggal, entry.file
    elif letter.diterima:
        state, day = RECEIVED, letter.diterima
    elif is_there and not needs_number:
        state, where = MADE, file
    elif is_there:
        where = file
    draft = is_there and needs_number and not issued
    name = dossier.effective.nama
    return OwedDocument(dossier.office.id, dossier.unit, name, str(period), kind, state, day, due, draft, where)


def due_on(dossier: Dossier, kind: str) -> dt.date:
    """Return the day by which a document has to be there."""
    batas = dossier.effective.batas if kind in OF_UNITS else None
    return batas or reporting.last_day(reporting.shift(dossier.office.period, 1))


def _waiting(period: Period, due: dt.date, today: dt.date) -> Sentence:
    if today > due:
        return LATE
    return DUE if today > reporting.last_day(period) else NOT_YET


def lines(rows: Sequence[OwedDocument], said_as: Callable[[str], str] = str) -> Iterator[Text]:
    """Return the table as lines: a row a unit and period, a column a kind of document; then how many stand how.

    `said_as` says a state in the reader's language.
    """
    kinds = list(dict.fromkeys(row.jenis for row in rows))
    shown: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        state = said_as(row.keadaan)
        said = f"{state} {row.tanggal}" if row.tanggal else state + (f", {said_as(DRAFT)}" if row.draf else "")
        shown.setdefault((row.periode, f"{row.instansi}/{row.unit}".rstrip("/")), {})[row.jenis] = said
    if not rows:
        yield phrase("tidak ada dokumen")
        return
    table = [[f"{period} {unit}", *(cells.get(kind, "-") for kind in kinds)] for (period, unit), cells in shown.items()]
    yield from calculation.table([["", *kinds], *table])
    counts = [f"{sum(row.keadaan == state for row in rows)} {said_as(state)}" for state in STATES]
    yield phrase("{jumlah} dokumen: {rincian}", jumlah=len(rows), rincian=", ".join(counts))
