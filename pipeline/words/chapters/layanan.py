"""The chapter `layanan`: the services, their table of scores, and the table of intervals."""

import math
from collections.abc import Sequence
from fractions import Fraction

from pipeline.scores.ikm import CONVERSION, Grade
from pipeline.words import figures, indonesian
from pipeline.words.chapter import Material, Need, Number, Words

ORDER, NEEDS = 70, frozenset({Need.RESULTS})

KATA = (
    ("layanan.jumlah", Number("banyaknya layanan")),
    ("layanan.terbilang", "banyaknya layanan dengan huruf"),
    ("layanan.daftar[].nama", "nama lengkap layanan, menurut urutan di YAML"),
    ("layanan.daftar[].singkat", "nama singkatnya"),
    ("layanan.tabel[].nama", "nama singkat layanan, menurut urutan tabel nilai"),
    ("layanan.tabel[].nilai[]", Number("nilai layanan itu pada setiap unsur")),
    ("layanan.tabel[].rata_rata", Number("rata-rata nilai layanan itu")),
    ("layanan.tabel[].ikm", Number("IKM layanan itu")),
    ("layanan.rata_rata.nilai[]", Number("rata-rata setiap unsur; yang diumumkan bila diumumkan")),
    ("layanan.rata_rata.mutu[]", "mutu setiap unsur"),
    ("layanan.rata_rata.rata_rata", Number("rata-rata semua unsur")),
    ("layanan.rata_rata.mutu_rata_rata", "mutunya"),
    ("ikm.nilai", Number("IKM unit")),
    ("ikm.mutu", "mutunya"),
    ("ikm.kategori", "kinerjanya, setiap kata berhuruf besar: `Sangat Baik`"),
    ("interval[].persepsi", Number("tabel interval: nilai persepsi")),
    ("interval[].nilai", "tabel interval: batas nilai 1 sampai 4"),
    ("interval[].konversi", "tabel interval: batas IKM"),
    ("interval[].mutu", "tabel interval: huruf mutu"),
    ("interval[].kinerja", "tabel interval: kinerja"),
)


def say(material: Material) -> Words:
    """Return the words of the services, of the table of scores and of the intervals; a unit may have no services.

    Figures that are published stand as published, as in the chapter `hasil`.
    """
    main, names = material.scored.main, material.dossier.effective.layanan
    mark, grades, printed = material.dossier.office.instansi.gaya.desimal, main.policy.tabel, main.printed
    return {
        "layanan": {
            **indonesian.counted(len(names), mark),
            "daftar": [
                {"nama": service.nama, "singkat": service.singkat or service.nama} for service in names.values()
            ],
            "tabel": [
                {"nama": row["singkat"], **{name: row[name] for name in ("nilai", "rata_rata", "ikm")}}
                for row in figures.services(material, main)
            ],
            "rata_rata": {
                "nilai": [figure.written(mark) for figure in printed.nrr.values()],
                "rata_rata": printed.rata_rata.written(mark),
                "mutu": [figures.element_grade(main, key).huruf for key in main.result.nrr],
                "mutu_rata_rata": printed.mutu,
            },
        },
        "ikm": {
            "nilai": printed.ikm.written(mark),
            "mutu": printed.mutu,
            "kategori": printed.kinerja.title(),
        },
        "interval": _interval(grades, mark),
    }


def _interval(grades: Sequence[Grade], mark: str) -> list[Words]:
    """Return the table of intervals, worst first; bounds on 1 to 4 are cut to two places inwards, as offices print."""
    lowest = tuple(reversed(grades))
    rows: list[Words] = []
    for number, grade in enumerate(lowest):
        last = number + 1 == len(lowest)
        most = Fraction(100) if last else Fraction(lowest[number + 1].lowest) - Fraction(1, 100)
        below = Fraction(4) if last else _up(Fraction(lowest[number + 1].lowest) / CONVERSION) - Fraction(1, 100)
        bounds = (_up(Fraction(grade.lowest) / CONVERSION), below), (Fraction(grade.lowest), most)
        means, indices = (" – ".join(indonesian.decimal(bound, 2, mark) for bound in pair) for pair in bounds)
        rows.append(
            {
                "persepsi": str(number + 1),
                "nilai": means,
                "konversi": indices,
                "mutu": grade.huruf,
                "kinerja": grade.kinerja,
            }
        )
    return rows


def _up(value: Fraction) -> Fraction:
    return Fraction(math.ceil(value * 100), 100)
