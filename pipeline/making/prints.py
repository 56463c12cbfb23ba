"""Documents as PDF, each held against its own document before anybody keeps it: none that is lost or another's."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import own_print
from pipeline.making.format import PDF
from pipeline.problems.problem import Place, Problem, problem


class Asked(NamedTuple):
    """A document that a PDF is asked of: where it lies, which place is told of it, and what it is called there."""

    path: Path
    place: Place
    name: str


def of(documents: Sequence[Asked]) -> list[bytes | Problem]:
    """Return the PDF of each document, or what is wrong with it."""
    made = PDF.render([asked.path for asked in documents])
    return [_held(asked, content) for asked, content in zip(documents, made, strict=True)]


def _held(asked: Asked, content: bytes) -> bytes | Problem:
    if not content:
        return problem(asked.place, "P002", file=asked.name)
    why = own_print.fault(asked.path.read_bytes(), content)
    return problem(asked.place, "P005", file=asked.name, why=why) if why else content
