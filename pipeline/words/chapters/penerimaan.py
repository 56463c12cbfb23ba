"""The chapter `penerimaan`: the survey reports that the units owe, which came in and when, and which did not."""

import datetime as dt

from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Number, Words, under

ORDER, NEEDS = 95, frozenset({Need.ALL_UNITS})

OWED = "laporan-skm"
"""The kind of document that units hand in."""
IN_TIME, LATE, MISSING = "diterima", "diterima terlambat", "belum diterima"
DATES = ("penerimaan.batas", "penerimaan.unit[].tanggal", "penerimaan.belum[].batas_sendiri")
_ROW = (
    ("nomor", Number("nomor urut")),
    ("nama", "nama unit"),
    ("tanggal", "tanggal laporannya diterima; kosong bila belum"),
    ("status", f"`{IN_TIME}`, `{LATE}`, atau `{MISSING}`"),
)
_OWN = ("batas_sendiri", "batas waktunya sendiri; kosong bila sama dengan `penerimaan.batas`")
KATA = (
    ("penerimaan.jumlah", Number("banyaknya unit yang harus mengirim laporan SKM")),
    ("penerimaan.terbilang", "banyaknya dengan huruf"),
    ("penerimaan.masuk", Number("banyaknya laporan yang sudah diterima")),
    ("penerimaan.terlambat", Number("banyaknya di antaranya yang diterima sesudah `batas`")),
    ("penerimaan.belum_masuk", Number("banyaknya yang belum diterima")),
    ("penerimaan.batas", "tanggal batas waktunya, juga bila sudah lewat; kosong bila tidak ada"),
    (
        "penerimaan.batas_lain",
        "unit yang batas waktunya sendiri, dengan tanggalnya, sebagai kalimat; kosong bila tidak ada",
    ),
    *under("penerimaan.unit[].", _ROW, "setiap unit: "),
    *under("penerimaan.belum[].", (*_ROW[:2], _OWN), "setiap unit yang laporannya belum diterima: "),
)


def say(material: Material) -> Words:
    """Return every unit that owes a report, in the order of the units, and those whose report is missing."""
    mark = material.dossier.office.instansi.gaya.desimal
    due = material.dossier.effective.batas
    rows = [_row(unit, due) for unit in material.units_material if _owes(unit)]
    apart = [f"{row['nama']} ({row[_OWN[0]]})" for row in rows if row[_OWN[0]]]
    missing = [{name: row[name] for name in ("nama", _OWN[0])} for row in rows if row["status"] == MISSING]
    return {
        "penerimaan": {
            **indonesian.counted(len(rows), mark),
            "masuk": indonesian.count(len(rows) - len(missing), mark),
            "terlambat": indonesian.count(sum(row["status"] == LATE for row in rows), mark),
            "belum_masuk": indonesian.count(len(missing), mark),
            "batas": _dated(due),
            "batas_lain": indonesian.listed(apart),
            "unit": [_numbered(number, row) for number, row in enumerate(rows, 1)],
            "belum": [{"nomor": str(number), **row} for number, row in enumerate(missing, 1)],
        }
    }


def _owes(unit: Material) -> bool:
    dossier = unit.dossier
    return OWED in dossier.effective.dokumen and dossier.unit not in dossier.office.not_surveyed


def _row(unit: Material, shared: dt.date | None) -> dict[str, str]:
    effective = unit.dossier.effective
    day, due = effective.dokumen[OWED].diterima, effective.batas
    status = MISSING if day is None else LATE if due is not None and day > due else IN_TIME
    own = due if due != shared else None
    return {"nama": effective.nama, "tanggal": _dated(day), "status": status, _OWN[0]: _dated(own)}


def _numbered(number: int, row: dict[str, str]) -> dict[str, str]:
    return {"nomor": str(number), **{name: row[name] for name, _ in _ROW[1:]}}


def _dated(day: dt.date | None) -> str:
    return indonesian.dated(day) if day else indonesian.undated("")
