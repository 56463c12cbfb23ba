"""What is asked of an issue, and what its plan says."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pipeline.issuing.archive import Origin
from pipeline.issuing.register import Register
from pipeline.problems.phrase import Sentence, Text
from pipeline.problems.problem import Problem, problem
from pipeline.scores.rows_read import RowsRead
from pipeline.sources.period import Period
from pipeline.sources.register_reader import EntryFile, SentLetter


class Order(NamedTuple):
    """What is asked for: a period and kind; one unit only; the date of letters that have none; where to insert.

    `skip` leaves out the letters that are blocked; `pdf` asks for a PDF beside each.
    """

    period: Period
    kind: str
    unit: str | None = None
    tanggal: dt.date | None = None
    insert_after: int | None = None
    skip: bool = False
    pdf: bool = False


class PlanLine(NamedTuple):
    """A letter in the plan: `status` is `baru`, `terbit` or `terhalang`."""

    instansi: str
    unit: str
    status: Sentence
    nomor: str = ""
    tanggal: dt.date | None = None
    yth: str = ""
    differences: tuple[Text, ...] = ()
    problems: tuple[Problem, ...] = ()
    entry_file: EntryFile | None = None


class ReadyLetter(NamedTuple):
    """A letter made as it would be issued: its entry, what the entry says of it, what the making of it gave."""

    entry_file: EntryFile
    letter: SentLetter
    made: Mapping[str, Any]


_ONLY_DRAFTS = {"A032": "A033", "A074": "A075", "C022": "A078"}
"""What a draft may have and a letter may not: a citation without a number, the word that it is one, no sense now."""


def uncited(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Return a problem for everything that a draft may have, and a letter may not."""
    for fault in problems:
        if fault.code in _ONLY_DRAFTS:
            yield problem(fault.place, _ONLY_DRAFTS[fault.code], **dict(fault.values))


class IssuePlan(NamedTuple):
    """The plan: a line a letter, the entries to be written, and what stands in the way of the whole.

    `letters` are those of the plan, made, `origin` is what they are made from, `registers` where they are entered, and
    `rows` what became of the rows of answers.
    """

    lines: tuple[PlanLine, ...]
    entry_file: tuple[EntryFile, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    letters: tuple[ReadyLetter, ...]
    origin: Origin
    registers: Mapping[str, Register]
    rows: RowsRead = RowsRead()

    @property
    def new(self) -> tuple[PlanLine, ...]:
        """The letters that would be issued."""
        return tuple(line for line in self.lines if line.status == "baru")
