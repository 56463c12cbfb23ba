"""The chapter `olah_data`: how many gave each answer, by element: what the means of the tables come from."""

from pipeline.scores.ikm import SCALE
from pipeline.scores.ranges import added_up
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Number, Words, under

ORDER, NEEDS = 66, frozenset({Need.RESULTS})

_EACH = (
    ("kode", "kode unsur"),
    ("nama", "nama unsur"),
    *((f"jawaban_{score}", Number(f"banyaknya yang menjawab {score}")) for score in SCALE),
    ("jumlah_nilai", Number("jumlah nilai jawaban")),
    ("dijawab", Number("banyaknya jawaban")),
    ("nilai", Number("nilai rata-rata unsur, dua desimal")),
    ("tertimbang", Number("nilai rata-rata unsur kali bobotnya, tiga desimal")),
)
KATA = under("olah_data[].", _EACH, "setiap unsur utama; tidak ada bila jawabannya tidak diketahui: ")


def say(material: Material) -> Words:
    """Return every element of the main scheme with its answers; nothing where only figures are known."""
    main, mark = material.scored.main, material.dossier.office.instansi.gaya.desimal
    rows: list[Words] = []
    for key, figure in main.printed.nrr.items():
        each = [part.fours[key] for part in main.parts if key in part.fours]
        if not each:
            return {"olah_data": []}
        counts = added_up(each)
        total = sum(score * many for score, many in zip(SCALE, counts, strict=True))
        rows.append(
            {
                "kode": main.scheme.unsur[key].kode,
                "nama": main.scheme.unsur[key].nama,
                **{f"jawaban_{score}": indonesian.count(many, mark) for score, many in zip(SCALE, counts, strict=True)},
                "jumlah_nilai": indonesian.count(total, mark),
                "dijawab": indonesian.count(sum(counts), mark),
                "nilai": figure.written(mark),
                "tertimbang": indonesian.decimal(main.result.weighted[key], 3, mark),
            }
        )
    return {"olah_data": rows}
