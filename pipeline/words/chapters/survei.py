"""The chapter `survei`: who held the survey, how, where and when, and how many respondents it needed and had."""

from pipeline.scores.sample import by_table
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Number, Words

ORDER, NEEDS = 45, frozenset({Need.RESULTS, Need.PHOTOS})

KATA = (
    ("survei.pelaksana", "yang melaksanakan survei; kosong bila tidak disebut, begitu pula yang berikut"),
    ("survei.metode", "cara responden ditanya"),
    ("survei.lokasi", "tempat survei"),
    ("survei.mulai", "hari pertama survei"),
    ("survei.selesai", "hari terakhir survei"),
    ("survei.rentang", "`1 s.d. 30 Juni 2025`; satu tanggal bila selesai pada hari yang sama"),
    ("survei.populasi", Number("banyaknya pengguna layanan")),
    ("survei.sampel", Number("banyaknya responden yang diperlukan menurut tabel Krejcie dan Morgan")),
    ("survei.responden", Number("banyaknya responden; kosong bila tidak diketahui")),
    (
        "survei.tercapai",
        "`ya` bila responden sekurangnya sebanyak yang diperlukan; kosong bila kurang atau tidak diketahui",
    ),
    (
        "survei.kurang",
        Number("banyaknya responden yang kurang dari yang diperlukan; kosong bila tercapai atau tidak diketahui"),
    ),
    ("survei.foto[].gambar", "dokumentasi pelaksanaan survei, satu per satu: foto (gambar)"),
    ("survei.foto[].keterangan", "dokumentasi pelaksanaan survei, satu per satu: apa yang diperlihatkannya"),
    ("survei.tidak_disebut[]", "yang belum disebut tentang survei ini, satu per satu"),
)
DATES = ("survei.mulai", "survei.selesai")
_ASKED = (
    ("pelaksana", "pelaksana"),
    ("metode", "metode"),
    ("lokasi", "lokasi"),
    ("rentang", "waktu"),
    ("populasi", "populasi"),
)


def say(material: Material) -> Words:
    """Return what the files say of the survey, and how many respondents its population asks for."""
    survey, mark = material.dossier.effective.survei, material.dossier.office.instansi.gaya.desimal
    respondents = material.scored.main.printed.responden
    needed = None if survey.populasi is None else by_table(survey.populasi)
    short = None if needed is None or respondents is None else needed - respondents
    words: dict[str, str] = {
        **{name: getattr(survey, name) or "" for name in ("pelaksana", "metode", "lokasi")},
        "mulai": indonesian.dated(survey.mulai) if survey.mulai else indonesian.undated(""),
        "selesai": indonesian.dated(survey.selesai) if survey.selesai else indonesian.undated(""),
        "rentang": indonesian.span(survey.mulai, survey.selesai) if survey.mulai and survey.selesai else "",
        "populasi": "" if survey.populasi is None else indonesian.count(survey.populasi, mark),
        "sampel": "" if needed is None else indonesian.count(needed, mark),
        "responden": "" if respondents is None else indonesian.count(respondents, mark),
        "tercapai": "ya" if short is not None and short <= 0 else "",
        "kurang": indonesian.count(short, mark) if short is not None and short > 0 else "",
    }
    photos: list[Words] = [{"gambar": material.photos[foto], "keterangan": foto.keterangan} for foto in survey.foto]
    unsaid = [label for name, label in _ASKED if not words[name]]
    return {"survei": {**words, "foto": photos, "tidak_disebut": unsaid}}
