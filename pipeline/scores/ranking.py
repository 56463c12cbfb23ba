"""Ranks: who stands where by a figure as it is printed; equals share a rank, and the next is left out."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

_T = TypeVar("_T")


def ranked(items: Iterable[tuple[_T, Decimal]]) -> list[tuple[int, _T, Decimal]]:
    """Return things by their figures, the highest first, each with its rank; among equals their order is kept."""
    every = sorted(items, key=lambda item: -item[1])
    found: list[tuple[int, _T, Decimal]] = []
    for at, (what, value) in enumerate(every, 1):
        rank = found[-1][0] if found and found[-1][2] == value else at
        found.append((rank, what, value))
    return found
