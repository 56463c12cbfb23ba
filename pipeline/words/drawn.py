"""Charts as words: the figures that a document prints, drawn; said as text for who cannot see them."""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.words.chapter import CHART, Picture

BARS, LINE = "batang", "garis"


class Point(NamedTuple):
    """A point of a chart: what it is of, its figure, and how the document prints it."""

    name: str
    value: Decimal
    printed: str


def chart(
    shape: str, title: str, series: str, points: Sequence[Point], ends: tuple[int, int], tallest: int = 10_000
) -> Picture:
    """Return a chart of one series, on an axis between two ends; bars are as much higher as they are more.

    None is higher than `tallest`, of 900 across.
    """
    said = {
        "bentuk": shape,
        "judul": title,
        "kategori": [point.name for point in points],
        "seri": [
            {
                "nama": series,
                "nilai": [str(point.value) for point in points],
                "tercetak": [point.printed for point in points],
            }
        ],
        "dari": ends[0],
        "sampai": ends[1],
    }
    text = "; ".join(f"{point.name} {point.printed}" for point in points)
    height = min(tallest, 110 + 42 * len(points) if shape == BARS else 420)
    return Picture(
        json.dumps(said, ensure_ascii=False).encode(), CHART, 900, height, f"Grafik {shape}, {title}: {text}"
    )
