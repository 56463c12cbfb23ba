"""The chapter `survei`: how the survey was held: its days, its place, its population and sample."""

import datetime as dt

from pipeline.scores import sample
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Number, Words

ORDER, NEEDS = 35, frozenset[Need]()

KATA = (
    ("survei.mulai", "hari pertama survei; titik-titik bila belum diisi"),
    ("survei.selesai", "hari terakhir survei; titik-titik bila belum diisi"),
    ("survei.tempat", "tempat survei; kosong bila tidak ada"),
    ("survei.populasi.jumlah", Number("banyaknya yang dilayani; kosong bila tidak ada")),
    ("survei.populasi.terbilang", "banyaknya yang dilayani dengan huruf; kosong bila tidak ada"),
    (
        "survei.sampel.jumlah",
        Number("banyaknya responden minimal menurut tabel Krejcie-Morgan; kosong bila tidak ada"),
    ),
    ("survei.sampel.terbilang", "banyaknya responden minimal dengan huruf; kosong bila tidak ada"),
)
DATES = ("survei.mulai", "survei.selesai")


def say(material: Material) -> Words:
    """Return the words of how the survey was held, whatever its result."""
    said, mark = material.dossier.effective.survei, material.dossier.office.instansi.gaya.desimal

    def day(given: dt.date | None) -> str:
        return indonesian.dated(given) if given else indonesian.undated()

    def many(given: int | None) -> Words:
        return {"jumlah": "", "terbilang": ""} if given is None else {**indonesian.counted(given, mark)}

    needed = sample.by_table(said.populasi) if said.populasi else None
    return {
        "survei": {
            "mulai": day(said.mulai),
            "selesai": day(said.selesai),
            "tempat": said.tempat or "",
            "populasi": many(said.populasi),
            "sampel": many(needed),
        }
    }
