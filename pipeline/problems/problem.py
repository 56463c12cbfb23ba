"""What can be wrong, and where: a place, a problem, a refusal."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from pipeline.problems.codes import CODES
from pipeline.problems.phrase import as_text, translated

LONGEST = 1000
"""Characters of one value in a message."""


class Place(NamedTuple):
    """A position in a file; `file` is relative to the workspace, `line` and `column` count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One thing that is wrong: its place, its code, and the values that its sentence needs."""

    place: Place
    code: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def is_warning(self) -> bool:
        """Whether documents are made in spite of it."""
        return CODES[self.code].warning

    @property
    def message(self) -> str:
        """What was found, and what was expected."""
        return CODES[self.code].message.format_map(dict(self.values))

    @property
    def cure(self) -> str:
        """The way out."""
        return CODES[self.code].cure.format_map(dict(self.values))

    def said(self, kamus: Callable[[str], str]) -> tuple[str, str]:
        """Return message and cure in the language of a catalogue."""
        values = {name: translated(value, kamus) for name, value in self.values}
        code = CODES[self.code]
        return kamus(code.message).format_map(values), kamus(code.cure).format_map(values)

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.message}; {self.cure}"


def problem(place: Place, code: str, **values: object) -> Problem:
    """Return the problem of that code at that place."""
    return Problem(place, code, tuple((name, _short(as_text(value))) for name, value in values.items()))


def _short(text: str) -> str:
    """Return a value as text; of a cell that holds a whole file, the beginning."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault of the program
    """The work cannot be done; every reason is in `problems`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class Usage(Exception):  # noqa: N818
    """The command was called in a way it cannot follow; the text says what it can."""
