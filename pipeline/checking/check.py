"""The walk of a check: every unit as far as its documents, nothing written; what has not changed is not read again."""

import datetime as dt
import errno
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.checking import memory, overridden, template_faults, unshown
from pipeline.checking.memory import Finding, Memory
from pipeline.documents import contract
from pipeline.files import fingerprint
from pipeline.files.hashes import Hashes
from pipeline.issuing import register
from pipeline.issuing.register import Register
from pipeline.making import build, document
from pipeline.making.document import BorneNumber, Job, of_survey, scored
from pipeline.making.material import collected
from pipeline.making.office import Assets, Offices, OpenOffice
from pipeline.making.remembered import Keys
from pipeline.making.twins import Given, beside, find_twins
from pipeline.making.whole_period import NO_RESULT
from pipeline.problems.problem import Place, Problem, Refusal
from pipeline.scores.rows_read import RowsRead, joined
from pipeline.sources import acknowledged, own_files, register_reader, unread, workspace
from pipeline.sources.layers import Dossier
from pipeline.sources.models import Jenis
from pipeline.sources.number_rule import NumberPlace
from pipeline.sources.period import Period
from pipeline.sources.register_reader import EntryFile, SentLetter
from pipeline.words.say import listed, vocabulary

_TEMPLATES, _FOLDERS = "/templat", "/periode"
_FULL = (errno.ENOSPC, errno.EDQUOT)
_WHOLE = overridden.INSTITUTION
Targets = Sequence[tuple[str, str]]
Issued = dict[tuple[str, str], tuple[EntryFile, SentLetter]]


