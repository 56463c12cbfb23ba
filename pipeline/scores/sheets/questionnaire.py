"""The national questionnaire in its official and usual wordings: which element a question is, what an answer scores."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pipeline.scores.ikm import SCALE
from pipeline.scores.sheets.header import IGNORED
from pipeline.sources import trees
from pipeline.sources.nearest import bare
from pipeline.sources.yaml_text import read_yaml

FILE = Path(__file__).parent / "kuesioner.yaml"
_STEPS = re.compile(r"^((sangat|tidak|kurang|cukup|agak) )+")
_SAID = re.compile(r"\W*(\d)\b(?![.,]\d)")
UNANSWERED = 0
"""What a label scores that means that nobody answered."""


class Questionnaire(NamedTuple):
    """Wordings by element and by column beside; scores of labels, compared bare; signs of the services' exports.

    `answers` are the labels as a form prints them, by element and score; `""` of any element. `suggested` are the words
    by which a suggestion is told to be of an element; those of `general` only where it has none of another.
    """

    elements: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Mapping[str, int]]
    any_labels: Mapping[str, int]
    columns: Mapping[str, tuple[str, ...]]
    services: Mapping[str, tuple[str, ...]]
    answers: Mapping[str, Mapping[int, str]]
    suggested: Mapping[str, tuple[str, ...]]
    general: tuple[str, ...]


@cache
def national() -> Questionnaire:
    """Return what the data file says."""
    node = read_yaml(FILE.read_bytes(), FILE.name, [])
    assert node is not None
    said = trees.plain(node)
    elements = said["unsur"]
    return Questionnaire(
        {key: tuple(element["kata"]) for key, element in elements.items()},
        {key: _scores(element["label"]) for key, element in elements.items()},
        _scores(said["label"]),
        {**{key: tuple(words) for key, words in said["kolom"].items()}, IGNORED: tuple(said["abaikan"])},
        {name: tuple(signs) for name, signs in said["ekspor"].items()},
        {"": _first(said["label"]), **{key: _first(element["label"]) for key, element in elements.items()}},
        {key: tuple(element["saran"]) for key, element in elements.items()},
        tuple(said["saran_umum"]),
    )


def answers(element: str) -> Mapping[int, str]:
    """Return what the national form has an element answered with, by score; of one that it has not, plain answers."""
    known = national().answers
    return known.get(element, known[""])


def words(text: str) -> str:
    """Return a title as its words, in lower case, without what stands between them."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def matched(title: str, wordings: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return what a title may mean: that with most wordings in it, then the longest; several when they are even."""
    found = {key: (len(hits), max(map(len, hits))) for key, hits in hits_of(title, wordings).items()}
    best = max(found.values(), default=(0, 0))
    return tuple(key for key, rank in found.items() if rank == best)


def hits_of(title: str, wordings: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the wordings that stand in a title, of each that has any."""
    said = f" {words(title)} "
    every = {key: [word for word in known if f" {word} " in said] for key, known in wordings.items()}
    return {key: hits for key, hits in every.items() if hits}


def is_ignored(title: str) -> bool:
    """Whether a title is all that a service says of its own, or a number or a note: nothing that counts."""
    return words(title.rpartition("/")[2]) in national().columns[IGNORED]


def is_own(label: str, element: str) -> bool:
    """Return whether a label is one of an element's own, which score the same in every export."""
    return bare(label) in national().labels.get(element, {})


def score_of(label: str, element: str) -> int | None:
    """Return what a label of an element scores; `None` when that is not known."""
    plain, known = bare(label), national()
    return known.labels.get(element, {}).get(plain, known.any_labels.get(plain))


def doubtful(columns: Iterable[Mapping[str, int | None]]) -> frozenset[str]:
    """Return the labels, as words, of columns whose scores have to be asked: not known, two alike, or no known bottom.

    A scale may have more steps than a scheme: then some of its labels share a score by their wordings alone. A plain
    `tidak ...` is the worst of its scale unless there is a `sangat tidak ...`, in whichever column somebody chose it.
    """
    found: set[str] = set()
    scales: dict[str, dict[str, int | None]] = {}
    for column in columns:
        found |= _alike(column)
        for label, score in column.items():
            scales.setdefault(_STEPS.sub("", label), {})[label] = score
    for scale in scales.values():
        found |= _alike(scale)
        for label, score in scale.items():
            is_lowest = f"sangat {label}" not in scale
            found |= {label} if label.startswith("tidak ") and is_lowest != (score == SCALE[0]) else set()
    return frozenset(found)


def _alike(scale: Mapping[str, int | None]) -> set[str]:
    many = Counter(scale.values())
    return {label for label, score in scale.items() if score is None or (score != UNANSWERED and many[score] > 1)}


def score_said(label: str) -> int | None:
    """Return the number that a label begins with, as in `4 - Sangat baik`; `None` for another."""
    found = _SAID.match(label)
    return int(found[1]) if found else None


def service_of(titles: Sequence[str]) -> str:
    """Return the service whose export has such columns; empty when none is known."""
    there = {words(title) for title in titles}
    return next((name for name, signs in national().services.items() if there >= set(signs)), "")


def _first(labels: Mapping[str, Sequence[str]]) -> dict[int, str]:
    return {int(score): several[0] for score, several in labels.items()}


def _scores(labels: Mapping[str, Sequence[str]]) -> dict[str, int]:
    return {bare(label): int(score) for score, several in labels.items() for label in several}
