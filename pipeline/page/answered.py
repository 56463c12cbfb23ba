"""An answer, or the page that says why there is none: it is not there, cannot be done, or something is in the way."""

from collections.abc import Callable, Mapping

from pipeline.page.asked import Answer, Asked, Missing, worded
from pipeline.problems.problem import Refusal, Usage


def of(asked: Asked, make: Callable[[], Answer]) -> Answer:
    """Return what is made; where it is refused, the page that says so."""
    try:
        return make()
    except Missing as missing:
        told: dict[str, object] = {"title": worded(asked, "Tidak ada"), "text": asked.said(missing.what)}
        return Answer("told.html", framed(asked, told), 404)
    except Usage as usage:
        told = {"title": worded(asked, "Tidak dapat dikerjakan"), "text": asked.said(usage.args[0])}
        return Answer("told.html", framed(asked, told), 400)
    except Refusal as refusal:
        from pipeline.page import telling

        unkept = any(fault.code in telling.UNKEPT for fault in refusal.problems)
        left = [fault for fault in refusal.problems if fault.code not in telling.UNKEPT]
        values = {"title": worded(asked, "Ditolak"), "groups": telling.groups(asked, left), "unkept": unkept}
        return Answer("refused.html", framed(asked, values), 422)


def framed(asked: Asked, values: Mapping[str, object]) -> Mapping[str, object]:
    """Return the values of a page in the frame of its period, so that the reader does not lose the way."""
    from pipeline.page import semester

    try:
        return semester.framed(asked, semester.period_of(asked), "", values)
    except (KeyError, Missing, Refusal):
        return values
