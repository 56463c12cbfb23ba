"""The chapter `riwayat`: the index of earlier periods, and what has changed since.

A change is the difference of the two figures that are printed, not of the exact ones behind them: a reader who
subtracts what the letter says finds what the letter says. So 88,31 against 86,94 is 1,37, whatever the third decimals
of the answers are. A figure is as published where that is declared with two decimals or more, else as computed, to two
decimals, halves up; a poster's `88` says too little to take a change from.
"""

from collections.abc import Sequence
from decimal import Decimal

from pipeline.scores.ikm import Grade
from pipeline.scores.published import Figure
from pipeline.scores.records import PastIndex, SchemeResult
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Number, NumberOrDash, Words, under

ORDER, NEEDS = 60, frozenset({Need.RESULTS, Need.SURVEY, Need.COMPARISON})

NAIK, TURUN, TETAP = "naik", "turun", "tetap"
_PERIOD = (
    ("nama", "nama periode tanpa tahun"),
    ("tahun", Number("tahunnya")),
    ("ikm", Number("indeks, dua desimal")),
    ("mutu", "huruf mutu"),
)
_MAYBE = tuple((name, NumberOrDash(text) if isinstance(text, Number) else text) for name, text in _PERIOD)
_FIGURE = (
    ("dari", NumberOrDash("angka periode `lalu`; `-` bila tidak ada")),
    ("menjadi", Number("angka periode ini")),
    ("selisih", NumberOrDash("selisih kedua angka itu, tanpa tanda; `-` bila tidak ada pembanding")),
    ("arah", f"`{NAIK}`, `{TURUN}`, atau `{TETAP}`; `-` bila tidak ada pembanding"),
)
_GROUP = (
    ("jumlah", Number("banyaknya")),
    ("rincian", "sebagai kalimat; `-` bila tidak ada"),
    ("unsur[]", "satu per satu"),
)
_SCHEME = (
    *_FIGURE,
    ("mutu.dari", "huruf mutu periode `lalu`; `-` bila tidak ada"),
    ("mutu.menjadi", "huruf mutu periode ini"),
    ("mutu.arah", f"`{NAIK}`, `{TURUN}`, atau `{TETAP}`; `-` bila tidak ada pembanding"),
    ("unsur[].kode", "kode unsur"),
    ("unsur[].nama", "nama unsur"),
    *((f"unsur[].{name}", text) for name, text in _FIGURE),
    *(word for way in (NAIK, TURUN, TETAP) for word in under(f"{way}.", _GROUP, f"unsur yang {way}: ")),
)
KATA = (
    *under("riwayat[].", _PERIOD, "setiap periode, terlama dahulu, sampai ini: "),
    ("lalu.ada", "`ya` bila ada periode pembanding; kosong bila tidak ada"),
    *under("lalu.", _MAYBE, "periode pembanding: ", "; `-` bila tidak ada"),
    ("lalu.sumber", "asal indeks pembanding: `publikasi`, atau `hitungan` bila tidak tercatat; `-` bila tidak ada"),
    *under("perkembangan.", _SCHEME, "indeks utama terhadap `lalu`: "),
    ("perkembangan.tambahan[].nama", "setiap skema tambahan terhadap `lalu`: nama skema"),
    *under("perkembangan.tambahan[].", _SCHEME, "setiap skema tambahan terhadap `lalu`: "),
)


def say(material: Material) -> Words:
    """Return the earlier indices and this one, and what changed since the period that is compared.

    Where there is none, `lalu.ada` is empty and every figure of it is `-`.
    """
    main, others = material.scored.main, material.scored.others
    now = PastIndex(material.dossier.office.period, main.printed.ikm, main.printed.mutu)
    earlier = material.survey.riwayat if material.survey else ()
    first = _scheme(material, main)
    return {
        "riwayat": [_period(material, past) for past in (*reversed(earlier), now)],
        "lalu": _before(material),
        "perkembangan": {
            **first,
            "tambahan": [{"nama": scored.scheme.nama, **_scheme(material, scored)} for scored in others],
        },
    }


def _period(material: Material, past: PastIndex) -> Words:
    style = material.dossier.office.instansi.gaya
    return {
        "nama": indonesian.period_name(past.period, style.semester),
        "tahun": str(past.period.tahun),
        "ikm": str(past.ikm.shown).replace(".", style.desimal),
        "mutu": past.mutu,
    }


def _before(material: Material) -> Words:
    comparison = material.survey.comparison if material.survey else None
    if comparison is None:
        return {"ada": "", **dict.fromkeys(("nama", "tahun", "ikm", "mutu", "sumber"), indonesian.DASH)}
    was = comparison.results.main.printed
    return {
        "ada": "ya",
        **_period(material, PastIndex(comparison.period, was.ikm, was.mutu)),
        "sumber": "publikasi" if was.ikm.settled else "hitungan",
    }


def _scheme(material: Material, scored: SchemeResult) -> Words:
    """Return what became of a scheme: its index, grade and elements; elements are the same where their keys are."""
    comparison = material.survey.comparison if material.survey else None
    before = comparison.results.of(scored.key) if comparison else None
    was, now = before.printed if before else None, scored.printed
    mark, grades = material.dossier.office.instansi.gaya.desimal, scored.policy.tabel
    unsur: list[dict[str, str]] = []
    for key, figure in now.nrr.items():
        element = scored.scheme.unsur[key]
        figures = _figure(was.nrr.get(key) if was else None, figure, mark)
        unsur.append({"kode": element.kode, "nama": element.nama, **figures})
    return {
        **_figure(was.ikm if was else None, now.ikm, mark),
        "mutu": {
            "dari": was.mutu if was else indonesian.DASH,
            "menjadi": now.mutu,
            "arah": _direction(_rank(was.mutu if was else None, grades), _rank(now.mutu, grades)),
        },
        "unsur": unsur,
        **{way: _pick([row["nama"] for row in unsur if row["arah"] == way], mark) for way in (NAIK, TURUN, TETAP)},
    }


def _pick(names: list[str], mark: str) -> Words:
    count = indonesian.count(len(names), mark)
    return {"jumlah": count, "rincian": indonesian.enumerated(names) or indonesian.DASH, "unsur": names}


def _figure(before: Figure | None, figure: Figure, mark: str) -> dict[str, str]:
    was, now = before.shown if before else None, figure.shown
    return {
        "dari": indonesian.DASH if was is None else str(was).replace(".", mark),
        "menjadi": str(now).replace(".", mark),
        "selisih": indonesian.DASH if was is None else str(abs(now - was)).replace(".", mark),
        "arah": _direction(was, now),
    }


def _direction(was: Decimal | int | None, now: Decimal | int | None) -> str:
    if was is None or now is None:
        return indonesian.DASH
    return NAIK if now > was else TURUN if now < was else TETAP


def _rank(letter: str | None, grades: Sequence[Grade]) -> int | None:
    """Return how high a letter stands in the table, which begins with the best; `None` where it has none such."""
    return next((-number for number, grade in enumerate(grades) if grade.huruf == letter), None)
