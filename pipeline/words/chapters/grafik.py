"""The chapter `grafik`: the results drawn, as charts of Word with the figures that the tables print."""

from pipeline.scores.records import PastIndex
from pipeline.words import drawn, figures, indonesian
from pipeline.words.chapter import Material, Need, Word, Words
from pipeline.words.drawn import Point

ORDER, NEEDS = 65, frozenset({Need.RESULTS, Need.SURVEY})

_SCALE, _INDEX = (0, 4), (0, 100)
_FEWEST = 2
"""Of less there is nothing to compare."""
KATA = (
    ("grafik.unsur", "grafik batang nilai setiap unsur (gambar); tidak ada bila hanya indeksnya yang diketahui"),
    ("grafik.layanan", "grafik batang IKM setiap layanan (gambar); tidak ada bila layanannya kurang dari dua"),
    ("grafik.tren", "grafik garis IKM dari periode ke periode (gambar); tidak ada bila periodenya baru satu"),
)


def say(material: Material) -> Words:
    """Return the charts; each only where there is something to draw."""
    main, mark = material.scored.main, material.dossier.office.instansi.gaya.desimal
    found: dict[str, Word] = {}
    elements = [
        Point(f"{main.scheme.unsur[key].kode} {main.scheme.unsur[key].nama}", figure.shown, figure.written(mark))
        for key, figure in main.printed.nrr.items()
    ]
    services = [
        Point(figures.short_name(material, key), row.ikm.shown, row.ikm.written(mark))
        for key, row in main.printed.services.items()
        if key
    ]
    periods = _periods(material)
    if elements:
        found["unsur"] = drawn.chart(drawn.BARS, "nilai rata-rata setiap unsur", "Nilai", elements, _SCALE)
    if len(services) >= _FEWEST:
        found["layanan"] = drawn.chart(drawn.BARS, "IKM setiap layanan", "IKM", services, _INDEX)
    if len(periods) >= _FEWEST:
        found["tren"] = drawn.chart(drawn.LINE, "IKM dari periode ke periode", "IKM", periods, _INDEX)
    return {"grafik": found}


def _periods(material: Material) -> list[Point]:
    style, main = material.dossier.office.instansi.gaya, material.scored.main
    earlier = material.survey.riwayat if material.survey else ()
    now = PastIndex(material.dossier.office.period, main.printed.ikm, main.printed.mutu)
    return [
        Point(
            f"{indonesian.period_name(past.period, style.semester)} {past.period.tahun}",
            past.ikm.shown,
            str(past.ikm.shown).replace(".", style.desimal),
        )
        for past in (*reversed(earlier), now)
    ]
