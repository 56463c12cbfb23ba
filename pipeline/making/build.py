"""The walk of every unit through the rooms; then the report."""

import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.files import disk
from pipeline.files.fingerprint import BUILD, engine
from pipeline.files.hashes import Hashes
from pipeline.files.packed import Packed
from pipeline.making import out_of_place, report, shares, workers
from pipeline.making.at_work import Told, of_making, to_nobody
from pipeline.making.document import Job, Made, layers_above, of_survey, scored
from pipeline.making.office import IssuedLetter, Offices
from pipeline.making.output import remove
from pipeline.making.remembered import Keys, Remembered
from pipeline.making.report import ReportLine
from pipeline.making.shares import Share
from pipeline.making.shares_joined import Shares
from pipeline.making.twins import Given, beside, find_twins
from pipeline.making.workers import read_line
from pipeline.problems import as_data
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, Refusal, Usage, problem
from pipeline.scores import rows_read
from pipeline.scores.rows_read import RowsRead, joined
from pipeline.sources import nearest, workspace
from pipeline.sources.models import Jenis
from pipeline.sources.period import Period
from pipeline.words.say import chapters


class Summary(NamedTuple):
    """What a run made, kept and could not make; problems sorted, each once; a line of the report for each."""

    total: int
    made: int
    is_draft: int
    failed: int
    problems: tuple[Problem, ...]
    lines: Callable[[], Iterator[ReportLine]]
    rows: RowsRead = RowsRead()


def run(
    root: Path,
    period: Period,
    kind: str,
    only: str | None = None,
    jobs: int | workers.Elsewhere | None = None,
    progress: Told = to_nobody,
    mode: str = "",
    hashes: Hashes | None = None,
    share: Share | None = None,
    *,
    join: bool = False,
) -> Summary:
    """Make every document of a kind in a period (or of the unit or institution `only`), and write the report.

    Of a `share` only its documents are made, and the file that says so; `join` takes all from such files.

    One bad unit does not stop the others: its document, stale by now, is removed. Raises `Refusal` when nothing can
    be made at all, `Usage` when there is no such unit.
    """
    hashes = hashes or Hashes(root)
    sources = report.inputs(hashes, str(period), kind)
    jenis = kind_of(root, kind)
    problems: list[Problem] = []
    targets = targets_of(root, period, only, kind)
    if share is not None:
        targets = share.among(targets)
    keys = Keys(hashes)
    keys.units(target for target in targets if target[1])
    work = _job(Offices(root, period), kind, jenis, mode, targets if only or share else None, problems)
    path = root / work.output / str(period) / f"{kind}.json"
    before = {f"{made.instansi}/{made.unit}": line for made, line in report.documents(path)}
    chosen = [target for target in targets if target[0] in work.offices]
    tally = _Tally(ReportLine(name, unit) for name, unit in targets if name not in work.offices)
    remembered = Remembered(work, keys, chosen)
    made_from = shares.head_of(work, sources, engine())
    shared = Shares(work, made_from, chosen, hashes) if join else None
    made = shared.every(before, remembered) if shared else workers.every(work, chosen, before, jobs, remembered)
    told: list[bytes] = []
    names = ("/".join(filter(None, target)) for target in (*chosen[1:], ("",)))
    for done, (name, unit, result) in enumerate(made, 1):
        progress(of_making(done, len(targets), next(names)))
        problems += result.problems
        tally.add(name, unit, result)
        told += [shares.line_of(name, unit, result)] if share else []
        if only is not None:
            layers = {other: layers_above(issued_letter) for (_, other), issued_letter in work.issued.items()}
            tally.given = [*beside(root, work.offices[name].office, unit, result.nomor, layers)]
    if share is not None:
        shares.write(work, share, made_from, told)
        hashes.keep()
        return tally.summary(problems)
    problems += tally.fail_twins(root, kind)
    mine = None if only is None else {"/".join(target) for target in targets}
    problems += _leave_or_remove(work, tally, before, mine)
    summary = tally.summary(problems)._replace(rows=rows_of(work, targets))
    clean = only is None and all(fault.is_warning for fault in summary.problems)
    alone = None if only is None else "/".join(targets[0])
    sources = report.with_archive(hashes, sources, summary.lines()) if clean else ""
    _report(path, work, tally.whole(), summary, alone, sources, tally.every())
    if shared is not None:
        shared.remove()
    remembered.keep()
    keys.called.keep()
    hashes.keep()
    return summary


