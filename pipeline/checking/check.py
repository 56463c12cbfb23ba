"""The walk of a check: every unit as far as its documents, nothing written; what has not changed is not read again."""

import datetime as dt
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.checking import memory as ingatan
from pipeline.checking.memory import Ingatan, Temuan
from pipeline.documents import contract
from pipeline.files import fingerprint
from pipeline.issuing import register
from pipeline.issuing.register import Buku
from pipeline.making import build
from pipeline.making import document as making
from pipeline.making.document import Bernomor, Pekerjaan, collected, scored
from pipeline.making.twins import Diberi, beside, kembar
from pipeline.making.whole_period import TANPA_HASIL
from pipeline.problems.problem import Place, Problem, Refusal
from pipeline.scores import results
from pipeline.scores.results import Ruang
from pipeline.sources import acknowledged as diketahui
from pipeline.sources import file_names as nama_berkas
from pipeline.sources import register_reader as agenda
from pipeline.sources import workspace
from pipeline.sources.models import Jenis
from pipeline.sources.period import Masa
from pipeline.sources.register_reader import Lembar, Terkirim
from pipeline.words.say import described

_TEMPLATES = "/templat"
_FOLDERS = "/periode"
_SELURUH = "*"
"""In place of a unit: what an institution makes over the whole period."""
Terbitan = dict[tuple[str, str], tuple[Lembar, Terkirim]]


