"""The chapter `rekap`: the results of every unit of an institution, a row each, and what they come to together."""

from fractions import Fraction
from typing import NamedTuple

from pipeline.scores.ikm import grade_of, half_up
from pipeline.scores.policy import policy_of
from pipeline.scores.records import SchemeResult
from pipeline.sources import schemes
from pipeline.sources.survey_model import Skema
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Word, Words

ORDER, NEEDS = 90, frozenset({Need.ALL_UNITS})

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
    key, utama = schemes.compared(instansi)
    desimal = instansi.gaya.desimal
    rows = [_row(number, one, key, utama) for number, one in enumerate(bahan.units_material, 1)]
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
        grade = grade_of(mean, policy_of(utama).tabel)
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


def _row(number: int, unit: Material, key: str, skema: Skema) -> _UnitRow:
    words: Words = {"nomor": str(number), "nama": unit.berkas.effective.nama}
    scored = unit.results.of(key) if unit.results else None
    if scored is None:
        blank: dict[str, Word] = dict.fromkeys([name for name, _ in _ROW[3:]], indonesian.DASH)
        return _UnitRow({**words, "nilai": [indonesian.DASH] * len(skema.unsur), **blank})
    return _scored(words, scored, unit.berkas.office.instansi.gaya.desimal)


def _scored(words: Words, scored: SchemeResult, desimal: str) -> _UnitRow:
    printed = scored.printed
    chosen = [scored.scheme.unsur[key] for key in scored.choice.prioritas]
    words |= {
        "nilai": [figure.written(desimal) for figure in printed.nrr.values()],
        "ikm": printed.ikm.written(desimal),
        "mutu": printed.mutu,
        "kinerja": printed.kinerja,
        "responden": indonesian.DASH if printed.responden is None else str(printed.responden),
        "prioritas": indonesian.listed([unsur.nama for unsur in chosen]) or indonesian.DASH,
        "prioritas_kode": ", ".join(unsur.kode for unsur in chosen) or indonesian.DASH,
    }
    nrr = tuple(figure.exact for figure in printed.nrr.values())
    return _UnitRow(words, printed.ikm.exact, nrr, printed.responden)
