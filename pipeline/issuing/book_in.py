"""A book as offices have kept it, entered in the register: every sheet, every row, all of them or none."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.files import lists_in, workbook
from pipeline.issuing import entries, journal, register
from pipeline.issuing.book import COLUMNS
from pipeline.issuing.entries import NO_PARTS, Whose
from pipeline.issuing.register import Claim, Register
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.scores.sheets import days
from pipeline.scores.sheets.days import day_of
from pipeline.sources import number_rule
from pipeline.sources.calendar import MONTHS, OLD_MONTHS
from pipeline.sources.models import Nomor
from pipeline.sources.register_reader import EntryFile

NEEDED = ("urut", "nomor", "tanggal")
UNSAID = "tidak disebut di buku agenda"
"""Why a number is void, where the book only says that it is."""
_TITLES: Mapping[str, tuple[str, ...]] = {
    "urut": ("urut", "no urut", "nomor urut", "no agenda", "nomor agenda", "no", "nomor", "no reg"),
    "nomor": ("nomor surat", "no surat", "nomor naskah", "no naskah", "nomor"),
    "tanggal": ("tanggal", "tanggal surat", "tgl", "tgl surat", "tanggal naskah"),
    "hal": ("hal", "perihal", "isi ringkas", "uraian", "isi surat"),
    "yth": ("kepada", "yth", "tujuan", "kepada yth", "alamat tujuan", "dikirim kepada"),
    "dari": ("dari", "pengirim", "pengolah", "unit pengolah"),
    "catatan": ("keterangan", "ket", "catatan"),
}
"""What a column says, by its titles; of two that say one thing, the one that stands first here."""
_RUNNING = "no"
"""The title of a column that only counts the rows, where another one has the numbers of the book."""
_WHOLE_NUMBER = phrase("nomor lengkapnya, juga bila batal (hapus barisnya bila nomor itu tidak pernah ada)")
_DAY_FIRST = phrase("hari di depan, seperti 20/10/2025: tanggal lain di kolom ini dapat dibaca dengan dua cara")
_FIRST = 20
"""Rows among which the titles are looked for."""
_VOID_ALONE = re.compile(r"(?:di)?batal(?:kan)?", re.IGNORECASE)
_VOID = re.compile(
    r"(?:(?:nomor|no\.?|surat)\s+(?:ini\s+)?)?(?:di)?batal(?:kan)?(?:(?:\s*[:,(-]\s*|\s+(?=karena\b))(?P<why>.+))?",
    re.IGNORECASE,
)
"""A remark that a number is void, alone or with its reason; "batal kirim" is none."""
_SPACED = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .]+){3,}[^\W\d_](?![^\W_])")
"""A word whose letters stand apart: `B A T A L`."""
_MAY_BE_VOID = re.compile(r"\b(?:di|pem)?batal|\btidak (?:jadi|di ?pakai|di ?gunakan)\b", re.IGNORECASE)
_NUMBER = re.compile(r"0*(\d+)[.\s]*([a-z]?)\.?", re.IGNORECASE)
_TOTAL = re.compile(r"(?:jumlah|total)\b", re.IGNORECASE)
_MONTH = re.compile(rf"(?:bulan\s+)?(?:{'|'.join((*MONTHS, *OLD_MONTHS))})(?:\s+\d{{4}})?", re.IGNORECASE)


class Imported(NamedTuple):
    """What a book gave: the entries, the rows that are none (months, column numbers), and columns kept as remarks."""

    entries: tuple[EntryFile, ...]
    passed: tuple[Place, ...]
    remarks: tuple[str, ...]
    maybe_void: tuple[Place, ...] = ()
    """Rows whose remark speaks of what is void and does not say that the number is: it stays in force."""
    hidden: tuple[Place, ...] = ()
    """Rows that are hidden in their sheet, or the first of a sheet that is."""
    other_years: tuple[Place, ...] = ()
    """Rows whose number prints another year than that of their date."""
    other_rules: tuple[Place, ...] = ()
    """Rows whose number no rule of the institution reads: another office's, or one of an older rule."""


class NotImported(Refusal):
    """Nothing of a book was entered; `rows` is how many it has, `refused` how many of them are wrong."""

    def __init__(self, problems: Sequence[Problem], rows: int, whole: int, read: Collection[str]) -> None:
        """`whole` are the rows of sheets that are refused whole, `read` the other sheets."""
        super().__init__(problems)
        wrong = {(fault.place.file, fault.place.line) for fault in self.problems if fault.place.file in read}
        self.rows, self.refused = rows, whole + len(wrong)


def _rows_of(table: "_Table") -> int:
    return sum(any(row) for row in table.rows)


