"""The pass phrase of a key: whoever runs a command says how it is got; it is held while the command runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

_ASKED: ContextVar[Callable[[str], str] | None] = ContextVar("asked", default=None)


@contextmanager
def asking(secret: Callable[[str], str]) -> Iterator[None]:
    """Let pass phrases be asked for while the block runs, of each key once."""
    token = _ASKED.set(cache(secret))
    try:
        yield
    finally:
        _ASKED.reset(token)


def of(key: str) -> str | None:
    """Return the pass phrase of a key, by the name of its file; `None` where nobody can be asked."""
    ask = _ASKED.get()
    return None if ask is None else ask(key)