def _job(
    offices: Offices,
    kind: str,
    jenis: Jenis,
    mode: str,
    targets: Sequence[tuple[str, str]] | None,
    problems: list[Problem],
) -> Job:
    """Return the work of a run with its institutions open: those of the targets, or all of the period."""
    issued: dict[tuple[str, str], IssuedLetter] = {}
    for name in (
        workspace.institutions(offices.root, offices.period)
        if targets is None
        else dict.fromkeys(name for name, _ in targets)
    ):
        opened = offices.open(name, problems)
        if opened is not None:
            problems += opened.strays if scored(jenis) else ()
            issued |= {} if mode else opened.issued(kind, problems)
        elif scored(jenis):
            problems += offices.answers_alone(name)[0]
    return Job(kind, jenis, offices, issued, f"{BUILD}/{mode}" if mode else BUILD, mode)


def rows_of(work: Job, targets: Iterable[tuple[str, str]]) -> RowsRead:
    """Return what became of the rows of answers that documents of these targets may be made from."""
    names = dict.fromkeys(name for name, _ in targets) if scored(work.jenis) else ()
    return joined(work.offices.rows(name) for name in names)


def _leave_or_remove(
    work: Job, tally: "_Tally", before: Mapping[str, str], mine: Collection[str] | None
) -> Iterator[Problem]:
    """Deal with lines of the last report that this run made no document for: those that are not its own stay."""
    for key, line in before.items():
        if mine is not None and key not in mine:
            tally.leave(key, line)
        else:
            old = read_line(line)
            yield from remove(work.root, old.berkas, old.sha256)


class _Tally:
    """Gathers what became of each document; keeps of each a line of the report, so that ten thousand stay small."""

    def __init__(self, broken: Iterable[ReportLine]) -> None:
        self.lines = Packed()
        self.status: dict[str, str] = {}
        self.left: Counter[str] = Counter()
        self.is_draft = 0
        self.given: list[Given] = []
        for line in broken:
            self._keep(line)

    def add(self, name: str, unit: str, result: Made) -> None:
        self.given += [(name, unit, result.nomor)] if result.nomor else []
        if result.line is not None:
            self._keep(result.line)

    def _keep(self, line: ReportLine) -> None:
        key = f"{line.instansi}/{line.unit}"
        self.lines[key] = line.written()
        self.status[key] = sys.intern(line.status)
        self.is_draft += line.draf

    def leave(self, key: str, line: str) -> None:
        """Let the line of a document stand that is none of this run's."""
        old = read_line(line)
        self.left[old.status] += 1
        self.left["draf"] += old.draf
        self.lines[key] = line

    def every(self, keys: Iterable[str] | None = None) -> Iterator[str]:
        """Yield the lines of the report in order: all, or those of the keys."""
        for key in sorted(self.lines if keys is None else keys):
            yield self.lines[key]

    def fail_twins(self, root: Path, kind: str) -> Iterator[Problem]:
        """Fail every document whose number an earlier one has, and yield a problem for each."""
        twins = find_twins(self.given, kind)
        yield from twins.problems
        for name, unit in sorted(twins.unit):
            key = f"{name}/{unit}"
            if self.status.get(key, "gagal") != "gagal":
                old = read_line(self.lines[key])
                self.is_draft -= old.draf
                yield from remove(root, old.berkas, old.sha256)
                self._keep(ReportLine(name, unit))

    def whole(self) -> dict[str, int]:
        """Return the counts of the report: of this run's documents and of those that it left."""
        found = self.left + Counter(self.status.values())
        draf = self.left["draf"] + self.is_draft
        status = {name: found[name] for name in ("dibuat", "tetap", "gagal")}
        return {"jumlah": sum(status.values()), **status, "draf": draf}

    def summary(self, problems: Iterable[Problem]) -> Summary:
        """Return the counts, and the problems sorted, each once."""
        status = Counter(self.status.values())
        return Summary(
            total=status.total(),
            made=status["dibuat"],
            is_draft=self.is_draft,
            failed=status["gagal"],
            problems=tuple(sorted(set(problems))),
            lines=lambda: map(read_line, self.every(self.status)),
        )


def kind_of(root: Path, kind: str) -> Jenis:
    """Return a kind of document whose chapters are all known and fit its scope; refuse another."""
    jenis = workspace.jenis(root, kind)
    fitting = chapters(jenis.cakupan)
    unknown = [name for name in jenis.kosakata if name not in fitting]
    place = Place(f"{workspace.TEMPLATES}/{kind}/jenis.yaml")
    if unknown:
        values = {
            "field": "kosakata",
            "found": f'"{unknown[0]}"',
            "expected": phrase("bab di antara: {choices}", choices=", ".join(fitting)),
            "hint": phrase("perbaiki nilainya"),
        }
        raise Refusal([problem(place, "I003", **values)])
    if strange := [*out_of_place.unknown(jenis, place)]:
        raise Refusal(strange)
    return jenis


