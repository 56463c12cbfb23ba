"""Text in XML is written as Python's own library writes it."""

from xml.sax import saxutils

from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents import escaped


@given(st.text(st.sampled_from("a&<>\"'\n\r\t é\u00a0"), max_size=12) | st.text(max_size=12))
def test_text_and_attributes_are_written_as_the_library_writes_them(said):
    assert escaped.text(said) == saxutils.escape(said)
    assert escaped.attribute(said) == saxutils.quoteattr(said)
