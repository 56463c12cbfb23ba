"""The plan of an issue: which letters get which numbers, which are out already, which cannot go and why.

Nothing is written but the cache of counted answers: the letters are made in a folder that is thrown away.
"""

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.documents import pdf
from pipeline.files import git
from pipeline.issuing import archive, journal, register
from pipeline.issuing.numbering import bernomor, yth
from pipeline.issuing.order import Baris, Jadi, Pesanan, Rencana, merujuk
from pipeline.issuing.register import Buku
from pipeline.making import build, report
from pipeline.making.document import Buatan, Pekerjaan, collected, make, scored
from pipeline.making.output import changed
from pipeline.problems.phrase import ucap
from pipeline.problems.problem import Place, Problem, problem
from pipeline.scores import results
from pipeline.scores.results import Ruang
from pipeline.sources import register_reader as agenda
from pipeline.sources import trees as susun
from pipeline.sources import workspace
from pipeline.sources.period import Masa
from pipeline.sources.register_reader import Lembar, Terkirim
from pipeline.sources.workspace import Berkas
from pipeline.words import number as penomoran

_TERSEMBUNYI = ("draf", "nomor", "tanggal", "tempat_tanggal")
"""Words that differ between a draft and a letter because it is issued."""


def rencana(root: Path, pesanan: Pesanan) -> Rencana:
    """Return the plan; the same files give the same plan. Raises `Refusal` and `Usage` as a build does."""
    with tempfile.TemporaryDirectory() as folder:
        return siapkan(root, pesanan, folder)


def siapkan(root: Path, pesanan: Pesanan, folder: str) -> Rencana:
    """Return the plan with its letters made in a folder, each under the number and date it would be issued with.

    What is issued are these very documents, so that nothing can stand in the way of an issue that its plan did not say.
    """
    problems: list[Problem] = list(before(root, pesanan))
    targets = build.targets_of(root, pesanan.masa, pesanan.unit, pesanan.kind)
    work, buku = kerja(root, pesanan.masa, pesanan.kind, tuple(dict.fromkeys(name for name, _ in targets)), problems)
    asal = archive.asal(root, tuple(buku), pesanan.masa, pesanan.kind)
    work = work._replace(keluaran=folder)
    made = report.documents(report.report_file(root, str(pesanan.masa), pesanan.kind))
    drafts = {(one["instansi"], one["unit"]): str(one.get("kata", "")) for one, _ in made if "kata" in one}
    lines: list[Baris] = []
    ready: list[tuple[Baris, Berkas]] = []
    for name, unit in (one for one in targets if one[0] in work.ruang):
        line, berkas = _line(work, name, unit, pesanan.tanggal)
        if line and berkas:
            ready.append((line, berkas))
        elif line:
            lines.append(line)
    numbered, letters, lembar = _bernomor(work, ready, buku, pesanan, drafts)
    lines += numbered
    lines.sort(key=lambda one: (one.instansi, one.unit))
    for name, opened in buku.items():
        problems += commit(root, pesanan, name) if any(line.instansi == name for line, _ in ready) else ()
        problems += (one for one in register.periksa(root, opened) if not one.is_warning)
    problems += yatim(root, lembar)
    found = {one for line in lines for one in line.masalah}
    if not pesanan.lewati:
        problems += (one for one in found if not one.is_warning)
    errors = tuple(sorted({one for one in problems if not one.is_warning}))
    warnings = {one for one in (*problems, *found) if one.is_warning or one not in errors}
    return Rencana(tuple(lines), lembar, errors, tuple(sorted(warnings)), letters, asal)


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


def before(root: Path, pesanan: Pesanan) -> Iterator[Problem]:
    """Return what stands in the way before any letter is looked at."""
    if journal.terhenti(root):
        yield problem(Place(journal.JURNAL), "A014")
    if pesanan.pdf and not pdf.program():
        yield problem(Place("."), "P001")


def yatim(root: Path, lembar: Iterable[Lembar]) -> Iterator[Problem]:
    """Return a problem for each new number whose archive is there already: the number was taken, and then lost."""
    for one in lembar:
        folder = root / one.folder
        if not (root / one.file).exists() and folder.is_dir() and any(folder.iterdir()):
            yield problem(Place(one.folder), "A024", file=one.file)


def commit(root: Path, pesanan: Pesanan, name: str) -> Iterator[Problem]:
    """Return a problem for every source that the commit does not have: a letter is made from a commit."""
    folders = (f"{workspace.UNITS}/{name}", *(f"{folder}/{name}" for folder in report.looked_at(str(pesanan.masa))))
    folders += archive.terbaca(root, name, pesanan.masa, pesanan.kind)
    if not git.head(root):
        yield problem(Place(folders[0]), "A008")
        return
    for file in git.uncommitted(root, *folders, f"{workspace.TEMPLATES}/{pesanan.kind}", "pipeline"):
        yield problem(Place(file), "A009")


