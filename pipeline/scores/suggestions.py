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
_AT, _DOT = r"(?:@|\s*[\[(]\s*(?:at|et|@)\s*[\])]\s*)", r"(?:\.|\s*[\[(]\s*(?:dot|titik)\s*[\])]\s*)"
_DIGIT = "nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan"
_PERSONAL = (
    re.compile(rf"[\w.+-]+{_AT}[\w-]+(?:{_DOT}[\w-]+)+", re.IGNORECASE),
    re.compile(r"(?<!\w)@\w[\w.]{2,}"),
    re.compile(r"(?<!\d)\+?[(]?\d(?:[ .()-]{0,2}\d){8,}(?!\d)"),
    re.compile(rf"\b(?:{_DIGIT})(?:\W+(?:{_DIGIT})){{6,}}\b", re.IGNORECASE),
    re.compile(r"(?<=\bnama saya )(?:[^\W\d_][\w.'-]*[ ]?){1,4}|(?<=\bSaya )(?:[A-Z][\w.'-]+ ?){2,4}"),
    re.compile(r"\bRT\W*\d+\W*(?:RW\W*\d+)?", re.IGNORECASE),
)
"""Addresses, of mail and in social media; numbers of nine digits and more, also as words: of telephones, identities,
accounts; names where somebody says that it is his; where somebody lives."""
_HARMLESS = re.compile(
    r"\d{1,3}(?:\.\d{3})+|\d{1,2}[- .]\d{1,2}[- .]\d{4}(?:\W+\d{1,2}[.]\d{2})?|(?:(?:19|20)\d{2}[ .-]*)+"
    r"|(?:[012]?\d\.[0-5]\d[ -]*)+",
    re.ASCII,
)
"""Numbers that are of nobody: money, a day with its hour, years, hours."""


def masked(text: str) -> str:
    """Return a text with the personal data that a pattern finds masked."""
    for pattern in _PERSONAL:
        text = pattern.sub(_mask, text)
    return text


def _mask(found: re.Match[str]) -> str:
    return found[0] if _HARMLESS.fullmatch(found[0]) else MASK + " " * found[0].endswith(" ")


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
