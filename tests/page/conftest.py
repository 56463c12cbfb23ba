"""What the tests of the page share: a workspace that is small, so that it is checked in a moment."""

from pathlib import Path

import pytest

from support import small_office


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with one unit."""
    return small_office.made(tmp_path)
