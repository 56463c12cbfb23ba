"""A nation, all of it made up: `make nation DIR=... [UNITS=34000]`; institutions, units, answers, in one period.

Every file says that it is made up: YAML in its first line, answers in the name of their unit in each row.
"""

import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PERIOD, KINDS = "2025S1", ("surat-hasil", "laporan-tindak-lanjut", "rekapitulasi")
UNITS, OF_AN_OFFICE, ANSWERS = 34_000, 62, 200
"""Of the nation: 550 institutions, 6.8 million answers."""
MARK = "# Data rekaan, dibuat oleh `make nation`: institusi, unit, dan jawaban ini tidak ada.\n"
ELEMENTS = {
    "persyaratan": "Persyaratan",
    "prosedur": "Prosedur",
    "waktu": "Waktu Penyelesaian",
    "biaya": "Biaya atau Tarif",
    "produk": "Produk Layanan",
    "kompetensi": "Kompetensi Pelaksana",
    "perilaku": "Perilaku Pelaksana",
    "pengaduan": "Penanganan Pengaduan",
    "sarana": "Sarana dan Prasarana",
}
OFFICE = """nama: Pemerintah Kota Rekaan {number}
kop: {{baris: [PEMERINTAH KOTA REKAAN {number}], alamat: Jalan Rekaan {number}}}
tempat: Rekaan
di: Tempat
penandatangan: {{jabatan: Kepala, nama: Rekaan}}
nomor: {{pola: "{{klasifikasi}}/{{urut}}/REKAAN/{{tahun}}", klasifikasi: "065.1"}}
prioritas: {{cara: terendah, jumlah: 1, seri: urutan}}
skema:
  skm:
    nama: SKM
    unsur:
"""
PERIODE = """dokumen:
  surat-hasil: {tanggal: 2025-07-02, sifat: Biasa, hal: Hasil Survei}
  laporan-tindak-lanjut: {hal: Laporan, yth: Wali Kota Rekaan, tanggal: 2025-07-02}
  rekapitulasi: {hal: Rekapitulasi, yth: Wali Kota Rekaan, lampiran: 1, tanggal: 2025-07-02}
rujukan: {dari: Kepala, nomor: 1/REKAAN/2025, tanggal: 2025-06-30, hal: Laporan}
batas: 2026-12-31
tautan: {laporan: https://contoh.example/laporan, buku_tamu: https://contoh.example/tamu}
"""
OWN = """rtl:
  - {unsur: persyaratan, program: [{kode: papan, kegiatan: Memasang papan, penanggung_jawab: Kepala}]}
"""
_POOL = 4000
"""Different answers of a made-up person, of which each unit has some."""


def main(folder: str, units: str = str(UNITS)) -> None:
    """Write a nation of so many units into a folder that is not there yet."""
    root = Path(folder)
    if root.exists() and any(root.iterdir()):
        sys.exit(f"{root} is not empty: name a folder that is not there yet")
    made = write(root, int(units))
    print(f"{root}: {made['units']} units of {made['offices']} institutions, {made['answers']} answers, all made up")


def write(root: Path, units: int, answers: int = ANSWERS) -> dict[str, int]:
    """Write the workspace; return how much of what it has."""
    for kind in KINDS:
        shutil.copytree(ROOT / "templates" / kind, root / "templates" / kind, ignore=_of_offices)
    chance = random.Random(20250701)
    pool = [_answer(chance) for _ in range(_POOL)]
    names = [f"rekaan-{number:05}" for number in range(units)]
    offices = [names[first : first + OF_AN_OFFICE] for first in range(0, units, OF_AN_OFFICE)]
    for number, own in enumerate(offices):
        office = f"kota-rekaan-{number:03}"
        elements = (
            f"      {key}: {{kode: U{at}, nama: {name}}}\n" for at, (key, name) in enumerate(ELEMENTS.items(), 1)
        )
        _put(root / f"units/{office}/instansi.yaml", MARK + OFFICE.format(number=number) + "".join(elements))
        _put(root / f"periods/{PERIOD}/{office}/periode.yaml", MARK + PERIODE)
        for unit in own:
            said = f"nama: Dinas Rekaan {unit[-5:]}\nyth: Kepala Dinas Rekaan {unit[-5:]}\n"
            _put(root / f"units/{office}/{unit}.yaml", MARK + said)
            _put(root / f"periods/{PERIOD}/{office}/{unit}.yaml", MARK + OWN)
        rows = "".join(_rows(own, pool, chance, answers))
        _put(root / f"periods/{PERIOD}/{office}/skor.csv", f"unit,responden,{','.join(ELEMENTS)}\n{rows}")
    return {"units": units, "offices": len(offices), "answers": units * answers}


def _answer(chance: random.Random) -> str:
    """Return what a person says of each element; of the first the least good, which the plans of all units answer."""
    first = chance.choices((1, 2, 3, 4), (6, 10, 4, 1))
    return ",".join(map(str, first + chance.choices((1, 2, 3, 4), (1, 3, 10, 12), k=len(ELEMENTS) - 1)))


def _rows(units: list[str], pool: list[str], chance: random.Random, answers: int) -> Iterator[str]:
    for unit in units:
        for who, answer in enumerate(chance.choices(pool, k=answers), 1):
            yield f"{unit},{who},{answer}\n"


def _of_offices(_: str, names: list[str]) -> list[str]:
    return [name for name in names if name.endswith(".docx") and name != "bawaan.docx"]


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
