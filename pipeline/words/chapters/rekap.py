"""The chapter `rekap`: the results of every unit of an institution, a row each, and what they come to together."""

from fractions import Fraction
from typing import NamedTuple

from pipeline.scores.ikm import grade_of, half_up
from pipeline.scores.published import exact_or
from pipeline.scores.records import SchemeResult
from pipeline.words import figures, indonesian
from pipeline.words.chapter import Material, Word, Words

_ROW = (
    ("nomor", "nomor urut"),
    ("nama", "nama unit"),
    ("nilai[]", "nilai setiap unsur, menurut urutan unsur; `-` bila unit itu tanpa hasil, begitu pula yang berikut"),
    ("ikm", "indeks, dua desimal"),
    ("mutu", "huruf mutu"),
    ("kinerja", "kinerja menurut mutu"),
    ("responden", "banyaknya responden"),
    ("prioritas", "unsur yang perlu diperbaiki, sebagai kalimat"),
    ("prioritas_kode", "kode unsur yang perlu diperbaiki"),
)
KATA = (
    ("rekap.skema", "nama skema utama"),
    ("rekap.unsur[].kode", "kode unsur skema utama"),
    ("rekap.unsur[].nama", "nama unsur skema utama"),
    *((f"rekap.unit[].{name}", f"setiap unit: {text}") for name, text in _ROW),
    ("rekap.jumlah", "banyaknya unit"),
    ("rekap.terbilang", "banyaknya unit dengan huruf"),
    ("rekap.bernilai", "banyaknya unit yang mempunyai hasil"),
    ("rekap.tanpa[]", "nama unit yang tanpa hasil, satu per satu"),
    ("rekap.responden", "banyaknya responden semua unit; `-` bila tidak diketahui"),
    ("rekap.nilai[]", "rata-rata nilai setiap unsur dari unit yang mempunyai hasil; `-` bila tidak ada"),
    ("rekap.ikm", "rata-rata indeks unit yang mempunyai hasil; `-` bila tidak ada"),
    ("rekap.mutu", "huruf mutu rata-rata itu"),
    ("rekap.kinerja", "kinerja rata-rata itu"),
    ("rekap.tertinggi.nama", "unit dengan indeks tertinggi; lebih dari satu bila indeksnya sama"),
    ("rekap.tertinggi.ikm", "indeksnya"),
    ("rekap.terendah.nama", "unit dengan indeks terendah; lebih dari satu bila indeksnya sama"),
    ("rekap.terendah.ikm", "indeksnya"),
)


class _UnitRow(NamedTuple):
    """A unit's row, and the figures that it adds to those of the institution; `None` where it has no result."""

    words: Words
    ikm: Fraction | None = None
    nrr: tuple[Fraction, ...] = ()
    responden: int | None = None


def say(bahan: Material) -> Words:
    """Return a row a unit under the main scheme; `tertinggi` and `terendah` only where some unit has a result."""
    instansi = bahan.berkas.office.instansi
    kunci, utama = next(iter(instansi.skema.items()))
    desimal = instansi.gaya.desimal
    rows = [_row(number, one, kunci) for number, one in enumerate(bahan.units_material, 1)]
    there = [one.ikm for one in rows if one.ikm is not None]
    counts = [one.responden for one in rows if one.ikm is not None]
    known = [one for one in counts if one is not None]
    words: Words = {
        "skema": utama.nama,
        "unsur": [{"kode": one.kode, "nama": one.nama} for one in utama.unsur.values()],
        "unit": [one.words for one in rows],
        "jumlah": str(len(rows)),
        "terbilang": indonesian.in_words(len(rows)),
        "bernilai": str(len(there)),
        "tanpa": [str(one.words["nama"]) for one in rows if one.ikm is None],
        "responden": str(sum(known)) if known and len(known) == len(counts) else indonesian.DASH,
        "nilai": [indonesian.DASH] * len(utama.unsur),
        **dict.fromkeys(("ikm", "mutu", "kinerja"), indonesian.DASH),
    }
    if there:
        mean = sum(there, Fraction()) / len(there)
        tabel = next(nilai.policy.tabel for one in bahan.units_material for nilai in one.nilai if nilai.kunci == kunci)
        grade = grade_of(mean, tabel)
        columns = zip(*(one.nrr for one in rows if one.ikm is not None), strict=True)
        words |= {
            "nilai": [indonesian.decimal(sum(column, Fraction()) / len(there), 2, desimal) for column in columns],
            "ikm": indonesian.decimal(mean, 2, desimal),
            "mutu": grade.huruf,
            "kinerja": grade.kinerja,
            "tertinggi": _at_end(rows, max(map(half_up, there)), desimal),
            "terendah": _at_end(rows, min(map(half_up, there)), desimal),
        }
    return {"rekap": words}


def _at_end(rows: list[_UnitRow], ikm: object, desimal: str) -> Words:
    """Return the units whose index, as it is printed, is that one."""
    names = [str(one.words["nama"]) for one in rows if one.ikm is not None and half_up(one.ikm) == ikm]
    return {"nama": indonesian.listed(names), "ikm": str(ikm).replace(".", desimal)}


def _row(number: int, one: Material, kunci: str) -> _UnitRow:
    words: Words = {"nomor": str(number), "nama": one.berkas.isi.nama}
    skema = one.berkas.office.instansi.skema[kunci]
    nilai = next((nilai for nilai in one.nilai if nilai.kunci == kunci), None)
    if nilai is None:
        kosong: dict[str, Word] = dict.fromkeys([name for name, _ in _ROW[3:]], indonesian.DASH)
        return _UnitRow({**words, "nilai": [indonesian.DASH] * len(skema.unsur), **kosong})
    return _valued(words, one, nilai)


def _valued(words: Words, one: Material, nilai: SchemeResult) -> _UnitRow:
    instansi = one.berkas.office.instansi
    unsur, desimal = instansi.skema[nilai.kunci].unsur, instansi.gaya.desimal
    declared = figures.published(one, nilai)
    printed = declared.nrr if declared else {}
    index = declared.ikm if declared else None
    ikm = exact_or(index, nilai.result.ikm)
    grade = grade_of(ikm, nilai.policy.tabel)
    responden = nilai.result.responden
    if declared and declared.responden is not None:
        responden = declared.responden
    keys = nilai.choice.prioritas
    words |= {
        "nilai": [figures.as_printed(printed.get(key), nrr, desimal) for key, nrr in nilai.result.nrr.items()],
        "ikm": figures.as_printed(index, nilai.result.ikm, desimal),
        "mutu": (declared and declared.mutu) or grade.huruf,
        "kinerja": grade.kinerja,
        "responden": indonesian.DASH if responden is None else str(responden),
        "prioritas": indonesian.listed([unsur[key].nama for key in keys]) or indonesian.DASH,
        "prioritas_kode": ", ".join(unsur[key].kode for key in keys) or indonesian.DASH,
    }
    nrr = tuple(exact_or(printed.get(key), value) for key, value in nilai.result.nrr.items())
    return _UnitRow(words, ikm, nrr, responden)
