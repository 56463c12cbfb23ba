"""Services, grades, policies and rules in the words that several chapters share."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from pipeline.scores.ikm import CONVERSION, SCALE, Grade
from pipeline.scores.intervals import NAMES
from pipeline.scores.policy import PLACES
from pipeline.scores.records import SchemeResult
from pipeline.sources.survey_model import Prioritas, Skema
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Words

_ROUNDING = {
    "akhir": "dibulatkan satu kali, pada angka yang dicetak",
    "nrr-2": "nilai rata-rata setiap unsur dibulatkan dua desimal sebelum ditimbang",
    "rerata-2": "jumlah nilai tertimbang dibulatkan dua desimal sebelum dikali 25",
    "rerata-3": "jumlah nilai tertimbang dibulatkan tiga desimal sebelum dikali 25",
    "nrr-2-rerata-2": "nilai rata-rata setiap unsur, lalu jumlah nilai tertimbangnya, dibulatkan dua desimal",
    "tertimbang-3": "nilai tertimbang setiap unsur dibulatkan tiga desimal",
}
_JOINING = {
    "responden": "jawaban semua layanan dihitung bersama",
    "rata-rata-layanan": "indeks unit adalah rata-rata indeks layanan",
    "tertimbang": "indeks unit adalah rata-rata indeks layanan menurut bobot layanan",
}


def short_name(material: Material, key: str) -> str:
    """Return the short name of a service; its full one when it has none; as typed when it is not declared."""
    known = material.dossier.effective.layanan
    return (known[key].singkat or known[key].nama) if key in known else key


def services(material: Material, scored: SchemeResult) -> list[Words]:
    """Return the words of the services, in the order of the results; none when the unit has but one, without a name."""
    mark = material.dossier.office.instansi.gaya.desimal
    known = material.dossier.effective.layanan
    return [
        {
            "kunci": key,
            "nama": known[key].nama if key in known else key,
            "singkat": short_name(material, key),
            "nilai": [figure.written(mark) for figure in row.nrr.values()],
            "rata_rata": row.rata_rata.written(mark),
            "ikm": row.ikm.written(mark),
            "mutu": row.mutu,
            "kinerja": row.kinerja,
            "responden": indonesian.DASH if row.responden is None else indonesian.count(row.responden, mark),
        }
        for key, row in scored.printed.services.items()
        if key
    ]


PRIORITY = "prioritas"
GOOD, FAIR, POOR = "dipertahankan", "cukup", "kurang"
"""How elements stand, by their grade: good, between, poor."""


def element_grade(scored: SchemeResult, key: str) -> Grade:
    """Return the grade of an element."""
    return scored.grades[key]


def by_standing(scored: SchemeResult) -> dict[str, tuple[str, ...]]:
    """Return the elements that are no priority, by how their grade stands in the table: every one of them once.

    The better half of the grades is good, the next one fair, the others poor; the last is never fair. An element that
    is no priority is not for that alone one that is good.
    """
    found: dict[str, list[str]] = {name: [] for name in (GOOD, FAIR, POOR)}
    for key in scored.choice.dipertahankan:
        found[standing(scored, key)].append(key)
    return {name: tuple(keys) for name, keys in found.items()}


def standing(scored: SchemeResult, key: str) -> str:
    """Return how an element stands, whether it is a priority or not."""
    grades = scored.policy.tabel
    place, half = grades.index(element_grade(scored, key)), len(grades) // 2
    if place < half or len(grades) == 1:
        return GOOD
    return FAIR if place == half and place + 1 < len(grades) else POOR


def ranking(nrr: Mapping[str, Fraction]) -> dict[str, int]:
    """Return the place of every element, the highest first; equal ones share a place."""
    highest = sorted(nrr.values(), reverse=True)
    return {key: 1 + highest.index(value) for key, value in nrr.items()}


def policy_words(scheme: Skema, mark: str) -> dict[str, str]:
    """Return the policy of a scheme in words: `bobot`, `pembulatan`, `gabungan`, `tabel`."""
    count = len(scheme.unsur)
    if isinstance(scheme.bobot, dict):
        parts = [f"{scheme.unsur[key].kode} {str(weight).replace('.', mark)}" for key, weight in scheme.bobot.items()]
        weights = f"bobot setiap unsur: {indonesian.listed(parts)}"
    else:
        places = PLACES[scheme.bobot]
        each = "" if places is None else indonesian.decimal(Fraction(1, count), places, mark)
        weights = f"bobot setiap unsur {f'1/{count} dibulatkan {each}' if each else f'tepat 1/{count}'}"
    table = "tabel interval institusi ini" if scheme.jenjang else NAMES[scheme.tabel]
    return {
        "bobot": weights,
        "pembulatan": _ROUNDING[scheme.pembulatan],
        "gabungan": _JOINING[scheme.gabungan],
        "tabel": table,
    }


def priority_words(rule: Prioritas, mark: str, basis: str) -> str:
    """Return the rule of priorities in words."""
    threshold = "" if rule.ambang is None else str(rule.ambang).replace(".", mark)
    text = {
        "di-bawah-rata-rata": "unsur di bawah nilai rata-rata seluruh unsur",
        "terendah": f"{indonesian.with_words(rule.jumlah or 0, mark)} unsur dengan nilai terendah",
        "ambang": f"unsur dengan nilai di bawah {threshold}",
        "pilihan": f"unsur yang dipilih: {rule.alasan}",
    }[rule.cara]
    return f"{text}, menurut layanan dengan indeks terendah ({basis})" if basis else text


@lru_cache(maxsize=64)
def intervals(tabel: tuple[Grade, ...], mark: str) -> tuple[dict[str, str], ...]:
    """Return the interval table, lowest grade first: on the scale of means and converted."""
    rows = tuple(reversed(tabel))
    found: list[dict[str, str]] = []
    for number, grade in enumerate(rows, 1):
        top = (
            Fraction(SCALE[-1] * CONVERSION)
            if number == len(rows)
            else Fraction(rows[number].lowest) - Fraction(1, 100)
        )
        found.append(
            {
                "nomor": str(number),
                "huruf": grade.huruf,
                "kinerja": grade.kinerja,
                "mulai": indonesian.decimal(grade.lowest, 2, mark),
                "sampai": indonesian.decimal(top, 2, mark),
                "nrr_mulai": indonesian.decimal(Fraction(grade.lowest) / CONVERSION, 4, mark),
                "nrr_sampai": indonesian.decimal(top / CONVERSION, 4, mark),
            }
        )
    return tuple(found)
