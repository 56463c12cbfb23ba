"""The chapter `publikasi_media`: where a result was made public, what shows it, and of how many kinds that is."""

from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Number, Words

ORDER, NEEDS = 85, frozenset({Need.PHOTOS})

DATES = ("media.daftar[].tanggal",)
KATA = (
    ("media.jumlah", Number("banyaknya publikasi")),
    ("media.terbilang", "banyaknya publikasi dengan huruf"),
    ("media.jenis.jumlah", Number("banyaknya jenis media yang berbeda")),
    ("media.jenis.rincian", "jenis media yang berbeda, sebagai kalimat; kosong bila tidak ada"),
    ("media.berfoto", Number("banyaknya publikasi yang mempunyai foto")),
    ("media.daftar[].nomor", Number("satu per satu, menurut tanggal: nomor")),
    ("media.daftar[].media", "satu per satu: tempatnya"),
    ("media.daftar[].jenis", "satu per satu: jenis media"),
    ("media.daftar[].tanggal", "satu per satu: tanggal diumumkan"),
    ("media.daftar[].tautan", "satu per satu: alamatnya; kosong bila tidak ada"),
    ("media.daftar[].foto[]", "satu per satu: fotonya (gambar); kosong bila tidak ada"),
    ("media.daftar[].keterangan", "satu per satu: apa yang diperlihatkan fotonya; kosong bila tidak ada"),
)


def say(material: Material) -> Words:
    """Return the publications by their date; those of one day in the order in which they are written."""
    every = sorted(material.dossier.effective.publikasi_media, key=lambda media: media.tanggal)
    mark = material.dossier.office.instansi.gaya.desimal
    kinds = list(dict.fromkeys(media.jenis for media in every))
    rows: list[Words] = [
        {
            "nomor": str(number),
            "media": media.media,
            "jenis": media.jenis,
            "tanggal": indonesian.dated(media.tanggal),
            "tautan": media.tautan or "",
            "foto": [material.photos[media.foto]] if media.foto and media.foto in material.photos else [],
            "keterangan": media.foto.keterangan if media.foto else "",
        }
        for number, media in enumerate(every, 1)
    ]
    return {
        "media": {
            **indonesian.counted(len(rows), mark),
            "jenis": {"jumlah": indonesian.count(len(kinds), mark), "rincian": indonesian.listed(kinds)},
            "berfoto": indonesian.count(sum(media.foto is not None for media in every), mark),
            "daftar": rows,
        }
    }