def one_target(root: Path, period: Period, unit: str) -> tuple[str, str]:
    """Return the institution and the unit that are meant; refuse when no unit is, or several are."""
    return targets_of(root, period, unit)[0]


def surveyed_target(root: Path, period: Period, unit: str) -> tuple[str, str]:
    """As `one_target`, of a unit that was surveyed; refuse one that was not, with the reason."""
    _surveyed({(name, left): why for name, left, why in left_out(root, period)}, period, unit)
    return one_target(root, period, unit)


def _surveyed(out: Mapping[tuple[str, str], str], period: Period, only: str | None) -> None:
    said = next((why for target, why in out.items() if only in ("/".join(target), target[1])), None)
    if said is not None:
        raise Usage(phrase('unit "{unit}" tidak disurvei pada {masa}: {alasan}', unit=only, masa=period, alasan=said))


def targets_of(
    root: Path, period: Period, only: str | None, kind: str = "", *, surveyed: bool = False
) -> list[tuple[str, str]]:
    """Return the units of a period as (institution, unit); with `only` that one. Raises `Usage` when there is none.

    Of a kind that is over the whole period: the institutions, without a unit. Of a kind about the survey, or where
    that is asked for: those that were surveyed.
    """
    kinds = workspace.kind_records(root)
    if kind in workspace.over_period(kinds):
        return _institutions(root, period, only)
    every = [(name, unit) for name in workspace.institutions(root, period) for unit in workspace.units(root, name)]
    if surveyed or (kind in kinds and of_survey(kinds[kind])):
        out = {(name, unit): why for name, unit, why in left_out(root, period)}
        every = [target for target in every if target not in out]
        _surveyed(out, period, only)
    return every if only is None else chosen_of(every, only, str(period))


def chosen_of(every: Sequence[tuple[str, str]], only: str, period: str) -> list[tuple[str, str]]:
    """Return the unit of that name among those of a period. Raises `Usage` when there is none, or more than one."""
    chosen = [target for target in every if only in ("/".join(target), target[1])]
    if not chosen:
        near = nearest.guess(only, tuple("/".join(target) for target in every), phrase("lihat nama berkas di units/"))
        raise Usage(phrase('unit "{unit}" tidak ada di periode {masa}; {near}', unit=only, masa=period, near=near))
    if len(chosen) > 1:
        names = ", ".join("/".join(target) for target in chosen)
        raise Usage(phrase('unit "{unit}" ada di beberapa institusi; pilih di antara: {names}', unit=only, names=names))
    return chosen


def left_out(root: Path, period: Period) -> list[tuple[str, str, str]]:
    """Return the units that were not surveyed in a period: institution, unit, and why. No letter tells their result."""
    return [
        (name, unit, why)
        for name in workspace.institutions(root, period)
        for unit, why in workspace.not_surveyed(root, period, name).items()
    ]


def _institutions(root: Path, period: Period, only: str | None) -> list[tuple[str, str]]:
    every = workspace.institutions(root, period)
    chosen = [name for name in every if only in (None, name)]
    if only is not None and not chosen:
        near = nearest.guess(only, every, phrase("lihat folder di periods/"))
        raise Usage(phrase('institusi "{name}" tidak ada di periode {masa}; {near}', name=only, masa=period, near=near))
    return [(name, "") for name in chosen]


def _report(
    path: Path,
    work: Job,
    counts: Mapping[str, int],
    summary: Summary,
    only: str | None,
    fingerprint: str,
    documents: Iterable[str],
) -> None:
    """Write the report: counts of all its documents; problems of this run, which `hanya` says was for one unit."""
    told = [fault for fault in summary.problems if not fault.code.startswith("K")]
    head = {
        "periode": str(work.period),
        "jenis": work.kind,
        **counts,
        "sebutan": work.jenis.sebutan,
        "masalah": [str(fault) for fault in told],
        **({"asal_masalah": as_data.written(told)} if told and fingerprint else {}),
        **({"baris": rows} if (rows := rows_read.told(summary.rows)) else {}),
        **({"hanya": only} if only else {}),
        "masukan": fingerprint,
    }
    disk.keep(work.root, path.relative_to(work.root).as_posix(), report.report_text(head, documents))
