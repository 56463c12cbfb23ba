"""What a page says of its document: its letters without header, footer, leaders, and heads of tables that go on."""

import itertools
import re
from collections.abc import Iterator, Sequence

from pipeline.documents.canonical import Around
from pipeline.documents.letters_shown import PAGE, Sign, letters_of
from pipeline.documents.pdf_pages import Letter

_NUMBER = r"(?:\d{1,4}|[ivxlcdm]{1,9}|[IVXLCDM]{1,9})"
_LEADER = re.compile(r"[._\u2026\u00b7]{4,}")
_NEAR = 1.5


def own_of(
    letters: Sequence[Letter],
    around: Sequence[Around],
    number: int,
    body: Sequence[Sign],
    at: int,
    heads: Sequence[str],
) -> Sequence[Letter]:
    """Return what a page itself says: without header and footer, without the head of a table that goes on."""
    ways = [*_without_around(letters, around, number)]
    for row in heads if at else ():
        ways += [way[len(row) :] for way in ways if "".join(letter.text for letter in way[: len(row)]) == row]
    return max(ways, key=lambda way: fits(way, body, at))


def fits(letters: Sequence[Letter], body: Sequence[Sign], at: int) -> tuple[bool, int]:
    """Return whether all the letters go on where the document was left, and else how many do."""
    pairs = zip(body[at : at + len(letters)], letters, strict=False)
    many = sum(1 for _ in itertools.takewhile(lambda pair: pair[0].text in (pair[1].text, PAGE), pairs))
    return many == len(letters), 0 if many == len(letters) else many


def without_leaders(letters: Sequence[Letter]) -> list[Letter]:
    """Return letters without the rows of dots that lead to a page number; a document has them as a tab."""
    text = "".join(letter.text for letter in letters)
    return [letter for start, end in between(text) for letter in letters[start:end]]


def between(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the stretches of a text begin and end that are no leaders."""
    at = 0
    for found in _LEADER.finditer(text):
        yield at, found.start()
        at = found.end()
    yield at, len(text)


def first_rows(body: Sequence[Sign]) -> list[str]:
    """Return the first row, and the first two, of every table: a table that goes on over a page repeats them."""
    found: dict[tuple[int, int], str] = {}
    for sign in body:
        for table, row, _ in sign.path[:1]:
            for rows in (1, 2, 3):
                if row < rows:
                    found[table, rows] = found.get((table, rows), "") + sign.text
    return sorted({text for text in found.values() if text}, key=len, reverse=True)


def _without_around(letters: Sequence[Letter], around: Sequence[Around], number: int) -> Iterator[Sequence[Letter]]:
    """Return the letters of a page without its header and its footer, in every way that these may have been printed."""
    choices = (
        {section.first for section in around[:1]} if number == 0 else {part for section in around for part in section}
    )
    for choice in sorted(choices, key=len, reverse=True):
        ways: list[Sequence[Letter]] = [letters]
        for part in _parts(choice):
            ways = [taken for way in ways for taken in _taken(way, part)]
        yield from ways
    yield letters


def _parts(tokens: Sequence[str]) -> Iterator[str]:
    """Return header and footer as patterns of letters."""
    text = ""
    for token in (*tokens, "⟨kepala⟩"):
        if token in ("⟨kepala⟩", "⟨kaki⟩"):
            if text:
                yield text
            text = ""
        elif token not in ("¶", "⊞", "⊟", "↵", "│", "┃"):
            text += "".join(_NUMBER if letter == PAGE else re.escape(letter) for letter in letters_of(token))


def _taken(letters: Sequence[Letter], pattern: str) -> Iterator[Sequence[Letter]]:
    """Yield the letters without those that fit a pattern and stand above or below all others."""
    text = "".join(letter.text for letter in letters)
    longest = len(re.sub(r"\\", "", pattern)) + 10 * pattern.count(_NUMBER)
    for end in range(1, min(len(text), longest) + 1):
        if re.fullmatch(pattern, text[:end]) and _is_above(letters[:end], letters[end:]):
            yield letters[end:]
        if re.fullmatch(pattern, text[-end:]) and _is_above(letters[:-end], letters[-end:]):
            yield letters[:-end]


def _is_above(letters: Sequence[Letter], others: Sequence[Letter]) -> bool:
    lowest = min((letter.box[1] for letter in letters), default=0.0)
    return not letters or all(other.box[3] <= lowest + _NEAR for other in others)
