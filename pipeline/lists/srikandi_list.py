"""What is to be typed in SRIKANDI for each letter, as a list to paste from; its last columns are for what it gives."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.files import disk, fingerprint, workbook_out
from pipeline.lists import srikandi_sheet
from pipeline.lists.srikandi_sheet import DATE, MODE, NUMBER, SUMMARY, VERIFIER, TypedRow
from pipeline.making import report
from pipeline.making.report import ReportLine
from pipeline.problems.problem import Problem, Refusal
from pipeline.sources import register_reader
from pipeline.sources.period import Period
from pipeline.sources.register_reader import EntryFile, SentLetter
from pipeline.words import indonesian

COLUMNS = (
    ("No.", 6),
    ("Unit", 32),
    (srikandi_sheet.DOCUMENT, 40),
    ("Hal", 48),
    (SUMMARY, 48),
    ("Sifat", 16),
    ("Kerahasiaan", 16),
    ("Klasifikasi", 14),
    ("Lampiran", 14),
    ("Kepada", 40),
    ("Tembusan", 32),
    ("Jabatan Pengirim", 28),
    ("Nama Pengirim", 28),
    ("NIP Pengirim", 24),
    (VERIFIER, 28),
    (NUMBER, 28),
    (DATE, 18),
)
"""Heading and width of each column."""


def write_lists(root: Path, period: Period, kind: str, run: Iterable[ReportLine] | None = None) -> Iterator[str]:
    """Write a list for each institution from what a run made, or from the report of the last; yield its file.

    Numbers that the register has are shown. What was typed in the list that is there stays; a list that cannot be
    read is refused, and stays.
    """
    folder = root / fingerprint.BUILD / MODE / str(period)
    lines = (line for line, _ in report.documents(folder / f"{kind}.json")) if run is None else run
    every = [line for line in lines if line.srikandi]
    for name in dict.fromkeys(line.instansi for line in every):
        path = folder / name / f"{kind}.xlsx"
        rows = [row for _, row in letters(root, period, kind, name, every)]
        made = workbook_out.workbook(f"Surat untuk SRIKANDI, {name}, {period}", COLUMNS, rows)
        disk.keep(root, path.relative_to(root).as_posix(), made)
        yield path.relative_to(root).as_posix()


def letters(
    root: Path, period: Period, kind: str, name: str, run: Iterable[ReportLine] | None = None
) -> Iterator[tuple[ReportLine, tuple[str, ...]]]:
    """Yield the letters of an institution, each with what its row of the list says, in the order of `COLUMNS`."""
    folder = root / fingerprint.BUILD / MODE / str(period)
    lines = (line for line, _ in report.documents(folder / f"{kind}.json")) if run is None else run
    problems: list[Problem] = []
    path = folder / name / f"{kind}.xlsx"
    typed = srikandi_sheet.read(path, problems) if path.exists() else []
    if problems:
        raise Refusal(problems)
    known = register_reader.issued_letters(root, name, str(period), kind, [])
    kept = {row.unit: row for row in typed}
    mine = [line for line in lines if line.srikandi and line.instansi == name]
    for number, line in enumerate(mine, 1):
        yield line, _row(number, line, kept.get(line.unit), known.get((name, line.unit)))


def _row(
    number: int, line: ReportLine, typed: TypedRow | None, known: tuple[EntryFile, SentLetter] | None
) -> tuple[str, ...]:
    said = line.srikandi
    sign = said.get("penandatangan", {})
    nomor, day = (known[0].entri.nomor, known[1].tanggal or known[0].entri.tanggal) if known else ("", None)
    waiting = typed if typed and not (known and known[1].sidik) else None
    of_head = ("hal", "sifat", "kerahasiaan", "klasifikasi", "lampiran", "yth")
    hal, *others = (said.get(name) or indonesian.DASH for name in of_head)
    return (
        str(number),
        said["nama"],
        line.berkas,
        hal,
        (typed.ringkasan if typed else "") or hal,
        *others,
        said.get("tembusan_sebaris") or indonesian.DASH,
        *(sign.get(name) or indonesian.DASH for name in ("jabatan", "nama", "nip")),
        typed.verifikator if typed else "",
        (waiting.nomor if waiting else "") or nomor,
        (waiting.tanggal if waiting else "") or (day.isoformat() if day else ""),
    )
