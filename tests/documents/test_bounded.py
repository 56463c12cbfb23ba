"""What is not on the list of harmless properties is named: by its name, and by every attribute that nobody knows."""

import pytest
from lxml import etree

from pipeline.documents import bounded
from pipeline.documents.bounded import W

KNOWN = sorted((holder, name) for holder, (_, rules) in bounded.HOLDERS.items() for name in rules)


def said(holder: str, inner: str = "") -> list[str]:
    xml = f'<w:{holder} xmlns:w="{W[1:-1]}" xmlns:x="lain">{inner}</w:{holder}>'
    return list(bounded.unknown(etree.fromstring(xml)))


@pytest.mark.parametrize("holder", bounded.HOLDERS)
def test_a_property_that_nobody_knows_is_named(holder):
    assert said(holder) == []
    assert len(said(holder, "<w:entah/>")) == len(said(holder, '<x:entah w:val="1"/>')) == 1


@pytest.mark.parametrize(("holder", "name"), KNOWN)
def test_a_property_that_is_known_is_not_known_with_an_attribute_that_is_not(holder, name):
    rules = bounded.HOLDERS[holder][1][name]
    if rules:
        assert said(holder, f'<w:{name} w:entah="1"/>')
    elif name in bounded.WITHIN:
        assert said(holder, f"<w:{name}><w:entah/></w:{name}>")


@pytest.mark.parametrize(("holder", "name"), KNOWN)
def test_a_measure_that_is_absurd_is_named(holder, name):
    for attribute, rule in bounded.HOLDERS[holder][1][name].items():
        if not rule("999999999"):
            assert said(holder, f'<w:{name} w:{attribute}="999999999"/>')
            assert said(holder, f'<w:{name} w:{attribute}="NaN"/>')
