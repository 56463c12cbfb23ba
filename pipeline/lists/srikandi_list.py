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


def write_lists(root: Path, period: Period, kind: str) -> Iterator[str]:
    """Write a list for each institution from the report of the last run, and yield its file."""
    folder = root / fingerprint.BUILD / MODE / str(period)
    every = [line for line, _ in report.documents(folder / f"{kind}.json") if line.srikandi]
    for name in dict.fromkeys(line.instansi for line in every):
        mine = [line for line in every if line.instansi == name]
        rows = [_row(number, line) for number, line in enumerate(mine, 1)]
        path = folder / name / f"{kind}.xlsx"
        disk.write(path, book.workbook(f"Surat untuk SRIKANDI, {name}, {period}", COLUMNS, rows))
        yield path.relative_to(root).as_posix()


def _row(number: int, line: ReportLine) -> tuple[str, ...]:
    said = line.srikandi
    sign = said.get("penandatangan", {})
    return (
        str(number),
        said["nama"],
        line.berkas,
        *(said.get(name) or indonesian.DASH for name in ("hal", "sifat", "klasifikasi", "lampiran", "yth")),
        said.get("tembusan_sebaris") or indonesian.DASH,
        *(sign.get(name) or indonesian.DASH for name in ("jabatan", "nama", "nip")),
        "",
        "",
    )
