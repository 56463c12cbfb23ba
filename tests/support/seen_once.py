"""What a reader sees of a letter, worked out once for all tests that hold copies against it: it is of its bytes."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import pytest

from pipeline.documents import canonical, compared


@contextmanager
def kept() -> Iterator[None]:
    """Let the last few letters that were looked at be known while their copies are."""
    known = lru_cache(maxsize=8)(canonical.seen)
    with pytest.MonkeyPatch.context() as patched:
        for module in (canonical, compared):
            patched.setattr(module, "seen", known)
        yield
