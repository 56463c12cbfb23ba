"""Units that share a file that was saved are looked at while its reader goes on; the page is told when all are."""

import time
import traceback

from pipeline.making.at_work import Told
from pipeline.page import checked
from pipeline.page.asked import Answer, Asked, worded
from pipeline.sources.period import Period

_QUIET = 0.6
"""Seconds in which the letter beside the data is drawn first."""


def begun(asked: Asked, period: Period) -> str:
    """Begin to look at every unit of a period unless that is done already, and return where it is asked for."""

    def work(_: Told) -> bool:
        time.sleep(_QUIET)
        try:
            checked.rest(asked.root, period)
        except BaseException:  # noqa: BLE001 - a check that ended is never at work
            traceback.print_exc()
        return True

    return f"/pemeriksaan/{asked.home.checks.begin(str(period), work)}"


def show(asked: Asked) -> Answer:
    """Return whether all units are looked at by now."""
    job = asked.home.checks.find(asked.steps["key"])
    done = job is None or job.result is not None
    text = worded(asked, "Semua unit sudah diperiksa.") if done else worded(asked, "Unit lain masih diperiksa.")
    return Answer("told.html", {"title": worded(asked, "Pemeriksaan"), "text": text}, 200 if done else 202)
