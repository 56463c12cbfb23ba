"""Words that are told apart in what is drawn of a document: each is printed between marks that say which it is.

The marks are signs that stand for nothing and that no font draws. A document with them is drawn, and kept nowhere.
"""

import re
from collections.abc import Iterable, Mapping

from pipeline.words.chapter import Count, Dated, Picture, Word, Words

BEGIN, NUMBERED, END = "\ue100", "\ue101", "\ue102"
"""What stands before the number of a word, between that and its text, and after it."""
_MARK = re.compile(f"{BEGIN}(\\d+){NUMBERED}")


class Numbered(str):
    """A word with its number; what a template writes in other letters has it as well."""

    __slots__ = ("__dict__",)
    number: int

    def upper(self) -> "Numbered":
        """Return it in capitals."""
        return _with(Numbered(str.upper(self)), self.number)

    def lower(self) -> "Numbered":
        """Return it without capitals."""
        return _with(Numbered(str.lower(self)), self.number)

    def capitalize(self) -> "Numbered":
        """Return it with one capital."""
        return _with(Numbered(str.capitalize(self)), self.number)


class _NumberedCount(Numbered, Count):
    """A count with its number."""


class _NumberedDate(Numbered, Dated):
    """A date with its number; its parts have their own."""


KINDS = (Numbered, _NumberedCount, _NumberedDate)
"""The types of what is told apart."""


def numbered(words: Words) -> tuple[Words, list[tuple[str, str]]]:
    """Return words that are told apart, and the name and the text of each by its number."""
    names: list[tuple[str, str]] = []
    return {name: _numbered(word, name, names) for name, word in words.items()}, names


def printed(word: Numbered, text: str) -> str:
    """Return the text that a word is printed as, between its marks."""
    return f"{BEGIN}{word.number}{NUMBERED}{text}{END}" if text.strip() else text


def met(parts: Iterable[str]) -> tuple[int, ...]:
    """Return the numbers of the words that parts of a document print, each once, as they come."""
    return tuple(dict.fromkeys(int(found) for part in parts for found in _MARK.findall(part)))


def _numbered(word: Word, name: str, names: list[tuple[str, str]]) -> Word:
    if isinstance(word, Picture):
        return word
    if isinstance(word, str):
        return _told(word, name, names)
    if isinstance(word, Mapping):
        return {step: _numbered(below, f"{name}.{step}", names) for step, below in word.items()}
    return [_numbered(item, f"{name}[{place}]", names) for place, item in enumerate(word, 1)]


def _told(word: str, name: str, names: list[tuple[str, str]]) -> Numbered:
    names.append((name, str(word)))
    number = len(names) - 1
    if isinstance(word, Dated):
        parts = {step: _told(part, f"{name}.{step}", names) for step, part in word.parts.items()}
        return _with(_NumberedDate(str(word), parts), number)
    return _with(_NumberedCount(word) if isinstance(word, Count) else Numbered(word), number)


def _with(word: Numbered, number: int) -> Numbered:
    word.number = number
    return word
