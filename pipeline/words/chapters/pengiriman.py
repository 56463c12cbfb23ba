"""The chapter `pengiriman`: the letters of a period that have a number in the register, a row each."""

from pipeline.sources import citations, register_reader
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Words

ORDER, NEEDS = 100, frozenset({Need.REGISTER})

KATA = (
    ("pengiriman.surat[].urut", "nomor urut baris"),
    ("pengiriman.surat[].nomor", "nomor surat"),
    ("pengiriman.surat[].tanggal", "tanggal surat; kosong bila belum ada"),
    ("pengiriman.surat[].yth", "penerima"),
    ("pengiriman.surat[].hal", "hal surat"),
    ("pengiriman.jumlah", "banyaknya surat"),
    ("pengiriman.terbilang", "banyaknya surat dengan huruf"),
)


def say(bahan: Material) -> Words:
    """Return a row a letter, in the order of the numbers; void ones and the list itself are not sent."""
    instansi, masa = bahan.berkas.office.instansi, str(bahan.berkas.office.period)
    rows: list[Words] = []
    for lembar in bahan.agenda:
        entri = lembar.entri
        if entri.periode != masa or entri.batal or entri.jenis == bahan.jenis:
            continue
        sent = register_reader.standing(entri) if entri.surat else (register_reader.SentLetter(yth=entri.yth),)
        for surat in sent:
            day, hal = surat.tanggal or entri.tanggal, surat.hal or entri.hal or ""
            if surat.revisi:
                hal = citations.revised_subject(instansi, entri.jenis or "", hal, surat.revisi)
            row = {
                "nomor": entri.nomor,
                "tanggal": indonesian.date(day) if day else "",
                "yth": surat.yth or "",
                "hal": hal,
            }
            rows.append({"urut": str(len(rows) + 1), **row})
    jumlah = {"jumlah": str(len(rows)), "terbilang": indonesian.in_words(len(rows))}
    return {"pengiriman": {"surat": rows, **jumlah}}
