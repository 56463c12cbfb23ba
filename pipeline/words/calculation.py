"""The computation of a unit's index, step by step, so that it can be checked with a calculator."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipeline.scores.counts import Jawaban, jumlah
from pipeline.scores.ikm import KONVERSI, SKALA, Layanan, mutu
from pipeline.scores.priorities import BIASA
from pipeline.scores.published import penuh, terbolehkan
from pipeline.scores.ranges import Rentang
from pipeline.scores.records import Nilai
from pipeline.sources.survey_model import Skema
from pipeline.words import figures as skor
from pipeline.words import indonesian as bahasa
from pipeline.words.chapter import Bahan

TELITI = 6
"""Decimals that a step is shown with; the computation itself is exact."""


def lembar(bahan: Bahan, jawaban: Jawaban) -> Iterator[str]:
    """Yield the lines of every scheme's computation."""
    kantor = bahan.berkas.kantor
    masa = bahasa.masa(kantor.masa, kantor.instansi.gaya.semester)
    yield f"{bahan.berkas.isi.nama}, {masa} Tahun {kantor.masa.tahun}"
    first = bahan.nilai[0].hasil.responden
    responden = "tidak diketahui" if first is None else str(first)
    yield f"Sumber: {jawaban.file} (bentuk: {jawaban.bentuk}); responden: {responden}"
    for nilai in bahan.nilai:
        yield ""
        yield from _skema(bahan, nilai, jawaban)


def _skema(bahan: Bahan, nilai: Nilai, jawaban: Jawaban) -> Iterator[str]:
    instansi = bahan.berkas.kantor.instansi
    skema, desimal = instansi.skema[nilai.kunci], instansi.gaya.desimal
    rule = skor.aturan(skema, desimal)
    yield f"{skema.nama}: {rule['bobot']}; {rule['pembulatan']}; {rule['gabungan']}; {rule['tabel']}"
    yield ""
    yield from _unsur(bahan, nilai, jawaban, skema, desimal)
    yield ""
    if len(nilai.hasil.layanan) > 1:
        yield from _layanan(bahan, nilai, desimal)
        yield ""
    yield from _indeks(nilai, desimal)
    yield from _tercatat(bahan, nilai, desimal)
    yield from _prioritas(bahan, nilai, skema, desimal)


def _unsur(bahan: Bahan, nilai: Nilai, jawaban: Jawaban, skema: Skema, desimal: str) -> Iterator[str]:
    counts = _cacah(bahan, jawaban, skema)
    rows = [["Unsur", *(map(str, SKALA) if counts else ()), *(("jumlah", "dijawab") if counts else ())]]
    rows[0] += ["NRR", "bobot", "NRR x bobot", "mutu"]
    for key, nrr in nilai.hasil.nrr.items():
        row = [f"{skema.unsur[key].kode} {skema.unsur[key].nama}"]
        if counts:
            four = counts[key]
            total = sum(score * many for score, many in zip(SKALA, four, strict=True))
            row += [*map(str, four), str(total), str(sum(four))]
        row += [
            bahasa.angka(nrr, TELITI, desimal),
            bahasa.angka(nilai.aturan.bobot[key], TELITI, desimal),
            bahasa.angka(nilai.hasil.tertimbang[key], TELITI, desimal),
            mutu(nrr * KONVERSI, nilai.aturan.tabel).huruf,
        ]
        rows.append(row)
    yield from tabel(rows)


def _cacah(bahan: Bahan, jawaban: Jawaban, skema: Skema) -> dict[str, tuple[int, ...]]:
    """Return how many answered 1, 2, 3 and 4, of all services and all statements; none where only means are known."""
    rows = jawaban.baris[bahan.berkas.unit]
    if not all(row.hitungan for row in rows):
        return {}
    found: dict[str, tuple[int, ...]] = {}
    for key, unsur in skema.unsur.items():
        columns = unsur.pernyataan or [key]
        each = [
            counts[column]
            for row in rows
            if (counts := jumlah(jawaban.kolom, row))
            for column in columns
            if column in counts
        ]
        found[key] = tuple(map(sum, zip(*each, strict=True)))
    return found


