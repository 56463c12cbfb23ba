"""The chapter `riwayat`: the index of earlier periods, and what has changed since."""

from fractions import Fraction

from pipeline.scores.ikm import bulat, mutu
from pipeline.scores.published import penuh
from pipeline.words import bahasa, skor
from pipeline.words.kata import Bab, Bahan

_PERIODE = (
    ("nama", "nama periode tanpa tahun"),
    ("tahun", "tahunnya"),
    ("ikm", "indeks, dua desimal"),
    ("mutu", "huruf mutu"),
)
KATA = (
    *((f"riwayat[].{name}", f"setiap periode, terlama dahulu, sampai ini: {text}") for name, text in _PERIODE),
    *((f"lalu.{name}", f"periode terakhir sebelum ini: {text}") for name, text in _PERIODE),
    ("perubahan.selisih", "selisih indeks dengan periode `lalu`, tanpa tanda"),
    ("perubahan.arah", "`naik`, `turun`, atau `tetap`"),
)


def say(bahan: Bahan) -> Bab:
    """Return the earlier indices and this one; `lalu` and `perubahan` only where there is an earlier one."""
    gaya, masa = bahan.berkas.kantor.instansi.gaya, bahan.berkas.kantor.masa
    first = bahan.nilai[0]
    declared = skor.tercatat(bahan, first)
    now = penuh(declared.ikm if declared else None, first.hasil.ikm)
    letter = mutu(now, first.aturan.tabel).huruf

    def words(ikm: Fraction, huruf: str, nama: str, tahun: int) -> Bab:
        return {"nama": nama, "tahun": str(tahun), "ikm": bahasa.angka(ikm, 2, gaya.desimal), "mutu": huruf}

    earlier = bahan.survei.riwayat if bahan.survei else ()
    rows = [words(one.ikm, one.mutu, bahasa.masa(one.masa, gaya.semester), one.masa.tahun) for one in earlier]
    found: Bab = {"riwayat": [*reversed(rows), words(now, letter, bahasa.masa(masa, gaya.semester), masa.tahun)]}
    if earlier:
        # what a reader can check: the difference of the printed figures
        change = bulat(now) - bulat(earlier[0].ikm)
        found["lalu"] = rows[0]
        found["perubahan"] = {
            "selisih": bahasa.angka(abs(change), 2, gaya.desimal),
            "arah": "naik" if change > 0 else "turun" if change < 0 else "tetap",
        }
    return found
