"""Figures as they are printed: as published where that is declared, else as computed; the rule in words."""

from collections.abc import Mapping
from fractions import Fraction

from pipeline.scores.ikm import KONVERSI, SKALA, mutu
from pipeline.scores.intervals import SEBUTAN
from pipeline.scores.published import penuh
from pipeline.scores.ranges import Rentang, rata_rata
from pipeline.scores.records import Nilai
from pipeline.sources.survey_model import Prioritas, Skema, Tercatat
from pipeline.words import indonesian as bahasa
from pipeline.words.chapter import Bab, Bahan

_PEMBULATAN = {
    "akhir": "dibulatkan satu kali, pada angka yang dicetak",
    "nrr-2": "nilai rata-rata setiap unsur dibulatkan dua desimal sebelum ditimbang",
    "rerata-2": "jumlah nilai tertimbang dibulatkan dua desimal sebelum dikali 25",
    "rerata-3": "jumlah nilai tertimbang dibulatkan tiga desimal sebelum dikali 25",
    "tertimbang-3": "nilai tertimbang setiap unsur dibulatkan tiga desimal",
}
_GABUNGAN = {
    "responden": "jawaban semua layanan dihitung bersama",
    "rata-rata-layanan": "indeks unit adalah rata-rata indeks layanan",
    "tertimbang": "indeks unit adalah rata-rata indeks layanan menurut bobot layanan",
}


def tercatat(bahan: Bahan, nilai: Nilai) -> Tercatat | None:
    """Return the figures published for a scheme."""
    publikasi = bahan.berkas.isi.publikasi
    if publikasi is None:
        return None
    utama = nilai.kunci == next(iter(bahan.berkas.kantor.instansi.skema))
    return publikasi if utama else (publikasi.skema or {}).get(nilai.kunci)


def cetak(declared: str | None, value: Fraction, desimal: str, places: int = 2) -> str:
    """Return a figure as it was published, in the institution's own way of writing, or as computed."""
    return declared.replace(",", ".").replace(".", desimal) if declared else bahasa.angka(value, places, desimal)


def singkat(bahan: Bahan, kunci: str) -> str:
    """Return the short name of a service; its full one when it has none; as typed when it is not declared."""
    known = bahan.berkas.isi.layanan or {}
    return (known[kunci].singkat or known[kunci].nama) if kunci in known else kunci


def layanan(bahan: Bahan, nilai: Nilai) -> list[Bab]:
    """Return the words of the services, in the order of the results; none when the unit has but one, without a name."""
    desimal = bahan.berkas.kantor.instansi.gaya.desimal
    known = bahan.berkas.isi.layanan or {}
    declared = getattr(tercatat(bahan, nilai), "layanan", None) or {}
    cells = {one.kunci: one.rata_rata for one in nilai.bagian}
    found: list[Bab] = []
    for one in nilai.hasil.layanan:
        if not one.kunci:
            continue
        printed = declared.get(one.kunci) or Tercatat()
        name = known[one.kunci].nama if one.kunci in known else one.kunci
        grade = mutu(penuh(printed.ikm, one.ikm), nilai.aturan.tabel)
        row: Rentang | None = cells[one.kunci]
        texts = [cetak((printed.nrr or {}).get(key), nrr, desimal) for key, nrr in one.nrr.items()]
        mean = row.tengah if row else one.ikm / KONVERSI
        found.append(
            {
                "kunci": one.kunci,
                "nama": name,
                "singkat": singkat(bahan, one.kunci),
                "nilai": texts,
                "rata_rata": cetak(printed.rata_rata, mean, desimal),
                "ikm": cetak(printed.ikm, one.ikm, desimal),
                "mutu": printed.mutu or grade.huruf,
                "kinerja": grade.kinerja,
                "responden": bahasa.KOSONG if one.responden is None else str(one.responden),
            }
        )
    return found


def rerata_baris(nilai: Nilai) -> Fraction:
    """Return the unit's mean score: of the table's own column where it has one, else the index over 25."""
    row = rata_rata(nilai.bagian, nilai.aturan)
    return row.tengah if row else nilai.hasil.ikm / KONVERSI


def peringkat(nrr: Mapping[str, Fraction]) -> dict[str, int]:
    """Return the place of every element, the highest first; equal ones share a place."""
    return {key: 1 + sum(other > value for other in nrr.values()) for key, value in nrr.items()}


def aturan(skema: Skema, desimal: str) -> dict[str, str]:
    """Return the policy of a scheme in words: `bobot`, `pembulatan`, `gabungan`, `tabel`."""
    count = len(skema.unsur)
    shown = {"sama": f"tepat 1/{count}"}
    for name, places in (("dua-desimal", 2), ("tiga-desimal", 3)):
        shown[name] = f"1/{count} dibulatkan {bahasa.angka(Fraction(1, count), places, desimal)}"
    if isinstance(skema.bobot, dict):
        parts = [f"{skema.unsur[key].kode} {str(one).replace('.', desimal)}" for key, one in skema.bobot.items()]
        bobot = f"bobot setiap unsur: {bahasa.daftar(parts)}"
    else:
        bobot = f"bobot setiap unsur {shown[skema.bobot]}"
    tabel = "tabel interval institusi ini" if skema.jenjang else SEBUTAN[skema.tabel]
    return {
        "bobot": bobot,
        "pembulatan": _PEMBULATAN[skema.pembulatan],
        "gabungan": _GABUNGAN[skema.gabungan],
        "tabel": tabel,
    }


def prioritas(rule: Prioritas, desimal: str, basis: str) -> str:
    """Return the rule of priorities in words."""
    ambang = "" if rule.ambang is None else str(rule.ambang).replace(".", desimal)
    text = {
        "di-bawah-rata-rata": "unsur di bawah nilai rata-rata seluruh unsur",
        "terendah": f"{bahasa.dengan_huruf(rule.jumlah or 0)} unsur dengan nilai terendah",
        "ambang": f"unsur dengan nilai di bawah {ambang}",
        "pilihan": f"unsur yang dipilih: {rule.alasan}",
    }[rule.cara]
    return f"{text}, menurut layanan dengan indeks terendah ({basis})" if basis else text


def jenjang(nilai: Nilai, desimal: str) -> list[Bab]:
    """Return the interval table, lowest grade first: on the scale of means and converted."""
    rows = tuple(reversed(nilai.aturan.tabel))
    found: list[Bab] = []
    for number, one in enumerate(rows, 1):
        top = Fraction(SKALA[-1] * KONVERSI) if number == len(rows) else Fraction(rows[number].mulai) - Fraction(1, 100)
        found.append(
            {
                "nomor": str(number),
                "huruf": one.huruf,
                "kinerja": one.kinerja,
                "mulai": bahasa.angka(one.mulai, 2, desimal),
                "sampai": bahasa.angka(top, 2, desimal),
                "nrr_mulai": bahasa.angka(Fraction(one.mulai) / KONVERSI, 4, desimal),
                "nrr_sampai": bahasa.angka(top / KONVERSI, 4, desimal),
            }
        )
    return found
