"""How much work something takes, counted in calls of functions: the same on a busy machine as on an idle one."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

_T = TypeVar("_T")


def calls(work: Callable[[], _T]) -> tuple[_T, int]:
    """Return what a work comes to, and how many functions were called for it, those of libraries too."""
    count = 0

    def heard(frame: FrameType, event: str, given: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(heard)
    try:
        found = work()
    finally:
        sys.setprofile(None)
    return found, count
