"""The chapter `periode`: the period, the one before and the one after."""

from pipeline.sources.period import Masa, shift
from pipeline.words import indonesian as bahasa
from pipeline.words.chapter import Bab, Bahan

KATA = (
    ("periode.nama", "nama periode tanpa tahun"),
    ("periode.tahun", "tahunnya"),
    ("periode.lalu.nama", "nama periode sebelumnya"),
    ("periode.lalu.tahun", "tahun periode sebelumnya"),
    ("periode.depan.nama", "nama periode berikutnya"),
    ("periode.depan.tahun", "tahun periode berikutnya"),
)


def say(bahan: Bahan) -> Bab:
    """Return the names and years of the three periods."""
    masa, gaya = bahan.berkas.kantor.masa, bahan.berkas.kantor.instansi.gaya

    def words(period: Masa) -> Bab:
        return {"nama": bahasa.masa(period, gaya.semester), "tahun": str(period.tahun)}

    return {"periode": {**words(masa), "lalu": words(shift(masa, -1)), "depan": words(shift(masa, 1))}}
