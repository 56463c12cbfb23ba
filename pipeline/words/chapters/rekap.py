"""The chapter `rekap`: the results of every unit of an institution, a row each, and what they come to together."""

from fractions import Fraction
from typing import NamedTuple

from pipeline.scores.ikm import grade_of, half_up
from pipeline.scores.policy import policy_of
from pipeline.scores.records import SchemeResult
from pipeline.sources import schemes
from pipeline.sources.survey_model import Skema
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Number, NumberOrDash, Word, Words, under

ORDER, NEEDS = 90, frozenset({Need.ALL_UNITS})

_ROW = (
    ("nomor", Number("nomor urut")),
    ("nama", "nama unit"),
    ("logo", "logonya sendiri (gambar), bila berkas unitnya menyebutnya: tanyakan `is defined`"),
    (
        "nilai[]",
        NumberOrDash("nilai setiap unsur, menurut urutan unsur; `-` bila tidak diketahui, begitu pula yang berikut"),
    ),
    ("ikm", NumberOrDash("indeks, dua desimal")),
    ("mutu", "huruf mutu"),
    ("kinerja", "kinerja menurut mutu"),
    ("responden", NumberOrDash("banyaknya responden")),
    ("prioritas", "unsur yang perlu diperbaiki, sebagai kalimat"),
    ("prioritas_kode", "kode unsur yang perlu diperbaiki"),
    ("keterangan", "`tidak disurvei: ` dan alasannya, bila periodenya menyebutnya"),
)
_AFTER = _ROW[4:]
"""What a unit without a result has no words for."""
KATA = (
    ("rekap.skema", "nama skema utama"),
    ("rekap.unsur[].kode", "kode unsur skema utama"),
    ("rekap.unsur[].nama", "nama unsur skema utama"),
    *under("rekap.unit[].", _ROW, "setiap unit: "),
    ("rekap.jumlah", Number("banyaknya unit")),
    ("rekap.terbilang", "banyaknya unit dengan huruf"),
    ("rekap.bernilai", Number("banyaknya unit yang mempunyai hasil")),
    ("rekap.tanpa[]", "nama unit yang belum mempunyai hasil, satu per satu"),
    ("rekap.skema_lain[].nama", "nama unit yang hanya mempunyai hasil menurut skema lain"),
    ("rekap.skema_lain[].skema", "nama skemanya"),
    ("rekap.skema_lain[].ikm", Number("indeksnya menurut skema itu")),
    ("rekap.skema_lain[].mutu", "huruf mutunya"),
    ("rekap.tidak_disurvei[].nama", "nama unit yang menurut periodenya tidak disurvei"),
    ("rekap.tidak_disurvei[].alasan", "alasannya"),
    ("rekap.responden", NumberOrDash("banyaknya responden semua unit; `-` bila tidak diketahui")),
    ("rekap.nilai[]", NumberOrDash("rata-rata nilai setiap unsur dari unit yang mempunyai hasil; `-` bila tidak ada")),
    ("rekap.ikm", NumberOrDash("rata-rata indeks unit yang mempunyai hasil; `-` bila tidak ada")),
    ("rekap.mutu", "huruf mutu rata-rata itu"),
    ("rekap.kinerja", "kinerja rata-rata itu"),
    ("rekap.tertinggi.nama", "unit dengan indeks tertinggi; lebih dari satu bila indeksnya sama"),
    ("rekap.tertinggi.ikm", Number("indeksnya")),
    ("rekap.terendah.nama", "unit dengan indeks terendah; lebih dari satu bila indeksnya sama"),
    ("rekap.terendah.ikm", Number("indeksnya")),
)
GIVEN = ("rekap.tertinggi", "rekap.terendah")


class _UnitRow(NamedTuple):
    """A unit's row, and the figures that it adds to those of the institution; `None` where it has no result.

    Of a unit of which only the index is known there are no means. `why` is why it was not surveyed, where that is said;
    `other` is what it came to under another scheme, where it does not use this one.
    """

    words: Words
    ikm: Fraction | None = None
    nrr: tuple[Fraction, ...] = ()
    responden: int | None = None
    why: str | None = None
    other: Words | None = None


