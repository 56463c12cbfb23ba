"""Documents as PDF, each held against its own document before anybody keeps it: none that is lost or another's."""

import contextlib
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import own_print
from pipeline.making.at_work import Told, of_printing, to_nobody
from pipeline.making.format import PDF
from pipeline.problems.phrase import Text
from pipeline.problems.problem import Place, Problem, problem


class Asked(NamedTuple):
    """A document that a PDF is asked of: where it lies, which place is told of it, and what it is called there."""

    path: Path
    place: Place
    name: str


def of(documents: Sequence[Asked], told: Told = to_nobody) -> list[bytes | Problem]:
    """Return the PDF of each document, or what is wrong with it."""
    made: dict[int, bytes | Problem] = {}
    with contextlib.closing(each(documents)) as found:
        for number, content in found:
            made[number] = content
            told(of_printing(len(made), len(documents), documents[number].name))
    return [made[number] for number in range(len(documents))]


def each(documents: Sequence[Asked]) -> Generator[tuple[int, bytes | Problem]]:
    """Yield of each document, as it is done, its place among them and its PDF, or what is wrong with it."""
    with contextlib.closing(PDF.render([asked.path for asked in documents])) as found:
        for number, content in found:
            yield number, _held(documents[number], content)


def _held(asked: Asked, content: bytes | Text) -> bytes | Problem:
    if not isinstance(content, bytes):
        return problem(asked.place, "P002", file=asked.name, why=content)
    why = own_print.fault(asked.path.read_bytes(), content)
    return problem(asked.place, "P005", file=asked.name, why=why) if why else content
