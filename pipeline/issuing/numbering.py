"""Numbers given to the letters of a plan, in their order, and the entries that say so."""

import datetime as dt
import secrets
from collections.abc import Iterator, Mapping, Sequence

from pipeline.issuing import sequence
from pipeline.issuing.order import Order, PlanLine
from pipeline.issuing.register import Register
from pipeline.problems.problem import Problem, problem
from pipeline.sources import register_reader, trees
from pipeline.sources.layers import Dossier
from pipeline.sources.models import Nomor
from pipeline.sources.number_rule import NumberPlace, written
from pipeline.sources.register_reader import Entry, EntryFile, SentLetter
from pipeline.words import number


def give_numbers(
    ready: Sequence[tuple[PlanLine, Dossier]],
    registers: Mapping[str, Register],
    order: Order,
    tokens: dict[tuple[str, str], str | None],
) -> tuple[list[PlanLine], tuple[EntryFile, ...]]:
    """Return the lines with their numbers, and the entries to write; a shared number is one entry.

    `tokens` has those of letters that were numbered before, and takes those that are new.
    """
    giver = _Giver(registers, order, tokens)
    by_order = sorted(ready, key=lambda line: (not line[0].nomor, line[0].instansi, line[0].unit))
    lines = [giver.numbered(line, dossier) for line, dossier in by_order]
    return lines, giver.written()


class _Giver:
    """Gives numbers one after another; knows those it gave."""

    def __init__(
        self, registers: Mapping[str, Register], order: Order, tokens: dict[tuple[str, str], str | None]
    ) -> None:
        self.registers, self.order, self.tokens = registers, order, tokens
        self.runs: dict[tuple[str, str], sequence.Run] = {}
        self.batch: dict[str, NumberPlace] = {}
        self.entries: dict[str, EntryFile] = {}
        self.fresh: dict[str, dict[str, SentLetter]] = {}

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
        self._run(line.instansi, place.sequence).add(place.urut)
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
        run = self._run(line.instansi, where)
        if insert_after is not None:
            urut = run.inserted(insert_after)
            return NumberPlace(where, urut) if urut else None
        if where not in self.batch or rule.satu_untuk != "kelompok":
            self.batch[where] = NumberPlace(where, run.next(rule))
        return self.batch[where]

    def _run(self, instansi: str, where: str) -> sequence.Run:
        """Return a sequence with what is taken in it, and what this plan gave."""
        there = self.runs.get((instansi, where))
        return there or self.runs.setdefault((instansi, where), sequence.Run(self.registers[instansi].taken(where)))

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
        whose = line.instansi, line.unit
        if whose not in self.tokens:
            self.tokens[whose] = new_token(dossier)
        letter = SentLetter(unit=line.unit, yth=line.yth, token=self.tokens[whose])
        there = self.entries.get(place.file) or line.entry_file
        if there:
            old = there.entri
            if old.tanggal not in (None, line.tanggal):
                letter = letter.model_copy(update={"tanggal": line.tanggal})
            elif old.tanggal is None:
                there = there._replace(entri=old.model_copy(update={"tanggal": line.tanggal}))
            fresh = self.fresh.setdefault(place.file, {})
            fresh.pop(line.unit, None)
            fresh[line.unit] = letter
            self.entries[place.file] = there._replace(sequence=place.sequence, file=place.file)
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
            self.fresh[place.file] = {line.unit: letter}
            self.entries[place.file] = register_reader.new_entry(line.instansi, place.sequence, entri)

    def written(self) -> tuple[EntryFile, ...]:
        """Return the entries as they will be, each with all its letters, in the order of their files."""
        return tuple(self._with_letters(entry, self.fresh[file]) for file, entry in sorted(self.entries.items()))

    @staticmethod
    def _with_letters(entry: EntryFile, fresh: Mapping[str, SentLetter]) -> EntryFile:
        kept = (sent for sent in entry.entri.surat if sent.unit not in fresh)
        return register_reader.changed_entry(entry, {"surat": [*kept, *fresh.values()]})


def new_token(dossier: Dossier) -> str | None:
    """Return a name for the public page of a letter that nobody can guess; `None` where there is no public site."""
    return secrets.token_hex(16) if dossier.office.instansi.situs.alamat else None


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
    last = opened.last_before(place)
    if last and last[0] > day:
        yield problem(dossier.own, "A018", found=day, other=last[1], tanggal=last[0])
