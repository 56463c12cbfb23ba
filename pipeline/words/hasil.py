"""The chapter `hasil`: indices, elements, priorities and suggestions."""

from pipeline.scores import ikm
from pipeline.words import bahasa
from pipeline.words.kata import Bab, Bahan, Nilai

_SKEMA = (
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
    ("prioritas.jumlah", "banyaknya unsur yang perlu diperbaiki"),
    ("prioritas.rincian", "unsur yang perlu diperbaiki, bernomor, sebagai kalimat"),
    ("prioritas.unsur[]", "unsur yang perlu diperbaiki, satu per satu"),
    ("dipertahankan.jumlah", "banyaknya unsur yang dipertahankan"),
    ("dipertahankan.rincian", "unsur yang dipertahankan, bernomor, sebagai kalimat"),
    ("dipertahankan.unsur[]", "unsur yang dipertahankan, satu per satu"),
)
KATA = (
    *((f"utama.{name}", f"skema utama: {text}") for name, text in _SKEMA),
    *((f"tambahan[].{name}", f"skema tambahan: {text}") for name, text in _SKEMA),
    *((f"skema[].{name}", f"setiap skema: {text}") for name, text in _SKEMA),
    ("responden.jumlah", "banyaknya responden"),
    ("responden.terbilang", "banyaknya responden dengan huruf"),
    ("saran.jumlah", "banyaknya saran"),
    ("saran.rincian", f"saran, bernomor, sebagai kalimat; `{bahasa.NIHIL}` bila tidak ada"),
    ("saran.daftar[]", "saran, satu per satu"),
)


def say(bahan: Bahan) -> Bab:
    """Return the words of every scheme the unit uses; the first is also `utama`, the others `tambahan`.

    Only where it is known how many answered: `responden`.
    """
    skema = [_skema(bahan, nilai) for nilai in bahan.nilai]
    saran = bahan.berkas.isi.saran or []
    responden = bahan.nilai[0].hasil.responden
    known: Bab = {}
    if responden is not None:
        known["responden"] = {"jumlah": str(responden), "terbilang": bahasa.terbilang(responden)}
    return {
        **known,
        "utama": skema[0],
        "tambahan": skema[1:],
        "skema": skema,
        "saran": {"jumlah": str(len(saran)), "rincian": bahasa.rincian(saran) or bahasa.NIHIL, "daftar": saran},
    }


def _skema(bahan: Bahan, nilai: Nilai) -> Bab:
    instansi = bahan.berkas.kantor.instansi
    skema, desimal = instansi.skema[nilai.kunci], instansi.gaya.desimal
    grade = ikm.mutu(nilai.hasil.ikm)

    def pilihan(keys: tuple[str, ...]) -> Bab:
        names = [skema.unsur[key].sebutan or skema.unsur[key].nama for key in keys]
        return {"jumlah": str(len(names)), "rincian": bahasa.rincian(names), "unsur": names}

    unsur: list[Bab] = [
        {
            "kode": skema.unsur[key].kode,
            "nama": skema.unsur[key].nama,
            "nilai": bahasa.angka(nrr, 2, desimal),
            "indeks": bahasa.angka(nrr * 25, 2, desimal),
            "mutu": ikm.mutu(nrr * 25).huruf,
        }
        for key, nrr in nilai.hasil.nrr.items()
    ]
    return {
        "kunci": nilai.kunci,
        "nama": skema.nama,
        "jumlah": str(len(unsur)),
        "terbilang": bahasa.terbilang(len(unsur)),
        "daftar": bahasa.daftar([skema.unsur[key].nama for key in nilai.hasil.nrr]),
        "ikm": bahasa.angka(nilai.hasil.ikm, 2, desimal),
        "mutu": grade.huruf,
        "kinerja": grade.kinerja,
        "unsur": unsur,
        "prioritas": pilihan(nilai.pilihan.prioritas),
        "dipertahankan": pilihan(nilai.pilihan.dipertahankan),
    }
