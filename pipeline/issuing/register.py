"""An institution's register opened: what was given, what was typed by hand, and what is wrong with either."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.issuing import sequence
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, Refusal, Usage, problem
from pipeline.sources import register_reader, trees, workspace
from pipeline.sources.models import Nomor, Rujukan
from pipeline.sources.period import parse
from pipeline.sources.register_reader import Entry, EntryFile
from pipeline.sources.workspace import Dossier
from pipeline.words import number


class TypedNumber(NamedTuple):
    """A number typed into the data of a period: taken by hand, outside the register."""

    place: Place
    sequence: str
    urut: str
    nomor: str
    tanggal: dt.date | None
    jenis: str
    unit: str
    period: str


class Citation(NamedTuple):
    """A letter that another one cites."""

    place: Place
    nomor: str
    tanggal: dt.date
    bertanggal: Place


class Register(NamedTuple):
    """The register of an institution, with what its periods say of numbers."""

    instansi: str
    entry_file: tuple[EntryFile, ...]
    typed: tuple[TypedNumber, ...]
    rujukan: tuple[Citation, ...]
    nomor: Nomor | None

    def taken(self, name: str) -> set[str]:
        """Return the numbers taken in a sequence, with their letters."""
        given = {one.entri.urut for one in self.entry_file if one.sequence == name}
        return given | {one.urut for one in self.typed if one.sequence == name and one.urut}


def open_register(root: Path, name: str, problems: list[Problem]) -> Register:
    """Return the register of an institution; what cannot be read as problems."""
    lembar = register_reader.entries(root, name, problems)
    typed: list[TypedNumber] = []
    cited: list[Citation] = []
    pola: Nomor | None = None
    for masa in map(parse, workspace.periods(root)):
        if masa is None or name not in workspace.institutions(root, masa):
            continue
        office = workspace.office_of(root, masa, name, [])
        if office is None:
            continue
        pola = office.instansi.nomor
        for unit in ("", *workspace.units(root, name)):
            try:
                berkas = workspace.dossier_of(root, office, unit)
            except Refusal:
                continue
            typed += typed_numbers(berkas)
            cited += cited_letter(berkas)
    return Register(name, lembar, tuple(dict.fromkeys(typed)), tuple(dict.fromkeys(cited)), pola)


def typed_numbers(berkas: Dossier) -> Iterator[TypedNumber]:
    """Return the numbers that the files of a unit give its letters."""
    for jenis, surat in berkas.isi.dokumen.items():
        if not surat.nomor:
            continue
        place = trees.find(berkas.tree, ("dokumen", jenis, "nomor")).at
        tanggal = surat.tanggal or dt.date(berkas.office.period.tahun, 1, 1)
        where, urut = position(berkas, jenis, surat.nomor, tanggal)
        masa = str(berkas.office.period)
        yield TypedNumber(place, where, urut, surat.nomor, surat.tanggal, jenis, berkas.unit, masa)


def position(berkas: Dossier, jenis: str, nomor: str, tanggal: dt.date) -> tuple[str, str]:
    """Return the sequence and the number in it of a number typed by hand; empty where it does not fit the pattern."""
    seri = number.numbering_of(berkas, jenis)
    urut = number.parse_number(seri, nomor) if seri else None
    if seri is None or urut is None:
        return "", ""
    parts = number.parts_of(seri, berkas, jenis)
    return sequence.sequence_of(berkas.office.id, seri, parts, jenis, berkas.unit, tanggal), urut


def cited_letter(berkas: Dossier) -> Iterator[Citation]:
    """Return the letter that the files of a unit cite by its number."""
    if isinstance(berkas.isi.rujukan, Rujukan):
        at = trees.find(berkas.tree, ("rujukan", "nomor")).at
        day = trees.find(berkas.tree, ("rujukan", "tanggal")).at
        yield Citation(at, berkas.isi.rujukan.nomor, berkas.isi.rujukan.tanggal, day)


def faults(root: Path, buku: Register) -> Iterator[Problem]:
    """Return everything that is wrong: numbers and letters given twice, cited letters that nobody knows."""
    yield from _given_twice(buku)
    yield from _letters_twice(root, buku)
    yield from citation_faults(buku)


def citation_faults(buku: Register) -> Iterator[Problem]:
    """Return the cited letters that nobody knows, or that have another date."""
    known = {one.nomor: one.tanggal for one in buku.typed}
    known |= {one.entri.nomor: one.entri.tanggal for one in buku.entry_file if not one.entri.batal}
    for cited in buku.rujukan:
        if cited.nomor not in known:
            folder = f"{register_reader.REGISTER}/{buku.instansi}"
            values = {"instansi": buku.instansi, "tanggal": cited.tanggal, "folder": folder}
            yield problem(cited.place, "A005", nomor=cited.nomor, **values)
        elif (there := known[cited.nomor]) and there != cited.tanggal:
            yield problem(cited.bertanggal, "A006", nomor=cited.nomor, found=cited.tanggal, expected=there)


def _given_twice(buku: Register) -> Iterator[Problem]:
    owner: dict[str, EntryFile] = {}
    for one in buku.entry_file:
        other = owner.setdefault(one.entri.nomor, one)
        if other is not one:
            place = trees.find(one.tree, ("nomor",)).at
            yield problem(place, "A002", nomor=one.entri.nomor, other=other.file)
    hand: dict[tuple[str, str, str], TypedNumber] = {}
    for typed in buku.typed:
        letter = (typed.period, typed.jenis, typed.unit)
        there = owner.get(typed.nomor)
        if there and letter not in _letters(there.entri):
            yield problem(typed.place, "A002", nomor=typed.nomor, other=there.file)
        first = hand.setdefault(("", "", typed.nomor), typed)
        if first.place != typed.place:
            yield problem(typed.place, "A002", nomor=typed.nomor, other=f"{first.place.file}:{first.place.line}")


def _letters_twice(root: Path, buku: Register) -> Iterator[Problem]:
    units = workspace.units(root, buku.instansi)
    owner: dict[tuple[str, str, str], EntryFile] = {}
    for one in buku.entry_file:
        for letter in _letters(one.entri):
            index = next(index for index, surat in enumerate(one.entri.surat or ()) if surat.unit == letter[2])
            place = trees.find(one.tree, ("surat", index, "unit")).at
            if letter[2] and letter[2] not in units:
                yield problem(place, "A004", unit=letter[2], instansi=buku.instansi)
            if one.entri.batal or letter[2] not in {surat.unit for surat in register_reader.standing(one.entri)}:
                continue
            other = owner.setdefault(letter, one)
            if other is not one:
                yield problem(place, "A003", unit=letter[2], nomor=one.entri.nomor, other=other.file)
    for typed in buku.typed:
        letter = (typed.period, typed.jenis, typed.unit)
        given = owner.get(letter)
        before = {one.entri.nomor for one in buku.entry_file if letter in _letters(one.entri)}
        if given and typed.nomor not in before:
            values = {"found": typed.nomor, "nomor": given.entri.nomor, "file": given.file}
            yield problem(typed.place, "A007", **values)


def _letters(entri: Entry) -> set[tuple[str, str, str]]:
    return {(entri.periode or "", entri.jenis or "", surat.unit) for surat in entri.surat or ()}


def gaps(buku: Register) -> list[tuple[str, int, int]]:
    """Return the runs of numbers that nobody took, by sequence."""
    names = {one.sequence for one in buku.entry_file} | {one.sequence for one in buku.typed if one.sequence}
    return [
        (name, first, last)
        for name in sorted(names)
        for first, last in sequence.runs_of_gaps(
            buku.nomor, (register_reader.bare_number(urut) for urut in buku.taken(name))
        )
    ]


def find_entry(root: Path, text: str) -> EntryFile:
    """Return the entry of a number in full, of `<instansi>/<tahun>/0021`, or of a bare number where only one has it."""
    names = register_reader.institutions(root)
    near = [
        one
        for name in names
        for one in register_reader.entries(root, name, [], mention=text)
        if one.entri.nomor == text
    ]
    problems: list[Problem] = []
    every = near or [one for name in names for one in register_reader.entries(root, name, problems)]
    path = text.removeprefix(f"{register_reader.REGISTER}/").removesuffix(".yaml")
    for key, wanted in (
        ("nomor", text),
        ("folder", f"{register_reader.REGISTER}/{path}"),
        ("urut", text.lstrip("0")),
    ):
        found = [one for one in every if wanted == (one.folder if key == "folder" else getattr(one.entri, key))]
        if len(found) == 1:
            return found[0]
        if found:
            choices = ", ".join(one.folder for one in found)
            raise Usage(phrase('nomor "{nomor}" ada di beberapa berkas; pilih: {choices}', nomor=text, choices=choices))
    if problems:
        raise Refusal(problems)
    raise Usage(phrase('nomor "{nomor}" tidak ada di {folder}/', nomor=text, folder=register_reader.REGISTER))
