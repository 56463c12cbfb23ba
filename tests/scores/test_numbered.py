"""Few values are numbered without pandas, many by it: both come to the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.scores.sheets import numbered


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


def _both(number, values):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbered, "MANY", len(values) + 1)
        few = number(values)
        patch.setattr(numbered, "MANY", 0)
        return few, number(values)