def say(material: Material) -> Words:
    """Return a row a unit under the main scheme; who is highest and lowest only where some unit has a result."""
    institution = material.dossier.office.instansi
    mark = institution.gaya.desimal
    key, main = schemes.compared(institution)
    rows = [_row(number, unit, key, main) for number, unit in enumerate(material.units_material, 1)]
    known = [row.responden for row in rows if row.responden is not None]
    there = [row for row in rows if row.ikm is not None]
    words: Words = {
        "skema": main.nama,
        "unsur": [{"kode": unsur.kode, "nama": unsur.nama} for unsur in main.unsur.values()],
        "unit": [row.words for row in rows],
        **indonesian.counted(len(rows), mark),
        "bernilai": indonesian.count(len(there), mark),
        "tanpa": [str(row.words["nama"]) for row in rows if row.ikm is None and row.why is None and not row.other],
        "skema_lain": [row.other for row in rows if row.other],
        "tidak_disurvei": [{"nama": row.words["nama"], "alasan": row.why} for row in rows if row.why is not None],
        "responden": indonesian.count(sum(known), mark) if known and len(known) == len(there) else indonesian.DASH,
    }
    return {"rekap": words | (_together(there, main, mark) if there else _nothing(main))}


def _nothing(scheme: Skema) -> Words:
    dashes = dict.fromkeys(("ikm", "mutu", "kinerja"), indonesian.DASH)
    return {"nilai": [indonesian.DASH] * len(scheme.unsur), **dashes}


def _together(rows: list[_UnitRow], scheme: Skema, mark: str) -> Words:
    """Return what the rows that have a result come to: their mean, its grade, the highest and the lowest."""
    indices = [row.ikm for row in rows if row.ikm is not None]
    mean = sum(indices, Fraction()) / len(rows)
    grade = grade_of(mean, policy_of(scheme).tabel)
    columns = [*zip(*(row.nrr for row in rows if row.nrr), strict=True)]
    means = [indonesian.decimal(sum(column, Fraction()) / len(column), 2, mark) for column in columns]
    return {
        "nilai": means or [indonesian.DASH] * len(scheme.unsur),
        "ikm": indonesian.decimal(mean, 2, mark),
        "mutu": grade.huruf,
        "kinerja": grade.kinerja,
        "tertinggi": _at_end(rows, max(map(half_up, indices)), mark),
        "terendah": _at_end(rows, min(map(half_up, indices)), mark),
    }


def _at_end(rows: list[_UnitRow], ikm: object, mark: str) -> Words:
    """Return the units whose index, as it is printed, is that one."""
    names = [str(row.words["nama"]) for row in rows if row.ikm is not None and half_up(row.ikm) == ikm]
    return {"nama": indonesian.listed(names), "ikm": str(ikm).replace(".", mark)}


def _row(number: int, unit: Material, key: str, scheme: Skema) -> _UnitRow:
    words: Words = {"nomor": str(number), "nama": unit.dossier.effective.nama}
    words |= {"logo": unit.logo} if unit.logo else {}
    scored = unit.results.of(key) if unit.results else None
    if scored is None:
        blank: dict[str, Word] = dict.fromkeys([name for name, _ in _AFTER], indonesian.DASH)
        why = unit.dossier.office.not_surveyed.get(unit.dossier.unit)
        note = {} if why is None else {"keterangan": f"tidak disurvei: {why}"}
        said = {**words, "nilai": [indonesian.DASH] * len(scheme.unsur), **blank, **note}
        return _UnitRow(said, why=why, other=_under_another(unit))
    return _scored(words, scored, unit.dossier.office.instansi.gaya.desimal)


def _under_another(unit: Material) -> Words | None:
    """Return what a unit came to under its own main scheme, which is none that the institution compares by."""
    if unit.results is None:
        return None
    scored, mark = unit.results.main, unit.dossier.office.instansi.gaya.desimal
    printed = scored.printed
    figures = {"ikm": printed.ikm.written(mark), "mutu": printed.mutu}
    return {"nama": unit.dossier.effective.nama, "skema": scored.scheme.nama, **figures}


def _scored(words: Words, scored: SchemeResult, mark: str) -> _UnitRow:
    printed = scored.printed
    chosen = [scored.scheme.unsur[key] for key in scored.choice.prioritas]
    words |= {
        "nilai": [figure.written(mark) for figure in printed.nrr.values()]
        or [indonesian.DASH] * len(scored.scheme.unsur),
        "ikm": printed.ikm.written(mark),
        "mutu": printed.mutu,
        "kinerja": printed.kinerja,
        "responden": indonesian.DASH if printed.responden is None else indonesian.count(printed.responden, mark),
        "prioritas": indonesian.listed([unsur.nama for unsur in chosen]) or indonesian.DASH,
        "prioritas_kode": ", ".join(unsur.kode for unsur in chosen) or indonesian.DASH,
        "keterangan": indonesian.DASH,
    }
    nrr = tuple(figure.exact for figure in printed.nrr.values())
    return _UnitRow(words, printed.ikm.exact, nrr, printed.responden)
