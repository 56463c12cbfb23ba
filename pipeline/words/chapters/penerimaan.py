"""The chapter `penerimaan`: the survey reports that the units owe, which came in and when, and which did not."""

from pipeline.words import indonesian
from pipeline.words.chapter import Material, Need, Number, Words, under

ORDER, NEEDS = 95, frozenset({Need.ALL_UNITS})

OWED = "laporan-skm"
"""The kind of document that units hand in."""
IN_TIME, LATE, MISSING = "diterima", "diterima terlambat", "belum diterima"
DATES = ("penerimaan.batas", "penerimaan.unit[].tanggal")
_ROW = (
    ("nomor", Number("nomor urut")),
    ("nama", "nama unit"),
    ("tanggal", "tanggal laporannya diterima; kosong bila belum"),
    ("status", f"`{IN_TIME}`, `{LATE}`, atau `{MISSING}`"),
)
KATA = (
    ("penerimaan.jumlah", Number("banyaknya unit yang harus mengirim laporan SKM")),
    ("penerimaan.terbilang", "banyaknya dengan huruf"),
    ("penerimaan.masuk", Number("banyaknya laporan yang sudah diterima")),
    ("penerimaan.terlambat", Number("banyaknya di antaranya yang diterima sesudah `batas`")),
    ("penerimaan.belum_masuk", Number("banyaknya yang belum diterima")),
    ("penerimaan.batas", "tanggal batas waktunya, juga bila sudah lewat; kosong bila tidak ada"),
    *under("penerimaan.unit[].", _ROW, "setiap unit: "),
    *under("penerimaan.belum[].", _ROW[:2], "setiap unit yang laporannya belum diterima: "),
)


def say(material: Material) -> Words:
    """Return every unit that owes a report, in the order of the units, and those whose report is missing."""
    mark = material.dossier.office.instansi.gaya.desimal
    owing = [unit for unit in material.units_material if _owes(unit)]
    rows = [_row(unit) for unit in owing]
    due = material.dossier.effective.batas
    missing = [{"nama": row["nama"]} for row in rows if row["status"] == MISSING]
    return {
        "penerimaan": {
            **indonesian.counted(len(rows), mark),
            "masuk": indonesian.count(len(rows) - len(missing), mark),
            "terlambat": indonesian.count(sum(row["status"] == LATE for row in rows), mark),
            "belum_masuk": indonesian.count(len(missing), mark),
            "batas": indonesian.dated(due) if due else indonesian.undated(""),
            "unit": [{"nomor": str(number), **row} for number, row in enumerate(rows, 1)],
            "belum": [{"nomor": str(number), **row} for number, row in enumerate(missing, 1)],
        }
    }


def _owes(unit: Material) -> bool:
    dossier = unit.dossier
    return OWED in dossier.effective.dokumen and dossier.unit not in dossier.office.not_surveyed


def _row(unit: Material) -> dict[str, str]:
    effective = unit.dossier.effective
    day, due = effective.dokumen[OWED].diterima, effective.batas
    status = MISSING if day is None else LATE if due is not None and day > due else IN_TIME
    tanggal = indonesian.dated(day) if day else indonesian.undated("")
    return {"nama": effective.nama, "tanggal": tanggal, "status": status}
