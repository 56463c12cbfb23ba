"""The chapter `pengiriman`: the letters of a period that have a number in the register, a row each."""

from pipeline.sources import citations as rujukan
from pipeline.sources import register_reader as agenda
from pipeline.words import indonesian as bahasa
from pipeline.words.chapter import Bab, Bahan

KATA = (
    ("pengiriman.surat[].urut", "nomor urut baris"),
    ("pengiriman.surat[].nomor", "nomor surat"),
    ("pengiriman.surat[].tanggal", "tanggal surat; kosong bila belum ada"),
    ("pengiriman.surat[].yth", "penerima"),
    ("pengiriman.surat[].hal", "hal surat"),
    ("pengiriman.jumlah", "banyaknya surat"),
    ("pengiriman.terbilang", "banyaknya surat dengan huruf"),
)


def say(bahan: Bahan) -> Bab:
    """Return a row a letter, in the order of the numbers; void ones and the list itself are not sent."""
    instansi, masa = bahan.berkas.kantor.instansi, str(bahan.berkas.kantor.masa)
    rows: list[Bab] = []
    for lembar in bahan.agenda:
        entri = lembar.entri
        if entri.periode != masa or entri.batal or entri.jenis == bahan.jenis:
            continue
        sent = agenda.berlaku(entri) if entri.surat else (agenda.Terkirim(yth=entri.yth),)
        for surat in sent:
            day, hal = surat.tanggal or entri.tanggal, surat.hal or entri.hal or ""
            if surat.revisi:
                hal = rujukan.hal_perubahan(instansi, entri.jenis or "", hal, surat.revisi)
            row = {
                "nomor": entri.nomor,
                "tanggal": bahasa.tanggal(day) if day else "",
                "yth": surat.yth or "",
                "hal": hal,
            }
            rows.append({"urut": str(len(rows) + 1), **row})
    jumlah = {"jumlah": str(len(rows)), "terbilang": bahasa.terbilang(len(rows))}
    return {"pengiriman": {"surat": rows, **jumlah}}
