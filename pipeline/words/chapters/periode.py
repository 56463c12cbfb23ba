"""The chapter `periode`: the period, the one before and the one after."""

from pipeline.sources.period import Period, first_day, last_day, shift
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Number, Words

ORDER, NEEDS = 30, frozenset[Need]()

KATA = (
    ("periode.nama", "nama periode tanpa tahun"),
    ("periode.tahun", Number("tahunnya")),
    ("periode.rentang", "bulan-bulannya: `Januari s.d. Juni 2025`; satu bulan bila periodenya sebulan"),
    ("periode.lalu.nama", "nama periode sebelumnya"),
    ("periode.lalu.tahun", Number("tahun periode sebelumnya")),
    ("periode.depan.nama", "nama periode berikutnya"),
    ("periode.depan.tahun", Number("tahun periode berikutnya")),
)


def say(material: Material) -> Words:
    """Return the names and years of the three periods."""
    period, style = material.dossier.office.period, material.dossier.office.instansi.gaya

    def words(period: Period) -> Words:
        return {"nama": indonesian.period_name(period, style.semester), "tahun": str(period.tahun)}

    months = indonesian.months(first_day(period), last_day(period))
    return {
        "periode": {
            **words(period),
            "rentang": months,
            "lalu": words(shift(period, -1)),
            "depan": words(shift(period, 1)),
        }
    }
