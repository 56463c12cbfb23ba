"""The chapter `pengiriman`: the letters of a period that have a number in the register, a row each."""

from pipeline.sources import citations, register_reader
from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Number, Words

ORDER, NEEDS = 100, frozenset({Need.REGISTER})

DATES = ("pengiriman.surat[].tanggal",)
KATA = (
    ("pengiriman.surat[].urut", Number("nomor urut baris")),
    ("pengiriman.surat[].nomor", "nomor surat"),
    ("pengiriman.surat[].tanggal", "tanggal surat; kosong bila belum ada"),
    ("pengiriman.surat[].yth", "penerima"),
    ("pengiriman.surat[].hal", "hal surat"),
    ("pengiriman.jumlah", Number("banyaknya surat")),
    ("pengiriman.terbilang", "banyaknya surat dengan huruf"),
)


def say(material: Material) -> Words:
    """Return a row a letter, in the order of the numbers; void ones and the list itself are not sent."""
    institution, period = material.dossier.office.instansi, str(material.dossier.office.period)
    rows: list[Words] = []
    for entry_file in material.register:
        entry = entry_file.entri
        if entry.periode != period or entry.batal or entry.jenis == material.kind:
            continue
        sent = register_reader.standing(entry) if entry.surat else (register_reader.SentLetter(yth=entry.yth),)
        for letter in sent:
            day, subject = letter.tanggal or entry.tanggal, letter.hal or entry.hal or ""
            if letter.revisi:
                subject = citations.revised_subject(institution, entry.jenis or "", subject, letter.revisi)
            row = {
                "nomor": entry.nomor,
                "tanggal": indonesian.dated(day) if day else indonesian.undated(""),
                "yth": letter.yth or "",
                "hal": subject,
            }
            rows.append({"urut": str(len(rows) + 1), **row})
    return {"pengiriman": {"surat": rows, **indonesian.counted(len(rows), institution.gaya.desimal)}}
