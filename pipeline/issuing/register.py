"""An institution's register opened: what was given, what was typed by hand, and what is wrong with either."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.issuing import sequence as deret
from pipeline.problems.phrase import ucap
from pipeline.problems.problem import Place, Problem, Refusal, Usage, problem
from pipeline.sources import register_reader as agenda
from pipeline.sources import trees as susun
from pipeline.sources import workspace
from pipeline.sources.models import Nomor, Rujukan
from pipeline.sources.period import parse
from pipeline.sources.register_reader import Entri, Lembar
from pipeline.sources.workspace import Berkas
from pipeline.words import number as penomoran


class Diketik(NamedTuple):
    """A number typed into the data of a period: taken by hand, outside the register."""

    place: Place
    deret: str
    urut: str
    nomor: str
    tanggal: dt.date | None
    jenis: str
    unit: str
    masa: str


class Rujuk(NamedTuple):
    """A letter that another one cites."""

    place: Place
    nomor: str
    tanggal: dt.date
    bertanggal: Place


class Buku(NamedTuple):
    """The register of an institution, with what its periods say of numbers."""

    instansi: str
    lembar: tuple[Lembar, ...]
    diketik: tuple[Diketik, ...]
    rujukan: tuple[Rujuk, ...]
    nomor: Nomor | None

    def terpakai(self, name: str) -> set[str]:
        """Return the numbers taken in a sequence, with their letters."""
        given = {one.entri.urut for one in self.lembar if one.deret == name}
        return given | {one.urut for one in self.diketik if one.deret == name and one.urut}


def buka(root: Path, name: str, problems: list[Problem]) -> Buku:
    """Return the register of an institution; what cannot be read as problems."""
    lembar = agenda.entries(root, name, problems)
    typed: list[Diketik] = []
    cited: list[Rujuk] = []
    pola: Nomor | None = None
    for masa in map(parse, workspace.periods(root)):
        if masa is None or name not in workspace.institutions(root, masa):
            continue
        office = workspace.kantor(root, masa, name, [])
        if office is None:
            continue
        pola = office.instansi.nomor
        for unit in ("", *workspace.units(root, name)):
            try:
                berkas = workspace.berkas(root, office, unit)
            except Refusal:
                continue
            typed += diketik(berkas)
            cited += dirujuk(berkas)
    return Buku(name, lembar, tuple(dict.fromkeys(typed)), tuple(dict.fromkeys(cited)), pola)


def diketik(berkas: Berkas) -> Iterator[Diketik]:
    """Return the numbers that the files of a unit give its letters."""
    for jenis, surat in (berkas.isi.dokumen or {}).items():
        if not surat.nomor:
            continue
        place = susun.find(berkas.tree, ("dokumen", jenis, "nomor")).at
        tanggal = surat.tanggal or dt.date(berkas.kantor.masa.tahun, 1, 1)
        where, urut = letak(berkas, jenis, surat.nomor, tanggal)
        masa = str(berkas.kantor.masa)
        yield Diketik(place, where, urut, surat.nomor, surat.tanggal, jenis, berkas.unit, masa)


def letak(berkas: Berkas, jenis: str, nomor: str, tanggal: dt.date) -> tuple[str, str]:
    """Return the sequence and the number in it of a number typed by hand; empty where it does not fit the pattern."""
    seri = penomoran.seri(berkas, jenis)
    urut = penomoran.baca(seri, nomor) if seri else None
    if seri is None or urut is None:
        return "", ""
    parts = penomoran.bagian(seri, berkas, jenis)
    return deret.deret(berkas.kantor.id, seri, parts, jenis, berkas.unit, tanggal), urut


def dirujuk(berkas: Berkas) -> Iterator[Rujuk]:
    """Return the letter that the files of a unit cite by its number."""
    if isinstance(berkas.isi.rujukan, Rujukan):
        at = susun.find(berkas.tree, ("rujukan", "nomor")).at
        day = susun.find(berkas.tree, ("rujukan", "tanggal")).at
        yield Rujuk(at, berkas.isi.rujukan.nomor, berkas.isi.rujukan.tanggal, day)


def periksa(root: Path, buku: Buku) -> Iterator[Problem]:
    """Return everything that is wrong: numbers and letters given twice, cited letters that nobody knows."""
    yield from _kembar(buku)
    yield from _surat(root, buku)
    yield from rujukan(buku)


def rujukan(buku: Buku) -> Iterator[Problem]:
    """Return the cited letters that nobody knows, or that have another date."""
    known = {one.nomor: one.tanggal for one in buku.diketik}
    known |= {one.entri.nomor: one.entri.tanggal for one in buku.lembar if not one.entri.batal}
    for cited in buku.rujukan:
        if cited.nomor not in known:
            folder = f"{agenda.REGISTER}/{buku.instansi}"
            values = {"instansi": buku.instansi, "tanggal": cited.tanggal, "folder": folder}
            yield problem(cited.place, "A005", nomor=cited.nomor, **values)
        elif (there := known[cited.nomor]) and there != cited.tanggal:
            yield problem(cited.bertanggal, "A006", nomor=cited.nomor, found=cited.tanggal, expected=there)


def _kembar(buku: Buku) -> Iterator[Problem]:
    owner: dict[str, Lembar] = {}
    for one in buku.lembar:
        other = owner.setdefault(one.entri.nomor, one)
        if other is not one:
            place = susun.find(one.tree, ("nomor",)).at
            yield problem(place, "A002", nomor=one.entri.nomor, other=other.file)
    hand: dict[tuple[str, str, str], Diketik] = {}
    for typed in buku.diketik:
        letter = (typed.masa, typed.jenis, typed.unit)
        there = owner.get(typed.nomor)
        if there and letter not in _letters(there.entri):
            yield problem(typed.place, "A002", nomor=typed.nomor, other=there.file)
        first = hand.setdefault(("", "", typed.nomor), typed)
        if first.place != typed.place:
            yield problem(typed.place, "A002", nomor=typed.nomor, other=f"{first.place.file}:{first.place.line}")


def _surat(root: Path, buku: Buku) -> Iterator[Problem]:
    units = workspace.units(root, buku.instansi)
    owner: dict[tuple[str, str, str], Lembar] = {}
    for one in buku.lembar:
        for letter in _letters(one.entri):
            index = next(index for index, surat in enumerate(one.entri.surat or ()) if surat.unit == letter[2])
            place = susun.find(one.tree, ("surat", index, "unit")).at
            if letter[2] and letter[2] not in units:
                yield problem(place, "A004", unit=letter[2], instansi=buku.instansi)
            if one.entri.batal or letter[2] not in {surat.unit for surat in agenda.berlaku(one.entri)}:
                continue
            other = owner.setdefault(letter, one)
            if other is not one:
                yield problem(place, "A003", unit=letter[2], nomor=one.entri.nomor, other=other.file)
    for typed in buku.diketik:
        letter = (typed.masa, typed.jenis, typed.unit)
        given = owner.get(letter)
        before = {one.entri.nomor for one in buku.lembar if letter in _letters(one.entri)}
        if given and typed.nomor not in before:
            values = {"found": typed.nomor, "nomor": given.entri.nomor, "file": given.file}
            yield problem(typed.place, "A007", **values)


def _letters(entri: Entri) -> set[tuple[str, str, str]]:
    return {(entri.periode or "", entri.jenis or "", surat.unit) for surat in entri.surat or ()}


def bolong(buku: Buku) -> list[tuple[str, int, int]]:
    """Return the runs of numbers that nobody took, by sequence."""
    names = {one.deret for one in buku.lembar} | {one.deret for one in buku.diketik if one.deret}
    return [
        (name, first, last)
        for name in sorted(names)
        for first, last in deret.bolong(buku.nomor, (agenda.angka(urut) for urut in buku.terpakai(name)))
    ]


def cari(root: Path, text: str) -> Lembar:
    """Return the entry of a number in full, of `<instansi>/<tahun>/0021`, or of a bare number where only one has it."""
    names = agenda.institutions(root)
    near = [one for name in names for one in agenda.entries(root, name, [], mention=text) if one.entri.nomor == text]
    problems: list[Problem] = []
    every = near or [one for name in names for one in agenda.entries(root, name, problems)]
    path = text.removeprefix(f"{agenda.REGISTER}/").removesuffix(".yaml")
    for key, wanted in (
        ("nomor", text),
        ("folder", f"{agenda.REGISTER}/{path}"),
        ("urut", text.lstrip("0")),
    ):
        found = [one for one in every if wanted == (one.folder if key == "folder" else getattr(one.entri, key))]
        if len(found) == 1:
            return found[0]
        if found:
            choices = ", ".join(one.folder for one in found)
            raise Usage(ucap('nomor "{nomor}" ada di beberapa berkas; pilih: {choices}', nomor=text, choices=choices))
    if problems:
        raise Refusal(problems)
    raise Usage(ucap('nomor "{nomor}" tidak ada di {folder}/', nomor=text, folder=agenda.REGISTER))
