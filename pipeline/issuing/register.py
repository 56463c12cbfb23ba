"""An institution's register opened: what was given, what was typed by hand, and what is wrong with either."""

import bisect
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pipeline.issuing import journal, sequence
from pipeline.making.office import Periods
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.sources import number_rule, register_reader, trees, workspace
from pipeline.sources.layers import Dossier
from pipeline.sources.models import Cadangan, Instansi, Rujukan
from pipeline.sources.number_rule import NumberPlace
from pipeline.sources.period import parse
from pipeline.sources.register_reader import Entry, EntryFile
from pipeline.words import number

Letter = tuple[str, str, str]
"""A letter: its period, its kind, its unit."""
Claim = tuple[NumberPlace, str]
"""A number as a file claims it: its place, with how it is printed; or empty where it is kept, whatever it prints."""


class TypedNumber(NamedTuple):
    """A number typed into the data of a period, taken by hand; `shared` where a batch may share it."""

    place: Place
    stands: NumberPlace
    nomor: str
    tanggal: dt.date | None
    jenis: str
    unit: str
    period: str
    shared: bool = False

    @property
    def letter(self) -> Letter:
        """Whose number it is."""
        return self.period, self.jenis, self.unit


class Citation(NamedTuple):
    """A letter that another one cites."""

    place: Place
    nomor: str
    tanggal: dt.date
    bertanggal: Place


@dataclass(frozen=True)
class Register:
    """The register of an institution, with what its periods say of numbers, and the rules of its numbers."""

    instansi: str
    entry_file: tuple[EntryFile, ...]
    typed: tuple[TypedNumber, ...]
    rujukan: tuple[Citation, ...]
    rules: Instansi | None
    is_whole: bool = True
    """Whether every entry could be read."""

    @cached_property
    def places(self) -> Mapping[str, tuple[NumberPlace, ...]]:
        """Where each entry stands, by its file."""
        return {entry.file: sequence.places_of(self.rules, entry) for entry in self.entry_file}

    @cached_property
    def owners(self) -> Mapping[Claim, EntryFile]:
        """The first entry that claims a number."""
        found: dict[Claim, EntryFile] = {}
        for entry in self.entry_file:
            for claim in self.claims_of(entry):
                found.setdefault(claim, entry)
        return found

    @cached_property
    def sequences(self) -> Mapping[str, frozenset[str]]:
        """The numbers taken, with their letters, by sequence."""
        found: dict[str, set[str]] = {}
        every = (
            *(place for places in self.places.values() for place in places),
            *(typed.stands for typed in self.typed),
        )
        for place in every:
            if place.urut:
                found.setdefault(place.sequence, set()).add(place.urut)
        return {name: frozenset(taken) for name, taken in found.items()}

    @cached_property
    def _latest(self) -> Mapping[str, list[tuple[int, dt.date, str]]]:
        """By sequence, in the order of the numbers: each, and the latest date up to it with the number that has it."""
        found: dict[str, list[tuple[int, dt.date, str]]] = {}
        for entry in self.entry_file:
            for place in self.places[entry.file]:
                if place.urut and entry.entri.tanggal:
                    bare = number_rule.bare_number(place.urut)
                    found.setdefault(place.sequence, []).append((bare, entry.entri.tanggal, entry.entri.nomor))
        for numbers in found.values():
            numbers.sort(key=lambda known: known[0])
            for at in range(1, len(numbers)):
                if numbers[at - 1][1] >= numbers[at][1]:
                    numbers[at] = (numbers[at][0], *numbers[at - 1][1:])
        return found

    def last_before(self, place: NumberPlace) -> tuple[dt.date, str] | None:
        """Return the latest date, and the number that has it, of the letters with no higher number in a sequence."""
        numbers = self._latest.get(place.sequence, [])
        at = bisect.bisect_right(numbers, number_rule.bare_number(place.urut), key=lambda known: known[0])
        return numbers[at - 1][1:] if at else None

    @cached_property
    def given_twice(self) -> tuple[Problem, ...]:
        """The numbers that more than one entry or letter has."""
        return tuple(_given_twice(self))

    def taken(self, name: str) -> frozenset[str]:
        """Return the numbers taken in a sequence, with their letters."""
        return self.sequences.get(name, frozenset())

    def claims_of(self, entry: EntryFile) -> tuple[Claim, ...]:
        """Return how an entry claims its number: where it is kept, and by its print wherever it stands."""
        places = self.places.get(entry.file) or sequence.places_of(self.rules, entry)
        return ((sequence.kept_at(entry), ""), *((place, entry.entri.nomor) for place in places))

    def owner_of(self, entry: EntryFile) -> EntryFile | None:
        """Return the first entry, but for this very one, that claims the same number."""
        found = (self.owners.get(claim) for claim in self.claims_of(entry))
        return next((owner for owner in found if owner is not None and owner is not entry), None)

    def holder_of(self, place: NumberPlace, text: str) -> EntryFile | None:
        """Return the entry that has the number of a place, or that prints it so elsewhere and belongs there."""
        return self.owners.get((place, "")) or self.owners.get((place, text))

    def as_it_will_be(self, entries: Iterable[EntryFile]) -> "Register":
        """Return the register with entries added, or in the place of those of the same files."""
        every = {entry.file: entry for entry in (*self.entry_file, *entries)}
        return replace(self, entry_file=tuple(sorted(every.values(), key=lambda entry: entry.order)))


