"""A name that is not known, and the advice: the nearest one that is (`maksudnya ...?`)."""

import difflib
from collections.abc import Callable, Iterable, Mapping

from pipeline.problems.phrase import Text, phrase


def bare(text: str) -> str:
    """Return a name as names are compared: without case, blanks and punctuation, unless nothing else is there."""
    return "".join(filter(str.isalnum, text.casefold())) or " ".join(text.split()).casefold()


def tidy(text: str) -> str:
    """Return a name or label as sheets are compared with it: without case and superfluous blanks."""
    return " ".join(text.split()).casefold()


def by_bare(named: Iterable[tuple[str, str]], compared: Callable[[str], str] = bare) -> Mapping[str, str]:
    """Return what is meant by bare name, of (name, what it means); a name that means several things means none."""
    found: dict[str, set[str]] = {}
    for name, meant in named:
        found.setdefault(compared(name), set()).add(meant)
    return {name: next(iter(meant)) for name, meant in found.items() if len(meant) == 1}


def meanings(
    keys: Iterable[str], named: Iterable[tuple[str, str]], compared: Callable[[str], str] = bare
) -> Mapping[str, str]:
    """Return the keys by every name, as compared: a key means itself, whatever else bears its name."""
    own = [(key, key) for key in keys]
    taken = {compared(key) for key, _ in own}
    others = by_bare(named, compared)
    return {**{name: key for name, key in others.items() if name not in taken}, **by_bare(own, compared)}


_WORDS = frozenset({"sarana", "saran", "layanan", "unit", "responden", "waktu", "biaya", "produk", "perilaku"})
"""Names that say something of their own: one of them is never a misspelling of another, which a figure would go to."""


def near(found: str, known: tuple[str, ...], cutoff: float = 0.6) -> str:
    """Return the known name that another is nearest to; empty when none is near."""
    alike = [name for name in known if bare(name) == bare(found)]
    folded = {name.casefold(): name for name in reversed(known)}
    close = difflib.get_close_matches(found.casefold(), folded, n=1, cutoff=cutoff) if bare(found) not in _WORDS else []
    return next(iter((*alike, *(folded[name] for name in close))), "")


def guess(found: str, known: tuple[str, ...], otherwise: Text = "", ending: str = "") -> Text:
    """Return the advice for a name that is not known: the nearest one that is, or where all of them are.

    `ending` is what belongs to each name in the advice and says nothing of which is near.
    """
    close = near(found, known)
    if close:
        return phrase("maksudnya `{near}`?", near=f"{close}{ending}")
    return otherwise or phrase("pilih di antara: {choices}", choices=", ".join(f"{name}{ending}" for name in known))
