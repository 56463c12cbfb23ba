"""What is to be typed in SRIKANDI for each letter, as a list to paste from; its last columns are for what it gives."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.files import disk, fingerprint
from pipeline.issuing import book
from pipeline.making import report
from pipeline.making.report import ReportLine
from pipeline.sources.period import Period
from pipeline.words import indonesian

MODE = "srikandi"
COLUMNS = (
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


def write_lists(root: Path, masa: Period, kind: str) -> Iterator[str]:
    """Write a list for each institution from the report of the last run, and yield its file."""
    folder = root / fingerprint.BUILD / MODE / str(masa)
    every = [one for one, _ in report.documents(folder / f"{kind}.json") if one.srikandi]
    for name in dict.fromkeys(one.instansi for one in every):
        mine = [one for one in every if one.instansi == name]
        rows = [_row(number, one) for number, one in enumerate(mine, 1)]
        path = folder / name / f"{kind}.xlsx"
        disk.write(path, book.workbook(f"Surat untuk SRIKANDI, {name}, {masa}", COLUMNS, rows))
        yield path.relative_to(root).as_posix()


def _row(number: int, one: ReportLine) -> tuple[str, ...]:
    said = one.srikandi
    sign = said.get("penandatangan", {})
    return (
        str(number),
        said["nama"],
        one.berkas,
        *(said.get(name) or indonesian.DASH for name in ("hal", "sifat", "klasifikasi", "lampiran", "yth")),
        said.get("tembusan_sebaris") or indonesian.DASH,
        *(sign.get(name) or indonesian.DASH for name in ("jabatan", "nama", "nip")),
        "",
        "",
    )
