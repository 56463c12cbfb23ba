"""Suggestions as they may be printed: cleaned of nothings, of repeats, and of personal data; grouped by element."""

import re
from collections.abc import Iterable, Mapping, Sequence

from pipeline.scores.sheets import questionnaire
from pipeline.sources.survey_model import NO_ELEMENT, Unsur

MASK = "[disamarkan]"
_NOTHING = re.compile(
    r"\W*|(tidak|tdk|gak|ga|nggak|belum) ?(ada)?( saran| masukan| kritik)?|nihil|kosong|none|n/?a|nil|ada",
    re.IGNORECASE,
)
_PERSONAL = (
    re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"),
    re.compile(r"(?<!\d)\d{16}(?!\d)"),
    re.compile(r"(?<![\d.])(\+?62|0)[ -]?8\d{1,2}([ -]?\d){6,9}(?!\d)"),
)
"""E-mail addresses; identity numbers (NIK, 16 digits); mobile telephone numbers."""


def masked(text: str) -> str:
    """Return a text with the personal data that a pattern finds masked."""
    for pattern in _PERSONAL:
        text = pattern.sub(MASK, text)
    return text


def cleaned(texts: Iterable[str]) -> tuple[str, ...]:
    """Return suggestions in their order, masked, each once; what says nothing (`-`, `tidak ada`) is left out."""
    found: dict[str, str] = {}
    for text in texts:
        line = " ".join(text.split())
        if not _NOTHING.fullmatch(line.rstrip(" .!")):
            found.setdefault(line.casefold().rstrip(" .!"), masked(line))
    return tuple(found.values())


def bare(text: str) -> str:
    """Return what a suggestion says whatever its case, its blanks, its last sign; as printed and as typed alike."""
    return " ".join(masked(" ".join(text.split())).casefold().split()).rstrip(" .!")


def placed(said: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return by its bare text the element under which somebody placed a suggestion, the first that he named."""
    found: dict[str, str] = {}
    for key, texts in said.items():
        for text in texts:
            found.setdefault(bare(text), "" if key == NO_ELEMENT else key)
    return found


def by_element(texts: Iterable[str], elements: Mapping[str, Unsur], by_hand: Mapping[str, str]) -> dict[str, list[str]]:
    """Return every suggestion under the one element that most of its words are of, those of none under `""`.

    Where somebody placed it by hand, it stands there. Elements stand in the order of their scheme, `""` last, and only
    where there are any; of two that are even the earlier one has it. A word that says little (`petugas`) counts only
    where no other does.
    """
    found: dict[str, list[str]] = {key: [] for key in (*elements, "")}
    wordings = {key: _wordings(key, element) for key, element in elements.items()}
    for text in texts:
        chosen = by_hand.get(bare(text))
        found[chosen if chosen in found else _element_of(text, wordings)].append(text)
    return {key: said for key, said in found.items() if said}


def _element_of(text: str, wordings: Mapping[str, Sequence[str]]) -> str:
    hits = questionnaire.hits_of(text, wordings)
    general = _with_suffix(questionnaire.national().general)
    telling = {key: many for key, said in hits.items() if (many := sum(word not in general for word in said))}
    ranks = telling or {key: len(said) for key, said in hits.items()}
    return max(ranks, key=lambda key: ranks[key], default="")


def _wordings(key: str, element: Unsur) -> Sequence[str]:
    """Return the words of an element: its own where an institution names them, else those of the national form."""
    known = element.kata_saran or questionnaire.national().suggested.get(key, ())
    return _with_suffix(questionnaire.words(text) for text in (*known, element.nama))


def _with_suffix(words: Iterable[str]) -> list[str]:
    plain = [*words]
    return [*plain, *(f"{word}nya" for word in plain)]
