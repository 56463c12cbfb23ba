"""The chapter `layanan`: the services, their table of scores, and the table of intervals."""

import math
from collections.abc import Sequence
from fractions import Fraction

from pipeline.scores import ikm
from pipeline.words import bahasa
from pipeline.words.kata import Bab, Bahan

KATA = (
    ("layanan.jumlah", "banyaknya layanan"),
    ("layanan.terbilang", "banyaknya layanan dengan huruf"),
    ("layanan.daftar[].nama", "nama lengkap layanan, menurut urutan di YAML"),
    ("layanan.daftar[].singkat", "nama singkatnya"),
    ("layanan.tabel[].nama", "nama singkat layanan, menurut urutan tabel nilai"),
    ("layanan.tabel[].nilai[]", "nilai layanan itu pada setiap unsur"),
    ("layanan.tabel[].rata_rata", "rata-rata nilai layanan itu"),
    ("layanan.tabel[].ikm", "IKM layanan itu"),
    ("layanan.rata_rata.nilai[]", "rata-rata setiap unsur; yang diumumkan bila diumumkan"),
    ("layanan.rata_rata.mutu[]", "mutu setiap unsur"),
    ("layanan.rata_rata.rata_rata", "rata-rata semua unsur"),
    ("layanan.rata_rata.mutu_rata_rata", "mutunya"),
    ("ikm.nilai", "IKM unit"),
    ("ikm.mutu", "mutunya"),
    ("ikm.kategori", "kinerjanya, setiap kata berhuruf besar: `Sangat Baik`"),
    ("interval[].persepsi", "tabel interval: nilai persepsi"),
    ("interval[].nilai", "tabel interval: batas nilai 1 sampai 4"),
    ("interval[].konversi", "tabel interval: batas IKM"),
    ("interval[].mutu", "tabel interval: huruf mutu"),
    ("interval[].kinerja", "tabel interval: kinerja"),
)


def say(bahan: Bahan) -> Bab:
    """Return the words of the services, of the table of scores and of the intervals; a unit may have no services."""
    isi, nilai = bahan.berkas.isi, bahan.nilai[0]
    desimal = bahan.berkas.kantor.instansi.gaya.desimal
    names = isi.layanan or {}
    grade = ikm.mutu(nilai.hasil.ikm)

    def row(nrr: Sequence[Fraction], index: Fraction) -> Bab:
        return {
            "nilai": [bahasa.angka(value, 2, desimal) for value in nrr],
            "rata_rata": bahasa.angka(index / 25, 2, desimal),
        }

    mean = row(list(nilai.hasil.nrr.values()), nilai.hasil.ikm)
    if isi.publikasi and isi.publikasi.rata_rata:
        mean["rata_rata"] = isi.publikasi.rata_rata
    return {
        "layanan": {
            "jumlah": str(len(names)),
            "terbilang": bahasa.terbilang(len(names)),
            "daftar": [{"nama": one.nama, "singkat": one.singkat or one.nama} for one in names.values()],
            "tabel": [
                {
                    "nama": names[one.kunci].singkat or names[one.kunci].nama,
                    **row(list(one.nrr.values()), one.ikm),
                    "ikm": bahasa.angka(one.ikm, 2, desimal),
                }
                for one in nilai.hasil.layanan
            ],
            "rata_rata": {
                **mean,
                "mutu": [ikm.mutu(value * 25).huruf for value in nilai.hasil.nrr.values()],
                "mutu_rata_rata": grade.huruf,
            },
        },
        "ikm": {
            "nilai": bahasa.angka(nilai.hasil.ikm, 2, desimal),
            "mutu": grade.huruf,
            "kategori": grade.kinerja.title(),
        },
        "interval": _interval(desimal),
    }


def _interval(desimal: str) -> list[Bab]:
    """Return the table of intervals, worst first; bounds on 1 to 4 are cut to two places inwards, as offices print."""
    lowest = sorted(ikm.PERMENPAN_2017, key=lambda grade: grade.mulai)
    rows: list[Bab] = []
    for number, grade in enumerate(lowest):
        last = number + 1 == len(lowest)
        most = Fraction(100) if last else Fraction(lowest[number + 1].mulai) - Fraction(1, 100)
        below = Fraction(4) if last else _up(Fraction(lowest[number + 1].mulai) / 25) - Fraction(1, 100)
        bounds = (_up(Fraction(grade.mulai) / 25), below), (Fraction(grade.mulai), most)
        nilai, konversi = (" – ".join(bahasa.angka(bound, 2, desimal) for bound in pair) for pair in bounds)
        rows.append(
            {
                "persepsi": str(number + 1),
                "nilai": nilai,
                "konversi": konversi,
                "mutu": grade.huruf,
                "kinerja": grade.kinerja,
            }
        )
    return rows


def _up(value: Fraction) -> Fraction:
    return Fraction(math.ceil(value * 100), 100)
