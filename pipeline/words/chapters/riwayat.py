"""The chapter `riwayat`: the index of earlier periods, and what has changed since.

A change is the difference of the two figures that are printed, not of the exact ones behind them: a reader who
subtracts what the letter says finds what the letter says. So 88,31 against 86,94 is 1,37, whatever the third decimals
of the answers are. A figure is as published where that is declared with two decimals or more, else as computed, to two
decimals, halves up; a poster's `88` says too little to take a change from.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from pipeline.scores.ikm import Mutu, bulat, mutu
from pipeline.scores.published import penuh
from pipeline.scores.records import Nilai
from pipeline.sources.survey_model import Tercatat
from pipeline.words import figures as skor
from pipeline.words import indonesian as bahasa
from pipeline.words.chapter import Bab, Bahan

NAIK, TURUN, TETAP = "naik", "turun", "tetap"
_PERIODE = (
    ("nama", "nama periode tanpa tahun"),
    ("tahun", "tahunnya"),
    ("ikm", "indeks, dua desimal"),
    ("mutu", "huruf mutu"),
)
_ANGKA = (
    ("dari", "angka periode `lalu`; `-` bila tidak ada"),
    ("menjadi", "angka periode ini"),
    ("selisih", "selisih kedua angka itu, tanpa tanda; `-` bila tidak ada pembanding"),
    ("arah", f"`{NAIK}`, `{TURUN}`, atau `{TETAP}`; `-` bila tidak ada pembanding"),
)
_SKEMA = (
    *_ANGKA,
    ("mutu.dari", "huruf mutu periode `lalu`; `-` bila tidak ada"),
    ("mutu.menjadi", "huruf mutu periode ini"),
    ("mutu.arah", f"`{NAIK}`, `{TURUN}`, atau `{TETAP}`; `-` bila tidak ada pembanding"),
    ("unsur[].kode", "kode unsur"),
    ("unsur[].nama", "nama unsur"),
    *((f"unsur[].{name}", text) for name, text in _ANGKA),
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
    *((f"riwayat[].{name}", f"setiap periode, terlama dahulu, sampai ini: {text}") for name, text in _PERIODE),
    ("lalu.ada", "`ya` bila ada periode pembanding; kosong bila tidak ada"),
    *((f"lalu.{name}", f"periode pembanding: {text}; `-` bila tidak ada") for name, text in _PERIODE),
    ("lalu.sumber", "asal indeks pembanding: `publikasi`, atau `hitungan` bila tidak tercatat; `-` bila tidak ada"),
    *((f"perkembangan.{name}", f"indeks utama terhadap `lalu`: {text}") for name, text in _SKEMA),
    ("perkembangan.tambahan[].nama", "setiap skema tambahan terhadap `lalu`: nama skema"),
    *((f"perkembangan.tambahan[].{name}", f"setiap skema tambahan terhadap `lalu`: {text}") for name, text in _SKEMA),
)


def say(bahan: Bahan) -> Bab:
    """Return the earlier indices and this one, and what changed since the period that is compared.

    Where there is none, `lalu.ada` is empty and every figure of it is `-`.
    """
    gaya, masa = bahan.berkas.kantor.instansi.gaya, bahan.berkas.kantor.masa
    first = bahan.nilai[0]
    declared = skor.tercatat(bahan, first)
    now = penuh(declared.ikm if declared else None, first.hasil.ikm)
    letter = mutu(now, first.aturan.tabel).huruf

    def words(ikm: Fraction, huruf: str, nama: str, tahun: int) -> Bab:
        return {"nama": nama, "tahun": str(tahun), "ikm": bahasa.angka(ikm, 2, gaya.desimal), "mutu": huruf}

    earlier = bahan.survei.riwayat if bahan.survei else ()
    rows = [words(one.ikm, one.mutu, bahasa.masa(one.masa, gaya.semester), one.masa.tahun) for one in earlier]
    schemes = [_skema(bahan, nilai) for nilai in bahan.nilai]
    names = [bahan.berkas.kantor.instansi.skema[nilai.kunci].nama for nilai in bahan.nilai]
    more = [{"nama": name, **scheme} for name, scheme in zip(names[1:], schemes[1:], strict=True)]
    return {
        "riwayat": [*reversed(rows), words(now, letter, bahasa.masa(masa, gaya.semester), masa.tahun)],
        "lalu": _lalu(bahan, schemes[0]),
        "perkembangan": {**schemes[0], "tambahan": more},
    }


def _lalu(bahan: Bahan, utama: Bab) -> Bab:
    banding = bahan.survei.banding if bahan.survei else None
    if banding is None:
        return {"ada": "", **dict.fromkeys(("nama", "tahun", "ikm", "mutu", "sumber"), bahasa.KOSONG)}
    declared = banding.tercatat.get(bahan.nilai[0].kunci)
    grade = utama["mutu"]
    assert isinstance(grade, dict)
    return {
        "ada": "ya",
        "nama": bahasa.masa(banding.masa, bahan.berkas.kantor.instansi.gaya.semester),
        "tahun": str(banding.masa.tahun),
        "ikm": utama["dari"],
        "mutu": grade["dari"],
        "sumber": "publikasi" if declared and _tercatat(declared.ikm) else "hitungan",
    }


def _skema(bahan: Bahan, nilai: Nilai) -> Bab:
    """Return what became of a scheme: its index, grade and elements; elements are the same where their keys are."""
    instansi = bahan.berkas.kantor.instansi
    banding = bahan.survei.banding if bahan.survei else None
    before = next((one for one in banding.nilai if one.kunci == nilai.kunci), None) if banding else None
    was = (banding.tercatat.get(nilai.kunci) if banding else None) or Tercatat()
    now = skor.tercatat(bahan, nilai) or Tercatat()
    desimal = instansi.gaya.desimal
    unsur: list[dict[str, str]] = []
    for key, nrr in nilai.hasil.nrr.items():
        old = before.hasil.nrr.get(key) if before else None
        figures = _angka(
            None if old is None else _tercetak((was.nrr or {}).get(key), old),
            _tercetak((now.nrr or {}).get(key), nrr),
            desimal,
        )
        one = instansi.skema[nilai.kunci].unsur[key]
        unsur.append({"kode": one.kode, "nama": one.nama, **figures})
    old_index = _tercetak(was.ikm, before.hasil.ikm) if before else None
    tabel = nilai.aturan.tabel
    letters = [_huruf(was, before, tabel) if before else None, _huruf(now, nilai, tabel)]
    return {
        **_angka(old_index, _tercetak(now.ikm, nilai.hasil.ikm), desimal),
        "mutu": {
            "dari": letters[0] or bahasa.KOSONG,
            "menjadi": letters[1] or bahasa.KOSONG,
            "arah": _arah(*(_tingkat(one, tabel) for one in letters)),
        },
        "unsur": unsur,
        **{arah: _pilih([one["nama"] for one in unsur if one["arah"] == arah]) for arah in (NAIK, TURUN, TETAP)},
    }


def _pilih(names: list[str]) -> Bab:
    return {"jumlah": str(len(names)), "rincian": bahasa.rincian(names) or bahasa.KOSONG, "unsur": names}


def _tercatat(declared: str | None) -> Decimal | None:
    """Return a published figure; `None` where none is declared, or one with fewer than two decimals."""
    text = (declared or "").replace(",", ".")
    return Decimal(text) if len(text.partition(".")[2]) > 1 else None


def _tercetak(declared: str | None, value: Fraction) -> Decimal:
    """Return the figure that is printed, and subtracted."""
    shown = _tercatat(declared)
    return bulat(value, 2) if shown is None else shown


def _angka(was: Decimal | None, now: Decimal, desimal: str) -> dict[str, str]:
    return {
        "dari": bahasa.KOSONG if was is None else str(was).replace(".", desimal),
        "menjadi": str(now).replace(".", desimal),
        "selisih": bahasa.KOSONG if was is None else str(abs(now - was)).replace(".", desimal),
        "arah": _arah(was, now),
    }


def _arah(was: Decimal | int | None, now: Decimal | int | None) -> str:
    if was is None or now is None:
        return bahasa.KOSONG
    return NAIK if now > was else TURUN if now < was else TETAP


def _huruf(printed: Tercatat, nilai: Nilai, tabel: Sequence[Mutu]) -> str:
    return printed.mutu or mutu(penuh(printed.ikm, nilai.hasil.ikm), tuple(tabel)).huruf


def _tingkat(huruf: str | None, tabel: Sequence[Mutu]) -> int | None:
    """Return how high a letter stands in the table, which begins with the best; `None` where it has none such."""
    return next((-number for number, one in enumerate(tabel) if one.huruf == huruf), None)
