"""Services, grades, policies and rules in the words that several chapters share."""

from collections.abc import Mapping
from fractions import Fraction

from pipeline.scores.ikm import CONVERSION, SCALE
from pipeline.scores.intervals import NAMES
from pipeline.scores.records import SchemeResult
from pipeline.sources.survey_model import Prioritas, Skema
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Words

_ROUNDING = {
    "akhir": "dibulatkan satu kali, pada angka yang dicetak",
    "nrr-2": "nilai rata-rata setiap unsur dibulatkan dua desimal sebelum ditimbang",
    "rerata-2": "jumlah nilai tertimbang dibulatkan dua desimal sebelum dikali 25",
    "rerata-3": "jumlah nilai tertimbang dibulatkan tiga desimal sebelum dikali 25",
    "tertimbang-3": "nilai tertimbang setiap unsur dibulatkan tiga desimal",
}
_JOINING = {
    "responden": "jawaban semua layanan dihitung bersama",
    "rata-rata-layanan": "indeks unit adalah rata-rata indeks layanan",
    "tertimbang": "indeks unit adalah rata-rata indeks layanan menurut bobot layanan",
}


def short_name(bahan: Material, kunci: str) -> str:
    """Return the short name of a service; its full one when it has none; as typed when it is not declared."""
    known = bahan.berkas.effective.layanan
    return (known[kunci].singkat or known[kunci].nama) if kunci in known else kunci


def services(bahan: Material, scored: SchemeResult) -> list[Words]:
    """Return the words of the services, in the order of the results; none when the unit has but one, without a name."""
    desimal = bahan.berkas.office.instansi.gaya.desimal
    known = bahan.berkas.effective.layanan
    return [
        {
            "kunci": key,
            "nama": known[key].nama if key in known else key,
            "singkat": short_name(bahan, key),
            "nilai": [figure.written(desimal) for figure in row.nrr.values()],
            "rata_rata": row.rata_rata.written(desimal),
            "ikm": row.ikm.written(desimal),
            "mutu": row.mutu,
            "kinerja": row.kinerja,
            "responden": indonesian.DASH if row.responden is None else str(row.responden),
        }
        for key, row in scored.printed.services.items()
        if key
    ]


def ranking(nrr: Mapping[str, Fraction]) -> dict[str, int]:
    """Return the place of every element, the highest first; equal ones share a place."""
    return {key: 1 + sum(other > value for other in nrr.values()) for key, value in nrr.items()}


def policy_words(skema: Skema, desimal: str) -> dict[str, str]:
    """Return the policy of a scheme in words: `bobot`, `pembulatan`, `gabungan`, `tabel`."""
    count = len(skema.unsur)
    shown = {"sama": f"tepat 1/{count}"}
    for name, places in (("dua-desimal", 2), ("tiga-desimal", 3)):
        shown[name] = f"1/{count} dibulatkan {indonesian.decimal(Fraction(1, count), places, desimal)}"
    if isinstance(skema.bobot, dict):
        parts = [f"{skema.unsur[key].kode} {str(one).replace('.', desimal)}" for key, one in skema.bobot.items()]
        bobot = f"bobot setiap unsur: {indonesian.listed(parts)}"
    else:
        bobot = f"bobot setiap unsur {shown[skema.bobot]}"
    tabel = "tabel interval institusi ini" if skema.jenjang else NAMES[skema.tabel]
    return {
        "bobot": bobot,
        "pembulatan": _ROUNDING[skema.pembulatan],
        "gabungan": _JOINING[skema.gabungan],
        "tabel": tabel,
    }


def priority_words(rule: Prioritas, desimal: str, basis: str) -> str:
    """Return the rule of priorities in words."""
    ambang = "" if rule.ambang is None else str(rule.ambang).replace(".", desimal)
    text = {
        "di-bawah-rata-rata": "unsur di bawah nilai rata-rata seluruh unsur",
        "terendah": f"{indonesian.with_words(rule.jumlah or 0)} unsur dengan nilai terendah",
        "ambang": f"unsur dengan nilai di bawah {ambang}",
        "pilihan": f"unsur yang dipilih: {rule.alasan}",
    }[rule.cara]
    return f"{text}, menurut layanan dengan indeks terendah ({basis})" if basis else text


def intervals(nilai: SchemeResult, desimal: str) -> list[Words]:
    """Return the interval table, lowest grade first: on the scale of means and converted."""
    rows = tuple(reversed(nilai.policy.tabel))
    found: list[Words] = []
    for number, one in enumerate(rows, 1):
        top = (
            Fraction(SCALE[-1] * CONVERSION)
            if number == len(rows)
            else Fraction(rows[number].lowest) - Fraction(1, 100)
        )
        found.append(
            {
                "nomor": str(number),
                "huruf": one.huruf,
                "kinerja": one.kinerja,
                "mulai": indonesian.decimal(one.lowest, 2, desimal),
                "sampai": indonesian.decimal(top, 2, desimal),
                "nrr_mulai": indonesian.decimal(Fraction(one.lowest) / CONVERSION, 4, desimal),
                "nrr_sampai": indonesian.decimal(top / CONVERSION, 4, desimal),
            }
        )
    return found
