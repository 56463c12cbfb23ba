"""Words of praise and blame in a template, held against the grades of the elements that they speak of.

Which elements a sentence speaks of the template declares itself: by the list whose tag ends the sentence.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache

from pipeline.documents.tag import Tag
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.words import indonesian
from pipeline.words.chapter import Word
from pipeline.words.figures import FAIR, GOOD, POOR, PRIORITY

_LIST = re.compile(rf"(?P<scheme>.+)\.(?P<list>{PRIORITY}|{GOOD}|{FAIR}|{POOR})\.(?:rincian|unsur\[\])")
_PRAISE = re.compile(
    r"(?<!belum )(?<!tidak )(?<!kurang )\b(?:(?:sudah|sangat) baik|baik|memuaskan|dipertahankan)\b", re.IGNORECASE
)
_BLAME = re.compile(r"\b(?:buruk|lemah|rendah|(?:belum|tidak|kurang) (?:baik|memuaskan))\b", re.IGNORECASE)
_TAG = re.compile(r"\{[{%].*?[%}]\}")
_SENTENCE_END = re.compile(r"[.;!?]\s")
_UNTRUE = ((_PRAISE, (FAIR, POOR)), (_BLAME, (GOOD,)))
"""Words, and the standings of elements that they are not true of."""


def check(file: str, tags: tuple[Tag, ...], words: Mapping[str, Word], at: Place) -> Iterator[Problem]:
    """Return a warning for each sentence of a template that says of elements what their grades do not.

    And for each list of elements that a template leaves out beside the one of those that are good: they would stand
    nowhere.
    """
    for tag, path, name in _lists(tags):
        for scheme in _schemes(words, path):
            yield from _untrue(file, tag, _members(scheme, name), at)
    for path, named in _unnamed(tags):
        yield from _left_out(file, path, named, words, at)


@lru_cache(maxsize=64)
def _lists(tags: tuple[Tag, ...]) -> tuple[tuple[Tag, str, str], ...]:
    """Return the tags of a template that print lists of elements, each with its scheme and its list."""
    printed = {tag.word: tag for tag in tags if tag.use in ("printed", "looped")}
    found = ((tag, _LIST.fullmatch(word)) for word, tag in printed.items())
    return tuple((tag, said["scheme"], said["list"]) for tag, said in found if said)


@lru_cache(maxsize=64)
def _unnamed(tags: tuple[Tag, ...]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the schemes of which a template prints the good elements and not all, with the lists that it names."""
    used = {tag.word for tag in tags}
    lists: dict[str, set[str]] = {}
    for found in filter(None, map(_LIST.fullmatch, used)):
        lists.setdefault(found["scheme"], set()).add(found["list"])
    return tuple(
        (path, frozenset(named))
        for path, named in lists.items()
        if GOOD in named and f"{path}.unsur[].nama" not in used
    )


def _untrue(file: str, tag: Tag, members: Sequence[Mapping[str, Word]], at: Place) -> Iterator[Problem]:
    sentence = _SENTENCE_END.split(_TAG.sub("", tag.before))[-1]
    for pattern, standings in _UNTRUE:
        said = pattern.search(sentence)
        wrong = [f"{row['nama']} ({row['mutu']})" for row in members if row["golongan"] in standings]
        if said and wrong:
            values = {"template": file, "said": said[0], "part": tag.place, "paragraph": tag.paragraph}
            yield problem(at, "T027", **values, found=indonesian.listed(wrong), word=tag.word)


def _left_out(file: str, path: str, named: Container[str], words: Mapping[str, Word], at: Place) -> Iterator[Problem]:
    for scheme in _schemes(words, path):
        for name in (FAIR, POOR):
            rows = [] if name in named else _members(scheme, name)
            if rows:
                names = indonesian.listed([f"{row['nama']} ({row['mutu']})" for row in rows])
                hint = phrase("tulis juga {{{{ {word} }}}}", word=f"{path}.{name}.rincian")
                yield problem(at, "T028", template=file, found=names, hint=hint)


def _schemes(words: Mapping[str, Word], path: str) -> Iterator[Mapping[str, Word]]:
    found = words.get(path.removesuffix("[]"))
    every = found if isinstance(found, (list, tuple)) else (found,)
    yield from (scheme for scheme in every if isinstance(scheme, Mapping))


def _members(scheme: Mapping[str, Word], name: str) -> list[Mapping[str, Word]]:
    rows = scheme["unsur"]
    assert isinstance(rows, (list, tuple))
    found = [row for row in rows if isinstance(row, Mapping)]
    chosen = [row for row in found if row["prioritas"]]
    return chosen if name == PRIORITY else [row for row in found if row not in chosen and row["golongan"] == name]
