"""The chapter `hasil`: indices, elements, priorities and suggestions."""

from pipeline.scores import ikm
from pipeline.scores.priorities import BIASA
from pipeline.scores.published import penuh
from pipeline.scores.records import Nilai
from pipeline.words import figures as skor
from pipeline.words import indonesian as bahasa
from pipeline.words.chapter import Bab, Bahan

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
    """Return the words of every scheme the unit uses; the first is also `utama`, the others `tambahan`."""
    skema = [_skema(bahan, nilai) for nilai in bahan.nilai]
    saran = list(bahan.survei.saran if bahan.survei else bahan.berkas.isi.saran or ())
    sebaris = bahasa.rincian([_tanpa_titik(one) for one in saran]) or bahasa.NIHIL
    declared = skor.tercatat(bahan, bahan.nilai[0])
    responden = bahan.nilai[0].hasil.responden
    if declared and declared.responden is not None:
        responden = declared.responden
    jumlah = (bahasa.KOSONG,) * 2 if responden is None else (str(responden), bahasa.terbilang(responden))
    return {
        "utama": skema[0],
        "tambahan": skema[1:],
        "skema": skema,
        "responden": {"jumlah": jumlah[0], "terbilang": jumlah[1]},
        "saran": {"jumlah": str(len(saran)), "rincian": sebaris, "daftar": saran},
    }


def _tanpa_titik(text: str) -> str:
    """Return a sentence as it stands inside another: without its full stop, but not without its dots."""
    return text[:-1] if text.endswith(".") and not text.endswith("..") and len(text) > 1 else text


def _skema(bahan: Bahan, nilai: Nilai) -> Bab:
    instansi = bahan.berkas.kantor.instansi
    skema, desimal = instansi.skema[nilai.kunci], instansi.gaya.desimal
    declared = skor.tercatat(bahan, nilai)
    printed = (declared and declared.nrr) or {}
    index = declared.ikm if declared else None
    grade = ikm.mutu(penuh(index, nilai.hasil.ikm), nilai.aturan.tabel)
    ranks = skor.peringkat(nilai.hasil.nrr)
    layanan = skor.layanan(bahan, nilai)
    utama = nilai.kunci == next(iter(instansi.skema))
    rule = (bahan.berkas.isi.prioritas if utama else None) or BIASA

    def pilihan(keys: tuple[str, ...]) -> Bab:
        names = [skema.unsur[key].sebutan or skema.unsur[key].nama for key in keys]
        return {"jumlah": str(len(names)), "rincian": bahasa.rincian(names), "unsur": names}

    unsur: list[Bab] = [
        {
            "kode": skema.unsur[key].kode,
            "nama": skema.unsur[key].nama,
            "nilai": skor.cetak(printed.get(key), nrr, desimal),
            "indeks": bahasa.angka(nrr * 25, 2, desimal),
            "mutu": ikm.mutu(nrr * 25, nilai.aturan.tabel).huruf,
            "tertimbang": bahasa.angka(nilai.hasil.tertimbang[key], 3, desimal),
            "peringkat": str(ranks[key]),
            "prioritas": "ya" if key in nilai.pilihan.prioritas else "",
        }
        for key, nrr in nilai.hasil.nrr.items()
    ]
    return {
        "kunci": nilai.kunci,
        "nama": skema.nama,
        "jumlah": str(len(unsur)),
        "terbilang": bahasa.terbilang(len(unsur)),
        "daftar": bahasa.daftar([skema.unsur[key].nama for key in nilai.hasil.nrr]),
        "ikm": skor.cetak(index, nilai.hasil.ikm, desimal),
        "mutu": (declared and declared.mutu) or grade.huruf,
        "kinerja": grade.kinerja,
        "unsur": unsur,
        "rata_rata": skor.cetak(declared.rata_rata if declared else None, skor.rerata_baris(nilai), desimal),
        "layanan_jumlah": str(len(layanan)),
        "layanan": layanan,
        "aturan": {
            **skor.aturan(skema, desimal),
            "prioritas": skor.prioritas(rule, desimal, skor.singkat(bahan, nilai.pilihan.basis)),
        },
        "jenjang": skor.jenjang(nilai, desimal),
        "prioritas": pilihan(nilai.pilihan.prioritas),
        "dipertahankan": pilihan(nilai.pilihan.dipertahankan),
    }
