"""The chapter `forum`: what the minutes of the Forum Konsultasi Publik say, for the report they are annexed to."""

import datetime as dt
from collections.abc import Mapping

from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Number, Words, under

ORDER, NEEDS = 82, frozenset[Need]()

MINUTES = "berita-acara-fkp"
"""The kind of document that the minutes are, whose facts these are."""
_PRESENT = (
    ("nomor", Number("nomor urut")),
    ("nama", "nama"),
    ("kelompok", "kelompoknya"),
    ("asal", "jabatan atau asalnya"),
)
_SPEAKER = (("kelompok", "kelompoknya"), ("nama", "nama"))
DATES = ("forum.waktu",)
KATA = (
    ("forum.ada", f"`ya` bila berkas unit memuat isi `{MINUTES}`; kosong bila tidak, begitu pula yang berikut"),
    ("forum.nomor", "nomor berita acaranya; kosong bila belum bernomor"),
    ("forum.waktu", "tanggal forum"),
    ("forum.tempat", "tempat forum"),
    ("forum.jumlah", Number("banyaknya yang hadir")),
    ("forum.terbilang", "banyaknya yang hadir dengan huruf"),
    *under("forum.hadir[].", _PRESENT, "setiap yang hadir: "),
    ("forum.pembahasan[]", "pokok pembahasan, satu per satu"),
    *under("forum.wakil[].", _SPEAKER, "setiap wakil kelompok yang ikut menandatangani: "),
)


def say(material: Material) -> Words:
    """Return what the unit's files say of its forum; nothing of it where they say nothing."""
    mark = material.dossier.office.instansi.gaya.desimal
    letter = material.dossier.effective.dokumen.get(MINUTES)
    facts: Mapping[str, object] = letter.isi if letter else {}
    day, discussed = facts.get("waktu"), facts.get("pembahasan")
    present, speakers = _rows(facts.get("hadir"), _PRESENT[1:]), _rows(facts.get("wakil"), _SPEAKER)
    return {
        "forum": {
            "ada": "ya" if facts else "",
            "nomor": (letter and letter.nomor) or "",
            "waktu": indonesian.dated(day) if isinstance(day, dt.date) else indonesian.undated(""),
            "tempat": str(facts.get("tempat", "")),
            **indonesian.counted(len(present), mark),
            "hadir": [{"nomor": str(number), **row} for number, row in enumerate(present, 1)],
            "pembahasan": [str(text) for text in discussed] if isinstance(discussed, list) else [],
            "wakil": speakers,
        }
    }


def _rows(table: object, columns: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    rows = table if isinstance(table, list) else []
    return [{name: str(getattr(row, name, "") or "") for name, _ in columns} for row in rows]
