"""What a unit's survey says beside its results: who answered, what changed, what a reader would ask about."""

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from pipeline.problems.phrase import terhitung, ucap
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.scores import publication as terbitan
from pipeline.scores import priorities, published
from pipeline.scores.counts import KOSONG, Jawaban, Sisi
from pipeline.scores.ikm import KONVERSI, SKALA, bulat, mutu
from pipeline.scores.ranges import Rentang
from pipeline.scores.records import Banding, Nilai, Riwayat, Survei
from pipeline.scores.results import RIWAYAT, Ruang, file_of, of_unit
from pipeline.scores.sample import rumus, tercetak
from pipeline.scores.sheets.header import INDEKS
from pipeline.scores.suggestions import SAMARAN, bersihkan
from pipeline.sources import trees as susun
from pipeline.sources import workspace
from pipeline.sources.period import shift
from pipeline.sources.survey_model import Tercatat
from pipeline.sources.workspace import Berkas

KEMBAR = 4
"""One sheet that is at least this part of all, and at least five times there, is worth a word: one in four."""


def survei(root: Path, ruang: Ruang, berkas: Berkas, nilai: Sequence[Nilai]) -> tuple[Survei, tuple[Problem, ...]]:
    """Return the survey and its warnings; refuse when a figure that must agree is off."""
    file = file_of(ruang, berkas.unit)
    assert file is not None
    sisi = file.sisi.get(berkas.unit, KOSONG)
    typed = berkas.isi.saran
    saran = sisi.saran if typed is None else bersihkan(typed)
    riwayat = tuple(_riwayat(root, ruang, berkas.unit, nilai[0].kunci))
    profil = {name: dict(counts) for name, counts in (berkas.isi.responden or sisi.profil).items()}
    found = Survei(profil, saran, riwayat, file.bentuk)
    problems = [
        *terbitan.nama(berkas, nilai),
        *terbitan.tercatat(berkas, nilai),
        *terbitan.tabel(file, berkas.unit, nilai[0]),
        *_pilihan(berkas, nilai[0]),
        *_lembar(file, ruang, berkas, nilai[0], sisi),
        *_sampel(file, berkas, nilai[0]),
        *_bulat(file, nilai),
        *_perubahan(file, berkas, nilai[0], riwayat),
        *_profil(file, berkas, nilai[0], profil),
        *_tanggal(file, berkas, sisi),
        *_saran(file, berkas, saran),
    ]
    if any(not one.is_warning for one in problems):
        raise Refusal(problems)
    return found, tuple(problems)


def _riwayat(root: Path, ruang: Ruang, unit: str, kunci: str) -> Iterator[Riwayat]:
    for before in ruang.lalu[:RIWAYAT]:
        try:
            berkas = workspace.berkas(root, before.kantor, unit)
            found = next(iter(of_unit(before, berkas, kunci)), None)
        except Refusal:
            continue
        if found is not None:
            declared = terbitan.catatan(berkas, kunci, pertama=kunci == next(iter(before.kantor.instansi.skema)))
            ikm = published.penuh(declared.ikm if declared else None, found.hasil.ikm)
            yield Riwayat(before.kantor.masa, ikm, mutu(ikm, found.aturan.tabel).huruf, found.hasil.responden)


def banding(
    root: Path, ruang: Ruang, berkas: Berkas, nilai: Sequence[Nilai], problems: list[Problem]
) -> Banding | None:
    """Return the earlier period to compare with: the one that is declared, else the last that has a result.

    `None` where there is none; one that is declared and cannot be compared with is a problem.
    """
    declared = berkas.isi.survei.pembanding if berkas.isi.survei else None
    at = susun.find(berkas.tree, ("survei", "pembanding")).at
    masa = berkas.kantor.masa
    near = [str(shift(masa, -back)) for back in range(1, RIWAYAT + 1)]
    if declared and declared not in near:
        problems.append(problem(at, "S164", found=declared, masa=masa, choices=", ".join(near)))
        return None
    for before in (one for one in ruang.lalu if declared in (None, str(one.kantor.masa))):
        there = _terdahulu(root, before, berkas.unit, [one.kunci for one in nilai])
        if there:
            return there
    if declared:
        problems.append(problem(at, "S165", found=declared, unit=berkas.unit))
    return None


def _terdahulu(root: Path, before: Ruang, unit: str, keys: Sequence[str]) -> Banding | None:
    """Return a unit's results of an earlier period; `None` where the main scheme has none."""
    found: list[Nilai] = []
    declared: dict[str, Tercatat] = {}
    for key in keys:
        try:
            berkas = workspace.berkas(root, before.kantor, unit)
            found += of_unit(before, berkas, key)
        except Refusal:
            if key == keys[0]:
                return None
            continue
        printed = terbitan.catatan(berkas, key, pertama=key == next(iter(before.kantor.instansi.skema)))
        declared |= {key: printed} if printed else {}
    return Banding(before.kantor.masa, found, declared) if found and found[0].kunci == keys[0] else None


def _pilihan(berkas: Berkas, nilai: Nilai) -> Iterator[Problem]:
    nrr = priorities.angka(nilai.hasil, nilai.pilihan)
    for key, lower in nilai.pilihan.ragu:
        at = susun.find(berkas.tree, ("prioritas", "unsur")).at
        values = {"nilai": bulat(nrr[key], 3), "other": lower, "lebih_rendah": bulat(nrr[lower], 3)}
        yield problem(at, "S152", unsur=key, **values)


