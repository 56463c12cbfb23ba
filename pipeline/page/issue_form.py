"""Plan and issue: the plan as a table, what stands in the way, and one confirmation of exactly what was shown."""

import datetime as dt
from collections.abc import Mapping, Sequence

from pipeline.files import fingerprint
from pipeline.issuing import apply, plan
from pipeline.issuing.order import IssuePlan, Order, PlanLine
from pipeline.making.at_work import Told
from pipeline.page import called, job_page, paging, semester, telling
from pipeline.page.asked import Answer, Asked, worded
from pipeline.page.job_page import Shown
from pipeline.problems.phrase import phrase, translated
from pipeline.problems.problem import Problem, Usage


def show(asked: Asked) -> Answer:
    """Return the plan, and the confirmation where nothing stands in the way."""
    order = _order(asked, asked.query)
    made = plan.plan_of(asked.root, order)
    with asked.home.memory.alone:
        return _page(asked, order, made)


def issue(asked: Asked) -> Answer:
    """Issue what was shown; where the plan is another one by now nothing is issued, and it is shown again."""
    order = _order(asked, asked.form)
    shown: list[IssuePlan] = []

    def agreed(made: IssuePlan, _: tuple[str, ...]) -> bool:
        shown.append(made)
        return _digest(made.new) == asked.form.get("rencana", "") and not made.problems

    def work(told: Told) -> Shown:
        made = apply.issue(asked.root, order, agreed, told)
        if made is None:
            return lambda: _page(asked, order, shown[-1], is_other=True)._replace(status=409)
        return lambda: _page(asked, order, made, is_done=True)

    return job_page.begun(asked, _title(asked, order), work)


def _title(asked: Asked, order: Order) -> str:
    return worded(asked, "Terbitkan {kind}, {period}", kind=called.kind(asked, order.kind), period=str(order.period))


def _order(asked: Asked, said: Mapping[str, str]) -> Order:
    period, kind = semester.period_of(asked), semester.kind_of(asked)
    day = said.get("tanggal", "")
    try:
        when = dt.date.fromisoformat(day) if day else None
    except ValueError:
        raise Usage(phrase("tanggal ditulis seperti 2025-07-02; yang diberikan: {day}", day=day)) from None
    return Order(period, kind, said.get("unit") or None, when, None, bool(said.get("lewati")), bool(said.get("pdf")))


def _digest(lines: Sequence[PlanLine]) -> str:
    """Return the fingerprint of what would be issued: whose, under which number, of which day, to whom."""
    said = [(line.instansi, line.unit, line.nomor, str(line.tanggal), line.yth) for line in lines]
    return fingerprint.sha(repr(said).encode())


def _page(asked: Asked, order: Order, made: IssuePlan, *, is_other: bool = False, is_done: bool = False) -> Answer:
    blocking = tuple(made.problems)
    unkept = [fault for fault in _every(made) if fault.code in telling.UNKEPT]
    told = [fault for fault in blocking if fault.code not in telling.UNKEPT]  # those the page offers to mend itself
    paged = None if asked.form else paging.of(asked, made.lines)  # what a form led to is one page
    values = {
        "title": _title(asked, order),
        "paged": paged,
        "lines": [_line(asked, line) for line in (paged.rows if paged else made.lines)],
        "many": {
            status: sum(line.status == status for line in made.lines) for status in ("baru", "terbit", "terhalang")
        },
        "groups": telling.groups(asked, told),
        "warnings": telling.groups(asked, made.warnings),
        "unkept": bool(unkept),
        "digest": _digest(made.new),
        "kind": order.kind,
        "kinds": called.kinds(asked),
        "order": order,
        "is_other": is_other,
        "is_done": is_done,
        "may": bool(made.new) and not blocking and not is_done and not asked.home.read_only,
    }
    return Answer("issue.html", semester.framed(asked, order.period, "terbit", values))


def _line(asked: Asked, line: PlanLine) -> tuple[PlanLine, str, str, str]:
    """Return a line of the plan: it, whose it is, how it stands, what differs from the archive."""
    name = called.unit(asked, line.instansi, line.unit) if line.unit else called.office(asked, line.instansi)
    return line, name, asked.said(phrase(line.status)), _differences(asked, line)


def _every(made: IssuePlan) -> Sequence[Problem]:
    return (*made.problems, *(fault for line in made.lines for fault in line.problems))


def _differences(asked: Asked, line: PlanLine) -> str:
    return ", ".join(translated(name, asked.dictionary) for name in line.differences)
