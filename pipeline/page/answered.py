"""An answer, or the page that says why there is none: it is not there, cannot be done, or something is in the way."""

from collections.abc import Callable

from pipeline.page.asked import Answer, Asked, Missing, worded
from pipeline.problems.problem import Refusal, Usage


def of(asked: Asked, make: Callable[[], Answer]) -> Answer:
    """Return what is made; where it is refused, the page that says so."""
    try:
        return make()
    except Missing as missing:
        return Answer("told.html", {"title": worded(asked, "Tidak ada"), "text": asked.said(missing.what)}, 404)
    except Usage as usage:
        return Answer(
            "told.html", {"title": worded(asked, "Tidak dapat dikerjakan"), "text": asked.said(usage.args[0])}, 400
        )
    except Refusal as refusal:
        from pipeline.page import telling

        groups = telling.groups(asked, refusal.problems)
        return Answer("refused.html", {"title": worded(asked, "Ditolak"), "groups": groups}, 422)
