"""The chapter `rekap`: the results of every unit of an institution, a row each, and what they come to together."""

from fractions import Fraction
from typing import NamedTuple

from pipeline.scores.ikm import bulat, mutu
from pipeline.scores.published import penuh
from pipeline.scores.records import Nilai
from pipeline.words import figures as skor
from pipeline.words import indonesian as bahasa
from pipeline.words.chapter import Bab, Bahan, Kata

_BARIS = (
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
    *((f"rekap.unit[].{name}", f"setiap unit: {text}") for name, text in _BARIS),
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


class _Baris(NamedTuple):
    """A unit's row, and the figures that it adds to those of the institution; `None` where it has no result."""

    words: Bab
    ikm: Fraction | None = None
    nrr: tuple[Fraction, ...] = ()
    responden: int | None = None


def say(bahan: Bahan) -> Bab:
    """Return a row a unit under the main scheme; `tertinggi` and `terendah` only where some unit has a result."""
    instansi = bahan.berkas.kantor.instansi
    kunci, utama = next(iter(instansi.skema.items()))
    desimal = instansi.gaya.desimal
    rows = [_baris(number, one, kunci) for number, one in enumerate(bahan.satuan, 1)]
    there = [one.ikm for one in rows if one.ikm is not None]
    counts = [one.responden for one in rows if one.ikm is not None]
    known = [one for one in counts if one is not None]
    words: Bab = {
        "skema": utama.nama,
        "unsur": [{"kode": one.kode, "nama": one.nama} for one in utama.unsur.values()],
        "unit": [one.words for one in rows],
        "jumlah": str(len(rows)),
        "terbilang": bahasa.terbilang(len(rows)),
        "bernilai": str(len(there)),
        "tanpa": [str(one.words["nama"]) for one in rows if one.ikm is None],
        "responden": str(sum(known)) if known and len(known) == len(counts) else bahasa.KOSONG,
        "nilai": [bahasa.KOSONG] * len(utama.unsur),
        **dict.fromkeys(("ikm", "mutu", "kinerja"), bahasa.KOSONG),
    }
    if there:
        mean = sum(there, Fraction()) / len(there)
        tabel = next(nilai.aturan.tabel for one in bahan.satuan for nilai in one.nilai if nilai.kunci == kunci)
        grade = mutu(mean, tabel)
        columns = zip(*(one.nrr for one in rows if one.ikm is not None), strict=True)
        words |= {
            "nilai": [bahasa.angka(sum(column, Fraction()) / len(there), 2, desimal) for column in columns],
            "ikm": bahasa.angka(mean, 2, desimal),
            "mutu": grade.huruf,
            "kinerja": grade.kinerja,
            "tertinggi": _ujung(rows, max(map(bulat, there)), desimal),
            "terendah": _ujung(rows, min(map(bulat, there)), desimal),
        }
    return {"rekap": words}


def _ujung(rows: list[_Baris], ikm: object, desimal: str) -> Bab:
    """Return the units whose index, as it is printed, is that one."""
    names = [str(one.words["nama"]) for one in rows if one.ikm is not None and bulat(one.ikm) == ikm]
    return {"nama": bahasa.daftar(names), "ikm": str(ikm).replace(".", desimal)}


def _baris(number: int, one: Bahan, kunci: str) -> _Baris:
    words: Bab = {"nomor": str(number), "nama": one.berkas.isi.nama}
    skema = one.berkas.kantor.instansi.skema[kunci]
    nilai = next((nilai for nilai in one.nilai if nilai.kunci == kunci), None)
    if nilai is None:
        kosong: dict[str, Kata] = dict.fromkeys([name for name, _ in _BARIS[3:]], bahasa.KOSONG)
        return _Baris({**words, "nilai": [bahasa.KOSONG] * len(skema.unsur), **kosong})
    return _bernilai(words, one, nilai)


def _bernilai(words: Bab, one: Bahan, nilai: Nilai) -> _Baris:
    instansi = one.berkas.kantor.instansi
    unsur, desimal = instansi.skema[nilai.kunci].unsur, instansi.gaya.desimal
    declared = skor.tercatat(one, nilai)
    printed = (declared and declared.nrr) or {}
    index = declared.ikm if declared else None
    ikm = penuh(index, nilai.hasil.ikm)
    grade = mutu(ikm, nilai.aturan.tabel)
    responden = nilai.hasil.responden
    if declared and declared.responden is not None:
        responden = declared.responden
    keys = nilai.pilihan.prioritas
    words |= {
        "nilai": [skor.cetak(printed.get(key), nrr, desimal) for key, nrr in nilai.hasil.nrr.items()],
        "ikm": skor.cetak(index, nilai.hasil.ikm, desimal),
        "mutu": (declared and declared.mutu) or grade.huruf,
        "kinerja": grade.kinerja,
        "responden": bahasa.KOSONG if responden is None else str(responden),
        "prioritas": bahasa.daftar([unsur[key].nama for key in keys]) or bahasa.KOSONG,
        "prioritas_kode": ", ".join(unsur[key].kode for key in keys) or bahasa.KOSONG,
    }
    nrr = tuple(penuh(printed.get(key), value) for key, value in nilai.hasil.nrr.items())
    return _Baris(words, ikm, nrr, responden)
