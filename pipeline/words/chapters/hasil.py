"""The chapter `hasil`: indices, elements, priorities and suggestions."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from pipeline.scores.ikm import CONVERSION, grade_of
from pipeline.scores.records import SchemeResult
from pipeline.words import figures, indonesian
from pipeline.words.chapter import Material, Need, Number, NumberOrDash, Words, under

ORDER, NEEDS = 40, frozenset({Need.RESULTS, Need.SURVEY})

_GROUP = (
    ("jumlah", Number(": banyaknya")),
    ("rincian", ", bernomor, sebagai kalimat; kosong bila tidak ada"),
    ("unsur[]", ", satu per satu"),
)
_SCHEME = (
    ("kunci", "kunci skema di instansi.yaml"),
    ("nama", "nama skema"),
    ("jumlah", Number("banyaknya unsur")),
    ("terbilang", "banyaknya unsur dengan huruf"),
    ("daftar", "nama unsur sebagai kalimat; kosong bila hanya indeksnya yang diketahui"),
    ("ikm", Number("indeks, dua desimal")),
    ("mutu", "huruf mutu"),
    ("mutu_indeks", "huruf mutu menurut `ikm`; berbeda dari `mutu` bila yang diumumkan lain"),
    ("kinerja", "kinerja menurut mutu"),
    ("unsur[].kode", "kode unsur"),
    ("unsur[].nama", "nama unsur"),
    ("unsur[].nilai", Number("nilai rata-rata unsur, dua desimal")),
    ("unsur[].indeks", Number("nilai rata-rata unsur kali 25")),
    ("unsur[].mutu", "huruf mutu unsur"),
    ("unsur[].tertimbang", Number("nilai rata-rata unsur kali bobotnya, tiga desimal")),
    ("unsur[].peringkat", Number("peringkat unsur, 1 untuk yang tertinggi; nilai yang sama berbagi peringkat")),
    ("unsur[].golongan", "`dipertahankan`, `cukup`, atau `kurang`, menurut mutu unsur"),
    ("unsur[].prioritas", "`ya` bila unsur perlu diperbaiki; kosong bila tidak"),
    ("rata_rata", Number("nilai rata-rata seluruh unsur, dua desimal")),
    ("layanan_jumlah", Number("banyaknya layanan yang disurvei")),
    ("layanan[].kunci", "kunci layanan"),
    ("layanan[].nama", "nama layanan"),
    ("layanan[].singkat", "nama singkat layanan"),
    ("layanan[].nilai[]", Number("nilai setiap unsur, menurut urutan unsur")),
    ("layanan[].rata_rata", Number("nilai rata-rata layanan")),
    ("layanan[].ikm", Number("indeks layanan")),
    ("layanan[].mutu", "huruf mutu layanan"),
    ("layanan[].kinerja", "kinerja layanan"),
    ("layanan[].responden", NumberOrDash("banyaknya responden layanan; `-` bila tidak diketahui")),
    ("aturan.bobot", "aturan bobot unsur"),
    ("aturan.pembulatan", "aturan pembulatan"),
    ("aturan.gabungan", "aturan penggabungan layanan"),
    ("aturan.tabel", "tabel mutu yang dipakai"),
    ("aturan.prioritas", "aturan pemilihan unsur prioritas"),
    ("jenjang[].nomor", Number("tabel mutu: nilai persepsi, dari mutu terendah")),
    ("jenjang[].huruf", "tabel mutu: huruf"),
    ("jenjang[].kinerja", "tabel mutu: kinerja"),
    ("jenjang[].mulai", Number("tabel mutu: batas bawah indeks")),
    ("jenjang[].sampai", Number("tabel mutu: batas atas indeks")),
    ("jenjang[].nrr_mulai", Number("tabel mutu: batas bawah nilai rata-rata, empat desimal")),
    ("jenjang[].nrr_sampai", Number("tabel mutu: batas atas nilai rata-rata, empat desimal")),
    ("prioritas.jumlah", Number("banyaknya unsur yang perlu diperbaiki")),
    ("prioritas.rincian", "unsur yang perlu diperbaiki, bernomor, sebagai kalimat; kosong bila tidak ada"),
    ("prioritas.unsur[]", "unsur yang perlu diperbaiki, satu per satu"),
    *under(f"{figures.GOOD}.", _GROUP, "unsur di luar prioritas yang bermutu baik"),
    *under(f"{figures.FAIR}.", _GROUP, "unsur di luar prioritas yang mutunya di antara baik dan kurang"),
    *under(f"{figures.POOR}.", _GROUP, "unsur di luar prioritas yang bermutu kurang"),
)
_EXTREME = (
    ("kode", "kode; dari beberapa yang sama, yang pertama"),
    ("nama", "nama; dari beberapa yang sama, yang pertama"),
    ("nilai", Number("nilai rata-rata, dua desimal")),
    ("mutu", "huruf mutu"),
    ("rincian", "nama semua yang nilainya sama, sebagai kalimat"),
)
KATA = (
    *under("utama.", _SCHEME, "skema utama: "),
    *under("tambahan[].", _SCHEME, "skema tambahan: "),
    *under("skema[].", _SCHEME, "setiap skema: "),
    *(
        (f"unsur_{name}.{leaf}", type(what)(f"unsur utama {how}: {what}"))
        for name, how in (("tertinggi", "yang nilainya tertinggi"), ("terendah", "yang nilainya terendah"))
        for leaf, what in _EXTREME
    ),
    ("responden.jumlah", Number("banyaknya responden; kosong bila tidak diketahui")),
    ("responden.terbilang", "banyaknya responden dengan huruf; kosong bila tidak diketahui"),
    ("saran.jumlah", Number("banyaknya saran")),
    ("saran.rincian", f"saran, bernomor, sebagai kalimat; `{indonesian.NOTHING}` bila tidak ada"),
    ("saran.daftar[]", "saran, satu per satu"),
)


def say(material: Material) -> Words:
    """Return the words of every scheme the unit uses; the first is also `utama`, the others `tambahan`."""
    schemes = [_scheme(material, scored) for scored in material.scored.every]
    suggestions = list(material.survey.saran if material.survey else material.dossier.effective.saran or ())
    running = indonesian.enumerated([_without_stop(text) for text in suggestions]) or indonesian.NOTHING
    mark = material.dossier.office.instansi.gaya.desimal
    respondents = material.scored.main.printed.responden
    unknown = dict.fromkeys(("jumlah", "terbilang"), "")
    return {
        "utama": schemes[0],
        "unsur_tertinggi": _extreme(material, max),
        "unsur_terendah": _extreme(material, min),
        "tambahan": schemes[1:],
        "skema": schemes,
        "responden": unknown if respondents is None else indonesian.counted(respondents, mark),
        "saran": {"jumlah": indonesian.count(len(suggestions), mark), "rincian": running, "daftar": suggestions},
    }


def _without_stop(text: str) -> str:
    """Return a sentence as it stands inside another: without its full stop, but not without its dots."""
    return text[:-1] if text.endswith(".") and not text.endswith("..") and len(text) > 1 else text


def _extreme(material: Material, which: Callable[[Iterable[Decimal]], Decimal]) -> Words:
    """Return the element of the main scheme with the highest or lowest score; all empty where no element has one."""
    scored, mark = material.scored.main, material.dossier.office.instansi.gaya.desimal
    shown = {key: figure.shown for key, figure in scored.printed.nrr.items()}
    if not shown:
        return dict.fromkeys((leaf for leaf, _ in _EXTREME), "")
    score = which(shown.values())
    same = [key for key, value in shown.items() if value == score]
    first = scored.scheme.unsur[same[0]]
    return {
        "kode": first.kode,
        "nama": first.nama,
        "nilai": scored.printed.nrr[same[0]].written(mark),
        "mutu": figures.element_grade(scored, same[0]).huruf,
        "rincian": indonesian.listed([scored.scheme.unsur[key].nama for key in same]),
    }


def _scheme(material: Material, scored: SchemeResult) -> Words:
    mark = material.dossier.office.instansi.gaya.desimal
    schemes, printed, choice = scored.scheme, scored.printed, scored.choice
    ranks = figures.ranking(scored.result.nrr)
    services = figures.services(material, scored)

    def group(keys: tuple[str, ...]) -> Words:
        names = [schemes.unsur[key].sebutan or schemes.unsur[key].nama for key in keys]
        return {"jumlah": indonesian.count(len(names), mark), "rincian": indonesian.enumerated(names), "unsur": names}

    unsur: list[Words] = [
        {
            "kode": schemes.unsur[key].kode,
            "nama": schemes.unsur[key].nama,
            "nilai": printed.nrr[key].written(mark),
            "indeks": indonesian.decimal(nrr * CONVERSION, 2, mark),
            "mutu": figures.element_grade(scored, key).huruf,
            "tertimbang": indonesian.decimal(scored.result.weighted[key], 3, mark),
            "peringkat": str(ranks[key]),
            "golongan": figures.standing(scored, key),
            "prioritas": "ya" if key in choice.prioritas else "",
        }
        for key, nrr in scored.result.nrr.items()
    ]
    return {
        "kunci": scored.key,
        "nama": schemes.nama,
        **indonesian.counted(len(unsur), mark),
        "daftar": indonesian.listed([schemes.unsur[key].nama for key in scored.result.nrr]),
        "ikm": printed.ikm.written(mark),
        "mutu": printed.mutu,
        "mutu_indeks": grade_of(printed.ikm.exact, scored.policy.tabel).huruf,
        "kinerja": printed.kinerja,
        "unsur": unsur,
        "rata_rata": printed.rata_rata.written(mark),
        "layanan_jumlah": indonesian.count(len(services), mark),
        "layanan": services,
        "aturan": {
            **figures.policy_words(schemes, mark),
            "prioritas": figures.priority_words(scored.rule, mark, figures.short_name(material, choice.basis)),
        },
        "jenjang": [*figures.intervals(scored.policy.tabel, mark)],
        "prioritas": group(choice.prioritas),
        **{name: group(keys) for name, keys in figures.by_standing(scored).items()},
    }
