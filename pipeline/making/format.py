"""What documents are made as: the ending of their files, how they are made, what tells that nobody edited one."""

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import package, soffice, template
from pipeline.documents.package import Properties
from pipeline.documents.rendering import Rendering
from pipeline.documents.template import Rework, Template
from pipeline.problems.phrase import Text
from pipeline.problems.problem import Place, Problem, problem


class Format(NamedTuple):
    """A kind of file that documents are made as; `untouched` is true of the bytes that `render` gave."""

    suffix: str
    render: Callable[[Template, Rendering, Properties, Rework | None], bytes]
    untouched: Callable[[bytes], bool]


class Copied(NamedTuple):
    """A kind of file that finished documents are copied as, many at once: each with its place among them, as it comes.

    Where one cannot be made the reason stands in its place. `untouched` is true of bytes that are known by themselves
    to be a copy; others are by their fingerprint alone.
    `lacking` is what this computer has not and copying needs.
    """

    suffix: str
    render: Callable[[Sequence[Path]], Generator[tuple[int, bytes | Text]]]
    untouched: Callable[[bytes], bool]
    lacking: Callable[[], tuple[Problem, ...]]


def _no_office() -> tuple[Problem, ...]:
    return () if soffice.program() else (problem(Place("."), "P001"),)


def _printed(files: Sequence[Path]) -> Generator[tuple[int, bytes | Text]]:
    from pipeline.documents import pdf  # only where documents are printed

    return pdf.printed(files)


DOCX = Format("docx", template.made, package.untouched)
PDF = Copied("pdf", _printed, lambda _: False, _no_office)
FORMATS: dict[str, Format | Copied] = {known.suffix: known for known in (DOCX, PDF)}
"""Every kind of file that documents are made as, by its ending."""


def untouched(file: str, content: bytes) -> bool:
    """Return whether a document, by the ending of its file, is known by itself as one that nobody edited."""
    made_as = FORMATS.get(file.rpartition(".")[2])
    return made_as is not None and made_as.untouched(content)
