"""The register as the book that offices keep: rows out to CSV and Excel, rows in from Excel."""

import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import xlsxwriter

from pipeline.files import csv_out
from pipeline.files.workbook import rows as read_sheet
from pipeline.issuing import entries, journal, register
from pipeline.issuing.entries import Whose
from pipeline.issuing.register import Claim, Register
from pipeline.problems.phrase import cause, phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
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
_ALIASES = {
    "perihal": "hal",
    "yth": "yth",
    "yth.": "yth",
    "tujuan": "yth",
    "no": "urut",
    "no urut": "urut",
    "no.": "urut",
}
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


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


def import_book(root: Path, instansi: str, path: Path, parts: Mapping[str, str] | None = None) -> tuple[EntryFile, ...]:
    """Enter every row of the first sheet of an Excel file; refuse with everything that is wrong, and enter nothing.

    `parts` is what the sequence of its numbers runs over beside the year, where they do not print it.
    """
    entries.known_institution(root, instansi)
    with journal.alone(root):
        opened = entries.opened_to_enter(root, instansi)
        problems: list[Problem] = []
        found = tuple(_read(opened, path, Whose(parts=parts or {}), problems))
        problems += _clashes(opened, found)
        if problems:
            raise Refusal(problems)
        made = tuple(entry for _, entry in found)
        register.enter(root, {instansi: opened}, made, {})
        return made


def _clashes(opened: Register, found: Iterable[tuple[Place, EntryFile]]) -> Iterator[Problem]:
    """Return a problem for every number that is taken: by an entry that is there, or by an earlier row."""
    rows: dict[Claim, str] = {}
    for place, entry in found:
        claims = opened.claims_of(entry)
        other = next((rows[claim] for claim in claims if claim in rows), None)
        there = opened.owner_of(entry)
        if there or other:
            yield problem(place, "A002", nomor=entry.entri.nomor, other=there.file if there else other)
        rows |= dict.fromkeys(claims, f"{place.file}:{place.line}")


def _read(opened: Register, path: Path, whose: Whose, problems: list[Problem]) -> Iterator[tuple[Place, EntryFile]]:
    """Yield the entry of each row, with the cell of its number."""
    place = Place(path.name)
    try:
        rows = read_sheet(path.read_bytes())
    except OSError as fault:
        problems.append(problem(place, "B008", found=cause(fault)))
        return
    except ValueError as fault:
        problems.append(problem(place, "B008", found=fault.args[0]))
        return
    head, columns = _headings(rows)
    lost = (field for field in ("urut", "nomor", "tanggal") if field not in columns.values())
    choices = ", ".join(heading for _, heading, _ in COLUMNS)
    problems += (problem(place, "A022", field=field, choices=choices) for field in lost)
    if problems:
        return
    for number, row in enumerate(rows[head + 1 :], head + 2):
        fields = {columns[index]: _cell(value) for index, value in enumerate(row) if index in columns}
        if not any(fields.values()):
            continue
        wrong: list[Problem] = []
        note = fields.get("catatan", "")
        if note.startswith("BATAL: "):
            fields |= {"batal": note.removeprefix("BATAL: "), "catatan": ""}
        entri = entries.checked_entry(opened.instansi, fields, wrong)
        problems += (_in_row(place.file, number, columns, fault) for fault in wrong)
        if entri is None:
            continue
        if entri.tanggal is None:
            expected = phrase("tanggal seperti 2025-07-02")
            values = {"row": number, "field": "tanggal", "found": f'"{fields["tanggal"]}"', "expected": expected}
            problems.append(problem(_cell_at(place.file, number, columns, "tanggal"), "A021", **values))
            continue
        entry, printed = entries.placed(opened, entri, whose)
        if entry is None:
            values = {"row": number, "field": "urut", "found": f'"{entri.urut}"', "expected": printed}
            problems.append(problem(_cell_at(place.file, number, columns, "urut"), "A021", **values))
        else:
            yield _cell_at(place.file, number, columns, "nomor"), entry


def _headings(rows: Sequence[Sequence[object]]) -> tuple[int, dict[int, str]]:
    """Return the row that holds the headings, and the field of each column."""
    names = (
        {heading.lower(): field for field, heading, _ in COLUMNS} | {field: field for field, _, _ in COLUMNS} | _ALIASES
    )
    for number, row in enumerate(rows[:20]):
        found = {
            index: names[text] for index, heading in enumerate(row) if (text := str(heading).strip().lower()) in names
        }
        if "nomor" in found.values():
            return number, found
    return 0, {}


def _cell_at(file: str, number: int, columns: dict[int, str], field: str) -> Place:
    """Return the cell of a field in a row."""
    return Place(file, number, next((index + 1 for index, name in columns.items() if name == field), 1))


def _in_row(file: str, number: int, columns: dict[int, str], fault: Problem) -> Problem:
    said = dict(fault.values)
    place = _cell_at(file, number, columns, str(said.get("field", "")))
    found, expected = said.get("found", '""'), said.get("expected", phrase("isi"))
    return problem(place, "A021", row=str(number), field=said.get("field", "-"), found=found, expected=expected)


def _cell(value: object) -> str:
    """Return a cell as it was typed: a whole number without `.0`, a date as year-month-day."""
    if isinstance(value, (dt.datetime, dt.date)):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = " ".join(str(value).split())
    found = _DATE.fullmatch(text)
    return f"{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}" if found else text
