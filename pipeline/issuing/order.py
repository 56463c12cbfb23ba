"""What is asked of an issue, and what its plan says."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pipeline.issuing.archive import Asal
from pipeline.problems.problem import Problem, problem
from pipeline.sources.period import Masa
from pipeline.sources.register_reader import Lembar, Terkirim


class Pesanan(NamedTuple):
    """What is asked for: a period and kind; one unit only; the date of letters that have none; where to insert.

    `lewati` leaves out the letters that are blocked; `pdf` asks for a PDF beside each.
    """

    masa: Masa
    kind: str
    unit: str | None = None
    tanggal: dt.date | None = None
    sisip: int | None = None
    lewati: bool = False
    pdf: bool = False


class Baris(NamedTuple):
    """A letter in the plan: `status` is `baru`, `terbit` or `terhalang`."""

    instansi: str
    unit: str
    status: str
    nomor: str = ""
    tanggal: dt.date | None = None
    yth: str = ""
    beda: tuple[str, ...] = ()
    masalah: tuple[Problem, ...] = ()
    lembar: Lembar | None = None


class Jadi(NamedTuple):
    """A letter made as it would be issued: its entry, what the entry says of it, what the making of it gave."""

    lembar: Lembar
    surat: Terkirim
    catatan: Mapping[str, Any]


def merujuk(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Return a problem for every citation that still has no number: a draft may lack it, a letter may not."""
    yield from (problem(one.place, "A033") for one in problems if one.code == "A032")


class Rencana(NamedTuple):
    """The plan: a line a letter, the entries to be written, and what stands in the way of the whole.

    `surat` are the letters of the plan, made, and `asal` is what they are made from.
    """

    baris: tuple[Baris, ...]
    lembar: tuple[Lembar, ...]
    masalah: tuple[Problem, ...]
    peringatan: tuple[Problem, ...]
    surat: tuple[Jadi, ...]
    asal: Asal

    @property
    def baru(self) -> tuple[Baris, ...]:
        """The letters that would be issued."""
        return tuple(one for one in self.baris if one.status == "baru")
