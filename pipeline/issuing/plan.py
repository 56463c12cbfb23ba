"""The plan of an issue: which letters get which numbers, which are out already, which cannot go and why.

Nothing is written but the cache of counted answers: the letters are made in a folder that is thrown away.
"""

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import build, results, state
from pipeline.errors import Place, Problem, problem
from pipeline.issuing import deret, git, journal, register
from pipeline.issuing.register import Buku
from pipeline.making import SCORED, Buatan, Pekerjaan, make
from pipeline.results import Ruang
from pipeline.sources import agenda, schema, workspace
from pipeline.sources.agenda import Entri, Lembar, Terkirim
from pipeline.sources.masa import Masa
from pipeline.sources.workspace import Berkas
from pipeline.words import nomor as penomoran

_TERSEMBUNYI = ("draf", "nomor", "tanggal", "tempat_tanggal")
"""Words that differ between a draft and a letter because it is issued."""


class Pesanan(NamedTuple):
    """What is asked for: a period and kind; one unit only; the date of letters that have none; where to insert."""

    masa: Masa
    kind: str
    unit: str | None = None
    tanggal: dt.date | None = None
    sisip: int | None = None
    lewati: bool = False


class Baris(NamedTuple):
    """A letter in the plan: `status` is `baru`, `terbit` or `terhalang`."""

    instansi: str
    unit: str
    status: str
    nomor: str = ""
    tanggal: dt.date | None = None
    yth: str = ""
    beda: tuple[str, ...] = ()
    masalah: tuple[Problem, ...] = ()
    lembar: Lembar | None = None


class Rencana(NamedTuple):
    """The plan: a line a letter, the entries to be written, and what stands in the way of the whole."""

    baris: tuple[Baris, ...]
    lembar: tuple[Lembar, ...]
    masalah: tuple[Problem, ...]
    peringatan: tuple[Problem, ...]

    @property
    def baru(self) -> tuple[Baris, ...]:
        """The letters that would be issued."""
        return tuple(one for one in self.baris if one.status == "baru")


def rencana(root: Path, pesanan: Pesanan) -> Rencana:
    """Return the plan; the same files give the same plan. Raises `Refusal` and `Usage` as a build does."""
    problems: list[Problem] = list(_before(root))
    targets = build.targets_of(root, pesanan.masa, pesanan.unit)
    work, buku = kerja(root, pesanan.masa, pesanan.kind, tuple(dict.fromkeys(name for name, _ in targets)), problems)
    lines: list[Baris] = []
    ready: list[tuple[Baris, Berkas]] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, unit in targets:
            if name not in work.ruang:
                continue
            made = make(work._replace(keluaran=folder), name, unit, {})
            if made.catatan is None:
                continue
            line, berkas = _line(work, name, unit, made, pesanan.tanggal)
            if berkas is None:
                lines.append(line)
            else:
                ready.append((line, berkas))
    for name, opened in buku.items():
        mine = [(line, berkas) for line, berkas in ready if line.instansi == name]
        problems += commit(root, pesanan, name) if mine else ()
        problems += (one for one in register.periksa(root, opened) if not one.is_warning)
    numbered, lembar = _bernomor(ready, buku, pesanan)
    lines += numbered
    lines.sort(key=lambda one: (one.instansi, one.unit))
    found = {one for line in lines for one in line.masalah}
    if not pesanan.lewati:
        problems += (one for one in found if not one.is_warning)
    errors = tuple(sorted({one for one in problems if not one.is_warning}))
    warnings = {one for one in (*problems, *found) if one.is_warning or one not in errors}
    return Rencana(tuple(lines), lembar, errors, tuple(sorted(warnings)))


def kerja(
    root: Path, masa: Masa, kind: str, names: Sequence[str], problems: list[Problem]
) -> tuple[Pekerjaan, dict[str, Buku]]:
    """Return the work of making a kind in a period, and the registers of its institutions."""
    jenis = build.jenis_of(root, kind)
    ruang: dict[str, Ruang] = {}
    buku: dict[str, Buku] = {}
    terbit: dict[tuple[str, str], tuple[Lembar, Terkirim]] = {}
    for name in names:
        office = workspace.kantor(root, masa, name, problems)
        if office is None:
            continue
        ruang[name] = results.count(root, office, problems) if SCORED in jenis.kosakata else Ruang(office, (), ())
        buku[name] = register.buka(root, name, problems)
        terbit |= agenda.terbitan(root, name, str(masa), kind, problems)
    return Pekerjaan(root, masa, kind, jenis, ruang, terbit), buku


