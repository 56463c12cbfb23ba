"""The chapter `kuesioner`: the form that respondents fill in, from the schemes of the unit: questions and answers."""

from collections.abc import Sequence

from pipeline.scores.ikm import SCALE
from pipeline.scores.sheets import questionnaire
from pipeline.sources import schemes
from pipeline.sources.survey_model import Kelompok, Unsur
from pipeline.words.chapter import Material, Need, Number, Word, Words
from pipeline.words.chapters import profil

ORDER, NEEDS = 75, frozenset({Need.SCHEMES})

_LETTERS = "abcd"
KATA = (
    ("kuesioner.jumlah", Number("banyaknya pertanyaan")),
    ("kuesioner.pertanyaan[].nomor", Number("setiap pertanyaan, menurut urutan kuesioner: nomor")),
    ("kuesioner.pertanyaan[].kode", "setiap pertanyaan: kode unsur"),
    ("kuesioner.pertanyaan[].unsur", "setiap pertanyaan: nama unsur"),
    ("kuesioner.pertanyaan[].teks", "setiap pertanyaan: bunyinya"),
    ("kuesioner.pertanyaan[].jawaban[].huruf", "setiap jawaban, dari nilai 1: huruf a sampai d"),
    ("kuesioner.pertanyaan[].jawaban[].teks", "setiap jawaban: bunyinya"),
    ("kuesioner.pertanyaan[].jawaban[].nilai", Number("setiap jawaban: nilainya, 1 sampai 4")),
    ("kuesioner.profil[].nama", "setiap karakteristik responden: namanya"),
    ("kuesioner.profil[].pilihan[]", "setiap karakteristik responden: pilihannya; kosong bila diisi sendiri"),
    ("kuesioner.layanan[]", "nama layanan yang dapat dipilih, satu per satu; kosong bila hanya satu"),
)


def say(material: Material) -> Words:
    """Return the questions of every scheme of the unit, in its form's order, and what respondents say of themselves."""
    effective = material.dossier.effective
    used = schemes.used(material.dossier.office.instansi, effective)
    asked = [
        (key, scheme.unsur[key], text)
        for scheme in used.values()
        for key in scheme.formulir or scheme.unsur
        for text in _texts(scheme.unsur[key])
    ]
    questions: list[Word] = [
        {
            "nomor": str(number),
            "kode": unsur.kode,
            "unsur": unsur.nama,
            "teks": text,
            "jawaban": [
                {"huruf": letter, "teks": answer, "nilai": str(score)}
                for letter, score, answer in zip(_LETTERS, SCALE, answers_of(key, unsur), strict=True)
            ],
        }
        for number, (key, unsur, text) in enumerate(asked, 1)
    ]
    services = [service.nama for service in effective.layanan.values()]
    groups: list[Word] = [
        {"nama": grouping.nama or title, "pilihan": _choices(grouping)}
        for name, title in profil.NAMES.items()
        for grouping in (effective.profil.get(name, Kelompok()),)
    ]
    return {
        "kuesioner": {
            "jumlah": str(len(questions)),
            "pertanyaan": questions,
            "profil": groups,
            "layanan": services if len(services) > 1 else [],
        }
    }


def _texts(unsur: Unsur) -> Sequence[str]:
    """Return what is asked of an element: as the institution words it, else its name."""
    if unsur.pertanyaan:
        return unsur.pertanyaan
    asked = f"Bagaimana pendapat Saudara tentang {unsur.nama}?"
    return [asked] if len(unsur.pernyataan) < 2 else [f"{asked} ({column})" for column in unsur.pernyataan]


def answers_of(key: str, unsur: Unsur) -> tuple[str, ...]:
    """Return the four answers of an element, worst first: its own labels, else the national form's, else plain ones."""
    known = questionnaire.answers(key)
    own: dict[int, str] = {}
    for label, score in unsur.label.items():
        own.setdefault(score, label)
    return tuple(own.get(score, known[score]) for score in SCALE)


def _choices(grouping: Kelompok) -> list[str]:
    return [*dict.fromkeys(grouping.isi.values()), *profil.bound_names(grouping.batas)]
