"""The plan of an issue: which letters get which numbers, which are out already, which cannot go and why.

Nothing is written but the cache of counted answers: the letters are made in a folder that is thrown away.
"""

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline import build, results, state
from pipeline.errors import Place, Problem, problem
from pipeline.issuing import archive, git, journal, register
from pipeline.issuing.nomori import bernomor
from pipeline.issuing.register import Buku
from pipeline.issuing.rencana import Baris, Pesanan, Rencana, merujuk
from pipeline.making import Buatan, Pekerjaan, changed, make, scored
from pipeline.results import Ruang
from pipeline.sources import agenda, susun, workspace
from pipeline.sources.agenda import Lembar, Terkirim
from pipeline.sources.masa import Masa
from pipeline.sources.workspace import Berkas
from pipeline.ucapan import ucap
from pipeline.words import nomor as penomoran

_TERSEMBUNYI = ("draf", "nomor", "tanggal", "tempat_tanggal")
"""Words that differ between a draft and a letter because it is issued."""


def rencana(root: Path, pesanan: Pesanan) -> Rencana:
    """Return the plan; the same files give the same plan. Raises `Refusal` and `Usage` as a build does."""
    problems: list[Problem] = list(_before(root))
    targets = build.targets_of(root, pesanan.masa, pesanan.unit, pesanan.kind)
    work, buku = kerja(root, pesanan.masa, pesanan.kind, tuple(dict.fromkeys(name for name, _ in targets)), problems)
    report = state.documents(state.report_file(root, str(pesanan.masa), pesanan.kind))
    drafts = {(one["instansi"], one["unit"]): str(one.get("kata", "")) for one, _ in report if "kata" in one}
    lines: list[Baris] = []
    ready: list[tuple[Baris, Berkas]] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, unit in targets:
            if name not in work.ruang:
                continue
            made = make(work._replace(keluaran=folder), name, unit, {})
            if made.catatan is None:
                continue
            line, berkas = _line(work, name, unit, made, pesanan.tanggal, drafts)
            if berkas is None:
                lines.append(line)
            else:
                ready.append((line, berkas))
    for name, opened in buku.items():
        mine = [(line, berkas) for line, berkas in ready if line.instansi == name]
        problems += commit(root, pesanan, name) if mine else ()
        problems += (one for one in register.periksa(root, opened) if not one.is_warning)
    numbered, lembar = bernomor(ready, buku, pesanan)
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
    jenis = build.kind_of(root, kind)
    ruang: dict[str, Ruang] = {}
    buku: dict[str, Buku] = {}
    terbit: dict[tuple[str, str], tuple[Lembar, Terkirim]] = {}
    for name in names:
        office = workspace.kantor(root, masa, name, problems)
        if office is None:
            continue
        ruang[name] = results.count(root, office, problems) if scored(jenis) else Ruang(office, (), ())
        buku[name] = register.buka(root, name, problems)
        terbit |= agenda.terbitan(root, name, str(masa), kind, problems)
    return Pekerjaan(root, masa, kind, jenis, ruang, terbit), buku


def _before(root: Path) -> Iterator[Problem]:
    if journal.terhenti(root):
        yield problem(Place(journal.JURNAL), "A014")


def commit(root: Path, pesanan: Pesanan, name: str) -> Iterator[Problem]:
    """Return a problem for every source that the commit does not have: a letter is made from a commit."""
    folders = (f"{workspace.UNITS}/{name}", *(f"{folder}/{name}" for folder in state.looked_at(str(pesanan.masa))))
    folders += archive.terbaca(root, name, pesanan.masa, pesanan.kind)
    if not git.head(root):
        yield problem(Place(folders[0]), "A008")
        return
    for file in git.uncommitted(root, *folders, f"{workspace.TEMPLATES}/{pesanan.kind}", "pipeline"):
        yield problem(Place(file), "A009")


def _line(
    work: Pekerjaan,
    name: str,
    unit: str,
    made: Buatan,
    tanggal: dt.date | None,
    drafts: Mapping[tuple[str, str], str],
) -> tuple[Baris, Berkas | None]:
    """Return what the plan says of a letter, and its record when it needs a number."""
    terbit = work.terbit.get((name, unit))
    if terbit and terbit[1].sidik:
        lembar, surat = terbit
        day = surat.tanggal or lembar.entri.tanggal
        beda = tuple(dict(one.values).get("beda", "") for one in made.masalah if one.code == "A012")
        return Baris(name, unit, "terbit", lembar.entri.nomor, day, surat.yth or "", beda, made.masalah), None
    if made.catatan is None or made.catatan["status"] == "gagal":
        return Baris(name, unit, "terhalang", masalah=made.masalah), None
    berkas = workspace.berkas(work.root, work.ruang[name].kantor, unit, *([agenda.lapisan(*terbit)] if terbit else []))
    surat_ = (berkas.isi.dokumen or {})[work.kind]
    day = surat_.tanggal or tanggal
    yth = surat_.yth or berkas.isi.yth or berkas.isi.nama
    beda = _beda(drafts, name, unit, made.catatan)
    problems = [*made.masalah, *merujuk(made.masalah)]
    if day is None:
        problems.append(problem(berkas.own, "A015", jenis=work.kind))
    nomor = penomoran.seri(berkas, work.kind)
    if nomor is None:
        problems.append(problem(Place(f"{workspace.UNITS}/{name}/instansi.yaml"), "A016"))
    elif surat_.nomor and not terbit and penomoran.baca(nomor, surat_.nomor) is None:
        at = susun.find(berkas.tree, ("dokumen", work.kind, "nomor")).at
        problems.append(problem(at, "A017", found=surat_.nomor, pola=nomor.pola))
    if any(not one.is_warning for one in problems):
        return Baris(name, unit, "terhalang", masalah=tuple(problems)), None
    return Baris(
        name, unit, "baru", surat_.nomor or "", day, yth, beda, tuple(problems), lembar=terbit and terbit[0]
    ), berkas


def _beda(drafts: Mapping[tuple[str, str], str], name: str, unit: str, catatan: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the words that differ from the draft last built; `draf` when none was built."""
    old = drafts.get((name, unit))
    if old is None:
        return (ucap("belum ada draf"),)
    return tuple(one for one in changed(old, catatan["kata"]) if one not in _TERSEMBUNYI)