def _layanan(bahan: Bahan, nilai: Nilai, desimal: str) -> Iterator[str]:
    def row(one: Layanan) -> list[str]:
        name = skor.singkat(bahan, one.kunci)
        responden = bahasa.KOSONG if one.responden is None else str(one.responden)
        means = [bahasa.angka(value, 2, desimal) for value in one.nrr.values()]
        return [name, responden, *means, bahasa.angka(one.ikm, 4, desimal)]

    codes = [bahan.berkas.kantor.instansi.skema[nilai.kunci].unsur[key].kode for key in nilai.hasil.nrr]
    yield from tabel([["Layanan", "responden", *codes, "IKM"], *map(row, nilai.hasil.layanan)])


def _indeks(nilai: Nilai, desimal: str) -> Iterator[str]:
    hasil = nilai.hasil
    total = sum(hasil.tertimbang.values(), Fraction())
    shown = bahasa.angka(hasil.ikm, 2, desimal)
    given = any(one.ikm is not None for one in nilai.bagian)
    if not given:
        yield f"Jumlah NRR tertimbang = {bahasa.angka(total, TELITI, desimal)}"
    if nilai.aturan.gabungan == "responden" and not given:
        mean = hasil.ikm / KONVERSI
        rounded = "" if mean == total else f", dibulatkan {bahasa.angka(mean, 3, desimal)}"
        yield f"IKM = jumlah itu{rounded} x {KONVERSI} = {bahasa.angka(hasil.ikm, TELITI, desimal)}, dicetak {shown}"
    elif len(hasil.layanan) == 1:
        yield f"IKM layanan = {bahasa.angka(hasil.ikm, TELITI, desimal)}, dicetak {shown}"
    else:
        how = {"rata-rata-layanan": "rata-rata IKM", "tertimbang": "rata-rata IKM menurut bobot"}
        name = how.get(nilai.aturan.gabungan, "rata-rata IKM menurut responden")
        count = bahasa.dengan_huruf(len(hasil.layanan))
        yield f"IKM = {name} {count} layanan = {bahasa.angka(hasil.ikm, TELITI, desimal)}, dicetak {shown}"
    grade = mutu(hasil.ikm, nilai.aturan.tabel)
    lowest = bahasa.angka(grade.mulai, 2, desimal)
    yield f"Mutu = {grade.huruf} ({grade.kinerja}), karena {shown} sekurangnya {lowest}"
    if not nilai.kisaran.pasti:
        low, high = terbolehkan(Rentang(nilai.kisaran.bawah.ikm, hasil.ikm, nilai.kisaran.atas.ikm), 2)
        ends = (bahasa.angka(low, 2, desimal), bahasa.angka(high, 2, desimal))
        yield f"Sel-selnya dibulatkan: IKM yang mungkin {ends[0]} sampai {ends[1]}"


def _tercatat(bahan: Bahan, nilai: Nilai, desimal: str) -> Iterator[str]:
    declared = skor.tercatat(bahan, nilai)
    if declared and declared.ikm:
        shown = skor.cetak(declared.ikm, nilai.hasil.ikm, desimal)
        grade = declared.mutu or mutu(penuh(declared.ikm, nilai.hasil.ikm), nilai.aturan.tabel).huruf
        yield f"Diterbitkan: {shown} ({grade}); dokumen mencetak angka ini"


def _prioritas(bahan: Bahan, nilai: Nilai, skema: Skema, desimal: str) -> Iterator[str]:
    pilihan = nilai.pilihan
    utama = nilai.kunci == next(iter(bahan.berkas.kantor.instansi.skema))
    rule = (bahan.berkas.isi.prioritas if utama else None) or BIASA
    rows = {one.kunci: one.nrr for one in nilai.hasil.layanan}
    nrr = rows[pilihan.basis] if pilihan.basis else nilai.hasil.nrr
    yield f"Prioritas: {skor.prioritas(rule, desimal, skor.singkat(bahan, pilihan.basis))}"
    names = [f"{skema.unsur[key].nama} ({bahasa.angka(nrr[key], 3, desimal)})" for key in pilihan.prioritas]
    yield f"  diperbaiki ({len(names)}): {'; '.join(names) or bahasa.NIHIL}"
    names = [f"{skema.unsur[key].nama} ({bahasa.angka(nrr[key], 3, desimal)})" for key in pilihan.dipertahankan]
    yield f"  dipertahankan ({len(names)}): {'; '.join(names) or bahasa.NIHIL}"


def tabel(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table in plain text: the first column to the left, the others to the right."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    for row in rows:
        first, *others = (
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(["  " + first, *others]).rstrip()
