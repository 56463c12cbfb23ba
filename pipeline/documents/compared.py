"""Two Word files held against each other as a reader sees them: what differs, what is hidden, what is not known."""

import difflib
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.documents.canonical import Around, Seen, seen
from pipeline.documents.looks import named

NEAR = 0.03
"""How far the size of a picture may be off: programs round it."""


class Comparison(NamedTuple):
    """Two documents compared: where they show something else, what is hidden in one only, what cannot be judged."""

    differences: tuple[tuple[str, str], ...]
    hidden: tuple[str, ...]
    unknown: tuple[str, ...]


def compared(was: bytes, now: bytes) -> Comparison:
    """Return what a reader of one .docx sees otherwise than a reader of another; raises `NotReadable`."""
    old = seen(was)
    new = seen(now, old.fonts)
    found = [*_differences(old.tokens, new.tokens), *_differences_around(old.around, new.around)]
    if not found and _measures_differ(old, new):
        found.append((str(old.measures), str(new.measures)))
    hidden = Counter(new.hidden) - Counter(old.hidden)
    unknown = Counter(new.unknown) - Counter(old.unknown)
    return Comparison(tuple(found), tuple(hidden), tuple(unknown))


def _differences(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    old, new = ([_ALIKE.get(token, token) for token in tokens] for tokens in (old, new))
    for kind, begin, end, start, stop in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield _shown(old[begin:end]), _shown(new[start:stop])


def _differences_around(was: Sequence[Around], now: Sequence[Around]) -> Iterator[tuple[str, str]]:
    """Return where headers and footers differ; in a section of one page a program may drop those of later pages."""
    for old, new in itertools.zip_longest(was, now, fillvalue=Around((), ())):
        yield from _differences(old.first, new.first)
        if new.rest not in (old.rest, new.first):
            yield from _differences(old.rest, new.rest)


_ALIKE = {"┃": "│"}
_STRUCTURE = named("¶ ⊞ ⊟ ↵ │ ┃")


def _shown(tokens: Iterable[str]) -> str:
    words = [token for token in tokens if token not in _STRUCTURE]
    return " ".join(words) or " ".join(tokens)


def _measures_differ(was: Seen, now: Seen) -> bool:
    """Return whether a picture has another size or place, beyond what programs round."""
    if len(was.measures) != len(now.measures):
        return True
    pairs = (pair for old, new in zip(was.measures, now.measures, strict=True) for pair in zip(old, new, strict=False))
    return any(abs(old - new) > NEAR * max(abs(old), abs(new), 36_000) for old, new in pairs)