class _Table(NamedTuple):
    """A sheet below its titles: the field of each column, the titles of columns that no field is for, its rows."""

    file: str
    head: int
    titles: Sequence[str]
    columns: Mapping[int, str]
    others: Mapping[int, str]
    rows: Sequence[Sequence[str]]
    in_error: frozenset[tuple[int, int]] = frozenset()
    """Cells, by row and column, that hold an error: each is told as one."""

    def at(self, line: int, field: str) -> Place:
        column = next((number for number, name in self.columns.items() if name == field), 0)
        return Place(self.file, line, column + 1)


def import_book(root: Path, instansi: str, path: Path, parts: Mapping[str, str] = NO_PARTS) -> Imported:
    """Enter every row of every sheet of a workbook, or of CSV; refuse with everything that is wrong, and enter nothing.

    `parts` is what the sequence of its numbers runs over beside the year, where they do not print it.
    """
    entries.known_institution(root, instansi)
    with journal.alone(root):
        opened = entries.opened_to_enter(root, instansi)
        problems: list[Problem] = []
        passed: list[Place] = []
        hidden: list[Place] = []
        tables = list(_tables(path, hidden, problems))
        read = [table for table in tables if table.columns]
        found = [entry for table in read for entry in _read(opened, table, Whose(parts=parts), passed, problems)]
        problems += _clashes(opened, found)
        if problems:
            whole = sum(_rows_of(table) for table in tables if not table.columns)
            raise NotImported(problems, whole + sum(map(_rows_of, read)), whole, {table.file for table in read})
        made = tuple(entry for _, entry in found)
        register.enter(root, {instansi: opened}, made, {})
        kept = dict.fromkeys(title for table in tables for title in table.others.values())
        maybe = tuple(at for at, entry in found if entry.entri.batal is None and _MAY_BE_VOID.search(_said_of(entry)))
        years = tuple(at for at, entry in found if entries.prints_another_year(entry))
        rules = number_rule.rules_for(opened.rules, parts.get("jenis"))
        others = tuple(at for at, entry in found if rules and not _is_read(entry, rules))
        return Imported(made, tuple(passed), tuple(kept), maybe, tuple(hidden), years, others)


def _said_of(entry: EntryFile) -> str:
    return entry.entri.catatan or ""


def _is_read(entry: EntryFile, rules: Iterable[Nomor]) -> bool:
    return any(number_rule.fits(rule, entry.entri.nomor) for rule in rules)


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


def _tables(path: Path, hidden: list[Place], problems: list[Problem]) -> Iterator[_Table]:
    """Yield every sheet that is not empty below its titles; what one cannot say is a problem, and it has no columns."""
    for number, sheet in lists_in.filled(lists_in.read(path, path.name, problems)):
        file = f"{path.name}#{sheet.name}" if number else path.name
        rows = [[workbook.as_typed(cell) for cell in row] for row in sheet.rows]
        problems += lists_in.in_error(sheet, file)
        hidden += (Place(file, line) for line in (sheet.hidden_rows or ((1,) if sheet.is_hidden else ())))
        in_error = frozenset((row, column) for row, column, _ in sheet.at_fault)
        table = _table(file, rows)._replace(in_error=in_error)
        lost = [field for field in NEEDED if field not in table.columns.values()]
        if lost:
            fields, choices = (
                ", ".join(f"`{field}`" for field in lost),
                ", ".join(heading for _, heading, _ in COLUMNS),
            )
            problems.append(problem(Place(file, table.head + 1), "A022", fields=fields, choices=choices))
        yield table._replace(columns={}) if lost else table


def _table(file: str, rows: Sequence[Sequence[str]]) -> _Table:
    for number, row in enumerate(rows[:_FIRST]):
        columns = _columns(row)
        if "nomor" in columns.values():
            below = rows[number + 1 :]
            others = {
                column: title or f"kolom {column + 1}"
                for column, title in enumerate(row)
                if column not in columns and title.casefold().strip(" .") != _RUNNING
                if any(column < len(line) and line[column] for line in below)
            }
            return _Table(file, number, row, columns, others, below)
    return _Table(file, 0, (), {}, {}, rows)


def _columns(titles: Sequence[str]) -> dict[int, str]:
    """Return the field of each column: of several with titles for one field, the one whose title says it best."""
    plain = [" ".join(re.sub(r"[\W_]+", " ", title.casefold()).split()) for title in titles]
    found: dict[int, str] = {}
    for field, names in _TITLES.items():
        fitting = [name for name in names if name in plain and plain.index(name) not in found]
        is_printed = field == "urut" and fitting[:1] == ["nomor"] and not set(_TITLES["nomor"][:-1]) & set(plain)
        if fitting and not is_printed:
            found[plain.index(fitting[0])] = field
    return found


