"""Numbers that SRIKANDI gave, taken from its list into the register: all of them or none, pairs put right."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.issuing import entries, journal, plan, register, sequence
from pipeline.issuing.register import Register
from pipeline.lists import srikandi_sheet
from pipeline.lists.srikandi_sheet import TypedRow
from pipeline.making.document import Job
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Problem, Refusal, problem
from pipeline.sources import layers, register_reader, workspace
from pipeline.sources.layers import Dossier
from pipeline.sources.period import Period
from pipeline.sources.register_reader import EntryFile
from pipeline.words import number

NOTE = "nomor dari SRIKANDI"


class Taken(NamedTuple):
    """What a list gave: entries that are new or changed, and how many letters had their number already."""

    entries: tuple[EntryFile, ...]
    known: int


class _Given(NamedTuple):
    """A letter with the number that the list gives it, and the entry that it would be."""

    row: TypedRow
    dossier: Dossier
    entry: EntryFile


def take(root: Path, path: Path) -> Taken:
    """Enter the numbers and dates typed in a list; refuse with everything that is wrong, and enter nothing.

    A letter that has another number and is not issued gets the one of the list: two that were swapped change places;
    a number that no letter has any more is void, and stays.
    """
    problems: list[Problem] = []
    rows = [row for row in srikandi_sheet.read(path, problems) if row.nomor or row.tanggal]
    if problems and not rows:
        raise Refusal(problems)
    with journal.alone(root):
        registers: dict[str, Register] = {}
        made: list[EntryFile] = []
        known = 0
        for period_id, kind in dict.fromkeys((row.period, row.kind) for row in rows):
            period = workspace.period(root, period_id)
            mine = [row for row in rows if (row.period, row.kind) == (period_id, kind)]
            work, opened = plan.job_of(root, period, kind, tuple(dict.fromkeys(row.instansi for row in mine)), problems)
            registers |= opened
            given = [letter for row in mine if (letter := _given(root, work, period, row, problems))]
            changed = [letter for letter in given if not _is_known(work, letter)]
            known += len(given) - len(changed)
            for name, book in opened.items():
                made += _entries(work, book, [letter for letter in changed if letter.row.instansi == name], problems)
        if problems:
            raise Refusal(problems)
        if made:
            register.enter(root, registers, made, {})
        return Taken(tuple(made), known)


def _given(root: Path, work: Job, period: Period, row: TypedRow, problems: list[Problem]) -> _Given | None:
    """Return a row as a letter with its number; a problem and `None` when it is none."""
    why = None
    day = None
    if not row.nomor or not row.tanggal:
        why = phrase("nomor atau tanggalnya belum diisi")
    else:
        try:
            day = dt.date.fromisoformat(row.tanggal)
        except ValueError:
            why = phrase('"{tanggal}" bukan tanggal', tanggal=row.tanggal)
    office = work.offices[row.instansi].office if row.instansi in work.offices else None
    if office is None or (row.unit and row.unit not in workspace.units(root, row.instansi)):
        why = phrase("tidak ada unit {unit} di {masa}", unit=f"{row.instansi}/{row.unit}", masa=period)
    if why is None and day is not None and office is not None:
        dossier = layers.dossier_of(root, office, row.unit)
        entry = entries.given_entry(dossier, row.kind, row.nomor, day, NOTE, problems)
        if entry is not None and not entries.prints_another_year(entry):
            return _Given(row, dossier, entry)
        why = (
            phrase("nomor {nomor} menyebut tahun lain dari tanggalnya", nomor=row.nomor)
            if entry
            else phrase("nomor {nomor} tidak cocok dengan pola nomor di instansi.yaml", nomor=row.nomor)
        )
    problems.append(problem(row.at, "A045", row=row.at.line, why=why))
    return None


def _is_known(work: Job, letter: _Given) -> bool:
    there = work.issued.get((letter.row.instansi, letter.row.unit))
    if there is None:
        return False
    entri, sent = there[0].entri, there[1]
    return (entri.nomor, sent.tanggal or entri.tanggal) == (letter.entry.entri.nomor, letter.entry.entri.tanggal)


def _entries(work: Job, book: Register, letters: Sequence[_Given], problems: list[Problem]) -> list[EntryFile]:
    """Return the entries that give each letter its number; those that lose theirs are given anew, or void."""
    left: dict[str, tuple[EntryFile, str]] = {}
    for letter in letters:
        there = work.issued.get((letter.row.instansi, letter.row.unit))
        if there is None:
            continue
        if any(sent.sidik for sent in there[0].entri.surat):
            why = phrase("suratnya sudah terbit dengan nomor {nomor}", nomor=there[0].entri.nomor)
            problems.append(problem(letter.row.at, "A045", row=letter.row.at.line, why=why))
        left[there[0].file] = (there[0], letter.entry.entri.nomor)
    found: dict[str, EntryFile] = {}
    for letter in letters:
        entry = letter.entry
        there_now = found.get(entry.file)
        if there_now is not None and number.is_shared(letter.dossier, letter.row.kind):
            entry = register_reader.changed_entry(there_now, {"surat": [*there_now.entri.surat, *entry.entri.surat]})
        elif there_now is not None:
            problems.append(problem(letter.row.at, "A002", nomor=entry.entri.nomor, other=there_now.file))
            continue
        elif entry.file not in left and (other := book.holder_of(sequence.kept_at(entry), entry.entri.nomor)):
            problems.append(problem(letter.row.at, "A002", nomor=entry.entri.nomor, other=other.file))
            continue
        found[entry.file] = entry
    return [*found.values(), *_void(left, found)]


def _void(left: Mapping[str, tuple[EntryFile, str]], found: Mapping[str, EntryFile]) -> list[EntryFile]:
    """Return the entries whose letters have other numbers now, and whose number nobody has: void, with the reason."""
    return [
        register_reader.changed_entry(entry, {"batal": f"salah ketik; suratnya bernomor {nomor}"})
        for file, (entry, nomor) in left.items()
        if file not in found
    ]