def open_register(periods: Periods, name: str, problems: list[Problem]) -> Register:
    """Return the register of an institution as it stands now; what cannot be read as problems."""
    root = periods.root
    unread: list[Problem] = []
    entries = register_reader.entries(root, name, unread)
    problems += unread
    typed: list[TypedNumber] = []
    cited: list[Citation] = []
    for period in map(parse, workspace.periods(root)):
        if period is None or name not in workspace.institutions(root, period):
            continue
        office = periods.of(period).open(name, [])
        if office is None:
            continue
        for unit in ("", *workspace.units(root, name)):
            try:
                dossier = office.dossier(unit)
            except Refusal:
                continue
            typed += typed_numbers(dossier)
            cited += cited_letter(dossier)
    rules = workspace.institution(root, name, [])
    return Register(name, entries, tuple(dict.fromkeys(typed)), tuple(dict.fromkeys(cited)), rules, not unread)


def enter(
    root: Path, registers: Mapping[str, Register], entries: Iterable[EntryFile], files: Mapping[str, bytes]
) -> None:
    """Write entries that take numbers, and the files that they name, all or none.

    Refuses when a register as it will be is wrong anywhere; then nothing is written.
    """
    there = tuple(entries)
    wrong: list[Problem] = []
    for name, opened in registers.items():
        wrong += number_faults(root, opened.as_it_will_be(entry for entry in there if entry.instansi == name))
    if any(not fault.is_warning for fault in wrong):
        raise Refusal(wrong)
    journal.write(root, files, {entry.file: register_reader.entry_bytes(root, entry) for entry in there})


def amend(root: Path, opened: Register, entry: EntryFile, files: Mapping[str, bytes], reason: str = "") -> None:
    """Write an entry that takes no number anew, and files with it: what was wrong before may be, as it may be mended.

    Refuses what the register would be wrong in only by this.
    """
    before = set(number_faults(root, opened))
    wrong = [fault for fault in number_faults(root, opened.as_it_will_be((entry,))) if fault not in before]
    if any(not fault.is_warning for fault in wrong):
        raise Refusal(wrong)
    journal.write(root, files, {entry.file: register_reader.entry_bytes(root, entry)}, reason)


def typed_numbers(dossier: Dossier) -> Iterator[TypedNumber]:
    """Return the numbers that the files of a unit give its letters."""
    period = dossier.office.period
    for jenis, letter in dossier.effective.dokumen.items():
        if not letter.nomor:
            continue
        at = trees.find(dossier.tree, ("dokumen", jenis, "nomor")).at
        stands = number.identity_of(dossier, jenis, letter.nomor, letter.tanggal)
        shared = number.is_shared(dossier, jenis)
        yield TypedNumber(at, stands, letter.nomor, letter.tanggal, jenis, dossier.unit, str(period), shared)


def cited_letter(dossier: Dossier) -> Iterator[Citation]:
    """Return the letter that the files of a unit cite by its number."""
    if isinstance(dossier.effective.rujukan, Rujukan):
        at = trees.find(dossier.tree, ("rujukan", "nomor")).at
        day = trees.find(dossier.tree, ("rujukan", "tanggal")).at
        yield Citation(at, dossier.effective.rujukan.nomor, dossier.effective.rujukan.tanggal, day)


def faults(root: Path, opened: Register) -> Iterator[Problem]:
    """Return everything that is wrong: numbers and letters given twice, cited letters that nobody knows."""
    yield from number_faults(root, opened)
    yield from citation_faults(opened)


def number_faults(root: Path, opened: Register) -> Iterator[Problem]:
    """Return the numbers that are given twice, and the letters that have two."""
    yield from opened.given_twice
    yield from _letters_twice(root, opened)