def _read(
    opened: Register, table: _Table, whose: Whose, passed: list[Place], problems: list[Problem]
) -> Iterator[tuple[Place, EntryFile]]:
    """Yield the entry of each row, with the cell of its number; a row that is none joins `passed`."""
    is_doubtful = any(days.may_be_either(_day_typed(table, row)) for row in table.rows)
    last = max((line for line, row in enumerate(table.rows, table.head + 2) if _counts(table, row)), default=0)
    for line, row in enumerate(table.rows, table.head + 2):
        if not any(row):
            continue
        if (line > last and _is_below(table, row)) or _is_heading(row) or list(row) == list(table.titles):
            passed.append(Place(table.file, line))
            continue
        wrong: list[Problem] = []
        fields = _fields(table, row)
        entri = entries.checked_entry(opened.instansi, fields, wrong)
        told = {str(dict(fault.values).get("field")): _in_row(table, line, fault) for fault in wrong}
        if (number := fields.get("nomor")) and not any(map(str.isdigit, number)):
            told["nomor"] = _wrong_cell(table, line, "nomor", f'"{number}"', _WHOLE_NUMBER)
        if "tanggal" not in fields:
            told["tanggal"] = _wrong_cell(table, line, "tanggal", '""', phrase("tanggal seperti 2025-07-02"))
        elif is_doubtful and days.is_month_first(_day_typed(table, row)):
            told["tanggal"] = _wrong_cell(table, line, "tanggal", f'"{_day_typed(table, row)}"', _DAY_FIRST)
        at_fault = any(row_at == line for row_at, _ in table.in_error)
        problems += (fault for fault in told.values() if (fault.place.line, fault.place.column) not in table.in_error)
        if entri is None or told or at_fault:
            continue
        entry, printed = entries.placed(opened, entri, whose)
        if entry is None:
            problems.append(_wrong_cell(table, line, "urut", f'"{entri.urut}"', printed))
        else:
            yield table.at(line, "nomor"), entry


def _day_typed(table: _Table, row: Sequence[str]) -> str:
    """Return what a row has for its date, as it was typed."""
    at = next((column for column, field in table.columns.items() if field == "tanggal"), len(row))
    return row[at] if at < len(row) else ""


def _counts(table: _Table, row: Sequence[str]) -> bool:
    """Return whether a row has a number of its own in the book."""
    return any(row[column] for column, field in table.columns.items() if field == "urut" and column < len(row))


def _is_below(table: _Table, row: Sequence[str]) -> bool:
    """Return whether a row below the last number is none, such as a total or a signature: it has no day of its own."""
    printed = next((row[at] for at, field in table.columns.items() if field == "nomor" and at < len(row)), "")
    return (not printed or _TOTAL.match(printed) is not None) and not day_of(_day_typed(table, row))


def _is_heading(row: Sequence[str]) -> bool:
    """Return whether a row only names a month, or numbers the columns."""
    said = [text for text in row if text]
    counts = len(said) > 2 and said == [str(number) for number in range(1, len(said) + 1)]
    return counts or (len(set(said)) == 1 and _MONTH.fullmatch(said[0]) is not None)


def _fields(table: _Table, row: Sequence[str]) -> dict[str, str]:
    """Return what a row says, as an entry says it: a remark that it is void is the reason why."""
    said = {table.columns[column]: text for column, text in enumerate(row) if column in table.columns and text}
    number = _NUMBER.fullmatch(said.get("urut", ""))
    if number:
        said["urut"] = number[1] + number[2].lower()
    if "tanggal" in said:
        said["tanggal"] = day_of(said["tanggal"]) or said["tanggal"]
    beside = (f"{title}: {row[column]}" for column, title in table.others.items() if column < len(row) and row[column])
    notes = [*said.pop("catatan", "").split("; "), *beside]
    void = [found for note in notes if (found := _VOID.fullmatch(_plain(note)))]
    if void or _VOID_ALONE.fullmatch(_plain(said.get("hal", ""))):
        said["batal"] = next((why["why"] for why in void if why["why"]), UNSAID)
    said["catatan"] = "; ".join(note for note in notes if note and not _VOID.fullmatch(_plain(note)))
    return said


def _plain(note: str) -> str:
    """Return a remark without what people put around it: signs at its ends, blanks between the letters of a word."""
    return _SPACED.sub(lambda word: re.sub(r"[ .]+", "", word[0]), note).strip(" .,;:!?*()[]_/-")


def _in_row(table: _Table, line: int, fault: Problem) -> Problem:
    said = dict(fault.values)
    field = str(said.get("field", "-"))
    expected = _WHOLE_NUMBER if field == "nomor" else said.get("expected", phrase("isi"))
    return _wrong_cell(table, line, field, said.get("found", '""'), expected)


def _wrong_cell(table: _Table, line: int, field: str, found: Text, expected: Text) -> Problem:
    return problem(table.at(line, field), "A021", field=field, found=found, expected=expected)
