"""The chapter `riwayat`: the index of earlier periods, and what has changed since.

A change is the difference of the two figures that are printed, not of the exact ones behind them: a reader who
subtracts what the letter says finds what the letter says. So 88,31 against 86,94 is 1,37, whatever the third decimals
of the answers are. A figure is as published where that is declared with two decimals or more, else as computed, to two
decimals, halves up; a poster's `88` says too little to take a change from.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pipeline.scores.ikm import Grade, grade_of, half_up
from pipeline.scores.published import exact_or
from pipeline.scores.records import SchemeResult
from pipeline.sources.survey_model import Tercatat
from pipeline.words import figures as said
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Words

NAIK, TURUN, TETAP = "naik", "turun", "tetap"
_PERIOD = (
    ("nama", "nama periode tanpa tahun"),
    ("tahun", "tahunnya"),
    ("ikm", "indeks, dua desimal"),
    ("mutu", "huruf mutu"),
)
_FIGURE = (
    ("dari", "angka periode `lalu`; `-` bila tidak ada"),
    ("menjadi", "angka periode ini"),
    ("selisih", "selisih kedua angka itu, tanpa tanda; `-` bila tidak ada pembanding"),
    ("arah", f"`{NAIK}`, `{TURUN}`, atau `{TETAP}`; `-` bila tidak ada pembanding"),
)
_SCHEME = (
    *_FIGURE,
    ("mutu.dari", "huruf mutu periode `lalu`; `-` bila tidak ada"),
    ("mutu.menjadi", "huruf mutu periode ini"),
    ("mutu.arah", f"`{NAIK}`, `{TURUN}`, atau `{TETAP}`; `-` bila tidak ada pembanding"),
    ("unsur[].kode", "kode unsur"),
    ("unsur[].nama", "nama unsur"),
    *((f"unsur[].{name}", text) for name, text in _FIGURE),
    *(
        (f"{arah}.{name}", f"unsur yang {arah}: {text}")
        for arah in (NAIK, TURUN, TETAP)
        for name, text in (
            ("jumlah", "banyaknya"),
            ("rincian", "sebagai kalimat; `-` bila tidak ada"),
            ("unsur[]", "satu per satu"),
        )
    ),
)
KATA = (
    *((f"riwayat[].{name}", f"setiap periode, terlama dahulu, sampai ini: {text}") for name, text in _PERIOD),
    ("lalu.ada", "`ya` bila ada periode pembanding; kosong bila tidak ada"),
    *((f"lalu.{name}", f"periode pembanding: {text}; `-` bila tidak ada") for name, text in _PERIOD),
    ("lalu.sumber", "asal indeks pembanding: `publikasi`, atau `hitungan` bila tidak tercatat; `-` bila tidak ada"),
    *((f"perkembangan.{name}", f"indeks utama terhadap `lalu`: {text}") for name, text in _SCHEME),
    ("perkembangan.tambahan[].nama", "setiap skema tambahan terhadap `lalu`: nama skema"),
    *((f"perkembangan.tambahan[].{name}", f"setiap skema tambahan terhadap `lalu`: {text}") for name, text in _SCHEME),
)


def say(bahan: Material) -> Words:
    """Return the earlier indices and this one, and what changed since the period that is compared.

    Where there is none, `lalu.ada` is empty and every figure of it is `-`.
    """
    gaya, masa = bahan.berkas.office.instansi.gaya, bahan.berkas.office.period
    first = bahan.nilai[0]
    declared = said.published(bahan, first)
    now = exact_or(declared.ikm if declared else None, first.result.ikm)
    letter = grade_of(now, first.policy.tabel).huruf

    def words(ikm: Fraction, huruf: str, nama: str, tahun: int) -> Words:
        return {"nama": nama, "tahun": str(tahun), "ikm": indonesian.decimal(ikm, 2, gaya.desimal), "mutu": huruf}

    earlier = bahan.survei.riwayat if bahan.survei else ()
    rows = [
        words(one.ikm, one.mutu, indonesian.period_name(one.period, gaya.semester), one.period.tahun) for one in earlier
    ]
    schemes = [_scheme(bahan, nilai) for nilai in bahan.nilai]
    names = [bahan.berkas.office.instansi.skema[nilai.kunci].nama for nilai in bahan.nilai]
    more = [{"nama": name, **scheme} for name, scheme in zip(names[1:], schemes[1:], strict=True)]
    return {
        "riwayat": [*reversed(rows), words(now, letter, indonesian.period_name(masa, gaya.semester), masa.tahun)],
        "lalu": _before(bahan, schemes[0]),
        "perkembangan": {**schemes[0], "tambahan": more},
    }


def _before(bahan: Material, utama: Words) -> Words:
    banding = bahan.survei.comparison if bahan.survei else None
    if banding is None:
        return {"ada": "", **dict.fromkeys(("nama", "tahun", "ikm", "mutu", "sumber"), indonesian.DASH)}
    declared = banding.tercatat.get(bahan.nilai[0].kunci)
    grade = utama["mutu"]
    assert isinstance(grade, dict)
    return {
        "ada": "ya",
        "nama": indonesian.period_name(banding.period, bahan.berkas.office.instansi.gaya.semester),
        "tahun": str(banding.period.tahun),
        "ikm": utama["dari"],
        "mutu": grade["dari"],
        "sumber": "publikasi" if declared and _published(declared.ikm) else "hitungan",
    }


def _scheme(bahan: Material, nilai: SchemeResult) -> Words:
    """Return what became of a scheme: its index, grade and elements; elements are the same where their keys are."""
    instansi = bahan.berkas.office.instansi
    banding = bahan.survei.comparison if bahan.survei else None
    before = next((one for one in banding.nilai if one.kunci == nilai.kunci), None) if banding else None
    was = (banding.tercatat.get(nilai.kunci) if banding else None) or Tercatat()
    now = said.published(bahan, nilai) or Tercatat()
    desimal = instansi.gaya.desimal
    unsur: list[dict[str, str]] = []
    for key, nrr in nilai.result.nrr.items():
        old = before.result.nrr.get(key) if before else None
        figures = _figure(
            None if old is None else _printed(was.nrr.get(key), old),
            _printed(now.nrr.get(key), nrr),
            desimal,
        )
        one = instansi.skema[nilai.kunci].unsur[key]
        unsur.append({"kode": one.kode, "nama": one.nama, **figures})
    old_index = _printed(was.ikm, before.result.ikm) if before else None
    tabel = nilai.policy.tabel
    letters = [_letter(was, before, tabel) if before else None, _letter(now, nilai, tabel)]
    return {
        **_figure(old_index, _printed(now.ikm, nilai.result.ikm), desimal),
        "mutu": {
            "dari": letters[0] or indonesian.DASH,
            "menjadi": letters[1] or indonesian.DASH,
            "arah": _direction(*(_rank(one, tabel) for one in letters)),
        },
        "unsur": unsur,
        **{arah: _pick([one["nama"] for one in unsur if one["arah"] == arah]) for arah in (NAIK, TURUN, TETAP)},
    }


def _pick(names: list[str]) -> Words:
    return {"jumlah": str(len(names)), "rincian": indonesian.enumerated(names) or indonesian.DASH, "unsur": names}


def _published(declared: str | None) -> Decimal | None:
    """Return a published figure; `None` where none is declared, or one with fewer than two decimals."""
    text = (declared or "").replace(",", ".")
    return Decimal(text) if len(text.partition(".")[2]) > 1 else None


def _printed(declared: str | None, value: Fraction) -> Decimal:
    """Return the figure that is printed, and subtracted."""
    shown = _published(declared)
    return half_up(value, 2) if shown is None else shown


def _figure(was: Decimal | None, now: Decimal, desimal: str) -> dict[str, str]:
    return {
        "dari": indonesian.DASH if was is None else str(was).replace(".", desimal),
        "menjadi": str(now).replace(".", desimal),
        "selisih": indonesian.DASH if was is None else str(abs(now - was)).replace(".", desimal),
        "arah": _direction(was, now),
    }


def _direction(was: Decimal | int | None, now: Decimal | int | None) -> str:
    if was is None or now is None:
        return indonesian.DASH
    return NAIK if now > was else TURUN if now < was else TETAP


def _letter(printed: Tercatat, nilai: SchemeResult, tabel: Sequence[Grade]) -> str:
    return printed.mutu or grade_of(exact_or(printed.ikm, nilai.result.ikm), tuple(tabel)).huruf


def _rank(huruf: str | None, tabel: Sequence[Grade]) -> int | None:
    """Return how high a letter stands in the table, which begins with the best; `None` where it has none such."""
    return next((-number for number, one in enumerate(tabel) if one.huruf == huruf), None)
