"""Numbers given to the letters of a plan, in their order, and the entries that say so."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.issuing import sequence
from pipeline.issuing.order import Order, PlanLine
from pipeline.issuing.register import Register
from pipeline.problems.problem import Problem, problem
from pipeline.sources import register_reader, trees
from pipeline.sources.layers import Dossier
from pipeline.sources.models import Nomor
from pipeline.sources.number_rule import NumberPlace, bare_number, written
from pipeline.sources.register_reader import Entry, EntryFile, SentLetter
from pipeline.words import number


def give_numbers(
    ready: Sequence[tuple[PlanLine, Dossier]], registers: Mapping[str, Register], order: Order
) -> tuple[list[PlanLine], tuple[EntryFile, ...]]:
    """Return the lines with their numbers, and the entries to write; a shared number is one entry."""
    giver = _Giver(registers, order)
    by_order = sorted(ready, key=lambda line: (not line[0].nomor, line[0].instansi, line[0].unit))
    lines = [giver.numbered(line, dossier) for line, dossier in by_order]
    return lines, tuple(giver.entries[file] for file in sorted(giver.entries))


class _Giver:
    """Gives numbers one after another; knows those it gave."""

    def __init__(self, registers: Mapping[str, Register], order: Order) -> None:
        self.registers, self.order = registers, order
        self.given: dict[str, set[str]] = {}
        self.batch: dict[str, NumberPlace] = {}
        self.entries: dict[str, EntryFile] = {}

    def numbered(self, line: PlanLine, dossier: Dossier) -> PlanLine:
        """Return a line with its number and note its entry; blocked, and why, when it can have none."""
        rule, day = number.rule_of(dossier, self.order.kind), line.tanggal
        assert rule is not None
        assert day is not None
        place = self._place(line, dossier, rule, day)
        if place is None:
            where = number.sequence_of(rule, dossier, self.order.kind, day)
            wrong = problem(dossier.own, "A023", urut=self.order.insert_after, deret=where)
            return line._replace(status="terhalang", problems=(*line.problems, wrong))
        problems = tuple(self._obstacles(line, dossier, place, day))
        if problems:
            return line._replace(status="terhalang", problems=(*line.problems, *problems))
        self.given.setdefault(place.sequence, set()).add(place.urut)
        text = line.nomor or written(rule, place.urut, number.parts_of(rule, dossier, self.order.kind), day)
        self._enter(line._replace(nomor=text), dossier, place)
        return line._replace(nomor=text)

    def _place(self, line: PlanLine, dossier: Dossier, rule: Nomor, day: dt.date) -> NumberPlace | None:
        """Return where the number of a letter stands: its own, the one of its batch, an inserted or the next one."""
        kind, insert_after = self.order.kind, self.order.insert_after
        if line.entry_file:
            return sequence.kept_at(line.entry_file)
        if line.nomor:
            return number.place_of(dossier, kind, line.nomor, day)
        where = number.sequence_of(rule, dossier, kind, day)
        taken = self.registers[line.instansi].taken(where) | self.given.get(where, set())
        if insert_after is not None:
            urut = sequence.insertion(insert_after, taken)
            return NumberPlace(where, urut) if urut else None
        if where not in self.batch or rule.satu_untuk != "kelompok":
            self.batch[where] = NumberPlace(where, next(sequence.next_numbers(rule, taken)))
        return self.batch[where]

    def _obstacles(self, line: PlanLine, dossier: Dossier, place: NumberPlace, day: dt.date) -> Iterator[Problem]:
        """Return what keeps a letter from its number."""
        opened = self.registers[line.instansi]
        if line.nomor and not line.entry_file:
            at = trees.find(dossier.tree, ("dokumen", self.order.kind, "nomor")).at
            yield from (typed for typed in opened.given_twice if typed.place == at)
            owner = opened.holder_of(place, line.nomor) or self._given_to_another(line, dossier, place)
            if owner:
                yield problem(at, "A002", nomor=line.nomor, other=owner.file)
        elif not line.nomor:
            yield from backdated(opened, place, day, dossier)

    def _given_to_another(self, line: PlanLine, dossier: Dossier, place: NumberPlace) -> EntryFile | None:
        """Return the entry of a number that this plan gave already, unless it is one that the batch shares."""
        there = self.entries.get(place.file)
        shared = there and number.is_shared(dossier, self.order.kind) and sequence.prints(there, line.nomor)
        return None if shared else there

    def _enter(self, line: PlanLine, dossier: Dossier, place: NumberPlace) -> None:
        """Note the entry of a letter: a new one, or the one that is there with this letter added."""
        letter = SentLetter(unit=line.unit, yth=line.yth)
        there = self.entries.get(place.file) or line.entry_file
        if there:
            old = there.entri
            day = None if old.tanggal in (None, line.tanggal) else line.tanggal
            rest = [sent for sent in old.surat if sent.unit != line.unit]
            change = {
                "surat": [*rest, letter.model_copy(update={"tanggal": day})],
                "tanggal": old.tanggal or line.tanggal,
            }
            entri = old.model_copy(update=change)
        else:
            fields = {
                "nomor": line.nomor,
                "urut": place.urut,
                "hal": hal(dossier, self.order.kind),
                "yth": line.yth,
                "periode": str(self.order.period),
                "jenis": self.order.kind,
                "surat": [letter],
            }
            entri = Entry.model_validate(fields).model_copy(update={"tanggal": line.tanggal})
        self.entries[place.file] = register_reader.new_entry(line.instansi, place.sequence, entri)


def yth(dossier: Dossier, kind: str) -> str:
    """Return to whom a document is addressed: as it says, else to the unit."""
    letter = dossier.effective.dokumen.get(kind)
    return (letter and letter.yth) or dossier.effective.nama


def hal(dossier: Dossier, kind: str) -> str | None:
    """Return the line Hal of a document, without what its template adds."""
    letter = dossier.effective.dokumen.get(kind)
    return letter.hal if letter else None


def backdated(opened: Register, place: NumberPlace, day: dt.date, dossier: Dossier) -> Iterator[Problem]:
    """Return a problem when a letter would be dated before one that has a lower number in its sequence."""
    last = max(_earlier(opened, place), key=lambda earlier: earlier[0], default=None)
    if last and last[0] > day:
        yield problem(dossier.own, "A018", found=day, other=last[1], tanggal=last[0])


def _earlier(opened: Register, place: NumberPlace) -> Iterable[tuple[dt.date, str]]:
    """Yield the date and the number of each letter that has no higher number in its sequence."""
    for entry in opened.entry_file:
        for there in opened.places[entry.file]:
            same = there.sequence == place.sequence and there.urut
            if same and entry.entri.tanggal and bare_number(there.urut) <= bare_number(place.urut):
                yield entry.entri.tanggal, entry.entri.nomor
