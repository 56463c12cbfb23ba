"""The addresses of the page, in one table: which function answers, and whether it may write."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from pipeline.page.asked import Answer, Asked


class Route(NamedTuple):
    """An address: its pattern, the module and function that answer it; one that writes is only for forms.

    `beside` answers while another one writes.
    """

    rule: str
    module: str
    function: str
    writes: bool = False
    beside: bool = False

    @property
    def view(self) -> Callable[[Asked], Answer]:
        """The function, imported when it is first asked."""
        found: Callable[[Asked], Answer] = getattr(import_module(f"pipeline.page.{self.module}"), self.function)
        return found


ROUTES = (
    Route("/", "semester", "begin"),
    Route("/berkas-statis/<path:file>", "assets", "static", beside=True),
    Route("/periode", "semester", "choose"),
    Route("/periode/<period>", "semester", "show"),
    Route("/periode/<period>/masalah", "problem_list", "show"),
    Route("/berkas/<path:file>", "editing", "show"),
    Route("/berkas/<path:file>", "editing", "save", writes=True),
    Route("/borang/<path:file>", "fields_form", "show"),
    Route("/borang/<path:file>", "fields_form", "save", writes=True),
)
