"""The beginning: an institution, its units, a period; and what was done, kept in git's history."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from pipeline.files import git
from pipeline.page import called, paging, semester, telling, titles
from pipeline.page.asked import Answer, Asked, worded
from pipeline.page.paging import Paged
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Problem, Usage
from pipeline.sources import workspace
from pipeline.sources.home import MARK
from pipeline.starting import begun, files, importing, stock, unit_sheet

_MOST = 50
"""Files that are to be filled that are listed at once."""


def show(asked: Asked) -> Answer:
    """Return what there is, and forms for what comes next."""
    return _page(asked)


def _page(asked: Asked, told: str = "", problems: Sequence[Problem] = ()) -> Answer:
    offices, periods = workspace.offices(asked.root), workspace.periods(asked.root)
    unfilled = [found for name in offices for found in titles.unfilled(asked, name)]
    values: dict[str, object] = {
        "title": worded(asked, "Mulai"),
        "told": told,
        "groups": telling.groups(asked, problems) if problems else [],
        "unfilled": unfilled[:_MOST],
        "left": len(unfilled) - _MOST,
        "offices": [(name, called.office(asked, name), _units(asked, name)) for name in offices],
        "periods": periods[::-1],
        "read_only": asked.home.read_only,
    }
    newest = workspace.period(asked.root, periods[-1]) if periods else None
    return Answer("beginning.html", semester.framed(asked, newest, "mulai", values) if newest else values)


def _units(asked: Asked, office: str) -> Paged[called.Named]:
    """Return the units of an institution, a page of them, each with what it is called."""
    paged = paging.of(asked, workspace.units(asked.root, office))
    rows = [(unit, called.unit(asked, office, unit)) for unit in paged.rows]
    return Paged(rows, *paged[1:])


def institution(asked: Asked) -> Answer:
    """Begin an institution, and lead to its form."""
    made = begun.institution(asked.root, _said(asked, "nama"))
    return Answer(to=f"/borang/{quote(made.file)}")


def units(asked: Asked) -> Answer:
    """Begin the units that are named, a line each: all of them or none."""
    instansi = _said(asked, "instansi")
    names = [line.strip() for line in _said(asked, "nama").splitlines() if line.strip()]
    begun.units(asked.root, instansi, names)
    return Answer(to="/mulai")


def listed(asked: Asked) -> Answer:
    """Begin the units of a list, Excel or CSV; each row that is none is told."""
    instansi, upload = _said(asked, "instansi"), asked.upload
    files.institution(asked.root, instansi)
    if upload is None:
        raise Usage(phrase("pilih berkasnya dahulu"))
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"daftar{Path(upload.name).suffix.lower()}"
        path.write_bytes(upload.content)
        sheets = unit_sheet.read(path, problems)
        is_read = not any(not fault.is_warning for fault in problems)
        found = importing.plan(asked.root, instansi, sheets, problems) if is_read else importing.Import()
    files.put(asked.root, found.new)
    told = worded(
        asked,
        "{baru} unit ditulis, {tetap} tetap, {baris} baris tidak diambil",
        baru=len(found.new),
        tetap=found.unchanged,
        baris=found.refused,
    )
    return _page(asked, told, [_in_list(fault, folder) for fault in problems])


def _in_list(fault: Problem, folder: str) -> Problem:
    """Return a problem of a list that was sent: it lies in no folder of the reader's."""
    return fault._replace(place=fault.place._replace(file=fault.place.file.removeprefix(f"{folder}/")))


def period(asked: Asked) -> Answer:
    """Begin a period, and lead to it."""
    name = _said(asked, "periode")
    begun.period(asked.root, name, asked.form.get("dari", ""))
    return Answer(to=f"/periode/{quote(name, safe='')}")


def record(asked: Asked) -> Answer:
    """Keep what has changed in git's history."""
    begun_with = () if git.head(asked.root) else (*dict.fromkeys(file.partition("/")[0] for file in stock.FILES), MARK)
    message = asked.form.get("pesan", "").strip() or "SKM"
    try:
        git.record(asked.root, message, *dict.fromkeys((*_KEPT, *begun_with)))
    except git.Silent as fault:
        raise Usage(phrase("{why}; {way}", why=fault.why, way=fault.cure)) from None
    return Answer(to=semester.back(asked))


_KEPT = (workspace.UNITS, workspace.PERIODS, workspace.TEMPLATES, "register")


def _said(asked: Asked, name: str) -> str:
    said = asked.form.get(name, "").strip()
    if not said:
        raise Usage(phrase("isian `{name}` belum diisi", name=name))
    return said
