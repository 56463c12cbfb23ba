"""Charts on a page of a PDF: their words found among its letters, each label beside its name, bars as long as told."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.documents.charted import Drawing, Series
from pipeline.documents.pdf_ground import Box
from pipeline.documents.pdf_pages import Letter, Shape, plain
from pipeline.problems.phrase import Text, phrase

_FEWEST, _MOST_WAYS, _MOST_PLACES = 8, 8, 3
"""Letters of a name that a program leaves at least, where it cuts it off with dots; ways and places that are tried."""
_NEAR, _MOST_WORDS = 1.5, 200
_ASIDE = 0.5
"""How far a label may stand aside of its name, in distances from name to name."""


class Standing(NamedTuple):
    """Where a chart stands on a page: which one of the document, and the boxes of its names and labels, in order."""

    number: int
    names: tuple[Box, ...]
    labels: tuple[tuple[Box, ...], ...]
    box: Box


class Unjudged(Exception):  # noqa: N818
    """What a chart draws cannot be held against it: it is not drawn as we know it."""


def apart(
    charts: Sequence[tuple[int, Drawing]], letters: Sequence[Letter]
) -> Iterator[tuple[list[Letter], tuple[Standing, ...]]]:
    """Yield the letters of a page without those of charts, and where the charts stand, in every way they may."""
    text = "".join(letter.text for letter in letters)
    held = [[*itertools.islice(_places(drawing, text), _MOST_PLACES), None] for _, drawing in charts]
    for way in itertools.islice(itertools.product(*held), _MOST_WAYS):
        taken: set[int] = set()
        found = []
        for (number, drawing), place in zip(charts, way, strict=True):
            if place is not None and not taken & {*range(*place.ends)}:
                taken |= {*range(*place.ends)}
                found.append(place.standing(number, drawing, letters))
        yield [letter for index, letter in enumerate(letters) if index not in taken], tuple(found)


def differences(drawing: Drawing, standing: Standing, drawn: Sequence[Shape]) -> Iterator[Text]:
    """Yield what a chart on a page shows otherwise; raises `Unjudged`."""
    across = 0 if drawing.is_line else 1
    middles = [_middle(box, across) for box in standing.names]
    forward = (across == 0) is drawing.is_in_order
    if any((after > before) is not forward for before, after in itertools.pairwise(middles)):
        yield phrase("urutan di grafik lain")
        return
    most = _ASIDE * _step(standing, across)
    for labels in standing.labels:
        if any(abs(_middle(label, across) - name) > most for name, label in zip(middles, labels, strict=True)):
            yield phrase("letak angka di grafik lain")
            return
    for series in drawing.series:
        yield from _shapes_differ(drawing, series, standing, drawn)


def _shapes_differ(drawing: Drawing, series: Series, standing: Standing, drawn: Sequence[Shape]) -> Iterator[Text]:
    """Yield that bars are not as long, or points not as high, as they are told to be; raises `Unjudged`."""
    across = 0 if drawing.is_line else 1
    middles = [_middle(box, across) for box in standing.names]
    own = [(at, shape) for at, shape in enumerate(drawn) if shape.colour == series.colour and shape.is_filled]
    found: list[Box | None] = []
    for middle, value in zip(middles, series.values, strict=True):
        near = [
            (at, shape) for at, shape in own if _is_at(shape.box, middle, across, _step(standing, across), standing)
        ]
        if len(near) != 1 and (near or drawing.is_line or value > drawing.least):
            raise Unjudged
        if near and _is_covered(near[0], drawn):
            raise Unjudged
        found.append(near[0][1].box if near else None)
    if drawing.is_line and not _is_drawn_through([*filter(None, found)], series.colour, drawn):
        raise Unjudged
    yield from _drawn_as_told(drawing, series.values, found)


def _step(standing: Standing, across: int) -> float:
    """Return how far the names of a chart stand from each other."""
    middles = [_middle(box, across) for box in standing.names]
    usual = 2.0 * (standing.names[0][3] - standing.names[0][1])
    return min((abs(after - before) for before, after in itertools.pairwise(middles)), default=usual)


def _is_drawn_through(points: Sequence[Box], colour: str, drawn: Sequence[Shape]) -> bool:
    """Return whether there is one line of a colour, from the first of the points to the last, as high and as low."""
    widest = max(box[2] - box[0] for box in points) + 2 * _NEAR
    lines = [shape.box for shape in drawn if shape.colour == colour and shape.box[2] - shape.box[0] > widest]
    hull = [edge(_middle(box, axis) for box in points) for edge in (min, max) for axis in (0, 1)]
    return len(points) < 2 or (
        len(lines) == 1 and all(abs(edge - own) <= 2 * _NEAR for edge, own in zip(lines[0], hull, strict=True))
    )


def _drawn_as_told(drawing: Drawing, values: Sequence[float], boxes: Sequence[Box | None]) -> Iterator[Text]:
    """Yield that bars are not as long, or points not as high, as their figures are."""
    pairs = [(value, box) for value, box in zip(values, boxes, strict=True) if box is not None]
    if drawing.is_line:
        measured = [(value, _middle(box, 1)) for value, box in pairs]
    else:
        measured = [(value - drawing.least, box[2] - box[0]) for value, box in pairs] + [(0.0, 0.0)]
    (low, begin), (high, end) = min(measured), max(measured)
    rate = (end - begin) / (high - low) if high > low else 0.0
    is_told = rate >= 0 and all(abs(begin + rate * (value - low) - size) <= _NEAR for value, size in measured)
    if not is_told or (drawing.is_line and high > low and rate == 0):
        yield phrase("panjang batang atau tinggi garis di grafik lain")


def _is_at(box: Box, middle: float, across: int, step: float, standing: Standing) -> bool:
    """Return whether a shape stands where a name is, within the chart."""
    along = 1 - across
    within = standing.box[along] - step <= _middle(box, along) <= standing.box[along + 2] + step
    return within and abs(_middle(box, across) - middle) <= _ASIDE * step


def _is_covered(found: tuple[int, Shape], drawn: Sequence[Shape]) -> bool:
    """Return whether something lies over a shape, other than its outline."""
    at, shape = found
    left, low, right, high = shape.box
    return any(
        min(right, other.box[2]) - max(left, other.box[0]) > 1
        and min(high, other.box[3]) - max(low, other.box[1]) > 1
        and (other.is_filled or other.colour != shape.colour or not _is_alike(shape.box, other.box))
        for other in drawn[at + 1 :]
    )


def _is_alike(box: Box, other: Box) -> bool:
    return all(abs(edge - own) <= _NEAR for edge, own in zip(box, other, strict=True))


def _middle(box: Box, axis: int) -> float:
    return (box[axis] + box[axis + 2]) / 2


class _Word(NamedTuple):
    """A word of a chart: of its names (group 0), of the labels of a series, or of the rest; which; as a pattern."""

    group: int
    number: int
    pattern: str


class _Place(NamedTuple):
    """A stretch of letters that says all the words of a chart, and where in it each of them is."""

    ends: tuple[int, int]
    words: tuple[tuple[_Word, tuple[int, int]], ...]

    def standing(self, number: int, drawing: Drawing, letters: Sequence[Letter]) -> Standing:
        """Return where the words stand on the page; of several that read alike each is taken for its own place."""
        across = 0 if drawing.is_line else 1
        is_rising = drawing.is_line is drawing.is_in_order
        boxes: dict[tuple[int, str], list[Box]] = {}
        for word, span in self.words:
            boxes.setdefault((word.group, word.pattern), []).append(_around(letters[slice(*span)]))
        for alike in boxes.values():
            alike.sort(key=lambda box: _middle(box, across), reverse=not is_rising)
        ordered = sorted(word for word, _ in self.words)
        groups = [
            tuple(boxes[word.group, word.pattern].pop(0) for word in ordered if word.group == group)
            for group in range(1 + len(drawing.series))
        ]
        return Standing(number, groups[0], tuple(groups[1:]), _around(letters[slice(*self.ends)]))


def _around(letters: Sequence[Letter]) -> Box:
    edges = [*zip(*(letter.box for letter in letters), strict=True)]
    return min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3])


def _places(drawing: Drawing, text: str) -> Iterator[_Place]:
    """Yield the stretches of a text that say the words of a chart, each once, in whatever order a program has them."""
    names = [_Word(0, number, _cut(plain(word))) for number, word in enumerate(drawing.names)]
    labels = [
        _Word(group, number, re.escape(plain(label)))
        for group, series in enumerate(drawing.series, 1)
        for number, label in enumerate(series.labels)
    ]
    rest = [_Word(1 + len(drawing.series), number, re.escape(plain(word))) for number, word in enumerate(drawing.words)]
    words = [*names, *labels, *rest]
    if not all(word.pattern for word in words) or len(words) > _MOST_WORDS:
        return
    begins = {found.start() for pattern in {word.pattern for word in words} for found in re.finditer(pattern, text)}
    for begin in sorted(begins):
        if found := _tiled(words, text, begin):
            yield _Place((begin, max(end for _, (_, end) in found)), found)


def _tiled(words: Sequence[_Word], text: str, begin: int) -> tuple[tuple[_Word, tuple[int, int]], ...]:
    """Return where each word stands, all of them in one stretch from a place; nothing where they do not."""
    left, found, at = [*words], [], begin
    while left:
        fits = [(word, match) for word in left if (match := re.compile(word.pattern).match(text, at))]
        if not fits:
            return ()
        word, match = max(fits, key=lambda pair: (pair[1].end(), -left.index(pair[0])))
        left.remove(word)
        found.append((word, match.span()))
        at = match.end()
    return tuple(found)


def _cut(plain_name: str) -> str:
    """Return a name as a pattern: whole, or cut off with dots."""
    least = max(_FEWEST, len(plain_name) // 3)
    cut = [f"{re.escape(plain_name[:end])}[.]{{3}}" for end in range(len(plain_name) - 1, least - 1, -1)]
    return f"(?:{'|'.join([re.escape(plain_name), *cut])})" if plain_name else ""
