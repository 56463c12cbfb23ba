"""The page of what takes long: how far it is while it is at work, then what it came to."""

import traceback
from collections.abc import Callable

from pipeline.making.at_work import Told
from pipeline.page import answered
from pipeline.page.asked import Answer, Asked, Missing, worded
from pipeline.problems.phrase import Sentence, phrase

Shown = Callable[[], Answer]
"""The page that says what a job came to."""


def broken() -> Sentence:
    """Return what is said of a fault of the program."""
    return "programnya keliru; rinciannya di terminal"


def address(key: str) -> str:
    """Return where a job is shown."""
    return f"/pekerjaan/{key}"


def begun(asked: Asked, title: str, work: Callable[[Told], Shown]) -> Answer:
    """Begin a job, and lead to the page that shows it; the one that is at work where there is one."""

    def answer(told: Told) -> Answer:
        def done() -> Answer:
            shown = work(told)
            with asked.home.memory.alone:  # what the page remembers is another's meanwhile
                return shown()

        try:
            return answered.of(asked, done)
        except BaseException:  # noqa: BLE001 - a job that ended is never at work
            traceback.print_exc()
            return Answer("told.html", {"title": "500", "text": worded(asked, broken())}, 500)

    return Answer(to=address(asked.home.jobs.begin(title, answer, asked.steps.get("period", ""))))


def show(asked: Asked) -> Answer:
    """Return how far a job is, or what it came to."""
    key = asked.steps["key"]
    job = asked.home.jobs.find(key)
    if job is None:
        raise Missing(phrase("tidak ada pekerjaan itu: mungkin halaman ini dibuka ulang sesudahnya"))
    if job.result is not None:
        return job.result
    step = job.step
    values = {"title": job.title, "what": worded(asked, step.what), "step": step, "here": address(key)}
    shown = asked._replace(steps={**asked.steps, "period": job.period})
    return Answer("job.html", answered.framed(shown, {**values, "read_only": asked.home.read_only}))
