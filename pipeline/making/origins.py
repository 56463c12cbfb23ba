"""Where each word of a document comes from: where it was typed, or of what it was computed, and by which steps."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place
from pipeline.sources.yaml_text import Node
from pipeline.words import rests_on, typed_dates
from pipeline.words.calculation import Step
from pipeline.words.chapter import Need, Number
from pipeline.words.say import CHAPTERS, Vocabulary, described, listed

_COUNTED = frozenset({Need.RESULTS, Need.ALL_UNITS})
_ITEM = re.compile(r"\[\d+\]")
_PUBLISHED = "publikasi"


class Origin(NamedTuple):
    """A word of a document: its name, what it says and what it means, where it was typed, or how it was made.

    `steps` are the places, in the computation of the unit, of those that it rests on.
    """

    word: str
    text: str
    meaning: str
    places: tuple[Place, ...]
    how: Text
    steps: tuple[int, ...] = ()


class _Leaf(NamedTuple):
    """A text that was typed: the names above it and its own, and where it stands."""

    path: tuple[str, ...]
    at: Place


class Origins:
    """The origins of a document's words: what was typed for it, what its words mean, how its figures are computed."""

    def __init__(self, trees: Iterable[Node], said: Vocabulary, answers: str = "", steps: Sequence[Step] = ()) -> None:
        self.steps, self._answers = steps, (Place(answers),) if answers else ()
        self._meanings: Mapping[str, str] = described(said)
        self._counted = {
            _head(path) for name in said.chapters if CHAPTERS[name].NEEDS & _COUNTED for path, _ in listed(name, said)
        }
        self._typed: dict[str, list[_Leaf]] = {}
        for text, leaf in (found for tree in trees for found in _leaves(tree, ())):
            for spelt in dict.fromkeys((text, typed_dates.printed({"": text})[""])):
                self._typed.setdefault(str(spelt), []).append(leaf)

    def of(self, word: str, text: str) -> Origin:
        """Return where a word comes from."""
        path = _ITEM.sub("[]", word)
        meaning = self._meanings.get(path, "")
        is_counted = _head(path) in self._counted
        is_figure = is_counted and isinstance(meaning, Number)
        steps = tuple(rests_on.steps_of(word, self.steps)) if is_counted else ()
        leaves = self._typed.get(text, [])
        if is_figure:
            leaves = [leaf for leaf in leaves if _PUBLISHED in leaf.path]
        own = [leaf for leaf in leaves if leaf.path[-1:] == (path.rpartition(".")[2].removesuffix("[]"),)]
        places = tuple(dict.fromkeys(leaf.at for leaf in own or leaves))
        if places:
            how = phrase("seperti diumumkan, dan dihitung dari jawaban") if is_figure else phrase("diketik")
            return Origin(word, text, meaning, (*places, *(self._answers if is_figure else ())), how, steps)
        if is_figure or steps:
            return Origin(word, text, meaning, self._answers, phrase("dihitung dari jawaban"), steps)
        if is_counted:
            return Origin(word, text, meaning, self._answers, phrase("disusun program dari jawaban dan berkas unit"))
        return Origin(word, text, meaning, (), phrase("disusun program dari tanggal, nomor, dan nama"))


def _head(path: str) -> str:
    return path.partition(".")[0].removesuffix("[]")


def _leaves(node: Node, path: tuple[str, ...]) -> Iterator[tuple[str, _Leaf]]:
    if isinstance(node.value, dict):
        for name, child in node.value.items():
            yield from _leaves(child, (*path, str(name)))
    elif isinstance(node.value, list):
        for item in node.value:
            yield from _leaves(item, path)
    elif node.value:
        yield str(node.value), _Leaf(path, node.at)
