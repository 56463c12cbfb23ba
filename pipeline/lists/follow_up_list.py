"""The list of all plans of a period: what is planned, done and late, for people and for a spreadsheet."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.files import csv_out
from pipeline.making import build, follow_up_material
from pipeline.making.office import Offices
from pipeline.problems.phrase import Phrase, Text, listed, phrase
from pipeline.problems.problem import Problem, Refusal
from pipeline.sources.follow_up import Plan, PlanItem
from pipeline.sources.layers import Dossier
from pipeline.sources.period import Period

KIND = "laporan-tindak-lanjut"
LATE = "terlambat"
PLANNED = "direncanakan"
_SHOWN = {
    str(state): state
    for state in (
        phrase("sudah"),
        phrase("proses"),
        phrase("belum"),
        phrase("direncanakan"),
        phrase("terlambat"),
    )
}
"""A state as its reader knows it; in data it is Indonesian."""


class PlanRow(NamedTuple):
    """One programme in the list; `keadaan` is its status, `direncanakan`, or `terlambat`."""

    instansi: str
    unit: str
    penanggung_jawab: str
    keadaan: str
    rencana: str
    unsur: str
    kegiatan: str
    waktu: str
    tanggal: str


class PlanList(NamedTuple):
    """The list, and what is wrong with the files that it comes from."""

    rows: tuple[PlanRow, ...]
    problems: tuple[Problem, ...]


def collect(root: Path, period: Period, only: str | None) -> PlanList:
    """Return every programme of the period, by institution, unit and person in charge.

    A programme of an earlier period that is not done is late; one of this period is planned until something is
    said of it. A unit whose files are wrong is reported, and the others are listed.
    """
    problems: list[Problem] = []
    found: list[PlanRow] = []
    targets = build.targets_of(root, period, only)
    offices = Offices(root, period)
    for name in dict.fromkeys(name for name, _ in targets):
        opened = offices.open(name, problems)
        if opened is None:
            continue
        for unit in (unit for other, unit in targets if other == name):
            try:
                dossier = opened.dossier(unit)
                problems += dossier.problems
                for group in follow_up_material.plans(offices, dossier, KIND, problems):
                    found += (_row(dossier, group, item) for item in group.items)
            except Refusal as refusal:
                problems += refusal.problems
    return PlanList(tuple(sorted(found)), tuple(sorted(set(problems))))


def lines(rows: Sequence[PlanRow]) -> Iterator[Text]:
    """Return the list as lines: a heading for each unit, a line for each programme, and the totals."""
    before = ""
    for row in rows:
        if f"{row.instansi}/{row.unit}" != before:
            before = f"{row.instansi}/{row.unit}"
            yield before
        day = f" ({row.tanggal})" if row.tanggal else ""
        about = {"day": day, "what": row.kegiatan, "when": f"{row.rencana}, {row.waktu or '-'}"}
        yield _joined(
            "  {who}: {state}{day}: {what} [{when}]", who=row.penanggung_jawab, state=_SHOWN[row.keadaan], **about
        )
    counts = {name: sum(row.keadaan == name for row in rows) for name in dict.fromkeys(row.keadaan for row in rows)}
    if counts:
        details = listed(
            _joined("{count} {state}", count=str(many), state=_SHOWN[name]) for name, many in sorted(counts.items())
        )
        yield phrase("{jumlah} program ({rincian})", jumlah=len(rows), rincian=details)
    else:
        yield phrase("tidak ada program")


def _joined(pattern: str, **values: Text) -> Text:
    return Phrase(pattern, tuple(values.items()))


def csv(rows: Sequence[PlanRow]) -> bytes:
    """Return the list as CSV for a spreadsheet: `;` between, UTF-8 with a mark, and no cell that starts a formula."""
    return csv_out.written([PlanRow._fields, *rows], ";")


def _row(dossier: Dossier, group: Plan, item: PlanItem) -> PlanRow:
    said = item.realisasi
    carried = group.period != dossier.office.period
    status = said.status if said else ""
    keadaan = LATE if carried and status != "sudah" else status or PLANNED
    return PlanRow(
        dossier.office.id,
        dossier.unit,
        item.program.penanggung_jawab or "-",
        keadaan,
        str(group.period),
        group.unsur,
        item.program.kegiatan or "",
        ", ".join(item.program.waktu),
        str(said.tanggal) if said and said.tanggal else "",
    )
