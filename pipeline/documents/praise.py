"""Words of praise and blame in a template, held against the grades of the elements that they speak of.

Which elements a sentence speaks of the template declares itself: by the list whose tag ends the sentence.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.documents.proof import Tag
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


def check(file: str, tags: Sequence[Tag], words: Mapping[str, Word], at: Place) -> Iterator[Problem]:
    """Return a warning for each sentence of a template that says of elements what their grades do not.

    And for each list of elements that a template leaves out beside the one of those that are good: they would stand
    nowhere.
    """
    for tag in {tag.word: tag for tag in tags if tag.use in ("printed", "looped")}.values():
        if found := _LIST.fullmatch(tag.word):
            for scheme in _schemes(words, found["scheme"]):
                yield from _untrue(file, tag, _members(scheme, found["list"]), at)
    yield from _left_out(file, {tag.word for tag in tags}, words, at)


def _untrue(file: str, tag: Tag, members: Sequence[Mapping[str, Word]], at: Place) -> Iterator[Problem]:
    sentence = _SENTENCE_END.split(_TAG.sub("", tag.before))[-1]
    for pattern, standings in _UNTRUE:
        said = pattern.search(sentence)
        wrong = [f"{row['nama']} ({row['mutu']})" for row in members if row["golongan"] in standings]
        if said and wrong:
            values = {"template": file, "said": said[0], "part": tag.place, "paragraph": tag.paragraph}
            yield problem(at, "T027", **values, found=indonesian.listed(wrong), word=tag.word)


def _left_out(file: str, used: Iterable[str], words: Mapping[str, Word], at: Place) -> Iterator[Problem]:
    used = set(used)
    lists: dict[str, set[str]] = {}
    for found in filter(None, map(_LIST.fullmatch, used)):
        lists.setdefault(found["scheme"], set()).add(found["list"])
    for path, named in lists.items():
        if GOOD not in named or f"{path}.unsur[].nama" in used:
            continue
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
