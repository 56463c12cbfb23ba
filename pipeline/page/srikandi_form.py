"""SRIKANDI: what is to be typed there, a copy button a field; the number that it gave typed back here."""

import datetime as dt

from pipeline.issuing import entries
from pipeline.lists import srikandi_list, srikandi_sheet
from pipeline.making import build
from pipeline.making.at_work import Told
from pipeline.page import called, job_page, paging, semester, telling
from pipeline.page.asked import Answer, Asked, worded
from pipeline.page.job_page import Shown
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Problem, Usage
from pipeline.sources import workspace

_TYPED = 2
"""The last columns of the list, which are for what SRIKANDI gives."""


def show(asked: Asked) -> Answer:
    """Return the letters that were made for SRIKANDI."""
    return _page(asked, "", ())


def make(asked: Asked) -> Answer:
    """Make the letters of a kind with the marks of SRIKANDI left in, and their lists."""
    period, kind = semester.period_of(asked), semester.kind_of(asked)

    def work(told: Told) -> Shown:
        made = build.run(asked.root, period, kind, progress=told, mode=srikandi_sheet.MODE)
        for _ in srikandi_list.write_lists(asked.root, period, kind):
            pass
        said = worded(asked, "{made} surat untuk SRIKANDI dibuat", made=made.total - made.failed)
        return lambda: _page(asked, said, made.problems)

    return job_page.begun(asked, worded(asked, "SRIKANDI, {kind}", kind=called.kind(asked, kind)), work)


def numbered(asked: Asked) -> Answer:
    """Enter the number and the day that SRIKANDI gave a letter."""
    period, kind = semester.period_of(asked), semester.kind_of(asked)
    day = asked.form.get("tanggal", "")
    try:
        when = dt.date.fromisoformat(day)
    except ValueError:
        raise Usage(phrase("tanggal ditulis seperti 2025-07-02; yang diberikan: {day}", day=day)) from None
    number = asked.form.get("nomor", "").strip()
    if not number:
        raise Usage(phrase("nomornya belum diisi"))
    entry = entries.enter_from_srikandi(asked.root, str(period), kind, asked.form.get("unit", ""), number, when)
    return _page(asked, worded(asked, "{nomor}: tercatat", nomor=entry.entri.nomor), (), is_new=True)


def _page(asked: Asked, told: str, problems: tuple[Problem, ...], *, is_new: bool = False) -> Answer:
    period, kind = semester.period_of(asked), semester.kind_of(asked)
    names = [name for name, _ in srikandi_list.COLUMNS]
    letters = []
    for name in workspace.institutions(asked.root, period):
        for line, row in srikandi_list.letters(asked.root, period, kind, name):
            said = [*zip(names, row, strict=True)][2:]
            letters.append((f"{line.instansi}/{line.unit}", row[1], said[:-_TYPED], said[-_TYPED:]))
    here, wanted = f"/periode/{period}/srikandi", asked.query.get("halaman") or asked.form.get("halaman", "")
    paged = paging.of(asked._replace(query={"jenis": kind, "halaman": wanted}), letters)
    values = {
        "title": worded(asked, "SRIKANDI, {kind}", kind=called.kind(asked, kind)),
        "letters": paged.rows,
        "paged": paged._replace(
            earlier=paged.earlier and f"{here}{paged.earlier}", later=paged.later and f"{here}{paged.later}"
        ),
        "told": told,
        "is_new": is_new,
        "groups": telling.groups(asked, problems),
        "kind": kind,
    }
    return Answer("srikandi.html", semester.framed(asked, period, "terbit", values))
