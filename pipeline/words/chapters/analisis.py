"""The chapter `analisis`: the elements with the highest and the lowest figures, as printed; none is in both."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.scores.records import SchemeResult
from pipeline.words import figures, indonesian
from pipeline.words.chapter import Material, Need, Number, Words, under

ORDER, NEEDS = 55, frozenset({Need.RESULTS})

_ENDS = 3
"""Elements at either end, at most: of those that tie none is named where not all can be, unless they are the first."""
_LEAVES = (
    ("jumlah", Number("banyaknya")),
    ("terbilang", "banyaknya dengan huruf"),
    ("rincian", "nama dan nilainya, bernomor, sebagai kalimat; kosong bila tidak ada"),
    ("unsur[].nama", "satu per satu: nama unsur"),
    ("unsur[].nilai", Number("satu per satu: nilai rata-rata")),
    ("unsur[].mutu", "satu per satu: huruf mutu"),
)
KATA = (
    *under("analisis.tertinggi.", _LEAVES, "unsur dengan nilai tertinggi: "),
    *under("analisis.terendah.", _LEAVES, "unsur dengan nilai terendah: "),
    ("analisis.sama", "`ya` bila semua unsur bernilai sama, sehingga tidak ada yang tertinggi dan terendah"),
)


def say(material: Material) -> Words:
    """Return the up to three highest and the up to three lowest elements, each as the tables print its figure.

    Those that share a figure are named together or not at all, and the very highest and lowest always.
    """
    main = material.scored.main
    shown = {key: figure.shown for key, figure in main.printed.nrr.items()}
    low = _end(shown, sorted(set(shown.values())))
    high = _end(shown, sorted(set(shown.values()), reverse=True))
    return {
        "analisis": {
            "tertinggi": _named(material, main, [key for key in high if key not in low]),
            "terendah": _named(material, main, [key for key in low if key not in high]),
            "sama": "ya" if len(shown) > 1 and len(set(shown.values())) == 1 else "",
        }
    }


def _end(shown: Mapping[str, Decimal], figures_from_end: Sequence[Decimal]) -> list[str]:
    """Return the elements from one end on: the first figure's, then those of the next while they are few enough."""
    found: list[str] = []
    for figure in figures_from_end:
        sharing = [key for key, value in shown.items() if value == figure]
        if found and len(found) + len(sharing) > min(_ENDS, len(shown) // 2):
            break
        found += sharing
    return found


def _named(material: Material, main: SchemeResult, keys: list[str]) -> Words:
    mark = material.dossier.office.instansi.gaya.desimal
    rows: list[dict[str, str]] = [
        {
            "nama": main.scheme.unsur[key].nama,
            "nilai": main.printed.nrr[key].written(mark),
            "mutu": figures.element_grade(main, key).huruf,
        }
        for key in keys
    ]
    listed = indonesian.enumerated([f"{row['nama']} ({row['nilai']})" for row in rows])
    return {**indonesian.counted(len(rows), mark), "rincian": listed, "unsur": rows}
