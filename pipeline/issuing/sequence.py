"""Sequences: which numbers are taken in one, which comes next, where an entry stands, who has a number already."""

from collections.abc import Iterable

from pipeline.sources import number_rule
from pipeline.sources.models import Instansi, Nomor
from pipeline.sources.number_rule import NumberPlace, bare_number
from pipeline.sources.register_reader import EntryFile

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def kept_at(entry: EntryFile) -> NumberPlace:
    """Return the place at which the file of an entry keeps its number."""
    return NumberPlace(entry.sequence, entry.entri.urut)


def places_of(rules: Instansi | None, entry: EntryFile) -> tuple[NumberPlace, ...]:
    """Return where an entry stands: where it is kept, and where its number belongs when that is another sequence.

    It belongs where its rule puts what is printed. A number that no rule reads stands in its sequence by its text.
    """
    entri, kept = entry.entri, kept_at(entry)
    units = {letter.unit for letter in entri.surat}
    parts = {"jenis": entri.jenis, "unit": units.pop() if len(units) == 1 else None}
    known = {name: value for name, value in parts.items() if value is not None}
    belongs: list[NumberPlace] = []
    for rule in number_rule.rules_for(rules, entri.jenis):
        found = list(number_rule.places(entry.instansi, rule, entri.nomor, entri.tanggal, known))
        if kept in found:
            return (kept,)
        belongs += found[:1]
    return (kept, *(belongs or (unread(entry.sequence),)))


def unread(sequence: str) -> NumberPlace:
    """Return the place of a number that no rule reads: its text alone tells it from others of its sequence."""
    return NumberPlace(sequence, "")


class Run:
    """The numbers taken in a sequence, which others are added to: what comes next is known without looking at all."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._highest: list[tuple[Nomor, int]] = []

    def add(self, urut: str) -> None:
        """Take a number."""
        self._taken.add(urut)
        number = bare_number(urut)
        self._highest = [
            (nomor, number if number > highest and not is_reserved(nomor, number) else highest)
            for nomor, highest in self._highest
        ]

    def next(self, nomor: Nomor) -> str:
        """Return the number that comes after the last one taken; gaps are not filled, reserved blocks left alone."""
        highest = next((known for rule, known in self._highest if rule == nomor), None)
        if highest is None:
            numbers = map(bare_number, self._taken)
            highest = max((number for number in numbers if not is_reserved(nomor, number)), default=0)
            self._highest.append((nomor, highest))
        number = max(highest + 1, nomor.mulai)
        while is_reserved(nomor, number):
            number += 1
        return str(number)

    def inserted(self, urut: int) -> str | None:
        """Return the next inserted number after a number: `21a`, then `21b`; `None` after `21z`, or without `21`."""
        free = (f"{urut}{letter}" for letter in _LETTERS if f"{urut}{letter}" not in self._taken)
        return next(free, None) if str(urut) in self._taken else None


def runs_of_gaps(nomor: Nomor | None, taken: Iterable[int]) -> list[tuple[int, int]]:
    """Return the runs of numbers, from the first that may be given to the last taken, that nobody took."""
    there = set(taken)
    first = nomor.mulai if nomor else 1
    runs: list[tuple[int, int]] = []
    for number in range(first, max(there, default=0)):
        if number in there or (nomor and is_reserved(nomor, number)):
            continue
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def is_reserved(nomor: Nomor, number: int) -> bool:
    """Return whether a number lies in a reserved block."""
    return any(block.dari <= number <= block.sampai for block in nomor.cadangan)


def prints(entry: EntryFile, text: str) -> bool:
    """Return whether an entry prints its number so; others may print the same."""
    return entry.entri.nomor == text