def _before(root: Path) -> Iterator[Problem]:
    if journal.terhenti(root):
        yield problem(Place(journal.JURNAL), "A014")


def commit(root: Path, pesanan: Pesanan, name: str) -> Iterator[Problem]:
    """Return a problem for every source that the commit does not have: a letter is made from a commit."""
    folders = (f"{workspace.UNITS}/{name}", f"{workspace.PERIODS}/{pesanan.masa}/{name}")
    if not git.head(root):
        yield problem(Place(folders[0]), "A008")
        return
    for file in git.uncommitted(root, *folders, f"{workspace.TEMPLATES}/{pesanan.kind}", "pipeline"):
        yield problem(Place(file), "A009")


def _line(work: Pekerjaan, name: str, unit: str, made: Buatan, tanggal: dt.date | None) -> tuple[Baris, Berkas | None]:
    """Return what the plan says of a letter, and its record when it needs a number."""
    terbit = work.terbit.get((name, unit))
    if terbit and terbit[1].sidik:
        lembar, surat = terbit
        day = surat.tanggal or lembar.entri.tanggal
        beda = tuple(dict(one.values).get("beda", "") for one in made.masalah if one.code == "A012")
        return Baris(name, unit, "terbit", lembar.entri.nomor, day, surat.yth or "", beda, made.masalah), None
    if made.catatan is None or made.catatan["status"] == "gagal":
        return Baris(name, unit, "terhalang", masalah=made.masalah), None
    berkas = workspace.berkas(work.root, work.ruang[name].kantor, unit, agenda.lapisan(*terbit) if terbit else None)
    surat_ = (berkas.isi.dokumen or {})[work.kind]
    day = surat_.tanggal or tanggal
    yth = surat_.yth or berkas.isi.yth or berkas.isi.nama
    beda = _beda(work, name, unit, made.catatan)
    problems = list(made.masalah)
    if day is None:
        problems.append(problem(berkas.own, "A015", jenis=work.kind))
    nomor = penomoran.seri(berkas, work.kind)
    if nomor is None:
        problems.append(problem(Place(f"{workspace.UNITS}/{name}/instansi.yaml"), "A016"))
    elif surat_.nomor and not terbit and penomoran.baca(nomor, surat_.nomor) is None:
        at = schema.find(berkas.tree, ("dokumen", work.kind, "nomor")).at
        problems.append(problem(at, "A017", found=surat_.nomor, pola=nomor.pola))
    if any(not one.is_warning for one in problems):
        return Baris(name, unit, "terhalang", masalah=tuple(problems)), None
    return Baris(
        name, unit, "baru", surat_.nomor or "", day, yth, beda, tuple(problems), lembar=terbit and terbit[0]
    ), berkas


