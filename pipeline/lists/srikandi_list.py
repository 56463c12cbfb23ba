"""What is to be typed in SRIKANDI for each letter, as a list to paste from; its last columns are for what it gives."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.files import disk, fingerprint
from pipeline.issuing import book as agenda_buku
from pipeline.making import report
from pipeline.sources.period import Masa
from pipeline.words import indonesian as bahasa

MODE = "srikandi"
KOLOM = (
    ("No.", 6),
    ("Unit", 32),
    ("Berkas", 40),
    ("Hal", 48),
    ("Sifat", 16),
    ("Klasifikasi", 14),
    ("Lampiran", 14),
    ("Kepada", 40),
    ("Tembusan", 32),
    ("Jabatan Pengirim", 28),
    ("Nama Pengirim", 28),
    ("NIP Pengirim", 24),
    ("Nomor Naskah", 28),
    ("Tanggal Naskah", 18),
)
"""Heading and width of each column."""


def tulis(root: Path, masa: Masa, kind: str) -> Iterator[str]:
    """Write a list for each institution from the report of the last run, and yield its file."""
    folder = root / fingerprint.BUILD / MODE / str(masa)
    every = [one for one, _ in report.documents(folder / f"{kind}.json") if MODE in one]
    for name in dict.fromkeys(str(one["instansi"]) for one in every):
        mine = [one for one in every if one["instansi"] == name]
        rows = [_baris(number, one) for number, one in enumerate(mine, 1)]
        path = folder / name / f"{kind}.xlsx"
        disk.write(path, agenda_buku.buku_kerja(f"Surat untuk SRIKANDI, {name}, {masa}", KOLOM, rows))
        yield path.relative_to(root).as_posix()


def _baris(number: int, one: Mapping[str, Any]) -> tuple[str, ...]:
    said = one[MODE]
    sign = said.get("penandatangan", {})
    return (
        str(number),
        said["nama"],
        one["berkas"],
        *(said.get(name) or bahasa.KOSONG for name in ("hal", "sifat", "klasifikasi", "lampiran", "yth")),
        said.get("tembusan_sebaris") or bahasa.KOSONG,
        *(sign.get(name) or bahasa.KOSONG for name in ("jabatan", "nama", "nip")),
        "",
        "",
    )
