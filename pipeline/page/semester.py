"""The semester: every unit by its steps, what is due, and where each cell leads; filters stand in the address."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from pipeline.files import disk
from pipeline.page import called, paging, steps
from pipeline.page.asked import Answer, Asked, Missing, worded
from pipeline.page.steps import DONE, STATES, STEPS, UnitSteps
from pipeline.problems.phrase import Sentence, computed, phrase
from pipeline.sources import workspace
from pipeline.sources.period import Period, parse

_OURS = re.compile(r"/(?!/)[A-Za-z0-9/._~%?=&-]*")
KIND = "surat-hasil"


class Cell(NamedTuple):
    """A cell of the table: the step, its state, what is read aloud, where it leads."""

    step: str
    state: str
    text: str
    address: str


class Row(NamedTuple):
    """A unit as a row."""

    instansi: str
    unit: str
    nama: str
    cells: Sequence[Cell]


def begin(asked: Asked) -> Answer:
    """Lead to the newest period, or say how to begin."""
    there = workspace.periods(asked.root)
    if asked.home.unit and there:
        return Answer(to=f"/periode/{asked.home.period}/surat/{quote(asked.home.unit)}")
    if there:
        return Answer(to=f"/periode/{there[-1]}")
    return Answer(to="/mulai")


def choose(asked: Asked) -> Answer:
    """Lead to the period that was chosen."""
    return Answer(to=f"/periode/{quote(asked.query.get('periode', ''), safe='')}")


def period_of(asked: Asked) -> Period:
    """Return the period of an address; `Missing` for one that has no folder."""
    name = asked.steps["period"]
    found = parse(name)
    if found is None or name not in workspace.periods(asked.root):
        raise Missing(phrase("tidak ada periode {name}", name=name))
    return found


def kind_of(asked: Asked) -> str:
    """Return the kind of document that is asked for."""
    kinds = workspace.kinds(asked.root)
    kind = asked.query.get("jenis", "") or asked.form.get("jenis", "")
    if kind and kind not in kinds:
        raise Missing(phrase("tidak ada jenis dokumen {kind}", kind=kind))
    return kind or (KIND if KIND in kinds or not kinds else kinds[0])


def back(asked: Asked) -> str:
    """Return the page of ours from which a form came; the front page for any other."""
    said = asked.form.get("kembali", "")
    return said if _OURS.fullmatch(said) else "/"


def framed(asked: Asked, period: Period, place: str, values: Mapping[str, object]) -> dict[str, object]:
    """Return the values of a page of a period, with what its frame shows: the periods, the place, the kinds."""
    return {
        "period": str(period),
        "periods": workspace.periods(asked.root)[::-1],
        "place": place,
        "read_only": asked.home.read_only,
        "watched": asked.home.unit,
        **values,
    }


def show(asked: Asked) -> Answer:
    """Return the table of units by steps."""
    period = period_of(asked)
    kind = kind_of(asked)
    every = steps.of_period(asked.root, period, kind, asked.home.memory)
    chosen = list(filter(_fits(asked), every))
    paged = paging.of(asked, chosen)
    from pipeline.page import titles

    unfilled = titles.unfilled_in(asked, str(period))
    due = steps.due(asked.root, period, asked.home.today())
    checked, _ = steps.last_check(asked.root, str(period), asked.home.memory)
    wrong = sum(not fault.is_warning for fault in checked.problems) if checked else 0
    done = dict(zip((name for name, _ in STEPS), steps.counts(every), strict=True))
    values = {
        "title": worded(asked, "Semester {period}", period=str(period)),
        "rows": [_row(asked, period, row) for row in paged.rows],
        "paged": paged,
        "steps": STEPS,
        "states": STATES,
        "done": done,
        "many": len(every),
        "found": len(chosen),
        "query": asked.query,
        "kind": kind,
        "kinds": called.kinds(asked),
        "offices": called.offices(asked, workspace.institutions(asked.root, period)),
        "is_checked": checked is not None,
        "wrong": wrong,
        "due": [(called.office(asked, name), computed(day), left) for name, day, left in due],
        "unfilled": unfilled,
    }
    return Answer("semester.html", framed(asked, period, "semester", values))


def matches(name: str, slug: str, part: str) -> bool:
    """Return whether a unit is looked for by a part of its name, or of its file's."""
    return _plain(part) in _plain(name) or _plain(part) in _plain(slug)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split())


def _is_named(asked: Asked, row: UnitSteps, part: str) -> bool:
    """Return whether a unit is looked for; of 34,000 files only those are read whole that hold each word."""
    if matches("", row.unit, part):
        return True
    try:
        raw = disk.content(asked.root / workspace.UNITS / row.instansi / f"{row.unit}.yaml")
    except OSError:
        return False
    text = raw.decode(errors="replace").casefold()
    may = "\\" in text or all(word in text for word in _plain(part).split())
    return may and matches(called.unit(asked, row.instansi, row.unit), row.unit, part)


def _fits(asked: Asked) -> Callable[[UnitSteps], bool]:
    """Return whether a row is asked for: its institution, a part of its name, a step in a state."""
    query = asked.query
    office, part = query.get("instansi", ""), query.get("cari", "")
    step, state = query.get("langkah", ""), query.get("keadaan", "")
    by_step = step in dict(STEPS) and bool(state)

    def fits(row: UnitSteps) -> bool:
        if office and row.instansi != office:
            return False
        if by_step and row.state(step) != state and not (state == "bukan" and row.state(step) != DONE):
            return False
        return _is_named(asked, row, part)

    return fits


def _row(asked: Asked, period: Period, row: UnitSteps) -> Row:
    own = f"{quote(row.instansi)}/{quote(row.unit)}"
    base = f"/periode/{period}"
    files = {
        "data": f"/borang/units/{own}.yaml",
        "jawaban": f"{base}/jawaban/{quote(row.instansi)}?unit={quote(row.unit)}",
        "diperiksa": f"{base}/masalah?unit={own}",
        "draf": f"{base}/surat/{own}",
        "nomor": f"{base}/terbit?unit={own}",
        "terbit": f"{base}/agenda/{own}",
        "terkirim": f"{base}/agenda/{own}",
        "laporan": f"/borang/periods/{period}/{own}.yaml",
        "publikasi": f"/borang/periods/{period}/{own}.yaml",
    }
    cells = []
    for (step, _), state in zip(STEPS, row.states, strict=True):
        text: Sentence = dict(STATES)[state]
        cells.append(Cell(step, state, worded(asked, text), files[step]))
    return Row(row.instansi, row.unit, called.unit(asked, row.instansi, row.unit), cells)
