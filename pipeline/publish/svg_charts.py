"""Charts as SVG that stands in a page: bars and a line, readable small and large, each said as text as well."""

import textwrap
from collections.abc import Iterable, Sequence
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from markupsafe import Markup

from pipeline.words.drawn import Point

_WIDTH, _EDGE, _LINE, _BAR = 440, 4, 19, 16
_CHARACTERS = 52
"""Of a label to a line."""
_TALL, _LEFT, _RIGHT, _BELOW, _ABOVE, _ASIDE = 250, 40, 10, 44, 24, 44
"""Of a line: its height, where the axis and its numbers stand, how far from their edges the points do."""
_MOST_LABELS, _GRID = 6, 4


def bars(title: str, points: Sequence[Point], ends: tuple[int, int]) -> Markup:
    """Return a bar for each point under its name, with its figure; empty for no points.

    A bar begins at the lower end, and is cut off at the upper one.
    """
    if not points:
        return Markup("")
    drawn: list[str] = []
    top = _EDGE
    for point in points:
        lines = textwrap.wrap(point.name, _CHARACTERS) or [""]
        for line in lines:
            top += _LINE
            drawn.append(_text(_EDGE, top - 4, line))
        long = _share(point.value, ends) * (_WIDTH - 2 * _EDGE - 56)
        drawn.append(f'<rect class="batang" x="{_EDGE}" y="{top}" width="{_number(long)}" height="{_BAR}"/>')
        drawn.append(_text(float(_EDGE + long + 6), top + _BAR - 3, point.printed, "angka"))
        top += _BAR + 8
    return _svg("batang", title, points, top + _EDGE, drawn)


def line(title: str, points: Sequence[Point], ends: tuple[int, int]) -> Markup:
    """Return points joined by a line, on an axis between two ends; empty for fewer than two."""
    if len(points) < 2:
        return Markup("")
    low, high = _ABOVE, _TALL - _BELOW
    step = (_WIDTH - _LEFT - _RIGHT - 2 * _ASIDE) / (len(points) - 1)
    drawn: list[str] = []
    for at in range(_GRID + 1):
        level = high - (high - low) * at / _GRID
        value = ends[0] + (ends[1] - ends[0]) * at / _GRID
        drawn.append(
            f'<line class="kisi" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{_number(level)}" y2="{_number(level)}"/>'
        )
        drawn.append(_text(_LEFT - 6, level + 5, f"{value:g}", "sumbu", "end"))
    places = [
        (_LEFT + _ASIDE + step * at, high - float(_share(point.value, ends)) * (high - low))
        for at, point in enumerate(points)
    ]
    path = " ".join(f"{_number(x)},{_number(y)}" for x, y in places)
    drawn.append(f'<polyline class="garis" points="{path}"/>')
    every = -(-len(points) // _MOST_LABELS)
    for at, ((x, y), point) in enumerate(zip(places, points, strict=True)):
        drawn.append(f'<circle class="titik" cx="{_number(x)}" cy="{_number(y)}" r="4"/>')
        if (len(points) - 1 - at) % every == 0:
            drawn.append(_text(x, y - 9, point.printed, "angka", "middle"))
            for number, part in enumerate(textwrap.wrap(point.name, 12)[:2]):
                drawn.append(_text(x, high + 18 + number * 16, part, "sumbu", "middle"))
    return _svg("garis", title, points, _TALL, drawn)


def _share(value: Decimal, ends: tuple[int, int]) -> Decimal:
    share = (value - ends[0]) / (ends[1] - ends[0])
    return min(max(share, Decimal()), Decimal(1))


def _svg(shape: str, title: str, points: Iterable[Point], tall: float, drawn: Iterable[str]) -> Markup:
    said = "; ".join(f"{point.name} {point.printed}" for point in points)
    return Markup(  # noqa: S704 - every text in it is escaped here
        f'<svg class="grafik" viewBox="0 0 {_WIDTH} {_number(tall)}" role="img" aria-label='
        f"{quoteattr(f'Grafik {shape}, {title}: {said}')}>{''.join(drawn)}</svg>"
    )


def _text(x: float, y: float, text: str, kind: str = "nama", anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{_number(x)}" y="{_number(y)}" text-anchor="{anchor}">{escape(text)}</text>'


def _number(value: float | Decimal) -> str:
    return f"{float(value):.1f}".removesuffix(".0")
