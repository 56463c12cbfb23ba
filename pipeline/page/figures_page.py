"""The results: units, their elements and services, the trend, each as a table; suggestions; exports."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.lists import figures_out, history, unit_figures
from pipeline.lists.unit_figures import PeriodFigures
from pipeline.making.at_work import Told
from pipeline.making.office import Offices, OpenOffice
from pipeline.page import called, job_page, letter, paging, semester, telling
from pipeline.page.asked import Answer, Asked, Missing, worded
from pipeline.page.job_page import Shown as ShownLater
from pipeline.problems.phrase import Sentence, phrase
from pipeline.problems.problem import Problem, Refusal
from pipeline.publish import public_results, site_folder, svg_charts
from pipeline.publish import site as public_site
from pipeline.publish.public_results import PublicRow, Shown
from pipeline.scores import survey
from pipeline.sources import period as reporting
from pipeline.sources import workspace
from pipeline.sources.period import Period
from pipeline.words import indonesian
from pipeline.words.drawn import Point

_FORMS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_INDEX = (25, 100)


class ChangeShown(NamedTuple):
    """A figure now and before, and where it goes."""

    name: str
    old: str
    new: str
    direction: str


def show(asked: Asked) -> Answer:
    """Return the results of every unit of a period."""
    period = semester.period_of(asked)
    found = unit_figures.of_period(asked.root, period)
    with asked.home.memory.alone:
        return _page(asked, period, found)


def _page(asked: Asked, period: Period, found: PeriodFigures) -> Answer:
    office, part = asked.query.get("instansi", ""), asked.query.get("cari", "")
    rows = [
        unit
        for unit in found.hasil
        if (not office or unit.instansi == office) and semester.matches(unit.nama, unit.unit, part)
    ]
    paged = paging.of(asked, rows)
    values = {
        "title": worded(asked, "Hasil {period}", period=str(period)),
        "rows": paged.rows,
        "paged": paged,
        "many": len(rows),
        "offices": called.offices(asked, workspace.institutions(asked.root, period)),
        "query": asked.query,
        "forms": tuple(_FORMS),
        "groups": telling.groups(asked, found.masalah),
        "schemes": _schemes(asked, {row.instansi for row in paged.rows}),
        "left": [(called.unit(asked, *name.split("/", 1)), why) for name, why in found.tidak_disurvei.items()],
        "decimal": _printed,
    }
    return Answer("figures.html", semester.framed(asked, period, "hasil", values))


def _schemes(asked: Asked, offices: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return what each scheme of these institutions is called."""
    found = ((name, workspace.institution(asked.root, name, [])) for name in offices)
    return {(name, key): scheme.nama for name, said in found if said for key, scheme in said.skema.items()}


def site(asked: Asked) -> Answer:
    """Write the public site up to a period, as `site` does."""
    period = semester.period_of(asked)

    def work(_: Told) -> ShownLater:
        problems: list[Problem] = []
        made = public_site.made(asked.root, period, None, problems)
        site_folder.write(asked.root / site_folder.USUAL, site_folder.USUAL, made.files)
        told = worded(
            asked,
            "{folder}: {pages} berkas, {units} unit dengan hasil, {letters} halaman surat",
            folder=site_folder.USUAL,
            pages=len(made.files),
            units=made.units,
            letters=made.letters,
        )
        values = {"title": worded(asked, "Situs umum"), "told": told, "groups": telling.groups(asked, problems)}
        return lambda: Answer("site.html", semester.framed(asked, period, "hasil", values))

    return job_page.begun(asked, worded(asked, "Situs umum"), work)


def _printed(value: object) -> str:
    return str(value).replace(".", ",")


def unit(asked: Asked) -> Answer:
    """Return the results of a unit: index, elements, services, trend, comparison, suggestions."""
    period, name, own = letter.unit_of(asked)
    problems: list[Problem] = []
    opened = Offices(asked.root, period).open(name, problems)
    rows, suggestions = _of_unit(opened, own, problems) if opened else ([], ())
    values = {
        "title": called.unit(asked, name, own),
        "unit": f"{name}/{own}",
        "results": [(row, public_site.element_bars(row.nama, row)) for row in rows],
        "groups": telling.groups(asked, problems),
        "decimal": opened.office.instansi.gaya.desimal if opened else ",",
        "suggestions": suggestions,
        **_trend(asked, period, name, own),
    }
    return Answer("unit_figures.html", semester.framed(asked, period, "hasil", values))


def _of_unit(opened: OpenOffice, own: str, problems: list[Problem]) -> tuple[list[PublicRow], Sequence[str]]:
    """Return a unit under each of its schemes, the main one first, and what respondents suggest, nobody named."""
    if own in opened.office.not_surveyed:
        return [], ()
    try:
        dossier = opened.scored_dossier(own)
        scored = opened.results(dossier)
        rows = [public_results.row_of(dossier, result) for result in scored.every]
    except Refusal as refusal:
        problems += refusal.problems
        return [], ()
    try:
        return rows, survey.survey_of(opened.root, opened.counted, dossier, scored)[0].saran
    except Refusal:
        return rows, ()


class TrendRow(NamedTuple):
    """An index of a period, as its documents print it."""

    ikm: Shown
    mutu: str
    responden: int | None


def _trend(asked: Asked, period: Period, name: str, own: str) -> dict[str, object]:
    """Return the index of each period up to this one, and how the last differs from the one before."""
    found: list[tuple[str, TrendRow]] = []
    before, changes = "", []
    earlier = reporting.earlier(workspace.periods(asked.root), period)
    last = None
    for each in (*reversed(earlier), period):
        if name not in workspace.institutions(asked.root, each) or own not in workspace.units(asked.root, name):
            continue
        now = history.points(asked.root, each, f"{name}/{own}", name).get((name, own))
        if now is None:
            continue
        printed = now.main.printed
        shown = Shown(printed.ikm.shown, _printed(printed.ikm.shown))
        found.append((str(each), TrendRow(shown, printed.mutu, printed.responden)))
        if each == period and last is not None:
            changes = [_change(asked, change) for change in history.changes(last, now)]
        elif each != period:
            last, before = now, str(each)
    points = [Point(each, row.ikm.value, row.ikm.text) for each, row in found]
    line = svg_charts.line(worded(asked, "Naik turunnya IKM"), points, _INDEX)
    return {"trend": found, "line": line, "before": before, "changes": changes}


def _change(asked: Asked, change: history.Change) -> ChangeShown:
    direction: Sentence = change.direction
    old, new = (_printed(value) if value is not None else indonesian.DASH for value in (change.old, change.new))
    return ChangeShown(change.name, old, new, worded(asked, direction))


def exported(asked: Asked) -> Answer:
    """Return the figures of a period as a file."""
    period, form = semester.period_of(asked), asked.steps["form"]
    if form not in _FORMS:
        raise Missing(phrase("tidak ada bentuk {form}", form=form))
    found = unit_figures.of_period(asked.root, period)
    content = figures_out.written(form, found, asked.dictionary)
    return Answer(content=content, kind=_FORMS[form], name=f"hasil-{period}.{form}")
