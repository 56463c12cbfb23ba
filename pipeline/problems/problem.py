"""What can be wrong, and where: a place, a problem, a refusal."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from pipeline.problems import catalogue
from pipeline.problems.phrase import LANGUAGE, Phrase, Text, as_text, of_code, translated

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
    values: tuple[tuple[str, Text], ...] = ()

    @property
    def is_warning(self) -> bool:
        """Whether documents are made in spite of it."""
        return catalogue.is_warning(self.code)

    @property
    def message(self) -> str:
        """What was found, and what was expected, in Indonesian."""
        return self.said()[0]

    @property
    def cure(self) -> str:
        """The way out, in Indonesian."""
        return self.said()[1]

    @property
    def sentence(self) -> Phrase:
        """What was found, and what was expected, to be said in a sentence of another."""
        return of_code(self.code, self.values)

    def said(self, kamus: Callable[[str], str] = str) -> tuple[str, str]:
        """Return message and cure in the language of a dictionary of sentences; without one in Indonesian."""
        values = {name: translated(value, kamus) for name, value in self.values}
        texts = catalogue.texts(self.code, kamus(LANGUAGE))
        return kamus(texts.message).format_map(values), kamus(texts.cure).format_map(values)

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {'; '.join(self.said())}"


def problem(place: Place, code: str, **values: object) -> Problem:
    """Return the problem of that code at that place."""
    return Problem(place, code, tuple((name, _short(as_text(value))) for name, value in values.items()))


def _short(text: Text) -> Text:
    """Return a value as it is; of a cell that holds a whole file, the beginning."""
    return text if len(str(text)) <= LONGEST else f"{str(text)[:LONGEST]}…"


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a fault of the program
    """The work cannot be done; every reason is in `problems`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class Usage(Exception):  # noqa: N818
    """The command was called in a way it cannot follow; the text says what it can."""
