"""The plan of an issue: which letters get which numbers, which are out already, which cannot go and why.

Nothing is written but the cache of counted answers: the letters are made in a folder that is thrown away.
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.files import git
from pipeline.issuing import archive, intact, register
from pipeline.issuing.numbering import give_numbers, yth
from pipeline.issuing.order import IssuePlan, Order, PlanLine, ReadyLetter, uncited
from pipeline.issuing.register import Register
from pipeline.making import build, report
from pipeline.making.at_work import Told, of_making, to_nobody
from pipeline.making.document import Job, Made, dossier_of, make, scored
from pipeline.making.format import PDF
from pipeline.making.material import collected
from pipeline.making.office import Offices
from pipeline.making.output import changed
from pipeline.making.report import ReportLine
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import trees, workspace
from pipeline.sources.layers import Dossier
from pipeline.sources.period import Period
from pipeline.sources.register_reader import EntryFile, SentLetter
from pipeline.words import number, verification

_HIDDEN = ("draf", "nomor", "tanggal", "tempat_tanggal", verification.GIVEN)
"""Words that differ between a draft and a letter because it is issued."""
_Letter = tuple[str, str]
"""An institution and its unit."""


def plan_of(root: Path, order: Order) -> IssuePlan:
    """Return the plan; the same files give the same plan. Raises `Refusal` and `Usage` as a build does."""
    with tempfile.TemporaryDirectory() as folder:
        return prepared(root, order, folder)


def prepared(root: Path, order: Order, folder: str, told: Told = to_nobody) -> IssuePlan:
    """Return the plan with its letters made in a folder, each under the number and date it would be issued with.

    What is issued are these very documents, so that nothing can stand in the way of an issue that its plan did not say.
    """
    problems: list[Problem] = list(before(root, order))
    targets = build.targets_of(root, order.period, order.unit, order.kind)
    work, registers = job_of(
        root, order.period, order.kind, tuple(dict.fromkeys(name for name, _ in targets)), problems
    )
    origin = archive.origin(work.offices, tuple(registers), order.kind)
    work = work._replace(output=folder)
    looked_at = [_line(work, name, unit, order) for name, unit in targets if name in work.offices]
    ready = [(line, dossier) for line, dossier in looked_at if line and dossier]
    trial = _Trial(work, registers, order, told)
    trial.run(ready)
    lines = [line for line, dossier in looked_at if line and not dossier] + trial.lines(_drafts(root, order))
    lines.sort(key=lambda line: (line.instansi, line.unit))
    for name in {line.instansi for line, _ in ready}:
        problems += commit(work.offices, order, name)
    problems += trial.faults()
    problems += orphans(root, trial.entries)
    return _told(lines, problems, trial, origin, order)._replace(rows=build.rows_of(work, targets))


def _told(
    lines: Sequence[PlanLine], problems: Sequence[Problem], trial: "_Trial", origin: archive.Origin, order: Order
) -> IssuePlan:
    """Return the plan: what stands in the way of a letter stands in the way of all, unless it may be left out."""
    of_letters = {fault for line in lines for fault in line.problems}
    blocking = {fault for fault in (*problems, *(() if order.skip else of_letters)) if not fault.is_warning}
    warnings = {fault for fault in (*problems, *of_letters) if fault.is_warning or fault not in blocking}
    return IssuePlan(
        tuple(lines),
        trial.entries,
        tuple(sorted(blocking)),
        tuple(sorted(warnings)),
        trial.letters(),
        origin,
        trial.registers,
    )


def job_of(
    root: Path, period: Period, kind: str, names: Sequence[str], problems: list[Problem]
) -> tuple[Job, dict[str, Register]]:
    """Return the work of making a kind in a period, and the registers of its institutions."""
    jenis = build.kind_of(root, kind)
    offices = Offices(root, period)
    registers: dict[str, Register] = {}
    issued: dict[_Letter, tuple[EntryFile, SentLetter]] = {}
    for name in names:
        opened = offices.open(name, problems)
        if opened is None:
            continue
        problems += opened.strays if scored(jenis) else ()
        registers[name] = register.open_register(offices.periods, name, problems)
        issued |= opened.issued(kind, problems)
    return Job(kind, jenis, offices, issued), registers


def before(root: Path, order: Order) -> Iterator[Problem]:
    """Return what stands in the way before any letter is looked at."""
    yield from intact.left_behind(root)
    if order.pdf:
        yield from PDF.lacking()


def orphans(root: Path, entries: Iterable[EntryFile]) -> Iterator[Problem]:
    """Return a problem for each new number whose archive is there already: the number was taken, and then lost."""
    for entry in entries:
        folder = root / entry.folder
        if not (root / entry.file).exists() and folder.is_dir() and any(folder.iterdir()):
            yield problem(Place(entry.folder), "A024", file=entry.file, what=archive.says_it_is(root, entry.folder))


def commit(offices: Offices, order: Order, name: str) -> Iterator[Problem]:
    """Return a problem for every source that the commit does not have: a letter is made from a commit."""
    folders = (
        f"{workspace.UNITS}/{name}",
        *(f"{folder}/{name}" for folder in report.looked_at(offices.root, str(order.period), name)),
    )
    folders += archive.spoken_entries(offices, name, order.kind)
    root = offices.root
    try:
        git.here(root)
        for file in git.uncommitted(root, *folders, f"{workspace.TEMPLATES}/{order.kind}", "pipeline"):
            yield problem(Place(file), "A009")
    except git.Silent as fault:
        code = "A056" if not fault.has_none else "A008" if git.program() else "A035"
        yield problem(Place(folders[0]), code, why=fault.why, way=fault.cure)


def _drafts(root: Path, order: Order) -> Mapping[_Letter, str]:
    """Return the words of each draft last built, by fingerprint."""
    made = report.documents(report.report_file(root, str(order.period), order.kind))
    return {(line.instansi, line.unit): line.kata for line, _ in made if line.berkas}


def _line(work: Job, name: str, unit: str, order: Order) -> tuple[PlanLine | None, Dossier | None]:
    """Return what the plan says of a letter, and its dossier when it needs a number; no line when it gets none."""
    given = work.issued.get((name, unit))
    if given and given[1].sidik:
        return _issued_line(work, name, unit, given), None
    problems: list[Problem] = []
    dossier = None
    with collected(problems):
        dossier = dossier_of(work, name, unit)
    letter = dossier.effective.dokumen.get(work.kind) if dossier else None
    if dossier is None or letter is None:
        problems += dossier.problems if dossier else ()
        return (PlanLine(name, unit, "terhalang", problems=tuple(problems)) if problems else None), None
    day = letter.tanggal or order.tanggal
    if day is None:
        problems.append(problem(dossier.own, "A015", jenis=work.kind))
    rule = number.rule_of(dossier, work.kind)
    if rule is None:
        problems.append(problem(Place(f"{workspace.UNITS}/{name}/instansi.yaml"), "A016"))
    elif letter.nomor and not given and number.place_of(dossier, work.kind, letter.nomor, day) is None:
        at = trees.find(dossier.tree, ("dokumen", work.kind, "nomor")).at
        problems.append(problem(at, "A017", found=letter.nomor, pola=rule.pola))
    if problems:
        told = (*problems, *make(work, name, unit).problems)
        return PlanLine(name, unit, "terhalang", problems=told), None
    recipient, entry = yth(dossier, work.kind), given[0] if given else None
    return PlanLine(name, unit, "baru", letter.nomor or "", day, recipient, entry_file=entry), dossier


def _issued_line(work: Job, name: str, unit: str, given: tuple[EntryFile, SentLetter]) -> PlanLine:
    """Return what the plan says of a letter that is out: what would differ if it were made now."""
    entry, letter = given
    made = make(work, name, unit)
    day = letter.tanggal or entry.entri.tanggal
    differences = tuple(dict(fault.values).get("beda", "") for fault in made.problems if fault.code == "A012")
    return PlanLine(name, unit, "terbit", entry.entri.nomor, day, letter.yth or "", differences, made.problems)


class _Trial:
    """Letters numbered and made until none is left that cannot be made: such a one takes no number."""

    def __init__(self, work: Job, registers: Mapping[str, Register], order: Order, told: Told) -> None:
        self.work, self.registers, self.order, self.told = work, registers, order, told
        self.entries: tuple[EntryFile, ...] = ()
        self.numbered: list[PlanLine] = []
        self.blocked: list[PlanLine] = []
        self.own: dict[_Letter, Place] = {}
        self.given: dict[_Letter, tuple[EntryFile, SentLetter]] = {}
        self.done: dict[tuple[str, str, str], Made] = {}
        self.tokens: dict[_Letter, str | None] = {}

    def run(self, ready: Sequence[tuple[PlanLine, Dossier]]) -> None:
        """Number the letters and make them; those after one that cannot be made are numbered again, and made anew."""
        self.own = {(line.instansi, line.unit): dossier.own for line, dossier in ready}
        while True:
            self.numbered, self.entries = give_numbers(ready, self.registers, self.order, self.tokens)
            self.given = {
                (entry.instansi, letter.unit): (entry, letter)
                for entry in self.entries
                for letter in entry.entri.surat
                if not letter.sidik
            }
            failed = [line for line in map(self._tried, self.numbered) if line.status == "terhalang"]
            if not failed:
                return
            self.blocked += failed
            out = {(line.instansi, line.unit) for line in failed}
            ready = [pair for pair in ready if (pair[0].instansi, pair[0].unit) not in out]

    def _tried(self, line: PlanLine) -> PlanLine:
        """Return a line as it is, or blocked with the reasons when its letter cannot be made."""
        key = line.instansi, line.unit
        if line.status == "terhalang":
            return line._replace(problems=(*line.problems, *make(self.work, *key).problems))
        if (*key, line.nomor) not in self.done:
            self.told(of_making(len(self.done), len(self.numbered), "/".join(filter(None, key))))
            found = make(self.work._replace(issued={**self.work.issued, **self.given}), *key)
            file, own = self.given[key][0].file, self.own[key]
            told = (*found.problems, *uncited(found.problems))
            self.done[*key, line.nomor] = found._replace(problems=tuple(_relocated(told, {file: own})))
        made = self.done[*key, line.nomor]
        if made.line is None or any(not fault.is_warning for fault in made.problems):
            return line._replace(status="terhalang", nomor="", problems=made.problems)
        return line

    def faults(self) -> Iterator[Problem]:
        """Return what is wrong with the registers as they will be; warnings are none of a plan's."""
        root = self.work.root
        new = {entry.file: self.own[key] for key, (entry, _) in self.given.items() if not (root / entry.file).exists()}
        for name, opened in self.registers.items():
            later = opened.as_it_will_be(entry for entry in self.entries if entry.instansi == name)
            wrong = (fault for fault in register.faults(root, later) if not fault.is_warning)
            yield from _relocated(wrong, new)

    def lines(self, drafts: Mapping[_Letter, str]) -> list[PlanLine]:
        """Return the lines of the letters that are made, with what differs from their drafts, and of the blocked."""
        found: list[PlanLine] = []
        for line in self.numbered:
            made = self.done[line.instansi, line.unit, line.nomor]
            assert made.line is not None
            differences = _changed_words(drafts.get((line.instansi, line.unit)), made.line.kata)
            found.append(line._replace(differences=differences, problems=(*line.problems, *made.problems)))
        return found + self.blocked

    def letters(self) -> tuple[ReadyLetter, ...]:
        """Return the letters that are made, each with its entry."""
        found: list[ReadyLetter] = []
        for line in self.numbered:
            made = self.done[line.instansi, line.unit, line.nomor].line
            assert made is not None
            found.append(ready_letter(self.work, *self.given[line.instansi, line.unit], made))
        return tuple(found)


def _relocated(problems: Iterable[Problem], own: Mapping[str, Place]) -> Iterator[Problem]:
    """Return problems that lie in a new entry as lying in the unit's own file: the entry is not there to be mended."""
    return (fault._replace(place=own.get(fault.place.file, fault.place)) for fault in problems)


def ready_letter(work: Job, entry: EntryFile, letter: SentLetter, made: ReportLine) -> ReadyLetter:
    """Return a letter that is made, with the figures that its record keeps."""
    figures = archive.letter_figures(work, entry.instansi, letter.unit)
    return ReadyLetter(entry, letter, {**made.fields(), "ikm": figures})


def _changed_words(old: str | None, new: str) -> tuple[Text, ...]:
    """Return the words that differ from the draft last built; `draf` when none was built."""
    if old is None:
        return (phrase("belum ada draf"),)
    return tuple(name for name in changed(old, new) if name not in _HIDDEN)