def _beda(work: Pekerjaan, name: str, unit: str, catatan: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the words that differ from the draft last built; `draf` when none was built."""
    report = state.read(state.report_file(work.root, str(work.masa), work.kind))
    drafts = {(one["instansi"], one["unit"]): one for one in report.get("dokumen", ())}
    old = drafts.get((name, unit), {}).get("kata")
    if old is None:
        return ("belum ada draf",)
    now = catatan["kata"]
    return tuple(
        one for one in sorted(old.keys() | now.keys()) if old.get(one) != now.get(one) and one not in _TERSEMBUNYI
    )


def _bernomor(
    ready: Sequence[tuple[Baris, Berkas]], buku: Mapping[str, Buku], pesanan: Pesanan
) -> tuple[list[Baris], tuple[Lembar, ...]]:
    """Return the lines with their numbers, and the entries to write; a shared number is one entry."""
    taken: dict[str, set[str]] = {}
    files: dict[str, Lembar] = {}
    lines: list[Baris] = []
    shared: dict[tuple[str, str], str] = {}
    for line, berkas in sorted(ready, key=lambda one: (not one[0].nomor, one[0].instansi, one[0].unit)):
        seri, day = penomoran.seri(berkas, pesanan.kind), line.tanggal
        assert seri is not None
        assert day is not None
        parts = penomoran.bagian(seri, berkas, pesanan.kind)
        opened = buku[line.instansi]
        where = deret.deret(line.instansi, seri, parts, pesanan.kind, line.unit, day)
        if where not in taken:
            taken[where] = opened.terpakai(where)
        used = taken[where]
        bersama = seri.satu_untuk == "kelompok"
        key = (line.instansi, where)
        if bersama and key not in shared and (old := _bersama(opened, where, pesanan)):
            files[old.file] = old
            shared[key] = old.entri.urut
        if line.lembar:
            where, urut = line.lembar.deret, line.lembar.entri.urut
        elif line.nomor:
            urut = penomoran.baca(seri, line.nomor) or ""
        elif bersama and key in shared:
            urut = shared[key]
        elif pesanan.sisip is not None:
            urut = deret.sisipan(pesanan.sisip, used) or ""
        else:
            urut = str(next(deret.berikut(seri, map(agenda.angka, used))))
        problems = () if line.nomor else tuple(mundur(opened, where, urut, day, berkas))
        if problems:
            lines.append(line._replace(status="terhalang", masalah=(*line.masalah, *problems)))
            continue
        used.add(urut)
        shared.setdefault(key, urut)
        nomor = line.nomor or penomoran.tulis(seri, urut, parts, day)
        lembar = _lembar(files, opened, where, urut, nomor, line, berkas, pesanan)
        files[lembar.file] = lembar
        lines.append(line._replace(nomor=nomor))
    return lines, tuple(
        files[file] for file in sorted(files) if any(not s.sidik for s in files[file].entri.surat or ())
    )


def _bersama(opened: Buku, where: str, pesanan: Pesanan) -> Lembar | None:
    """Return the entry whose number the batch already shares, for a letter that comes late."""
    mine = (str(pesanan.masa), pesanan.kind)
    fits = (one for one in opened.lembar if one.deret == where and (one.entri.periode, one.entri.jenis) == mine)
    return next((one for one in fits if not one.entri.batal), None)


def mundur(opened: Buku, where: str, urut: str, day: dt.date, berkas: Berkas) -> Iterator[Problem]:
    """Return a problem when a letter would be dated before one that has a lower number in its sequence."""
    number = agenda.angka(urut) if urut else 0
    earlier = [one for one in opened.lembar if one.deret == where and agenda.angka(one.entri.urut) <= number]
    last = max((one for one in earlier if one.entri.tanggal), key=lambda one: one.entri.tanggal or day, default=None)
    if not urut:
        yield problem(berkas.own, "A018", found=day, other="-", tanggal="-")
    elif last and last.entri.tanggal and last.entri.tanggal > day:
        yield problem(berkas.own, "A018", found=day, other=last.entri.nomor, tanggal=last.entri.tanggal)


def _lembar(
    files: Mapping[str, Lembar],
    opened: Buku,
    where: str,
    urut: str,
    nomor: str,
    line: Baris,
    berkas: Berkas,
    pesanan: Pesanan,
) -> Lembar:
    """Return the entry of a letter: a new one, or the one that is there with this letter added."""
    surat = Terkirim(unit=line.unit, yth=line.yth)
    there = files.get(f"{where}/{agenda.nama_berkas(urut)}") or next(
        (one for one in opened.lembar if one.deret == where and one.entri.urut == urut), None
    )
    if there:
        old = there.entri
        day = None if old.tanggal in (None, line.tanggal) else line.tanggal
        rest = [one for one in old.surat or () if one.unit != line.unit]
        surat = surat.model_copy(update={"tanggal": day})
        change = {"surat": [*rest, surat], "tanggal": old.tanggal or line.tanggal}
        return agenda.baru(line.instansi, where, old.model_copy(update=change))
    dokumen = (berkas.isi.dokumen or {})[pesanan.kind]
    fields = {
        "nomor": nomor,
        "urut": urut,
        "hal": dokumen.hal or berkas.isi.hal,
        "yth": line.yth,
        "periode": str(pesanan.masa),
        "jenis": pesanan.kind,
        "surat": [surat],
    }
    entri = Entri.model_validate(fields).model_copy(update={"tanggal": line.tanggal})
    return agenda.baru(line.instansi, where, entri)
