"""On which steps of the computation a printed word rests: of an element its row, of an index every row and the sum."""

import re
from collections.abc import Iterator, Sequence

from pipeline.words.calculation import ELEMENTS, GRADE, INDEX, PRIORITIES, RULE, SERVICES, Step

_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")
_EVERY = (RULE, ELEMENTS, SERVICES, INDEX)
_BY_LEAF: dict[str, tuple[str, ...]] = {
    "ikm": _EVERY,
    "indeks": _EVERY,
    "mutu": (*_EVERY, GRADE),
    "mutu_indeks": (*_EVERY, GRADE),
    "kinerja": (*_EVERY, GRADE),
    "kategori": (*_EVERY, GRADE),
    "mutu_rata_rata": (*_EVERY, GRADE),
    "rata_rata": (RULE, ELEMENTS),
    "unsur": (RULE, ELEMENTS),
    "layanan": (RULE, SERVICES),
    "aturan": (RULE,),
    "responden": (RULE,),
    **dict.fromkeys(("prioritas", "dipertahankan", "cukup", "kurang"), (RULE, ELEMENTS, PRIORITIES)),
}
"""Whole tables and sentences, by the part of a scheme that a word is of."""
_OF_ROWS = {"unsur": ELEMENTS, "olah_data": ELEMENTS, "layanan": SERVICES, "tabel": SERVICES}
"""Lists whose items are the rows of a table, in its order."""
_CHOSEN = ("golongan", "prioritas")
_OF_SCHEME = {"utama": 0, "tambahan": 0, "skema": -1}
"""Groups of a scheme's words: what is added to the number of an item for that of its scheme."""
_OTHERS = {
    **dict.fromkeys(("unsur_tertinggi", "unsur_terendah", "analisis"), (RULE, ELEMENTS)),
    "perkembangan": (*_EVERY, GRADE),
    "responden": (RULE,),
    "bagian": (RULE,),
}
"""What words of other groups rest on, of the main scheme."""


def steps_of(word: str, every: Sequence[Step]) -> Iterator[int]:
    """Yield the places of the steps that a word rests on; none of a word that is not computed by them."""
    scheme, wanted = _wanted([(name, int(number or 0)) for name, number in _STEP.findall(word)])
    if not wanted:
        return
    for at, step in enumerate(every):
        table, _, row = step.about.partition("[")
        if step.scheme in (-1, scheme) and (step.about in wanted or (row and f"{table}[]" in wanted)):
            yield at


def _wanted(path: list[tuple[str, int]]) -> tuple[int, set[str]]:
    """Return the scheme of a word, and what the steps are about that it rests on; `unsur[]` stands for every row."""
    (head, number), *rest = path
    if head in _OF_SCHEME and rest:
        return max(number + _OF_SCHEME[head], 0), _of_scheme(rest)
    if head in ("layanan", "olah_data", "ikm"):
        return 0, _of_scheme([("ikm", 0), *rest] if head == "ikm" else path if head == "olah_data" else rest)
    return 0, _whole(_OTHERS.get(head, ()))


def _of_scheme(path: list[tuple[str, int]]) -> set[str]:
    """Return what the words of a scheme rest on: of an item its row, of others whole tables."""
    for name, number in path:
        if name in _OF_ROWS and number:
            table = _OF_ROWS[name]
            return {RULE, table, f"{table}[{number}]", *((PRIORITIES,) if path[-1][0] in _CHOSEN else ())}
    if [name for name, _ in path[:2]] in (["rata_rata", "nilai"], ["rata_rata", "mutu"]):
        return {RULE, ELEMENTS, f"{ELEMENTS}[{path[1][1]}]"}
    for name, _ in reversed(path):
        if name in _BY_LEAF:
            return _whole(_BY_LEAF[name])
    return set()


def _whole(about: tuple[str, ...]) -> set[str]:
    return {*about, *(f"{name}[]" for name in about if name in (ELEMENTS, SERVICES))}
