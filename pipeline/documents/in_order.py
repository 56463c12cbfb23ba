"""The problems of a template in the order in which a person who reads it comes across them."""

from collections.abc import Iterable
from itertools import count

from pipeline.documents import opening, places
from pipeline.documents.parts import TAGGED
from pipeline.documents.places import Places
from pipeline.documents.xml_parts import Broken, parsed, rels_name
from pipeline.problems.problem import Problem


def in_order(raw: bytes, problems: Iterable[Problem]) -> list[Problem]:
    """Return problems without repetition: those of the whole file first, then as their places follow each other."""
    order = _order(raw)
    return sorted(set(problems), key=lambda fault: (order.get(dict(fault.values).get("part", ""), -1), fault))


def _order(raw: bytes) -> dict[object, int]:
    files = opening.opened(raw, "", [])
    found: dict[object, int] = {}
    if files is None:
        return found
    number = count()
    try:
        roots = {name: parsed(name, content) for name, content in files.items() if TAGGED.fullmatch(name)}
        rels = rels_name(opening.MAIN)
        links = parsed(rels, files[rels]) if rels in files else None
        titles = places.titles(files, roots[opening.MAIN], links) if roots else {}
    except Broken:
        return found
    for name in sorted(roots, key=lambda name: (name != opening.MAIN, name)):
        for _, place in Places(roots[name], titles.get(name, "")).paragraphs():
            found.setdefault(place, next(number))
    return found
