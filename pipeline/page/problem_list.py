"""The problems of a period, as `check` tells them: by cause, each place a link into the editor."""

from pipeline.page import called, checked, checking, semester, telling
from pipeline.page.asked import Answer, Asked, Missing, worded
from pipeline.problems.phrase import phrase
from pipeline.sources import workspace


def show(asked: Asked) -> Answer:
    """Return what is wrong in a period, or with one unit of it."""
    period = semester.period_of(asked)
    unit = asked.query.get("unit", "")
    if unit:
        office, _, name = unit.partition("/")
        if office not in workspace.institutions(asked.root, period) or name not in workspace.units(asked.root, office):
            raise Missing(phrase("tidak ada unit {unit} di {masa}", unit=unit, masa=period))
    told, is_whole = (checked.of_unit(asked.root, period, unit), True) if unit else checked.so_far(asked.root, period)
    found = told or ()
    values = {
        "title": worded(asked, "Masalah {period}", period=str(period)),
        "groups": telling.groups(asked, found),
        "is_known": told is not None,
        "rest": "" if is_whole else checking.begun(asked, period),
        "unit": called.unit(asked, *unit.split("/", 1)) if unit else "",
        "wrong": sum(not fault.is_warning for fault in found),
        "warnings": sum(fault.is_warning for fault in found),
    }
    return Answer("problems.html", semester.framed(asked, period, "masalah", values))