def _awal(file: Jawaban, unit: str) -> Place:
    """Return where the unit's first row stands."""
    return Place(file.file, min(row.line for row in file.baris[unit]))


def _lembar(file: Jawaban, ruang: Ruang, berkas: Berkas, nilai: Nilai, sisi: Sisi) -> Iterator[Problem]:
    place = _awal(file, berkas.unit)
    rows = file.baris[berkas.unit]
    if ruang.lalu:
        before = file_of(ruang.lalu[0], berkas.unit)
        same = (
            before is not None
            and before.kolom == file.kolom
            and [(row.layanan, row.hitungan, row.angka) for row in before.baris.get(berkas.unit, ())]
            == [(row.layanan, row.hitungan, row.angka) for row in rows]
        )
        if same and before is not None:
            yield problem(place, "S153", unit=berkas.unit, other=before.file)
    if sisi.kosong[0]:
        yield problem(Place(file.file, sisi.kosong[1]), "S163", unit=berkas.unit, found=sisi.kosong[0])
    many, line, first = sisi.ulang
    if many:
        yield problem(Place(file.file, line), "S166", unit=berkas.unit, found=many, first=str(first))
    total = nilai.hasil.responden or 0
    if sisi.kembar >= 5 and sisi.kembar * KEMBAR >= total:
        yield problem(place, "S154", unit=berkas.unit, found=sisi.kembar, total=total)
    counts = [row.hitungan for row in rows if row.hitungan]
    used = {score for row in counts for score, many in zip(SKALA * (len(row) // 4), row, strict=True) if many}
    if len(used) == 1 and total > 1:
        yield problem(place, "S155", unit=berkas.unit, found=next(iter(used)))


def _sampel(file: Jawaban, berkas: Berkas, nilai: Nilai) -> Iterator[Problem]:
    total = nilai.hasil.responden
    if total == 1:
        yield problem(_awal(file, berkas.unit), "S156", unit=berkas.unit)
    populasi = berkas.isi.survei.populasi if berkas.isi.survei else None
    if populasi is not None and total is not None and total < tercetak(populasi):
        at = susun.find(berkas.tree, ("survei", "populasi")).at
        values = {"populasi": populasi, "tabel": tercetak(populasi), "rumus": rumus(populasi)}
        yield problem(at, "S157", found=total, **values)


def _bulat(file: Jawaban, nilai: Sequence[Nilai]) -> Iterator[Problem]:
    for one in nilai:
        for row in one.bagian:
            for key, cell in row.nrr.items():
                total = row.banyak[key]
                if total and cell.bawah != cell.atas and not _mungkin(cell, total):
                    skala = KONVERSI if file.bentuk == INDEKS else 1
                    whole = cell.tengah * total // 1
                    places = 2 if (cell.atas - cell.bawah) * skala >= Fraction(1, 200) else 3
                    low, high = (bulat(Fraction(one, total) * skala, places) for one in (whole, whole + 1))
                    values = {"unsur": key, "found": bulat(cell.tengah * skala, places), "total": total}
                    expected = ucap("{low} atau {high}", low=low, high=high)
                    yield problem(Place(file.file, row.line), "S158", **values, expected=expected)


def _mungkin(cell: Rentang, total: int) -> bool:
    """Whether some whole sum of answers has its mean in the range."""
    lowest = -(-(cell.bawah * total) // 1)
    return lowest <= cell.atas * total


def _perubahan(file: Jawaban, berkas: Berkas, nilai: Nilai, riwayat: Sequence[Riwayat]) -> Iterator[Problem]:
    step = berkas.isi.survei.turun if berkas.isi.survei else None
    if step is None or not riwayat:
        return
    fall = riwayat[0].ikm - nilai.hasil.ikm
    if fall > Fraction(step):
        values = {"dari": bulat(riwayat[0].ikm), "masa": riwayat[0].masa, "menjadi": bulat(nilai.hasil.ikm)}
        yield problem(_awal(file, berkas.unit), "S159", unit=berkas.unit, **values, step=step)


def _profil(file: Jawaban, berkas: Berkas, nilai: Nilai, profil: dict[str, dict[str, int]]) -> Iterator[Problem]:
    total = nilai.hasil.responden
    for name, counts in profil.items():
        found = sum(counts.values())
        if total is not None and found != total:
            node = susun.find(berkas.tree, ("responden", name))
            at = node.at if berkas.isi.responden else _awal(file, berkas.unit)
            yield problem(at, "S160", profil=name, found=found, total=total)


def _tanggal(file: Jawaban, berkas: Berkas, sisi: Sisi) -> Iterator[Problem]:
    survei = berkas.isi.survei
    if survei is None:
        return
    for day, (many, line) in sisi.tanggal.items():
        early = survei.mulai is not None and day < survei.mulai.isoformat()
        late = survei.selesai is not None and day > survei.selesai.isoformat()
        if early or late:
            ends = {"mulai": survei.mulai, "selesai": survei.selesai}
            masa = ucap(
                "{mulai} sampai {selesai}", **{name: terhitung(end) if end else "…" for name, end in ends.items()}
            )
            at = Place(file.file, line)
            yield problem(at, "S161", found=terhitung(dt.date.fromisoformat(day)), banyak=many, masa=masa)


def _saran(file: Jawaban, berkas: Berkas, saran: Sequence[str]) -> Iterator[Problem]:
    masked = sum(SAMARAN in text for text in saran)
    if masked:
        at = susun.find(berkas.tree, ("saran",)).at if berkas.isi.saran else _awal(file, berkas.unit)
        yield problem(at, "S162", unit=berkas.unit, found=masked)
