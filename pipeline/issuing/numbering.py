"""Numbers given to the letters of a plan, in their order, and the entries that say so."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from pipeline.issuing import sequence
from pipeline.issuing.order import Order, PlanLine
from pipeline.issuing.register import Register
from pipeline.problems.problem import Problem, problem
from pipeline.sources import register_reader, trees
from pipeline.sources.register_reader import Entry, EntryFile, SentLetter
from pipeline.sources.workspace import Dossier
from pipeline.words import number as numbers


def give_numbers(
    ready: Sequence[tuple[PlanLine, Dossier]], buku: Mapping[str, Register], pesanan: Order
) -> tuple[list[PlanLine], tuple[EntryFile, ...]]:
    """Return the lines with their numbers, and the entries to write; a shared number is one entry."""
    taken: dict[str, set[str]] = {}
    files: dict[str, EntryFile] = {}
    lines: list[PlanLine] = []
    shared: dict[tuple[str, str], str] = {}
    for line, berkas in sorted(ready, key=lambda one: (not one[0].nomor, one[0].instansi, one[0].unit)):
        seri, day = numbers.numbering_of(berkas, pesanan.kind), line.tanggal
        assert seri is not None
        assert day is not None
        parts = numbers.parts_of(seri, berkas, pesanan.kind)
        opened = buku[line.instansi]
        own = sequence.sequence_of(line.instansi, seri, parts, pesanan.kind, line.unit, day)
        where = line.entry_file.sequence if line.entry_file else own
        if where not in taken:
            taken[where] = opened.taken(where)
        used = taken[where]
        bersama = seri.satu_untuk == "kelompok"
        key = (line.instansi, where)
        if bersama and key not in shared and (old := _shared_entry(opened, where, pesanan)):
            files[old.file] = old
            shared[key] = old.entri.urut
        if line.entry_file:
            urut = line.entry_file.entri.urut
        elif line.nomor:
            urut = numbers.parse_number(seri, line.nomor) or ""
        elif bersama and key in shared:
            urut = shared[key]
        elif pesanan.insert_after is not None:
            urut = sequence.insertion(pesanan.insert_after, used) or ""
        else:
            urut = str(next(sequence.next_numbers(seri, map(register_reader.bare_number, used))))
        problems = tuple(_obstacles(opened, where, urut, line, berkas, pesanan, used))
        if problems:
            lines.append(line._replace(status="terhalang", problems=(*line.problems, *problems)))
            continue
        used.add(urut)
        shared.setdefault(key, urut)
        nomor = line.nomor or numbers.written(seri, urut, parts, day)
        lembar = _entry(files, opened, where, urut, nomor, line, berkas, pesanan)
        files[lembar.file] = lembar
        lines.append(line._replace(nomor=nomor))
    return lines, tuple(
        files[file] for file in sorted(files) if any(not s.sidik for s in files[file].entri.surat or ())
    )


def _obstacles(
    opened: Register, where: str, urut: str, line: PlanLine, berkas: Dossier, pesanan: Order, used: set[str]
) -> Iterator[Problem]:
    """Return what keeps a letter from its number."""
    seri = numbers.numbering_of(berkas, pesanan.kind)
    bersama = seri is not None and seri.satu_untuk == "kelompok"
    after = None if line.nomor else pesanan.insert_after
    if not _insertable(urut, used, after):
        yield problem(berkas.own, "A023", urut=after, deret=where)
    elif not line.entry_file and (owner := _another_letter(opened, where, urut, pesanan, bersama)):
        at = trees.find(berkas.tree, ("dokumen", pesanan.kind, "nomor")).at
        yield problem(at, "A002", nomor=line.nomor, other=owner)
    elif not line.nomor:
        yield from backdated(opened, where, urut, line.tanggal or dt.date.max, berkas)


def _insertable(urut: str, used: set[str], sisip: int | None) -> bool:
    """Return whether there is a number to insert after, and a letter left to insert with."""
    return sisip is None or (bool(urut) and str(sisip) in used)


def yth(berkas: Dossier, kind: str) -> str:
    """Return to whom a document is addressed: as it says, else to the unit."""
    surat = berkas.isi.dokumen.get(kind)
    return (surat and surat.yth) or berkas.isi.nama


def hal(berkas: Dossier, kind: str) -> str | None:
    """Return the line Hal of a document, without what its template adds."""
    surat = berkas.isi.dokumen.get(kind)
    return surat.hal if surat else None


def _another_letter(opened: Register, where: str, urut: str, pesanan: Order, bersama: bool) -> str:
    """Return the file of a number that another letter has; empty where none has, or the batch shares it."""
    fits = (one for one in opened.entry_file if one.sequence == where and one.entri.urut == urut)
    return next((one.file for one in fits if not (bersama and _same_batch(one, pesanan))), "")


def _shared_entry(opened: Register, where: str, pesanan: Order) -> EntryFile | None:
    """Return the entry whose number the batch already shares, for a letter that comes late."""
    return next((one for one in opened.entry_file if one.sequence == where and _same_batch(one, pesanan)), None)


def _same_batch(lembar: EntryFile, pesanan: Order) -> bool:
    """Return whether an entry is of the batch: of its period and kind, and not void."""
    entri = lembar.entri
    return (entri.periode, entri.jenis) == (str(pesanan.period), pesanan.kind) and not entri.batal


def backdated(opened: Register, where: str, urut: str, day: dt.date, berkas: Dossier) -> Iterator[Problem]:
    """Return a problem when a letter would be dated before one that has a lower number in its sequence."""
    number = register_reader.bare_number(urut)
    earlier = [
        one
        for one in opened.entry_file
        if one.sequence == where and register_reader.bare_number(one.entri.urut) <= number
    ]
    last = max((one for one in earlier if one.entri.tanggal), key=lambda one: one.entri.tanggal or day, default=None)
    if last and last.entri.tanggal and last.entri.tanggal > day:
        yield problem(berkas.own, "A018", found=day, other=last.entri.nomor, tanggal=last.entri.tanggal)


def _entry(
    files: Mapping[str, EntryFile],
    opened: Register,
    where: str,
    urut: str,
    nomor: str,
    line: PlanLine,
    berkas: Dossier,
    pesanan: Order,
) -> EntryFile:
    """Return the entry of a letter: a new one, or the one that is there with this letter added."""
    surat = SentLetter(unit=line.unit, yth=line.yth)
    there = files.get(f"{where}/{register_reader.file_name(urut)}") or next(
        (one for one in opened.entry_file if one.sequence == where and one.entri.urut == urut), None
    )
    if there:
        old = there.entri
        day = None if old.tanggal in (None, line.tanggal) else line.tanggal
        rest = [one for one in old.surat or () if one.unit != line.unit]
        surat = surat.model_copy(update={"tanggal": day})
        change = {"surat": [*rest, surat], "tanggal": old.tanggal or line.tanggal}
        return register_reader.new_entry(line.instansi, where, old.model_copy(update=change))
    fields = {
        "nomor": nomor,
        "urut": urut,
        "hal": hal(berkas, pesanan.kind),
        "yth": line.yth,
        "periode": str(pesanan.period),
        "jenis": pesanan.kind,
        "surat": [surat],
    }
    entri = Entry.model_validate(fields).model_copy(update={"tanggal": line.tanggal})
    return register_reader.new_entry(line.instansi, where, entri)
