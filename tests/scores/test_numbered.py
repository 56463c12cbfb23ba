"""Few values are numbered without pandas, many by it: both come to the same."""

import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.scores.sheets import numbered
from pipeline.scores.sheets.cells import Column


@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 5)))
def test_numbers_are_numbered_alike(values):
    few, many = _both(numbered.numbers, np.array(values, dtype=np.uint64))
    assert few.tolist() == many.tolist()


@given(st.lists(st.text(max_size=3)))
def test_texts_are_numbered_alike(values):
    few, many = _both(numbered.texts, np.array(values, dtype=object))
    assert few.codes.tolist() == many.codes.tolist()
    assert few.texts == many.texts
    assert [few.texts[code] for code in few.codes] == values


@pytest.mark.parametrize("number", [numbered.numbers, numbered.texts])
def test_without_pandas_many_are_numbered_all_the_same(number, monkeypatch):
    values = np.array(["b", "a", "b"] * 3, dtype=object if number is numbered.texts else str)
    monkeypatch.setattr(numbered, "MANY", 0)
    with_pandas = number(values)
    monkeypatch.setitem(sys.modules, "pandas", None)
    numbered._pandas.cache_clear()
    without = number(values)
    numbered._pandas.cache_clear()
    assert _as_lists(without) == _as_lists(with_pandas)


def _as_lists(found):
    return (found.codes.tolist(), found.texts) if isinstance(found, Column) else found.tolist()


def _both(number, values):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbered, "MANY", len(values) + 1)
        few = number(values)
        patch.setattr(numbered, "MANY", 0)
        return few, number(values)
