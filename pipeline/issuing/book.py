"""The register as the book that offices keep: its rows as CSV and Excel."""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence

import xlsxwriter

from pipeline.files import csv_out
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
    return workbook(title, [(heading, width) for _, heading, width in COLUMNS], entry_rows(entries))


def workbook(title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows of text as a workbook with a title and headings; every cell is text, so that nothing is computed."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001
    sheet = book.add_worksheet("Daftar")
    title_format = book.add_format({"bold": True, "font_size": 12})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"})
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    sheet.write_string(0, 0, title, title_format)
    for column, (heading, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, heading, head)
    for row, values in enumerate(rows, 3):
        for column, value in enumerate(values):
            sheet.write_string(row, column, value, cell)
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return out.getvalue()