def citation_faults(opened: Register) -> Iterator[Problem]:
    """Return the cited letters that nobody knows, or that have another date."""
    known = _dates(opened)
    for cited in opened.rujukan:
        dates = known.get(cited.nomor, set())
        if not dates and not opened.is_whole:
            continue  # the entry that does not read may be it
        if not dates:
            folder = number_rule.register_folder(opened.instansi)
            values = {"instansi": opened.instansi, "tanggal": cited.tanggal, "folder": folder}
            yield problem(cited.place, "A005", nomor=cited.nomor, **values)
        elif None not in dates and cited.tanggal not in dates:
            every = " / ".join(sorted(str(day) for day in dates))
            yield problem(cited.bertanggal, "A006", nomor=cited.nomor, found=cited.tanggal, expected=every)


def _dates(opened: Register) -> dict[str, set[dt.date | None]]:
    """Return the dates of the letters that print a number, by how it is printed; what the register says goes first."""
    known: dict[Claim, dt.date | None] = {(typed.stands, typed.nomor): typed.tanggal for typed in opened.typed}
    for entry in opened.entry_file:
        _, kept, *elsewhere = opened.claims_of(entry)
        if not entry.entri.batal:
            known |= dict.fromkeys((kept, *(claim for claim in elsewhere if claim in known)), entry.entri.tanggal)
    found: dict[str, set[dt.date | None]] = {}
    for (_, text), day in known.items():
        found.setdefault(text, set()).add(day)
    return found


def _given_twice(opened: Register) -> Iterator[Problem]:
    """Return the numbers that two files give: at one place of a sequence, whatever they print."""
    for entry in opened.entry_file:
        other = opened.owner_of(entry)
        if other:
            yield problem(trees.find(entry.tree, ("nomor",)).at, "A002", nomor=entry.entri.nomor, other=other.file)
    first: dict[NumberPlace | Claim, TypedNumber] = {}
    for typed in opened.typed:
        claim = (typed.stands, typed.nomor)
        there = opened.holder_of(typed.stands, typed.nomor)
        if there and typed.letter not in _letters(there.entri):
            yield problem(typed.place, "A002", nomor=typed.nomor, other=there.file)
        before = first.setdefault(typed.stands if typed.stands.urut else claim, typed)
        if before.letter != typed.letter and not _one_batch(before, typed):
            yield problem(typed.place, "A002", nomor=typed.nomor, other=_where(before, typed))


def _one_batch(before: TypedNumber, typed: TypedNumber) -> bool:
    """Return whether two letters may share a number: they print the same, and are of one batch."""
    return typed.shared and (before.letter[:2], before.nomor) == (typed.letter[:2], typed.nomor)


def _where(before: TypedNumber, typed: TypedNumber) -> Text:
    if before.place == typed.place:
        return phrase("unit lain, lewat baris yang sama")
    return f"{before.place.file}:{before.place.line}"


def _letters_twice(root: Path, opened: Register) -> Iterator[Problem]:
    units = {*workspace.units(root, opened.instansi)}
    owner: dict[Letter, EntryFile] = {}
    before: dict[Letter, list[EntryFile]] = {}
    for entry in opened.entry_file:
        stand = {letter.unit for letter in register_reader.standing(entry.entri)}
        sent = {letter.unit: at for at, letter in reversed([*enumerate(entry.entri.surat)])}
        for letter in _letters(entry.entri):
            unit = letter[2]
            before.setdefault(letter, []).append(entry)
            place = trees.find(entry.tree, ("surat", sent[unit], "unit")).at
            if unit and unit not in units:
                yield problem(place, "A004", unit=unit, instansi=opened.instansi)
            if entry.entri.batal or unit not in stand:
                continue
            other = owner.setdefault(letter, entry)
            if other is not entry:
                yield problem(place, "A003", unit=unit, nomor=entry.entri.nomor, other=other.file)
    for typed in opened.typed:
        given = owner.get(typed.letter)
        if given and not any(sequence.prints(entry, typed.nomor) for entry in before[typed.letter]):
            values = {"found": typed.nomor, "nomor": given.entri.nomor, "file": given.file}
            yield problem(typed.place, "A007", **values)


def _letters(entri: Entry) -> set[Letter]:
    return {(entri.periode or "", entri.jenis or "", letter.unit) for letter in entri.surat}


def gaps(opened: Register) -> list[tuple[str, int, int]]:
    """Return the runs of numbers that nobody took, by sequence."""
    nomor = opened.rules.nomor if opened.rules else None
    return [
        (name, first, last)
        for name, taken in sorted(opened.sequences.items())
        for first, last in sequence.runs_of_gaps(nomor, map(number_rule.bare_number, taken))
    ]


def reserved(opened: Register) -> tuple[Cadangan, ...]:
    """Return the blocks of numbers that are reserved, by any rule of the institution, each once."""
    blocks = [block for rule in number_rule.rules_for(opened.rules, None) for block in rule.cadangan]
    return tuple(block for at, block in enumerate(blocks) if block not in blocks[:at])
