"""The computation of a unit's index, step by step, so that it can be checked with a calculator."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipeline.scores.counts import Counts, counts_of
from pipeline.scores.deviations import printable
from pipeline.scores.ikm import CONVERSION, SCALE, ServiceResult, grade_of
from pipeline.scores.priorities import basis_means
from pipeline.scores.ranges import Range
from pipeline.scores.records import SchemeResult
from pipeline.sources.survey_model import Skema
from pipeline.words import figures, indonesian
from pipeline.words.chapter import Material

PRECISE = 6
"""Decimals that a step is shown with; the computation itself is exact."""


def lines_of(bahan: Material, jawaban: Counts) -> Iterator[str]:
    """Yield the lines of every scheme's computation."""
    kantor = bahan.berkas.office
    masa = indonesian.period_name(kantor.period, kantor.instansi.gaya.semester)
    yield f"{bahan.berkas.effective.nama}, {masa} Tahun {kantor.period.tahun}"
    first = bahan.scored.main.result.responden
    responden = "tidak diketahui" if first is None else str(first)
    yield f"Sumber: {jawaban.file} (bentuk: {jawaban.shape}); responden: {responden}"
    for nilai in bahan.scored.every:
        yield ""
        yield from _scheme(bahan, nilai, jawaban)


def _scheme(bahan: Material, nilai: SchemeResult, jawaban: Counts) -> Iterator[str]:
    skema, desimal = nilai.scheme, bahan.berkas.office.instansi.gaya.desimal
    rule = figures.policy_words(skema, desimal)
    yield f"{skema.nama}: {rule['bobot']}; {rule['pembulatan']}; {rule['gabungan']}; {rule['tabel']}"
    yield ""
    yield from _elements(bahan, nilai, jawaban, desimal)
    yield ""
    if len(nilai.result.layanan) > 1:
        yield from _services(bahan, nilai, desimal)
        yield ""
    yield from _index(nilai, desimal)
    yield from _published(nilai, desimal)
    yield from _priorities(bahan, nilai, desimal)


def _elements(bahan: Material, nilai: SchemeResult, jawaban: Counts, desimal: str) -> Iterator[str]:
    skema = nilai.scheme
    counts = _counts(bahan, jawaban, skema)
    rows = [["Unsur", *(map(str, SCALE) if counts else ()), *(("jumlah", "dijawab") if counts else ())]]
    rows[0] += ["NRR", "bobot", "NRR x bobot", "mutu"]
    for key, nrr in nilai.result.nrr.items():
        row = [f"{skema.unsur[key].kode} {skema.unsur[key].nama}"]
        if counts:
            four = counts[key]
            total = sum(score * many for score, many in zip(SCALE, four, strict=True))
            row += [*map(str, four), str(total), str(sum(four))]
        row += [
            indonesian.decimal(nrr, PRECISE, desimal),
            indonesian.decimal(nilai.policy.bobot[key], PRECISE, desimal),
            indonesian.decimal(nilai.result.weighted[key], PRECISE, desimal),
            grade_of(nrr * CONVERSION, nilai.policy.tabel).huruf,
        ]
        rows.append(row)
    yield from table(rows)


def _counts(bahan: Material, jawaban: Counts, skema: Skema) -> dict[str, tuple[int, ...]]:
    """Return how many answered 1, 2, 3 and 4, of all services and all statements; none where only means are known."""
    rows = jawaban.rows[bahan.berkas.unit]
    if not all(row.counts for row in rows):
        return {}
    found: dict[str, tuple[int, ...]] = {}
    for key, unsur in skema.unsur.items():
        columns = unsur.pernyataan or [key]
        each = [
            counts[column]
            for row in rows
            if (counts := counts_of(jawaban.columns, row))
            for column in columns
            if column in counts
        ]
        found[key] = tuple(map(sum, zip(*each, strict=True)))
    return found


