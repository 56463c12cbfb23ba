"""History: what the survey said of a unit from period to period, and which letters told it so."""

import difflib
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import reading
from pipeline.issuing import archive, plan
from pipeline.making import build
from pipeline.making.document import make, of_survey
from pipeline.making.office import Offices
from pipeline.problems.phrase import Sentence
from pipeline.problems.problem import Problem, Refusal
from pipeline.scores.records import UnitResults
from pipeline.sources import archived_record, register_reader, workspace
from pipeline.sources.period import Period, in_order
from pipeline.sources.register_reader import EntryFile, SentLetter


class Change(NamedTuple):
    """A figure in two periods, rounded as it is printed; `None` where there is none."""

    name: str
    old: Decimal | None
    new: Decimal | None

    @property
    def direction(self) -> Sentence:
        """`naik`, `turun`, `tetap`, or `-` when one of the figures is not there."""
        if self.old is None or self.new is None:
            return "-"
        return "naik" if self.new > self.old else "turun" if self.new < self.old else "tetap"


class PastLetter(NamedTuple):
    """A letter of a unit as its history tells it."""

    period: str
    jenis: str
    nomor: str
    tanggal: str
    ikm: str
    mutu: str
    status: str


def points(
    root: Path, period: Period, only: str | None = None, instansi: str | None = None
) -> dict[tuple[str, str], UnitResults]:
    """Return the results of every unit (of one institution) that has any in a period, by institution and unit."""
    found: dict[tuple[str, str], UnitResults] = {}
    targets = build.targets_of(root, period, only)
    offices = Offices(root, period)
    for name in dict.fromkeys(name for name, _ in targets if instansi in (None, name)):
        opened = offices.open(name, [])
        if opened is None:
            continue
        for unit in (unit for owner, unit in targets if owner == name):
            try:
                found[name, unit] = opened.past_results(opened.dossier(unit))
            except Refusal:
                continue
    return found


def surveyed(root: Path, period: Period) -> frozenset[str]:
    """Return the institutions of a period that hold a survey, or whose file cannot be read."""
    asked = ((name, workspace.institution(root, name, [])) for name in workspace.institutions(root, period))
    return frozenset(name for name, record in asked if record is None or record.skema)


def changes(old: UnitResults | None, new: UnitResults | None) -> Iterator[Change]:
    """Return every index and element of a unit in two periods; elements are the same where their keys are."""
    before, after = _figures(old), _figures(new)
    for name in dict.fromkeys((*after, *before)):
        yield Change(name, before.get(name), after.get(name))


def priority_names(found: UnitResults | None) -> tuple[str, ...]:
    """Return the elements to improve, under the main scheme, by name."""
    return tuple(found.main.scheme.unsur[key].nama for key in found.main.choice.prioritas) if found else ()


def _figures(found: UnitResults | None) -> dict[str, Decimal]:
    figures: dict[str, Decimal] = {}
    for result in found.every if found else ():
        figures[f"IKM {result.key}"] = result.printed.ikm.shown
        figures |= {f"{result.key}.{key}": figure.shown for key, figure in result.printed.nrr.items()}
    return figures


def sentence_changes(root: Path, old: Period, new: Period, kind: str, only: str) -> list[str]:
    """Return how the words of a unit's document differ between two periods, as lines of a diff."""
    was, now = (_text(root, period, kind, only).splitlines() for period in (old, new))
    return list(difflib.unified_diff(was, now, str(old), str(new), lineterm="", n=0))


def _text(root: Path, period: Period, kind: str, only: str) -> str:
    problems: list[Problem] = []
    ((name, unit),) = build.targets_of(root, period, only, kind)
    work, _ = plan.job_of(root, period, kind, (name,), problems)
    with tempfile.TemporaryDirectory() as folder:
        made = make(work._replace(output=folder), name, unit)
        if made.line is None or not made.line.berkas:
            return ""
        return reading.markdown(Path(made.line.berkas).read_bytes())


def letters(root: Path, name: str, unit: str, problems: list[Problem]) -> Iterator[PastLetter]:
    """Return every letter of a unit, by period: those issued, replaced and void, and drafts that wait for a number."""
    entry_files = register_reader.entries(root, name, problems)
    kinds = workspace.kind_records(root)
    for period in in_order(workspace.periods(root)):
        if name not in workspace.institutions(root, period):
            continue
        why = workspace.not_surveyed(root, period, name).get(unit)
        if why is not None:
            yield PastLetter(str(period), "", "", "", "", "", f"tidak disurvei: {why}")
        given = [
            (entry_file, sent)
            for entry_file in entry_files
            if entry_file.entri.periode == str(period)
            for sent in entry_file.entri.surat
            if sent.unit == unit
        ]
        yield from (_issued(root, entry_file, sent) for entry_file, sent in given)
        there = points(root, period, f"{name}/{unit}").get((name, unit)) if unit else None
        opened = Offices(root, period).open(name, [])
        try:
            effective = opened.dossier(unit).effective if opened else None
        except Refusal:
            effective = None
        for kind, document in (effective.dokumen if effective else {}).items():
            if why is not None and kind in kinds and of_survey(kinds[kind]):
                continue
            if kind in {
                entry_file.entri.jenis for entry_file, sent in given if not (entry_file.entri.batal or sent.diganti)
            }:
                continue
            values = there.summary[there.main.key] if there else {}
            day = document.tanggal.isoformat() if document.tanggal else ""
            status = "bernomor" if document.nomor and document.tanggal else "draf"
            figures = (values.get("ikm", ""), values.get("mutu", ""))
            yield PastLetter(str(period), kind, document.nomor or "", day, *figures, status)


def _issued(root: Path, entry_file: EntryFile, sent: SentLetter) -> PastLetter:
    entri = entry_file.entri
    values = archive.main_figures(archived_record.of_letter(root, entry_file, sent))
    day = sent.tanggal or entri.tanggal
    if entri.batal:
        status = f"batal: {entri.batal}"
    elif sent.diganti:
        status = f"diganti {sent.diganti}"
    elif sent not in register_reader.standing(entri):
        status = "diubah"
    elif sent.sidik is None:
        status = "bernomor"
    else:
        status = f"terbit, perubahan ke-{sent.revisi}" if sent.revisi else "terbit"
        status += ", bertanda tangan elektronik" if sent.tte else ""
    figures = (values.get("ikm", ""), values.get("mutu", ""))
    return PastLetter(
        str(entri.periode), str(entri.jenis), entri.nomor, day.isoformat() if day else "", *figures, status
    )
