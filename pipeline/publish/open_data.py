"""Open data: what everybody may see of the results as CSV and JSON, and what each column means as a data package."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.files import csv_out, fingerprint
from pipeline.publish.public_results import PublicOffice, PublicResult, PublicRow, PublicUnit
from pipeline.sources.period import first_day, last_day

FOLDER = "data"
CSV, JSON, PACKAGE = "hasil.csv", "hasil.json", "datapackage.json"


class Column(NamedTuple):
    """A column: its name, the type of the data package standard, what it means."""

    name: str
    type: str
    meaning: str


COLUMNS = (
    Column("periode", "string", "Periode survei: 2025S1 semester, 2025T1 triwulan, 2025B01 bulan, 2025 tahun."),
    Column("mulai", "date", "Hari pertama periode itu."),
    Column("selesai", "date", "Hari terakhir periode itu."),
    Column("instansi", "string", "Kunci institusi; tetap walau namanya berubah."),
    Column("nama_instansi", "string", "Nama institusi."),
    Column("unit", "string", "Kunci unit; tetap walau namanya berubah."),
    Column("nama_unit", "string", "Nama unit, seperti pada periode terakhirnya."),
    Column("skema", "string", "Kunci skema survei."),
    Column("nama_skema", "string", "Nama skema survei."),
    Column("layanan", "string", "Nama layanan; kosong untuk seluruh unit."),
    Column("unsur", "string", "Kunci unsur; kosong untuk indeks (IKM)."),
    Column("kode", "string", "Kode unsur di kuesioner, misalnya U1; kosong untuk indeks."),
    Column("nama_unsur", "string", "Nama unsur; kosong untuk indeks."),
    Column("nilai", "number", "Indeks pada skala 100, atau nilai rata-rata unsur pada skala 4."),
    Column("mutu", "string", "Huruf mutu; hanya pada baris indeks."),
    Column("kinerja", "string", "Kinerja menurut mutu; hanya pada baris indeks."),
    Column("responden", "integer", "Banyaknya responden; kosong bila tidak diketahui."),
)
_TITLE = "Hasil survei kepuasan masyarakat (SKM)"


def files(offices: Sequence[PublicOffice]) -> dict[str, bytes]:
    """Return the files of the open data by name."""
    rows = [row for office in offices for row in _of_office(office)]
    table = csv_out.written([[column.name for column in COLUMNS], *rows])
    records = [_record(row) for row in rows]
    body = _json({"data": records, "kolom": {column.name: column.meaning for column in COLUMNS}})
    return {
        f"{FOLDER}/{CSV}": table,
        f"{FOLDER}/{JSON}": body,
        f"{FOLDER}/{PACKAGE}": _json(_package(offices, table, body)),
    }


def _of_office(office: PublicOffice) -> Iterator[list[str]]:
    for unit in office.unit:
        for result in unit.hasil:
            for scheme in result.skema:
                for service, row in (("", scheme), *((row.nama, row) for row in scheme.layanan)):
                    yield from _of_row(office, unit, result, scheme, service, row)


def _of_row(
    office: PublicOffice, unit: PublicUnit, result: PublicResult, scheme: PublicRow, service: str, row: PublicRow
) -> Iterator[list[str]]:
    period = result.period
    head = [str(period), first_day(period).isoformat(), last_day(period).isoformat(), office.id, office.instansi.nama]
    head += [unit.unit, unit.nama, scheme.key, scheme.nama, service]
    many = "" if row.responden is None else str(row.responden)
    yield [*head, "", "", "", str(row.ikm.value), row.mutu, row.kinerja, many]
    for element in row.unsur:
        yield [*head, element.unsur, element.kode, element.nama, str(element.nrr.value), "", "", many]


def _record(row: Sequence[str]) -> dict[str, object]:
    """Return a row as a record: numbers as numbers, and nothing where a cell is empty."""
    made: dict[str, object] = {}
    for column, cell in zip(COLUMNS, row, strict=True):
        number = float if column.type == "number" else int if column.type == "integer" else str
        made[column.name] = number(cell) if cell else None
    return made


def _package(offices: Iterable[PublicOffice], table: bytes, body: bytes) -> dict[str, object]:
    there = [*offices]
    least = max((office.instansi.situs.terkecil for office in there), default=1)
    fields = [{"name": column.name, "type": column.type, "description": column.meaning} for column in COLUMNS]
    return {
        "profile": "tabular-data-package",
        "name": "hasil-skm",
        "title": _TITLE,
        "description": (
            "Setiap baris satu angka: indeks, atau nilai rata-rata satu unsur, dari satu unit dalam satu periode. "
            f"Hasil dengan responden kurang dari {least} tidak dimuat. Tidak memuat data pribadi."
        ),
        "contributors": [{"title": office.instansi.nama, "role": "publisher"} for office in there],
        "resources": [
            {
                "name": "hasil",
                "path": CSV,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(table),
                "hash": f"sha256:{fingerprint.sha(table)}",
                "schema": {"fields": fields, "missingValues": [""]},
            },
            {
                "name": "hasil-json",
                "path": JSON,
                "format": "json",
                "mediatype": "application/json",
                "encoding": "utf-8",
                "bytes": len(body),
                "hash": f"sha256:{fingerprint.sha(body)}",
            },
        ],
    }


def _json(said: object) -> bytes:
    return f"{json.dumps(said, ensure_ascii=False, indent=1)}\n".encode()