def _line(work: Pekerjaan, name: str, unit: str, tanggal: dt.date | None) -> tuple[Baris | None, Berkas | None]:
    """Return what the plan says of a letter, and its record when it needs a number; no line when it gets none."""
    terbit = work.terbit.get((name, unit))
    if terbit and terbit[1].sidik:
        lembar, surat = terbit
        made = make(work, name, unit, {})
        day = surat.tanggal or lembar.entri.tanggal
        beda = tuple(dict(one.values).get("beda", "") for one in made.masalah if one.code == "A012")
        return Baris(name, unit, "terbit", lembar.entri.nomor, day, surat.yth or "", beda, made.masalah), None
    problems: list[Problem] = []
    berkas = None
    with collected(problems):
        layers = [agenda.lapisan(*terbit)] if terbit else []
        berkas = workspace.berkas(work.root, work.ruang[name].kantor, unit, *layers)
    surat_ = (berkas.isi.dokumen or {}).get(work.kind) if berkas else None
    if berkas is None or surat_ is None:
        problems += berkas.masalah if berkas else ()
        return (Baris(name, unit, "terhalang", masalah=tuple(problems)) if problems else None), None
    day = surat_.tanggal or tanggal
    if day is None:
        problems.append(problem(berkas.own, "A015", jenis=work.kind))
    nomor = penomoran.seri(berkas, work.kind)
    if nomor is None:
        problems.append(problem(Place(f"{workspace.UNITS}/{name}/instansi.yaml"), "A016"))
    elif surat_.nomor and not terbit and penomoran.baca(nomor, surat_.nomor) is None:
        at = susun.find(berkas.tree, ("dokumen", work.kind, "nomor")).at
        problems.append(problem(at, "A017", found=surat_.nomor, pola=nomor.pola))
    if problems:
        line = Baris(name, unit, "terhalang", masalah=(*problems, *make(work, name, unit, {}).masalah))
        return line, None
    return Baris(
        name, unit, "baru", surat_.nomor or "", day, yth(berkas, work.kind), lembar=terbit and terbit[0]
    ), berkas


def _bernomor(
    work: Pekerjaan,
    ready: Sequence[tuple[Baris, Berkas]],
    buku: Mapping[str, Buku],
    pesanan: Pesanan,
    drafts: Mapping[tuple[str, str], str],
) -> tuple[list[Baris], tuple[Jadi, ...], tuple[Lembar, ...]]:
    """Return the lines with their numbers, the letters made under them, and the entries to write.

    A letter that cannot be made takes no number: those after it are numbered again, and made with what they then have.
    """
    own = {(line.instansi, line.unit): berkas.own for line, berkas in ready}
    blocked: list[Baris] = []
    done: dict[tuple[str, str, str], Buatan] = {}
    while True:
        numbered, lembar = bernomor(ready, buku, pesanan)
        given = {(one.instansi, surat.unit): (one, surat) for one in lembar for surat in _baru(one)}
        here = work._replace(terbit={**work.terbit, **given})
        failed: set[tuple[str, str]] = set()
        for line in numbered:
            key, by_number = (line.instansi, line.unit), (line.instansi, line.unit, line.nomor)
            if line.status == "terhalang":
                blocked.append(line._replace(masalah=(*line.masalah, *make(work, *key, {}).masalah)))
                failed.add(key)
                continue
            if by_number not in done:
                found = make(here, *key, {})
                told = (*found.masalah, *merujuk(found.masalah))
                done[by_number] = found._replace(masalah=_ditempatkan(told, given[key][0], own[key]))
            made = done[by_number]
            if made.catatan is None or any(not one.is_warning for one in made.masalah):
                blocked.append(line._replace(status="terhalang", nomor="", masalah=made.masalah))
                failed.add(key)
        if not failed:
            break
        ready = [one for one in ready if (one[0].instansi, one[0].unit) not in failed]
    lines: list[Baris] = []
    letters: list[Jadi] = []
    for line in numbered:
        made = done[line.instansi, line.unit, line.nomor]
        assert made.catatan is not None
        beda = _beda(drafts, line.instansi, line.unit, made.catatan)
        lines.append(line._replace(beda=beda, masalah=(*line.masalah, *made.masalah)))
        lembar_, surat = given[line.instansi, line.unit]
        letters.append(jadi(work, lembar_, surat, made.catatan))
    return [*lines, *blocked], tuple(letters), lembar


def _ditempatkan(problems: Iterable[Problem], lembar: Lembar, own: Place) -> tuple[Problem, ...]:
    """Return problems that lie in an entry as lying in the unit's own file: the entry is not there to be mended."""
    return tuple(one._replace(place=own) if one.place.file == lembar.file else one for one in problems)


def jadi(work: Pekerjaan, lembar: Lembar, surat: Terkirim, catatan: Mapping[str, Any]) -> Jadi:
    """Return a letter that is made, with the figures that its record keeps."""
    return Jadi(lembar, surat, {**catatan, "ikm": archive.angka_surat(work, lembar.instansi, surat.unit)})


def _baru(lembar: Lembar) -> Iterator[Terkirim]:
    """Return the letters of an entry that are not yet issued."""
    return (one for one in lembar.entri.surat or () if not one.sidik)


def _beda(drafts: Mapping[tuple[str, str], str], name: str, unit: str, catatan: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the words that differ from the draft last built; `draf` when none was built."""
    old = drafts.get((name, unit))
    if old is None:
        return (ucap("belum ada draf"),)
    return tuple(one for one in changed(old, catatan["kata"]) if one not in _TERSEMBUNYI)
