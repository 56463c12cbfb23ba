"""History: what the survey said of a unit from period to period, and which letters told it so."""

import difflib
import tempfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import reading
from pipeline.issuing import archive, plan
from pipeline.making import build
from pipeline.making.document import make
from pipeline.problems.problem import Problem, Refusal
from pipeline.scores import published, results
from pipeline.scores.records import Nilai
from pipeline.sources import register_reader as agenda
from pipeline.sources import workspace
from pipeline.sources.models import Instansi
from pipeline.sources.period import Masa, parse
from pipeline.sources.register_reader import Lembar, Terkirim
from pipeline.sources.survey_model import Tercatat


class Titik(NamedTuple):
    """The results of a unit in a period, and by scheme what was published of them."""

    instansi: Instansi
    nilai: tuple[Nilai, ...]
    tercatat: Mapping[str, Tercatat]


class Perubahan(NamedTuple):
    """A figure in two periods, rounded as it is printed; `None` where there is none."""

    nama: str
    lama: Decimal | None
    baru: Decimal | None

    @property
    def arah(self) -> str:
        """`naik`, `turun`, `tetap`, or `-` when one of the figures is not there."""
        if self.lama is None or self.baru is None:
            return "-"
        return "naik" if self.baru > self.lama else "turun" if self.baru < self.lama else "tetap"


class Surat(NamedTuple):
    """A letter of a unit as its history tells it."""

    masa: str
    jenis: str
    nomor: str
    tanggal: str
    ikm: str
    mutu: str
    status: str


def titik(root: Path, masa: Masa, only: str | None = None, instansi: str | None = None) -> dict[tuple[str, str], Titik]:
    """Return the results of every unit (of one institution) that has answers in a period, by institution and unit."""
    found: dict[tuple[str, str], Titik] = {}
    targets = build.targets_of(root, masa, only)
    for name in dict.fromkeys(name for name, _ in targets if instansi in (None, name)):
        office = workspace.kantor(root, masa, name, [])
        if office is None:
            continue
        ruang = results.count(root, office, [])
        for unit in (unit for owner, unit in targets if owner == name):
            try:
                berkas = workspace.berkas(root, office, unit)
                nilai = results.of_unit(ruang, berkas)
            except Refusal:
                continue
            found[name, unit] = Titik(office.instansi, nilai, archive.tercatat(berkas, nilai))
    return found


def beda(lama: Titik | None, baru: Titik | None) -> Iterator[Perubahan]:
    """Return every index and element of a unit in two periods; elements are the same where their keys are."""
    before, after = _angka(lama), _angka(baru)
    for nama in dict.fromkeys((*after, *before)):
        yield Perubahan(nama, before.get(nama), after.get(nama))


def prioritas(one: Titik | None) -> tuple[str, ...]:
    """Return the elements to improve, under the main scheme, by name."""
    if one is None or not one.nilai:
        return ()
    utama = one.nilai[0]
    return tuple(one.instansi.skema[utama.kunci].unsur[key].nama for key in utama.pilihan.prioritas)


def _angka(one: Titik | None) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for nilai in one.nilai if one else ():
        printed = (one and one.tercatat.get(nilai.kunci)) or Tercatat()
        cells = printed.nrr or {}
        found[f"IKM {nilai.kunci}"] = archive.angka(published.penuh(printed.ikm, nilai.hasil.ikm))
        for key, nrr in nilai.hasil.nrr.items():
            found[f"{nilai.kunci}.{key}"] = archive.angka(published.penuh(cells.get(key), nrr))
    return found


def kalimat(root: Path, lama: Masa, baru: Masa, kind: str, only: str) -> list[str]:
    """Return how the words of a unit's document differ between two periods, as lines of a diff."""
    was, now = (_teks(root, masa, kind, only).splitlines() for masa in (lama, baru))
    return list(difflib.unified_diff(was, now, str(lama), str(baru), lineterm="", n=0))


def _teks(root: Path, masa: Masa, kind: str, only: str) -> str:
    problems: list[Problem] = []
    ((name, unit),) = build.targets_of(root, masa, only, kind)
    work, _ = plan.kerja(root, masa, kind, (name,), problems)
    with tempfile.TemporaryDirectory() as folder:
        made = make(work._replace(keluaran=folder), name, unit, {})
        if made.catatan is None or "berkas" not in made.catatan:
            return ""
        return reading.markdown(Path(made.catatan["berkas"]).read_bytes())


def surat(root: Path, name: str, unit: str, problems: list[Problem]) -> Iterator[Surat]:
    """Return every letter of a unit, by period: those issued, replaced and void, and drafts that wait for a number."""
    lembar = agenda.entries(root, name, problems)
    for masa in map(parse, workspace.periods(root)):
        if masa is None or name not in workspace.institutions(root, masa):
            continue
        given = [
            (one, sent)
            for one in lembar
            if one.entri.periode == str(masa)
            for sent in one.entri.surat or ()
            if sent.unit == unit
        ]
        yield from (_terbit(root, one, sent) for one, sent in given)
        there = titik(root, masa, f"{name}/{unit}").get((name, unit)) if unit else None
        office = workspace.kantor(root, masa, name, [])
        try:
            isi = workspace.berkas(root, office, unit).isi if office else None
        except Refusal:
            isi = None
        for kind, document in ((isi and isi.dokumen) or {}).items():
            if kind in {one.entri.jenis for one, sent in given if not (one.entri.batal or sent.diganti)}:
                continue
            values: dict[str, str] = (
                next(iter(archive.ringkas(there.nilai, there.tercatat).values()), {}) if there else {}
            )
            day = document.tanggal.isoformat() if document.tanggal else ""
            status = "bernomor" if document.nomor and document.tanggal else "draf"
            figures = (values.get("ikm", ""), values.get("mutu", ""))
            yield Surat(str(masa), kind, document.nomor or "", day, *figures, status)


def _terbit(root: Path, lembar: Lembar, sent: Terkirim) -> Surat:
    entri = lembar.entri
    values: dict[str, str] = next(iter(archive.record(root, lembar, sent).get("ikm", {}).values()), {})
    day = sent.tanggal or entri.tanggal
    if entri.batal:
        status = f"batal: {entri.batal}"
    elif sent.diganti:
        status = f"diganti {sent.diganti}"
    elif sent not in agenda.berlaku(entri):
        status = "diubah"
    elif sent.sidik is None:
        status = "bernomor"
    else:
        status = f"terbit, perubahan ke-{sent.revisi}" if sent.revisi else "terbit"
    figures = (values.get("ikm", ""), values.get("mutu", ""))
    return Surat(str(entri.periode), str(entri.jenis), entri.nomor, day.isoformat() if day else "", *figures, status)
