"""Numbers given to the letters of a plan, in their order, and the entries that say so."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from pipeline.issuing import sequence as deret
from pipeline.issuing.order import Baris, Pesanan
from pipeline.issuing.register import Buku
from pipeline.problems.problem import Problem, problem
from pipeline.sources import register_reader as agenda
from pipeline.sources import trees as susun
from pipeline.sources.register_reader import Entri, Lembar, Terkirim
from pipeline.sources.workspace import Berkas
from pipeline.words import number as penomoran


def bernomor(
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
        own = deret.deret(line.instansi, seri, parts, pesanan.kind, line.unit, day)
        where = line.lembar.deret if line.lembar else own
        if where not in taken:
            taken[where] = opened.terpakai(where)
        used = taken[where]
        bersama = seri.satu_untuk == "kelompok"
        key = (line.instansi, where)
        if bersama and key not in shared and (old := _bersama(opened, where, pesanan)):
            files[old.file] = old
            shared[key] = old.entri.urut
        if line.lembar:
            urut = line.lembar.entri.urut
        elif line.nomor:
            urut = penomoran.baca(seri, line.nomor) or ""
        elif bersama and key in shared:
            urut = shared[key]
        elif pesanan.sisip is not None:
            urut = deret.sisipan(pesanan.sisip, used) or ""
        else:
            urut = str(next(deret.berikut(seri, map(agenda.angka, used))))
        problems = tuple(_halangan(opened, where, urut, line, berkas, pesanan, used))
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


def _halangan(
    opened: Buku, where: str, urut: str, line: Baris, berkas: Berkas, pesanan: Pesanan, used: set[str]
) -> Iterator[Problem]:
    """Return what keeps a letter from its number."""
    seri = penomoran.seri(berkas, pesanan.kind)
    bersama = seri is not None and seri.satu_untuk == "kelompok"
    after = None if line.nomor else pesanan.sisip
    if not _masuk(urut, used, after):
        yield problem(berkas.own, "A023", urut=after, deret=where)
    elif not line.lembar and (owner := _milik_lain(opened, where, urut, pesanan, bersama)):
        at = susun.find(berkas.tree, ("dokumen", pesanan.kind, "nomor")).at
        yield problem(at, "A002", nomor=line.nomor, other=owner)
    elif not line.nomor:
        yield from mundur(opened, where, urut, line.tanggal or dt.date.max, berkas)


def _masuk(urut: str, used: set[str], sisip: int | None) -> bool:
    """Return whether there is a number to insert after, and a letter left to insert with."""
    return sisip is None or (bool(urut) and str(sisip) in used)


def yth(berkas: Berkas, kind: str) -> str:
    """Return to whom a document is addressed: as it says itself, else as its unit does, else to the unit."""
    surat = (berkas.isi.dokumen or {}).get(kind)
    return (surat and surat.yth) or berkas.isi.yth or berkas.isi.nama


def hal(berkas: Berkas, kind: str) -> str | None:
    """Return the line Hal of a document, without what its template adds."""
    surat = (berkas.isi.dokumen or {}).get(kind)
    return (surat and surat.hal) or berkas.isi.hal


def _milik_lain(opened: Buku, where: str, urut: str, pesanan: Pesanan, bersama: bool) -> str:
    """Return the file of a number that another letter has; empty where none has, or the batch shares it."""
    fits = (one for one in opened.lembar if one.deret == where and one.entri.urut == urut)
    return next((one.file for one in fits if not (bersama and _sekelompok(one, pesanan))), "")


def _bersama(opened: Buku, where: str, pesanan: Pesanan) -> Lembar | None:
    """Return the entry whose number the batch already shares, for a letter that comes late."""
    return next((one for one in opened.lembar if one.deret == where and _sekelompok(one, pesanan)), None)


def _sekelompok(lembar: Lembar, pesanan: Pesanan) -> bool:
    """Return whether an entry is of the batch: of its period and kind, and not void."""
    entri = lembar.entri
    return (entri.periode, entri.jenis) == (str(pesanan.masa), pesanan.kind) and not entri.batal


def mundur(opened: Buku, where: str, urut: str, day: dt.date, berkas: Berkas) -> Iterator[Problem]:
    """Return a problem when a letter would be dated before one that has a lower number in its sequence."""
    number = agenda.angka(urut)
    earlier = [one for one in opened.lembar if one.deret == where and agenda.angka(one.entri.urut) <= number]
    last = max((one for one in earlier if one.entri.tanggal), key=lambda one: one.entri.tanggal or day, default=None)
    if last and last.entri.tanggal and last.entri.tanggal > day:
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
    fields = {
        "nomor": nomor,
        "urut": urut,
        "hal": hal(berkas, pesanan.kind),
        "yth": line.yth,
        "periode": str(pesanan.masa),
        "jenis": pesanan.kind,
        "surat": [surat],
    }
    entri = Entri.model_validate(fields).model_copy(update={"tanggal": line.tanggal})
    return agenda.baru(line.instansi, where, entri)
