"""The chapter `kelompok_saran`: the suggestions of respondents, each under the element that it speaks of."""

from pipeline.scores.suggestions import by_element
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Number, Words, under

ORDER, NEEDS = 42, frozenset({Need.RESULTS, Need.SURVEY})

OTHERS = "Lainnya"
"""What the suggestions are called that speak of no element."""
_GROUP = (
    ("nama", f"nama unsurnya; `{OTHERS}` bagi yang tidak menyebut satu unsur pun"),
    ("jumlah", Number("banyaknya saran; seluruhnya berjumlah `saran.jumlah`")),
    ("daftar[]", "saran, satu per satu"),
)
KATA = under("kelompok_saran[].", _GROUP, "saran menurut unsur yang disebutnya: ")


def say(material: Material) -> Words:
    """Return every suggestion once, in the order of the elements."""
    mark = material.dossier.office.instansi.gaya.desimal
    elements = material.scored.main.scheme.unsur
    every, placed = (material.survey.saran, material.survey.placed) if material.survey else ((), {})
    groups: list[Words] = [
        {
            "nama": elements[key].nama if key else OTHERS,
            "jumlah": indonesian.count(len(said), mark),
            "daftar": said,
        }
        for key, said in by_element(every, elements, placed).items()
    ]
    return {"kelompok_saran": groups}