class Checker:
    """Checks one period; `old` is what the last check found."""

    def __init__(self, hashes: Hashes, period: Period, lama: dict[str, Finding]) -> None:
        self.root, self.period, self.old, self.hashes = hashes.root, period, lama, hashes
        self.findings: dict[str, Finding] = {}
        self.kinds: dict[str, Jenis] | None = None
        self.opened = Offices(self.root, period)
        self.rooms: dict[str, tuple[OpenOffice | None, tuple[Problem, ...]]] = {}
        self.issued: dict[str, dict[str, Issued]] = {}
        self.keys = Keys(hashes)

    def _known(self, name: str, digest: str, find: Callable[[], Finding]) -> None:
        """Note what the last check found under that name when its files are the same; else find it."""
        old = self.old.get(name)
        self.findings[name] = old if old and old.digest == digest else find()._replace(digest=digest)

    def shared(self) -> None:
        """Check the kinds of document with every template of theirs, and how the folders of periods are named."""
        self._known(_TEMPLATES, self.keys.templates, self._templates)
        self.findings[_FOLDERS] = Finding("", tuple(unread.faults(self.root, str(self.period))))

    def office(self, name: str) -> None:
        """Check what the units of an institution share."""
        every = self.hashes.names(f"{workspace.UNITS}/{name}", f"{workspace.PERIODS}/{self.period}/{name}")
        digest = fingerprint.sha(os.fsencode(f"{self.keys.office(name)} {every}"))
        self._known(name, digest, lambda: self._shared(name))

    def _shared(self, name: str) -> Finding:
        problems = self._room(name)[1]
        return Finding("", problems, rows=self.opened.rows(name) if self._is_scored() else RowsRead())

    def whole(self, name: str) -> None:
        """Check what an institution makes over the whole period: it speaks of every unit."""
        digest = fingerprint.sha(f"{self.keys.templates} {self.hashes.tree(*self.keys.folders(name))}".encode())
        self._known(f"{name}/{_WHOLE}", digest, lambda: self._unit(name, ""))

    def unit(self, name: str, unit: str) -> None:
        """Check a unit: its files, and every document of it as far as its last word."""
        self._known(f"{name}/{unit}", self.keys.unit(name, unit), lambda: self._unit(name, unit))

    def _jenis(self) -> dict[str, Jenis]:
        if self.kinds is None:
            self.kinds = {}
            for kind in workspace.kinds(self.root):
                with collected([]):
                    self.kinds[kind] = build.kind_of(self.root, kind)
        return self.kinds

    def _is_scored(self) -> bool:
        """Return whether any kind of document needs answers."""
        return any(map(scored, self._jenis().values()))

    def _templates(self) -> Finding:
        problems: list[Problem] = []
        for kind in workspace.kinds(self.root):
            with collected(problems):
                jenis = build.kind_of(self.root, kind)
                for file in workspace.layouts(self.root, kind):
                    problems += template_faults.seen_unfilled(self.opened.assets, jenis, file)
        return Finding("", tuple(problems))

    def _room(self, name: str) -> tuple[OpenOffice | None, tuple[Problem, ...]]:
        if name not in self.rooms:
            problems: list[Problem] = []
            room = self.opened.open(name, problems)
            if room is not None:
                problems += unshown.of_office(self.opened, room.office)
                problems += (*room.strays, *room.counted.problems) if self._is_scored() else ()
                self.issued[name] = self._register(name, problems)
            elif self._is_scored():
                problems += self.opened.answers_alone(name)[0]
            self.rooms[name] = (room, tuple(problems))
        return self.rooms[name]

    def _register(self, name: str, problems: list[Problem]) -> dict[str, Issued]:
        """Return the letters that the register gives a number, by kind; what is wrong with the register as problems."""
        entries = register_reader.entries(self.root, name, problems)
        return {kind: register_reader.issued_among(entries, str(self.period), kind, []) for kind in self._jenis()}

    def beside(self, name: str, unit: str, numbers: tuple[BorneNumber, ...]) -> Iterator[Given]:
        """Yield a unit's numbers, and those of the other units that equal one of them."""
        room = self._room(name)[0] if numbers else None
        if room is not None:
            issued = sorted({other for letters in self.issued[name].values() for _, other in letters})
            given = {
                other: tuple(register_reader.layer_of(*letter) for letter in self._given(name, other).values())
                for other in issued
            }
            yield from beside(self.root, room.office, unit, numbers, given)

    def _given(self, name: str, unit: str) -> dict[str, tuple[EntryFile, SentLetter]]:
        """Return the letters of a unit that the register gives a number, by kind."""
        return {kind: letters[name, unit] for kind, letters in self.issued[name].items() if (name, unit) in letters}

    def _unit(self, name: str, unit: str) -> Finding:
        room = self._room(name)[0]
        if room is None:
            return Finding("", own_files.alone(self.root, self.period, name, unit) if unit else ())
        given = self._given(name, unit)
        try:
            above = [register_reader.layer_of(*letter) for letter in given.values()]
            dossier = room.scored_dossier(unit, *above) if self._is_scored() else room.dossier(unit, *above)
            own = room.dossier(unit) if given else dossier
        except Refusal as refusal:
            return Finding("", refusal.problems)
        needed: set[Place] = set()
        of_kinds = (fault for told in dossier.of_kinds.values() for fault in told)
        problems = [*dossier.problems, *of_kinds, *self._documents(dossier, given, needed)]
        clean = dossier.effective.dokumen.keys() <= self._jenis().keys() and all(each.is_warning for each in problems)
        said = {at: (known.kode, known.alasan) for at, known in acknowledged.places(dossier)}
        # who is without a result in a list of the whole period is told so by its own file
        others = dict.fromkeys(needed, (NO_RESULT, ""))
        known = tuple(
            (at, kode, at in needed or not clean, reason) for at, (kode, reason) in {**others, **said}.items()
        )
        typed = tuple(
            (each.place, (*each.stands,), each.nomor, _iso(each.tanggal), each.jenis, each.shared)
            for each in register.typed_numbers(own)
        )
        cited = tuple(
            (each.place, each.nomor, _iso(each.tanggal), each.bertanggal) for each in register.cited_letter(own)
        )
        replaced, borne = tuple(overridden.replaced(own)), document.numbers(dossier)
        return Finding(
            "", tuple(problems), borne, known, typed, cited, replaced=replaced, kinds=tuple(self._made(dossier))
        )

    def _made(self, dossier: Dossier) -> dict[str, Jenis]:
        """Return the kinds of document that a unit gets: one without a survey gets none of its results."""
        is_out = dossier.unit in dossier.office.not_surveyed
        named = (kind for kind in dossier.effective.dokumen if kind in self._jenis())
        return {kind: self._jenis()[kind] for kind in named if not (is_out and of_survey(self._jenis()[kind]))}

    def _documents(
        self, dossier: Dossier, given: Mapping[str, tuple[EntryFile, SentLetter]], needed: set[Place]
    ) -> list[Problem]:
        """Return what is wrong with each document of a unit; the acknowledgements that one needed go to `needed`."""
        made, named = self._made(dossier), dossier.effective.dokumen.keys()
        problems = [*unshown.of_unit(self.opened, dossier, made, named - self._jenis().keys())]
        for kind, jenis in made.items():
            with collected(problems):
                ready = document.prepare(Job(kind, jenis, self.opened), dossier)
                problems += ready.warnings
                needed |= ready.known
                document.rendered(ready)
                if kind in given and given[kind][1].sidik:
                    words = document.digests(ready.words)
                    problems += document.issued_differs(self.root, *given[kind], ready.template, words)
        return problems

    def close(self, name: str) -> None:
        """Forget what was opened of an institution: a nation of them is not held at once."""
        self.rooms.pop(name, None)
        self.issued.pop(name, None)
        self.opened.periods.close(name)

    def agenda(self, name: str, units: Sequence[str]) -> None:
        """Check the numbers that an institution's units type and cite against its register."""
        found = [(unit, self.findings[f"{name}/{unit or _WHOLE}"]) for unit in units]
        said = json.dumps([(unit, finding.typed, finding.cited) for unit, finding in found])
        self._known(
            f"{name}/", fingerprint.sha(f"{self.keys.office(name)} {said}".encode()), lambda: self._agenda(name, found)
        )
        self._elsewhere(name)

    def _agenda(self, name: str, found: Sequence[tuple[str, Finding]]) -> Finding:
        typed = tuple(
            register.TypedNumber(
                place, NumberPlace(*stands), nomor, _from_iso(day), jenis, unit, str(self.period), shared
            )
            for unit, finding in found
            for place, stands, nomor, day, jenis, shared in finding.typed
        )
        cited = {
            register.Citation(place, nomor, _from_iso(day) or dt.date.min, dated)
            for _, finding in found
            for place, nomor, day, dated in finding.cited
        }
        unread: list[Problem] = []
        entries = register_reader.entries(self.root, name, unread)
        # who keeps no register here is not asked for letters in it
        opened = Register(
            name,
            entries,
            typed,
            tuple(cited) if entries else (),
            workspace.institution(self.root, name, []),
            not unread,
        )
        return Finding("", tuple(register.faults(self.root, opened)))

    def _elsewhere(self, name: str) -> None:
        """Look in the files of every period for cited letters that nothing looked at so far knows."""
        found = self.findings[f"{name}/"]
        lost = {fault for fault in found.problems if fault.code in ("A005", "A006")}
        numbers = {_number_of(fault) for fault in lost}
        citing = {fault.place.file for fault in lost}
        files = (file for folder in self.keys.folders(name)[2:] for file in (self.root / folder).glob("*.yaml"))
        others = (file for file in files if file.relative_to(self.root).as_posix() not in citing)
        if lost and any(number in raw for raw in map(Path.read_bytes, others) for number in numbers):
            told = register.citation_faults(register.open_register(self.opened.periods, name, []))
            kept = [fault for fault in found.problems if fault not in lost]
            self.findings[f"{name}/"] = found._replace(
                digest="",
                problems=(
                    *kept,
                    *(fault for fault in told if fault.place.file in citing and _number_of(fault) in numbers),
                ),
            )