def _services(bahan: Material, nilai: SchemeResult, desimal: str) -> Iterator[str]:
    def row(one: ServiceResult) -> list[str]:
        name = figures.short_name(bahan, one.key)
        responden = indonesian.DASH if one.responden is None else str(one.responden)
        means = [indonesian.decimal(value, 2, desimal) for value in one.nrr.values()]
        return [name, responden, *means, indonesian.decimal(one.ikm, 4, desimal)]

    codes = [nilai.scheme.unsur[key].kode for key in nilai.result.nrr]
    yield from table([["Layanan", "responden", *codes, "IKM"], *map(row, nilai.result.layanan)])


def _index(nilai: SchemeResult, desimal: str) -> Iterator[str]:
    hasil = nilai.result
    total = sum(hasil.weighted.values(), Fraction())
    shown = indonesian.decimal(hasil.ikm, 2, desimal)
    given = any(one.ikm is not None for one in nilai.parts)
    if not given:
        yield f"Jumlah NRR tertimbang = {indonesian.decimal(total, PRECISE, desimal)}"
    if nilai.policy.gabungan == "responden" and not given:
        mean = hasil.ikm / CONVERSION
        rounded = "" if mean == total else f", dibulatkan {indonesian.decimal(mean, 3, desimal)}"
        exact = indonesian.decimal(hasil.ikm, PRECISE, desimal)
        yield f"IKM = jumlah itu{rounded} x {CONVERSION} = {exact}, dicetak {shown}"
    elif len(hasil.layanan) == 1:
        yield f"IKM layanan = {indonesian.decimal(hasil.ikm, PRECISE, desimal)}, dicetak {shown}"
    else:
        how = {"rata-rata-layanan": "rata-rata IKM", "tertimbang": "rata-rata IKM menurut bobot"}
        name = how.get(nilai.policy.gabungan, "rata-rata IKM menurut responden")
        count = indonesian.with_words(len(hasil.layanan))
        yield f"IKM = {name} {count} layanan = {indonesian.decimal(hasil.ikm, PRECISE, desimal)}, dicetak {shown}"
    grade = grade_of(hasil.ikm, nilai.policy.tabel)
    lowest = indonesian.decimal(grade.lowest, 2, desimal)
    yield f"Mutu = {grade.huruf} ({grade.kinerja}), karena {shown} sekurangnya {lowest}"
    if not nilai.result_range.certain:
        low, high = printable(Range(nilai.result_range.low.ikm, hasil.ikm, nilai.result_range.high.ikm), 2)
        ends = (indonesian.decimal(low, 2, desimal), indonesian.decimal(high, 2, desimal))
        yield f"Sel-selnya dibulatkan: IKM yang mungkin {ends[0]} sampai {ends[1]}"


def _published(nilai: SchemeResult, desimal: str) -> Iterator[str]:
    index = nilai.printed.ikm
    if index.origin == "terbit":
        yield f"Diterbitkan: {index.written(desimal)} ({nilai.printed.mutu}); dokumen mencetak angka ini"


def _priorities(bahan: Material, nilai: SchemeResult, desimal: str) -> Iterator[str]:
    pilihan, skema = nilai.choice, nilai.scheme
    nrr = basis_means(nilai.result, pilihan)
    yield f"Prioritas: {figures.priority_words(nilai.rule, desimal, figures.short_name(bahan, pilihan.basis))}"
    names = [f"{skema.unsur[key].nama} ({indonesian.decimal(nrr[key], 3, desimal)})" for key in pilihan.prioritas]
    yield f"  diperbaiki ({len(names)}): {'; '.join(names) or indonesian.NOTHING}"
    names = [f"{skema.unsur[key].nama} ({indonesian.decimal(nrr[key], 3, desimal)})" for key in pilihan.dipertahankan]
    yield f"  dipertahankan ({len(names)}): {'; '.join(names) or indonesian.NOTHING}"


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table in plain text: the first column to the left, the others to the right."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    for row in rows:
        first, *others = (
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(["  " + first, *others]).rstrip()
