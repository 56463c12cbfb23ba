"""A word whose steps are joined by another sign than a dot, or that has a sign too many: which word is meant."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from pipeline.problems.phrase import Phrase, phrase
from pipeline.words.say import CHAPTERS, described

_KEYWORDS = frozenset("if elif else endif for endfor in and or not is true false none defined undefined loop".split())  # noqa: SIM905
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_JOINED = re.compile(r"[^A-Za-z0-9_{}%=<>!]{1,4}|->")
"""What may stand between two names where a dot is meant."""
_DOT = re.compile(r"\s*\.\s*")
_INDEX = re.compile(r"\[\d+\]")
_EDGES = re.compile(r"^\{[{%]-?\s*([^A-Za-z0-9_{}=<>!]*)([A-Za-z_][A-Za-z0-9_.]*?)([^A-Za-z0-9_{}=<>!]*?)\s*-?[%}]\}$")
_LOOP = re.compile(r"\bfor\s+(\w+)\s+in\b")


def loops(text: str) -> set[str]:
    """Return the names that the loops of a part give to their items."""
    return set(_LOOP.findall(text))


def meant(tag: str, loops: Collection[str]) -> Phrase | None:
    """Return the word that a tag which does not read means; `loops` are the names of what is repeated."""
    edges = _EDGES.match(tag)
    if edges and (edges[1] or edges[3]) and edges[2] in _words()[0]:
        return phrase("maksudnya `{near}`?", near=edges[2])
    found = max(_near(tag, loops), key=len, default=None)
    return in_loop(_words()[2].get(found, found)) if found else None


def is_word(text: str) -> bool:
    """Return whether a text is a word by its path; one of a single step may be plain text."""
    around, dot, _ = text.strip().rpartition(".")
    return bool(dot) and any(path == text.strip() or path.startswith(f"{around}.<") for path in _words()[0])


def in_loop(path: str) -> Phrase:
    """Return the advice to name a path as it can be typed: one of a list, within its loop."""
    around, _, rest = path.removesuffix("[]").rpartition("[]")
    if not around or not rest:
        return phrase("maksudnya `{near}`?", near=path.removesuffix("[]"))
    outer, _, inner = around.rpartition("[]")
    loops = f"{{% for y in {outer} %}}{{% for x in y{inner} %}}" if outer else f"{{% for x in {around} %}}"
    return phrase("maksudnya `{near}` di dalam {loops}?", near=f"x{rest}", loops=loops)


def _near(tag: str, loops: Collection[str]) -> Iterator[str]:
    """Yield the words that neighbouring names of a tag would make, were there dots between them."""
    text = _INDEX.sub("", _QUOTED.sub("''", tag))
    names = list(_NAME.finditer(text))
    words, items, _ = _words()
    for first in range(len(names)):
        path, is_dotted = names[first][0], True
        for before, after in zip(names[first:], names[first + 1 :], strict=False):
            between = text[before.end() : after.start()]
            if not _JOINED.fullmatch(between) or {before[0], after[0]} & _KEYWORDS:
                break
            is_dotted &= _DOT.fullmatch(between) is not None
            path += f".{after[0]}"
            start, _, rest = path.partition(".")
            if not is_dotted and (path in words or (start in loops and rest in items)):
                yield path


@lru_cache(maxsize=1)
def _words() -> tuple[frozenset[str], frozenset[str], dict[str, str]]:
    """Return every word and group that some chapter says, what hangs on one of a list, and the words of lists."""
    paths = described(CHAPTERS)
    steps = {path[: end.start()].replace("[]", "") for path in paths for end in re.finditer(r"\.|$", path)}
    items = {path[end.end() :].replace("[]", "") for path in paths for end in re.finditer(r"\[\]\.", path)}
    listed = {path.replace("[]", ""): path for path in paths if "[]" in path}
    return frozenset(steps), frozenset(items), listed
