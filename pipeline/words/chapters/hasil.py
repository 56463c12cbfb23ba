"""The chapter `hasil`: indices, elements, priorities and suggestions."""

from pipeline.scores import ikm
from pipeline.scores.records import SchemeResult
from pipeline.words import figures, indonesian
from pipeline.words.chapter import Material, Need, Words

ORDER, NEEDS = 40, frozenset({Need.RESULTS, Need.SURVEY})

_SCHEME = (
    ("kunci", "kunci skema di instansi.yaml"),
    ("nama", "nama skema"),
    ("jumlah", "banyaknya unsur"),
    ("terbilang", "banyaknya unsur dengan huruf"),
    ("daftar", "nama unsur sebagai kalimat"),
    ("ikm", "indeks, dua desimal"),
    ("mutu", "huruf mutu"),
    ("kinerja", "kinerja menurut mutu"),
    ("unsur[].kode", "kode unsur"),
    ("unsur[].nama", "nama unsur"),
    ("unsur[].nilai", "nilai rata-rata unsur, dua desimal"),
    ("unsur[].indeks", "nilai rata-rata unsur kali 25"),
    ("unsur[].mutu", "huruf mutu unsur"),
    ("unsur[].tertimbang", "nilai rata-rata unsur kali bobotnya, tiga desimal"),
    ("unsur[].peringkat", "peringkat unsur, 1 untuk yang tertinggi; nilai yang sama berbagi peringkat"),
    ("unsur[].prioritas", "`ya` bila unsur perlu diperbaiki; kosong bila tidak"),
    ("rata_rata", "nilai rata-rata seluruh unsur, dua desimal"),
    ("layanan_jumlah", "banyaknya layanan yang disurvei"),
    ("layanan[].kunci", "kunci layanan"),
    ("layanan[].nama", "nama layanan"),
    ("layanan[].singkat", "nama singkat layanan"),
    ("layanan[].nilai[]", "nilai setiap unsur, menurut urutan unsur"),
    ("layanan[].rata_rata", "nilai rata-rata layanan"),
    ("layanan[].ikm", "indeks layanan"),
    ("layanan[].mutu", "huruf mutu layanan"),
    ("layanan[].kinerja", "kinerja layanan"),
    ("layanan[].responden", "banyaknya responden layanan; `-` bila tidak diketahui"),
    ("aturan.bobot", "aturan bobot unsur"),
    ("aturan.pembulatan", "aturan pembulatan"),
    ("aturan.gabungan", "aturan penggabungan layanan"),
    ("aturan.tabel", "tabel mutu yang dipakai"),
    ("aturan.prioritas", "aturan pemilihan unsur prioritas"),
    ("jenjang[].nomor", "tabel mutu: nilai persepsi, dari mutu terendah"),
    ("jenjang[].huruf", "tabel mutu: huruf"),
    ("jenjang[].kinerja", "tabel mutu: kinerja"),
    ("jenjang[].mulai", "tabel mutu: batas bawah indeks"),
    ("jenjang[].sampai", "tabel mutu: batas atas indeks"),
    ("jenjang[].nrr_mulai", "tabel mutu: batas bawah nilai rata-rata, empat desimal"),
    ("jenjang[].nrr_sampai", "tabel mutu: batas atas nilai rata-rata, empat desimal"),
    ("prioritas.jumlah", "banyaknya unsur yang perlu diperbaiki"),
    ("prioritas.rincian", "unsur yang perlu diperbaiki, bernomor, sebagai kalimat"),
    ("prioritas.unsur[]", "unsur yang perlu diperbaiki, satu per satu"),
    ("dipertahankan.jumlah", "banyaknya unsur yang dipertahankan"),
    ("dipertahankan.rincian", "unsur yang dipertahankan, bernomor, sebagai kalimat"),
    ("dipertahankan.unsur[]", "unsur yang dipertahankan, satu per satu"),
)
KATA = (
    *((f"utama.{name}", f"skema utama: {text}") for name, text in _SCHEME),
    *((f"tambahan[].{name}", f"skema tambahan: {text}") for name, text in _SCHEME),
    *((f"skema[].{name}", f"setiap skema: {text}") for name, text in _SCHEME),
    ("responden.jumlah", "banyaknya responden"),
    ("responden.terbilang", "banyaknya responden dengan huruf"),
    ("saran.jumlah", "banyaknya saran"),
    ("saran.rincian", f"saran, bernomor, sebagai kalimat; `{indonesian.NOTHING}` bila tidak ada"),
    ("saran.daftar[]", "saran, satu per satu"),
)


