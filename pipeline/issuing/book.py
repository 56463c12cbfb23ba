"""The register as the book that offices keep: its rows as CSV and Excel."""

from collections.abc import Iterable, Iterator

from pipeline.files import csv_out, workbook_out
from pipeline.sources.register_reader import EntryFile

COLUMNS = (
    ("urut", "No. Urut", 10),
    ("nomor", "Nomor Surat", 28),
    ("tanggal", "Tanggal", 12),
    ("hal", "Hal", 48),
    ("yth", "Kepada", 44),
    ("dari", "Dari", 24),
    ("catatan", "Keterangan", 40),
)
"""Field, heading and width of each column."""


def entry_rows(entries: Iterable[EntryFile]) -> Iterator[tuple[str, ...]]:
    """Return the register as rows of text; a void number says so, with its reason."""
    for entry in entries:
        said = entry.entri
        notes = [said.catatan, f"BATAL: {said.batal}" if said.batal else None]
        notes += [f"mengganti {said.mengganti}"] if said.mengganti else []
        notes += [
            f"{letter.unit or entry.instansi} diganti {letter.diganti}" for letter in said.surat if letter.diganti
        ]
        notes += [
            f"{letter.unit or entry.instansi} perubahan ke-{letter.revisi}" for letter in said.surat if letter.revisi
        ]
        notes += [f"{letter.unit or entry.instansi} bertanda tangan elektronik" for letter in said.surat if letter.tte]
        recipients = list(dict.fromkeys(letter.yth for letter in said.surat if letter.yth))
        yth = "; ".join(recipients) or said.yth or ""
        day = said.tanggal.isoformat() if said.tanggal else ""
        note = "; ".join(note for note in notes if note)
        yield (said.urut, said.nomor, day, said.hal or "", yth, said.dari or "", note)


def as_csv(entries: Iterable[EntryFile]) -> bytes:
    """Return the register as CSV that Excel opens: UTF-8 with its mark."""
    return csv_out.written([[heading for _, heading, _ in COLUMNS], *entry_rows(entries)])


def as_xlsx(entries: Iterable[EntryFile], title: str) -> bytes:
    """Return the register as a workbook, ready to print: landscape, headings on every page; the same bytes always."""
    return workbook_out.workbook(title, [(heading, width) for _, heading, width in COLUMNS], entry_rows(entries))
