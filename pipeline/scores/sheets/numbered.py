"""What is the same numbered alike, from 0, as it first comes: many values by pandas, few without importing it.

Where pandas is not installed many are numbered as few are, slower; `doctor` tells that it lacks.
"""

from functools import cache
from types import ModuleType

import numpy as np
import numpy.typing as npt

from pipeline.scores.sheets.cells import Column, Numbers

MANY = 20_000
"""Values from which on importing pandas costs less than it saves."""


def numbers(values: npt.NDArray[np.generic]) -> Numbers:
    """Return the number of each value."""
    if len(values) < MANY or not (pandas := _pandas()):
        _, first, codes = np.unique(values, return_index=True, return_inverse=True)
        rank = np.empty(len(first), dtype=np.int64)
        rank[np.argsort(first)] = np.arange(len(first))
        found: Numbers = rank[codes]
        return found
    by_pandas: Numbers = pandas.factorize(values)[0]
    return by_pandas


def texts(values: npt.NDArray[np.object_]) -> Column:
    """Return texts as a column: each different one once, and which of them each row has."""
    if len(values) < MANY or not (pandas := _pandas()):
        known: dict[str, int] = {}
        codes = np.array([known.setdefault(text, len(known)) for text in values.tolist()], dtype=np.int64)
        return Column(codes, tuple(known))
    codes, different = pandas.factorize(values)
    return Column(codes, tuple(different))


@cache
def _pandas() -> ModuleType | None:
    try:
        import pandas  # half of the time that a letter takes
    except ImportError:
        return None
    return pandas