def _borne(found: memory.Borne) -> BorneNumber:
    jenis, nomor, place, shared, stands = found
    return BorneNumber(jenis, nomor, place, shared, NumberPlace(*stands))


def _number_of(cited: Problem) -> bytes:
    return str(dict(cited.values)["nomor"]).encode()


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _from_iso(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def run(root: Path, period: Period, only: str | None = None, hashes: Hashes | None = None) -> Memory:
    """Check a period (or its unit `only`) and what it is made with; keep what was found, and return it.

    Raises `Usage` when there is no such unit.
    """
    whole, hashes = only is None, hashes or Hashes(root)
    inputs, last = memory.of_period(hashes, str(period)) if whole else "", memory.read(root, str(period))
    targets = build.targets_of(root, period, only)
    check = Checker(hashes, period, last.findings if last else {})
    offices = workspace.institutions(root, period) if whole else tuple(dict.fromkeys(name for name, _ in targets))
    _walk(check, offices, targets, whole=whole)
    problems = _told(check, offices, targets, whole=whole)
    kept = check.findings if whole else {**(last.findings if last else {}), **check.findings}
    rows = joined(check.findings[name].rows for name in offices)
    seen = Memory(inputs, len(targets), tuple(sorted(problems)), kept, rows)
    check.keys.called.keep()
    hashes.keep()
    try:
        memory.write(root, str(period), seen)
    except Refusal as refused:
        if isinstance(refused.__cause__, OSError) and refused.__cause__.errno in _FULL:
            raise
        # where nothing may be written, the next check reads everything again
    return seen


def _walk(check: Checker, offices: Sequence[str], targets: Targets, *, whole: bool) -> None:
    """Check what all share; then each institution, its units, and their numbers against the register."""
    check.shared()
    units: dict[str, list[str]] = {name: [] for name in offices}
    for name, unit in targets:
        units[name].append(unit)
    for name in offices:
        check.office(name)
        if whole:
            check.whole(name)
        for unit in units[name]:
            check.unit(name, unit)
        check.agenda(name, ["", *units[name]] if whole else units[name])
        if whole:
            check.close(name)


def _told(check: Checker, offices: Sequence[str], targets: Targets, *, whole: bool) -> set[Problem]:
    """Return all that is wrong, each once: a number given twice as such, a unit without a result by its own reason."""
    found = check.findings
    problems = {fault for key, finding in found.items() for fault in finding.problems if not _said(key, fault, found)}
    borne = [*([(name, "") for name in offices] if whole else ()), *targets]
    problems -= {*unshown.elsewhere(found, [f"{name}/{unit or _WHOLE}" for name, unit in borne], whole=whole)}
    problems = {*unread.sift(problems)}
    if whole:
        problems.update(overridden.by_all(found, [f"{name}/{unit or _WHOLE}" for name, unit in borne]))
    given: list[Given] = [
        (name, unit, tuple(map(_borne, found[f"{name}/{unit or _WHOLE}"].nomor))) for name, unit in borne
    ]
    twins = find_twins(given if whole else [other for numbers in given for other in check.beside(*numbers)]).problems
    twice = {fault.place for fault in twins}
    problems = {fault for fault in problems if fault.code != "A002" or fault.place not in twice} | {*twins}
    if whole:
        problems.update(acknowledged.needless(known for finding in found.values() for known in finding.known))
    return problems


def _said(key: str, fault: Problem, found: Mapping[str, Finding]) -> bool:
    """Return whether the unit that is without a result in a recap has told why itself."""
    own = found.get(f"{key.removesuffix(_WHOLE)}{dict(fault.values).get('unit')}") if fault.code == NO_RESULT else None
    return own is not None and any(not each.is_warning for each in own.problems)


def unused(root: Path) -> list[tuple[str, str, str]]:
    """Return (template, word, meaning) for every word that the chapters of a kind say and its template never uses."""
    found: list[tuple[str, str, str]] = []
    assets = Assets(root)
    for kind in workspace.kinds(root):
        known = vocabulary(build.kind_of(root, kind))
        said = {path: meaning for name in known.chapters for path, meaning in listed(name, known)}
        for file in workspace.layouts(root, kind):
            tags_used = assets.template(file, known).tags
            found += ((file, word, said[word]) for word in contract.unused(tags_used, said))
    return found