def say(bahan: Material) -> Words:
    """Return the words of every scheme the unit uses; the first is also `utama`, the others `tambahan`."""
    skema = [_scheme(bahan, scored) for scored in bahan.scored.every]
    saran = list(bahan.survei.saran if bahan.survei else bahan.berkas.effective.saran or ())
    sebaris = indonesian.enumerated([_without_stop(one) for one in saran]) or indonesian.NOTHING
    responden = bahan.scored.main.printed.responden
    jumlah = (indonesian.DASH,) * 2 if responden is None else (str(responden), indonesian.in_words(responden))
    return {
        "utama": skema[0],
        "tambahan": skema[1:],
        "skema": skema,
        "responden": {"jumlah": jumlah[0], "terbilang": jumlah[1]},
        "saran": {"jumlah": str(len(saran)), "rincian": sebaris, "daftar": saran},
    }


def _without_stop(text: str) -> str:
    """Return a sentence as it stands inside another: without its full stop, but not without its dots."""
    return text[:-1] if text.endswith(".") and not text.endswith("..") and len(text) > 1 else text


def _scheme(bahan: Material, scored: SchemeResult) -> Words:
    desimal = bahan.berkas.office.instansi.gaya.desimal
    skema, printed, choice = scored.scheme, scored.printed, scored.choice
    ranks = figures.ranking(scored.result.nrr)
    layanan = figures.services(bahan, scored)

    def pilihan(keys: tuple[str, ...]) -> Words:
        names = [skema.unsur[key].sebutan or skema.unsur[key].nama for key in keys]
        return {"jumlah": str(len(names)), "rincian": indonesian.enumerated(names), "unsur": names}

    unsur: list[Words] = [
        {
            "kode": skema.unsur[key].kode,
            "nama": skema.unsur[key].nama,
            "nilai": printed.nrr[key].written(desimal),
            "indeks": indonesian.decimal(nrr * 25, 2, desimal),
            "mutu": ikm.grade_of(nrr * 25, scored.policy.tabel).huruf,
            "tertimbang": indonesian.decimal(scored.result.weighted[key], 3, desimal),
            "peringkat": str(ranks[key]),
            "prioritas": "ya" if key in choice.prioritas else "",
        }
        for key, nrr in scored.result.nrr.items()
    ]
    return {
        "kunci": scored.key,
        "nama": skema.nama,
        "jumlah": str(len(unsur)),
        "terbilang": indonesian.in_words(len(unsur)),
        "daftar": indonesian.listed([skema.unsur[key].nama for key in scored.result.nrr]),
        "ikm": printed.ikm.written(desimal),
        "mutu": printed.mutu,
        "kinerja": printed.kinerja,
        "unsur": unsur,
        "rata_rata": printed.rata_rata.written(desimal),
        "layanan_jumlah": str(len(layanan)),
        "layanan": layanan,
        "aturan": {
            **figures.policy_words(skema, desimal),
            "prioritas": figures.priority_words(scored.rule, desimal, figures.short_name(bahan, choice.basis)),
        },
        "jenjang": figures.intervals(scored, desimal),
        "prioritas": pilihan(choice.prioritas),
        "dipertahankan": pilihan(choice.dipertahankan),
    }
