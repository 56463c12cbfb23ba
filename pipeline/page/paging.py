"""Long tables, a page at a time: which is asked for, and the addresses of those beside it."""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import urlencode

from pipeline.page.asked import Asked

PER_PAGE = 100
_T = TypeVar("_T")


class Paged(NamedTuple, Generic[_T]):
    """The rows of a page, how many there are on all, which page it is of how many, and the addresses beside it.

    An address is empty where there is no such page.
    """

    rows: Sequence[_T]
    many: int
    page: int
    pages: int
    earlier: str
    later: str


def of(asked: Asked, every: Sequence[_T]) -> Paged[_T]:
    """Return the page of a table that is asked for; the last one for any beyond."""
    pages = max(1, -(-len(every) // PER_PAGE))
    page = min(_wanted(asked), pages)
    return Paged(
        every[(page - 1) * PER_PAGE : page * PER_PAGE],
        len(every),
        page,
        pages,
        _at(asked, page - 1) if page > 1 else "",
        _at(asked, page + 1) if page < pages else "",
    )


def _wanted(asked: Asked) -> int:
    said = asked.query.get("halaman", "")
    return max(1, int(said)) if said.isascii() and said.isdecimal() and len(said) < 7 else 1


def _at(asked: Asked, page: int) -> str:
    return "?" + urlencode({**asked.query, "halaman": str(page)})
