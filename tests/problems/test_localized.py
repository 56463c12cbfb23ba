"""Numbers as a language writes them: held against the library that knows all languages."""

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from pipeline.problems import localized


@pytest.mark.parametrize("language", ["id", "en"])
@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_a_number_is_written_as_babel_writes_it(language, whole, places):
    value = Decimal(whole).scaleb(-places)
    pattern = f"#,##0.{'0' * places}" if places else "#,##0"
    assert localized.number(value, language) == format_decimal(value, pattern, locale=language)
    assert localized.number(whole, language) == format_decimal(whole, "#,##0", locale=language)
