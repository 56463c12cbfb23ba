"""The chapter `bagian`: the periods that the results of a period are drawn from, and by which rule."""

from pipeline.scores.results import AVERAGED
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Number, Words

ORDER, NEEDS = 46, frozenset({Need.RESULTS})

ANSWERS, MEANS = "semua jawaban dihitung bersama", "hasilnya dirata-ratakan, setiap periode sama bobotnya"
KATA = (
    ("bagian.jumlah", Number("banyaknya periode yang hasilnya dipakai; 0 bila periode ini disurvei sendiri")),
    ("bagian.rincian", "nama periode-periode itu, sebagai kalimat; kosong bila periode ini disurvei sendiri"),
    ("bagian.aturan", f"`{ANSWERS}` atau `{MEANS}`; kosong bila periode ini disurvei sendiri"),
)


def say(material: Material) -> Words:
    """Return the parts of the period that have a result of the unit; nothing where it has a survey of its own."""
    style, parts = material.dossier.office.instansi.gaya, material.scored.parts
    names = [f"{indonesian.period_name(part, style.semester)} Tahun {part.tahun}" for part in parts]
    rule = MEANS if material.dossier.office.from_parts == AVERAGED else ANSWERS
    return {
        "bagian": {
            "jumlah": indonesian.count(len(parts), style.desimal),
            "rincian": indonesian.listed(names),
            "aturan": rule if parts else "",
        }
    }