class Pemeriksa:
    """Checks one period; `lama` is what the last check found."""

    def __init__(self, root: Path, masa: Masa, lama: dict[str, Temuan]) -> None:
        self.root, self.masa, self.lama = root, masa, lama
        self.temuan: dict[str, Temuan] = {}
        self.kinds: dict[str, Jenis] | None = None
        self.rooms: dict[str, tuple[Ruang | None, tuple[Problem, ...]]] = {}
        self.terbit: dict[str, dict[str, Terbitan]] = {}
        self.offices: dict[str, str] = {}
        self.periods = workspace.periods(root)
        self.templates = fingerprint.tree(root, workspace.TEMPLATES)

    def _known(self, name: str, kunci: str, find: Callable[[], Temuan]) -> None:
        """Note what the last check found under that name when its files are the same; else find it."""
        old = self.lama.get(name)
        self.temuan[name] = old if old and old.kunci == kunci else find()._replace(kunci=kunci)

    def shared(self) -> None:
        """Check the kinds of document with every template of theirs, and how the folders of periods are named."""
        self._known(_TEMPLATES, self.templates, self._templates)
        wrong = tuple(nama_berkas.bukan_periode(self.root, workspace.PERIODS, workspace.offices(self.root)))
        self.temuan[_FOLDERS] = Temuan("", wrong)

    def office(self, name: str) -> None:
        """Check what the units of an institution share."""
        every = fingerprint.names(self.root, f"{workspace.UNITS}/{name}", f"{workspace.PERIODS}/{self.masa}/{name}")
        kunci = fingerprint.sha(os.fsencode(f"{self._office(name)} {every}"))
        self._known(name, kunci, lambda: Temuan("", self._room(name)[1]))

    def whole(self, name: str) -> None:
        """Check what an institution makes over the whole period: it speaks of every unit."""
        kunci = fingerprint.sha(f"{self.templates} {fingerprint.tree(self.root, *self._folders(name))}".encode())
        self._known(f"{name}/{_SELURUH}", kunci, lambda: self._unit(name, ""))

    def unit(self, name: str, unit: str) -> None:
        """Check a unit: its files, and every document of it as far as its last word."""
        own = [f"{folder}/{unit}.yaml" for folder in self._folders(name)]
        # a file that cannot be read is not the same as none
        there = (f"{os.path.lexists(self.root / file)} {fingerprint.sha_file(self.root / file)}" for file in own)
        kunci = " ".join((self._office(name), *there))
        self._known(f"{name}/{unit}", fingerprint.sha(kunci.encode()), lambda: self._unit(name, unit))

    def _office(self, name: str) -> str:
        if name not in self.offices:
            self.offices[name] = self.templates + fingerprint.shared(self.root, *self._folders(name))
        return self.offices[name]

    def _folders(self, name: str) -> tuple[str, ...]:
        """Return where an institution's files are; other periods are looked back to."""
        periods = (f"{workspace.PERIODS}/{period}/{name}" for period in self.periods)
        return (f"{workspace.UNITS}/{name}", f"register/{name}", *periods)

    def _jenis(self) -> dict[str, Jenis]:
        if self.kinds is None:
            self.kinds = {}
            for kind in workspace.kinds(self.root):
                with collected([]):
                    self.kinds[kind] = build.kind_of(self.root, kind)
        return self.kinds

    def _templates(self) -> Temuan:
        problems: list[Problem] = []
        for kind in workspace.kinds(self.root):
            with collected(problems):
                jenis = build.kind_of(self.root, kind)
                for file in workspace.layouts(self.root, kind):
                    with collected(problems):
                        making.compiled(self.root, file, tuple(jenis.kosakata))
        return Temuan("", tuple(problems))

    def _room(self, name: str) -> tuple[Ruang | None, tuple[Problem, ...]]:
        if name not in self.rooms:
            problems: list[Problem] = []
            office = workspace.kantor(self.root, self.masa, name, problems)
            room = None
            if office is not None:
                counted = any(map(scored, self._jenis().values()))
                room = results.count(self.root, office, problems) if counted else Ruang(office, (), ())
                problems += room.masalah
                self.terbit[name] = self._register(name, problems)
            self.rooms[name] = (room, tuple(problems))
        return self.rooms[name]

    def _register(self, name: str, problems: list[Problem]) -> dict[str, Terbitan]:
        """Return the letters that the register gives a number, by kind; what is wrong with the register as problems."""
        lembar = agenda.entries(self.root, name, problems)
        return {kind: agenda.milik(lembar, str(self.masa), kind, []) for kind in self._jenis()}

    def beside(self, name: str, unit: str, numbers: tuple[Bernomor, ...]) -> Iterator[Diberi]:
        """Yield a unit's numbers, and those of the other units that equal one of them."""
        room = self._room(name)[0] if numbers else None
        if room is not None:
            layers = {
                other: tuple(agenda.lapisan(*one) for one in self._given(name, other).values())
                for other in workspace.units(self.root, name)
            }
            yield from beside(self.root, room.kantor, unit, numbers, layers)

    def _given(self, name: str, unit: str) -> dict[str, tuple[Lembar, Terkirim]]:
        """Return the letters of a unit that the register gives a number, by kind."""
        return {kind: one[name, unit] for kind, one in self.terbit[name].items() if (name, unit) in one}

    def _unit(self, name: str, unit: str) -> Temuan:
        room = self._room(name)[0]
        if room is None and not unit:
            return Temuan("")
        if room is None:
            return Temuan("", workspace.alone(self.root, self.masa, name, unit))
        problems: list[Problem] = []
        try:
            given = self._given(name, unit)
            berkas = workspace.berkas(self.root, room.kantor, unit, *(agenda.lapisan(*one) for one in given.values()))
            own = workspace.berkas(self.root, room.kantor, unit) if given else berkas
        except Refusal as refusal:
            return Temuan("", refusal.problems)
        problems += berkas.masalah
        needed: set[Place] = set()
        for kind in (kind for kind in berkas.isi.dokumen or () if kind in self._jenis()):
            work = Pekerjaan(self.root, self.masa, kind, self._jenis()[kind], {name: room})
            with collected(problems):
                siap = making.prepare(work, berkas)
                problems += siap.peringatan
                needed |= siap.diketahui
                making.rendered(siap)
                if kind in given and given[kind][1].sidik:
                    kata = making.digests(siap.words)
                    problems += making.terbit_berbeda(self.root, *given[kind], siap.templat, kata)
        clean = all(one.is_warning for one in problems)
        said = dict(diketahui.places(berkas))
        known = tuple(
            (at, said.get(at, TANPA_HASIL), at in needed or not clean) for at in {**said, **dict.fromkeys(needed)}
        )
        typed = tuple((one.place, one.nomor, _hari(one.tanggal), one.jenis) for one in register.diketik(own))
        cited = tuple((one.place, one.nomor, _hari(one.tanggal), one.bertanggal) for one in register.dirujuk(own))
        return Temuan("", tuple(problems), making.numbers(berkas), known, typed, cited)

    def agenda(self, name: str, units: Sequence[str]) -> None:
        """Check the numbers that an institution's units type and cite against its register."""
        found = [(unit, self.temuan[f"{name}/{unit or _SELURUH}"]) for unit in units]
        said = json.dumps([(unit, one.diketik, one.dirujuk) for unit, one in found])
        self._known(
            f"{name}/", fingerprint.sha(f"{self._office(name)} {said}".encode()), lambda: self._agenda(name, found)
        )
        self._elsewhere(name)

    def _agenda(self, name: str, found: Sequence[tuple[str, Temuan]]) -> Temuan:
        typed = tuple(
            register.Diketik(place, "", "", nomor, _dari(day), jenis, unit, str(self.masa))
            for unit, one in found
            for place, nomor, day, jenis in one.diketik
        )
        cited = {
            register.Rujuk(place, nomor, _dari(day) or dt.date.min, dated)
            for _, one in found
            for place, nomor, day, dated in one.dirujuk
        }
        lembar = agenda.entries(self.root, name, [])
        # who keeps no register here is not asked for letters in it
        buku = Buku(name, lembar, typed, tuple(cited) if lembar else (), None)
        return Temuan("", tuple(register.periksa(self.root, buku)))

    def _elsewhere(self, name: str) -> None:
        """Look in the files of every period for cited letters that nothing looked at so far knows."""
        found = self.temuan[f"{name}/"]
        lost = {one for one in found.masalah if one.code == "A005"}
        numbers = {_nomor(one) for one in lost}
        citing = {one.place.file for one in lost}
        files = (file for folder in self._folders(name)[2:] for file in (self.root / folder).glob("*.yaml"))
        others = (file for file in files if file.relative_to(self.root).as_posix() not in citing)
        if lost and any(number in raw for raw in map(Path.read_bytes, others) for number in numbers):
            told = register.rujukan(register.buka(self.root, name, []))
            kept = [one for one in found.masalah if one not in lost]
            self.temuan[f"{name}/"] = found._replace(
                kunci="", masalah=(*kept, *(one for one in told if one.place.file in citing and _nomor(one) in numbers))
            )


