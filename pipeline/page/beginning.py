"""The beginning: an institution, its units, a period; and what was done, kept in git's history."""

from urllib.parse import quote

from pipeline.files import git
from pipeline.page import semester
from pipeline.page.asked import Answer, Asked, worded
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Usage
from pipeline.sources import workspace
from pipeline.sources.home import MARK
from pipeline.starting import begun, stock


def show(asked: Asked) -> Answer:
    """Return what there is, and forms for what comes next."""
    offices = workspace.offices(asked.root)
    values: dict[str, object] = {
        "title": worded(asked, "Mulai"),
        "offices": [(name, workspace.units(asked.root, name)) for name in offices],
        "periods": workspace.periods(asked.root)[::-1],
        "read_only": asked.home.read_only,
        "period": "",
    }
    return Answer("beginning.html", values)


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
