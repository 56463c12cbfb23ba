"""Problems as the page shows them: those of one cause together, each place a link to where it can be mended."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote

from pipeline.page.asked import Asked, dictionary
from pipeline.problems import grouped
from pipeline.problems.problem import Place, Problem
from pipeline.sources import workspace

MOST_PLACES = 200
"""Places of a cause that are listed."""
EDITED = (workspace.UNITS, workspace.PERIODS, workspace.TEMPLATES)
"""Folders whose text files are edited in the page; the register is written by the program alone."""
UNKEPT = ("A008", "A009")
"""What is wrong while sources are not in git's history: the page offers to keep them."""
TEXTS = (".yaml", ".csv", ".md", ".txt")


class PlaceShown(NamedTuple):
    """A place: as text, and the address of the editor at its line; empty where it is not edited in the page."""

    text: str
    address: str


class GroupShown(NamedTuple):
    """Problems of one cause: the code, whether it is only a warning, what is wrong, the way out, every place.

    `table` are the lines of a table of labels, where that is how they are told.
    """

    code: str
    is_warning: bool
    message: str
    cure: str
    many: int
    places: tuple[PlaceShown, ...]
    table: tuple[str, ...] = ()


def groups(asked: Asked, problems: Iterable[Problem]) -> list[GroupShown]:
    """Return problems by cause, errors first."""
    found = list(_shown(asked, sorted(set(problems))))
    return sorted(found, key=lambda group: group.is_warning)


def _shown(asked: Asked, problems: list[Problem]) -> Iterator[GroupShown]:
    kamus = dictionary(asked.language)
    for group in grouped.groups(problems, kamus):
        first = group.first
        assert isinstance(first, Problem)
        message, cure = first.said(kamus)
        lines = tuple(grouped.lines(group, kamus))
        places = tuple(
            PlaceShown(str(fault.place), editor_at(fault.place))
            for fault in group.members[:MOST_PLACES]
            if isinstance(fault, Problem)
        )
        yield GroupShown(first.code, first.is_warning, message, cure, len(group.members), places, lines[1:])


def is_edited(file: str) -> bool:
    """Return whether a file is edited in the page."""
    return file.partition("/")[0] in EDITED and file.endswith(TEXTS)


def quoted(file: str) -> str:
    """Return a file as a part of an address; what is no text of any encoding as well."""
    return quote(file.encode(errors="surrogateescape"))


def editor_at(place: Place) -> str:
    """Return the address of the editor at a place; of a workbook that of the form that takes it anew."""
    steps = place.file.split("/")
    if steps[0] == workspace.PERIODS and len(steps) == 4 and place.file.endswith(workspace.WORKBOOKS):
        return f"/periode/{quoted(steps[1])}/jawaban/{quoted(steps[2])}"
    return f"/berkas/{quoted(place.file)}?baris={place.line}" if is_edited(place.file) else ""