def _nomor(cited: Problem) -> bytes:
    return dict(cited.values)["nomor"].encode()


def _hari(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _dari(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def run(root: Path, masa: Masa, only: str | None = None) -> Ingatan:
    """Check a period (or its unit `only`) and what it is made with; keep what was found, and return it.

    Raises `Usage` when there is no such unit.
    """
    masukan = ingatan.of_period(root, str(masa))
    targets = build.targets_of(root, masa, only)
    last = ingatan.read(root, str(masa))
    check = Pemeriksa(root, masa, last.temuan if last else {})
    check.shared()
    for name in workspace.institutions(root, masa) if only is None else dict.fromkeys(name for name, _ in targets):
        check.office(name)
        if only is None:
            check.whole(name)
    for name, unit in targets:
        check.unit(name, unit)
    for name in workspace.institutions(root, masa) if only is None else dict.fromkeys(name for name, _ in targets):
        units = [unit for owner, unit in targets if owner == name]
        check.agenda(name, units if only else ["", *units])
    found = check.temuan
    problems = {one for key, temuan in found.items() for one in temuan.masalah if not _said(key, one, found)}
    whole = [(name, "") for name in workspace.institutions(root, masa)] if only is None else []
    numbers = ((name, unit, found[f"{name}/{unit or _SELURUH}"].nomor) for name, unit in [*whole, *targets])
    given = [(name, unit, tuple(Bernomor(*one) for one in borne)) for name, unit, borne in numbers]
    if only is not None:
        given = [one for name, unit, borne in given for one in check.beside(name, unit, borne)]
    twins = kembar(given).masalah
    twice = {one.place for one in twins}
    problems = {one for one in problems if one.code != "A002" or one.place not in twice} | {*twins}
    if only is None:
        problems.update(diketahui.needless(one for temuan in found.values() for one in temuan.diketahui))
    kept = found if only is None else {**(last.temuan if last else {}), **found}
    seen = Ingatan(masukan if only is None else "", len(targets), tuple(sorted(problems)), kept)
    ingatan.write(root, str(masa), seen)
    return seen


def _said(key: str, one: Problem, found: Mapping[str, Temuan]) -> bool:
    """Return whether the unit that is without a result in a recap has told why itself."""
    own = found.get(f"{key.removesuffix(_SELURUH)}{dict(one.values).get('unit')}") if one.code == TANPA_HASIL else None
    return own is not None and any(not each.is_warning for each in own.masalah)


def unused(root: Path) -> list[tuple[str, str, str]]:
    """Return (template, word, meaning) for every word that the chapters of a kind say and its template never uses."""
    found: list[tuple[str, str, str]] = []
    for kind in workspace.kinds(root):
        kosakata = tuple(build.kind_of(root, kind).kosakata)
        said = described(kosakata)
        for file in workspace.layouts(root, kind):
            tanda = making.compiled(root, file, kosakata).tanda
            found += ((file, word, said[word]) for word in contract.unused(tanda, said))
    return found
