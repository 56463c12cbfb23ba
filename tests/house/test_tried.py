"""How often properties are tried is said in one place."""

import re

import pytest
from hypothesis import settings

from support import tried
from support.paths import ROOT

OWN = re.compile(rf"{'max_examples'}=(?!tried\.share\()|{'deadline'}=")


def test_no_property_has_a_number_of_examples_or_a_deadline_of_its_own():
    tests = sorted((ROOT / "tests").rglob("test_*.py"))
    assert len(tests) > 200
    assert [path.name for path in tests if OWN.search(path.read_text(encoding="utf-8"))] == []


def test_every_property_is_tried_as_the_profile_says():
    assert settings.default.max_examples in tried.PROFILES.values()
    assert settings.default.deadline is None
    assert tried.share(1) == settings.default.max_examples


def test_more_than_the_profile_is_tried_only_for_a_reason():
    assert tried.share(2, "an example takes a moment") == 2 * settings.default.max_examples
    with pytest.raises(AssertionError):
        tried.share(2)
