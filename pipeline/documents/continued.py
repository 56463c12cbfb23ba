"""Lists that Word counts on where another begins: two lists of the data have one number, and the second begins at 3.

A list within a repeated part counts on as well, each time that the part is repeated; what `loop.first` and `loop.last`
are asked is answered, so that a list that begins anew below the first item of another is known to.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.documents.labels import Numbers
from pipeline.documents.places import Places
from pipeline.documents.typed import short
from pipeline.problems.phrase import Text
from pipeline.problems.problem import Place, Problem, problem

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STATEMENT = re.compile(r"\{%-?\s*(?:p|tr|tc|r)?\s*(for|endfor|if|elif|else|endif)\b\s*(.*?)\s*-?%\}")
_THROUGH = re.compile(r"\bin\s+([\w.]+)")
_OF_LOOP = {
    **dict.fromkeys(("loop.first", "not loop.last", "loop.index == 1"), True),
    **dict.fromkeys(("loop.last", "not loop.first", "loop.index > 1", "loop.index != 1"), False),
}
"""What a loop may be asked of itself, and whether its first turn says yes; its last one says the opposite."""
_AGAIN = 2
"""How often a repeated part is gone through, to see what happens when it is repeated."""


class _Paragraph(NamedTuple):
    """A paragraph that prints something, its place, and what it says."""

    at: "etree._Element"
    place: Text
    text: str


class _Part(NamedTuple):
    """A part that is repeated for a list, or printed or not: the ways that it may go, and what decides the first."""

    through: str
    asked: str
    ways: list[list["_Paragraph | _Part"]]

    def open_ways(self, is_first: bool | None) -> list[list["_Paragraph | _Part"]]:
        """Return the ways that it may go on the first turn of the loop around it, or on the last."""
        answer = _OF_LOOP.get(self.asked)
        if answer is None or is_first is None:
            return self.ways
        return self.ways[:1] if answer == is_first else self.ways[1:]


class _Counted(NamedTuple):
    """Where a list was last counted: within which repeated parts, and whether other text has followed since."""

    loops: tuple[str, ...]
    is_left: bool = False


_DEEPEST, _DEEPEST_LOOP = 40, 8
"""How deep statements nest before nobody follows their lists; deeper loops are refused where the template is proved."""
_Counts = dict[tuple[str, int], _Counted]
"""Where each list was last counted, by its shape and its level."""


def check(numbers: Numbers, places: Places, file: str) -> Iterator[Problem]:
    """Return a warning for each list that goes on with the number of another."""
    for found in dict.fromkeys(_continued(_parts(places), (), None, {}, numbers)):
        yield problem(Place(file), "T046", part=found.place, paragraph=short(found.text))


def _parts(places: Places) -> list["_Paragraph | _Part"]:
    """Return what a part of a Word file prints, as its statements nest it; nothing where they nest too deep."""
    whole: list[_Paragraph | _Part] = []
    opened: list[list[_Paragraph | _Part]] = [whole]
    parts: list[_Part] = []
    for paragraph, place in places.paragraphs():
        text = "".join(paragraph.itertext(f"{_W}t"))
        if _STATEMENT.sub("", text).strip() or not text.strip():
            opened[-1].append(_Paragraph(paragraph, place, text))
            continue
        for statement in _STATEMENT.finditer(text):
            name, through = statement[1], _THROUGH.search(statement[2])
            if name in ("for", "if"):
                if len(parts) == _DEEPEST or sum(bool(part.through) for part in parts) == _DEEPEST_LOOP:
                    return []
                parts.append(_Part(through[1] if name == "for" and through else "", statement[2], [[]]))
                opened[-1].append(parts[-1])
                opened.append(parts[-1].ways[0])
            elif parts and name in ("elif", "else"):
                parts[-1].ways.append([])
                opened[-1] = parts[-1].ways[-1]
            elif parts:
                parts.pop()
                opened.pop()
    return whole


def _continued(
    body: list["_Paragraph | _Part"], loops: tuple[str, ...], is_first: bool | None, counts: _Counts, numbers: Numbers
) -> Iterator[_Paragraph]:
    """Yield the paragraphs that go on with the number of another list, as often as the ways lead to them."""
    for inside in body:
        if isinstance(inside, _Part):
            yield from _through(inside, loops, is_first, counts, numbers)
            continue
        if level := numbers.level(inside.at):
            _begin_below(*level, counts)
        if counter := numbers.counter(inside.at):
            if _goes_on(*counter, loops, counts):
                yield inside
        elif inside.text.strip():
            counts.update({key: counted._replace(is_left=True) for key, counted in counts.items()})


def _through(
    part: _Part, loops: tuple[str, ...], is_first: bool | None, counts: _Counts, numbers: Numbers
) -> Iterator[_Paragraph]:
    """Yield what goes on within a part: on each turn of a loop, or on each of the ways that may be gone."""
    if part.through:
        for again in range(_AGAIN):
            around = (*loops, f"{part.through}#{again}")
            yield from _continued(part.ways[0], around, not again, counts, numbers)
        return
    before, ways = dict(counts), part.open_ways(is_first)
    if len(ways) < len(part.ways) and ways:
        counts.clear()
    around = loops[:-1] if part.asked in _OF_LOOP else loops  # once a loop: as what stands around it
    after: list[_Counts] = []
    for way in ways:
        after.append(dict(before))
        yield from _continued(way, around, is_first, after[-1], numbers)
        counts |= after[-1]
    for key in before.keys() & counts.keys():  # begun anew on one way, which the same question elsewhere may go with
        if any(key not in own for own in after):
            del counts[key]


def _begin_below(shape: str, level: int, counts: _Counts) -> None:
    """Note that the deeper levels of a list begin anew."""
    for deeper in [key for key in counts if key[0] == shape and key[1] > level]:
        del counts[deeper]


def _goes_on(shape: str, level: int, begins: bool, loops: tuple[str, ...], counts: _Counts) -> bool:
    """Note that a list is counted; whether it goes on with the number that another had, or it had before."""
    own = (*loops[:-1], loops[-1].partition("#")[0]) if loops else ()
    before = None if begins else counts.get((shape, level))
    counts[shape, level] = _Counted(own)
    return bool(before and before.is_left and own and before.loops and before.loops != own)
