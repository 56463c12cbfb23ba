"""The chapter `grafik`: the results drawn, as charts of Word with the figures that the tables print."""

from pipeline.scores.ikm import half_up
from pipeline.scores.records import PastIndex
from pipeline.words import drawn, figures, indonesian
from pipeline.words.chapter import Material, Need, Word, Words
from pipeline.words.chapters import profil
from pipeline.words.drawn import Point

ORDER, NEEDS = 65, frozenset({Need.RESULTS, Need.SURVEY})

_SCALE, _INDEX = (0, 4), (0, 100)
_FEWEST, _MOST = 2, 20
"""Of less there is nothing to compare; of more nobody sees anything, and the table says them all."""
KATA = (
    ("grafik.unsur", "grafik batang nilai setiap unsur (gambar); tidak ada bila hanya indeksnya yang diketahui"),
    ("grafik.layanan", "grafik batang IKM setiap layanan (gambar); tidak ada bila layanannya kurang dari dua"),
    ("grafik.profil[].nama", "setiap karakteristik responden yang kelompoknya 2 sampai 20: nama karakteristik"),
    ("grafik.profil[].gambar", "setiap karakteristik responden: grafik batang persentase setiap kelompok (gambar)"),
    ("grafik.tren", "grafik garis IKM dari periode ke periode (gambar); tidak ada bila periodenya baru satu"),
)


def say(material: Material) -> Words:
    """Return the charts; each only where there is something to draw."""
    main, mark = material.scored.main, material.dossier.office.instansi.gaya.desimal
    found: dict[str, Word] = {"profil": _profile(material)}
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


def _profile(material: Material) -> list[Words]:
    mark = material.dossier.office.instansi.gaya.desimal
    found: list[Words] = []
    for known in profil.characteristics(material):
        if _FEWEST <= len(known.groups) <= _MOST:
            points = [
                Point(group.name, half_up(group.share, 1), f"{indonesian.decimal(group.share, 1, mark)}%")
                for group in known.groups
            ]
            title = f"responden menurut {known.name}"
            found.append({"nama": known.name, "gambar": drawn.chart(drawn.BARS, title, "Persen", points, _INDEX)})
    return found


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
