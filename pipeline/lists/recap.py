"""Lists over a whole period, each a workbook and documents, from the words that its documents are made of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, cast

from pipeline.files import disk, fingerprint, workbook_out
from pipeline.making import build
from pipeline.making.material import gather
from pipeline.making.office import Offices
from pipeline.making.report import ReportLine
from pipeline.problems.problem import Problem
from pipeline.sources import schemes, workspace
from pipeline.sources.models import Instansi
from pipeline.sources.period import Period
from pipeline.words import indonesian
from pipeline.words.chapter import Need, Word
from pipeline.words.say import needs, say

Words = Mapping[str, Word]
_EXPEDITION = (
    ("urut", "No.", 6),
    ("nomor", "Nomor Surat", 28),
    ("tanggal", "Tanggal", 18),
    ("yth", "Kepada", 48),
    ("hal", "Hal", 40),
    ("", "Diterima Oleh", 24),
    ("", "Tanggal dan Tanda Tangan", 26),
)
"""Word, heading and width of each column of the expedition list; those without a word are for ink."""
_AFTER = (
    ("ikm", "IKM", 9),
    ("mutu", "Mutu", 7),
    ("kinerja", "Kinerja", 14),
    ("responden", "Responden", 11),
    ("prioritas", "Prioritas", 60),
)
_NOTE = ("keterangan", "Keterangan", 40)
"""The column of a recap that has a unit which was not surveyed."""


class Book(NamedTuple):
    """What a workbook holds: its title, heading and width of each column, its rows."""

    title: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[tuple[str, ...]]


class PeriodList(NamedTuple):
    """A list over a whole period: the chapter that says it, the name of its workbook, and what stands in that."""

    chapter: str
    file: str
    book: Callable[[Instansi, Period, Words], Book]


def workbooks(root: Path, period: Period, asked: PeriodList, problems: list[Problem]) -> Iterator[tuple[str, int]]:
    """Write the workbook of each institution under build/; yield its file and how many rows it has."""
    offices = Offices(root, period)
    for name in workspace.institutions(root, period):
        words = words_of(offices, name, asked.chapter, problems)
        if words is not None:
            content = asked.book(offices[name].office.instansi, period, words)
            file = f"{fingerprint.BUILD}/{period}/{name}/{asked.file}"
            disk.keep(root, file, workbook_out.workbook(*content))
            yield file, len(content.rows)


def documents(root: Path, period: Period, asked: PeriodList, problems: list[Problem]) -> Iterator[ReportLine]:
    """Make the documents of every kind that says the chapter; yield what became of each."""
    for kind in _kinds(root, asked.chapter):
        made = build.run(root, period, kind)
        problems += made.problems
        yield from made.lines()


def words_of(offices: Offices, name: str, chapter: str, problems: list[Problem]) -> Words | None:
    """Return what a chapter over a whole period says of an institution; problems and `None` when it cannot be read."""
    opened = offices.open(name, problems)
    if opened is None:
        return None
    needed = needs((chapter,))
    problems += opened.strays if Need.ALL_UNITS in needed else ()
    own = next(iter(_kinds(offices.root, chapter)), "")
    found = gather(offices, opened.dossier(""), own, needed, 0, problems)
    if Need.ALL_UNITS in needed and schemes.lacking(opened.office.instansi, name):
        return None
    return cast(Words, say((chapter,), found.material)[chapter])


def _kinds(root: Path, chapter: str) -> Iterator[str]:
    """Return the kinds of document that say a chapter."""
    yield from (kind for kind in workspace.kinds(root) if chapter in build.kind_of(root, kind).kosakata)


def _letters(_: Instansi, period: Period, words: Words) -> Book:
    """Return a row for each letter."""
    rows = [tuple(str(letter[word]) if word else "" for word, _, _ in _EXPEDITION) for letter in _items(words["surat"])]
    return Book(f"Daftar Pengiriman Surat, {period}", [(heading, width) for _, heading, width in _EXPEDITION], rows)


def _results(instansi: Instansi, period: Period, words: Words) -> Book:
    """Return a row for each unit: one that has no result says so in dashes; codes of elements are the institution's.

    Where units were not surveyed, a column says why.
    """
    after = (*_AFTER, _NOTE) if words["tidak_disurvei"] else _AFTER
    when = f"{indonesian.period_name(period, instansi.gaya.semester)} Tahun {period.tahun}"
    unsur = [(str(element["kode"]), 7) for element in _items(words["unsur"])]
    columns = [("No.", 6), ("Unit", 44), *unsur, *((heading, width) for _, heading, width in after)]
    rows = [
        (
            *(str(unit[word]) for word in ("nomor", "nama")),
            *cast(Sequence[str], unit["nilai"]),
            *(str(unit[word]) for word, _, _ in after),
        )
        for unit in _items(words["unit"])
    ]
    return Book(f"Rekapitulasi Hasil SKM, {instansi.nama}, {when}", columns, rows)


def _items(found: Word) -> Iterable[Words]:
    return cast(Sequence[Words], found)


RESULTS = PeriodList("rekap", "rekap.xlsx", _results)
LETTERS = PeriodList("pengiriman", "ekspedisi.xlsx", _letters)
LISTS = {"recap": RESULTS, "expedition": LETTERS}
"""The lists by the commands that write them."""
