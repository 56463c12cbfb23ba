"""Words as docxtpl's own engine can compare them: a word that prints a number is held against numbers by its value."""

import operator
from collections.abc import Callable, Mapping
from typing import Any


def _by_value(compare: Callable[[Any, Any], bool]) -> Any:
    def compared(word: str, other: object) -> bool:
        if isinstance(other, int | float):
            return compare(float(word.replace(".", "").replace(",", ".") or 0), other)
        return compare(str(word), str(other))

    return compared


class Plain(str):
    """The text of a word, which equals and orders numbers as the pipeline's own conditions do."""

    __slots__ = ()
    __eq__, __ne__ = _by_value(operator.eq), _by_value(operator.ne)
    __lt__, __le__ = _by_value(operator.lt), _by_value(operator.le)
    __gt__, __ge__ = _by_value(operator.gt), _by_value(operator.ge)
    __hash__ = str.__hash__


def plain_words(words: Any) -> Any:
    """Return words whose every text, however deep, is `Plain`; what is no text stays."""
    if isinstance(words, str):
        return Plain(words)
    if isinstance(words, Mapping):
        return {name: plain_words(inner) for name, inner in words.items()}
    return list(map(plain_words, words)) if type(words) in (list, tuple) else words
