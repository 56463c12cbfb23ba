"""The letters of a period: which are there as drafts, and a button that makes them all, as `build` does."""

from urllib.parse import quote

from pipeline.making import build, copied, copies
from pipeline.making.at_work import Told
from pipeline.making.format import PDF
from pipeline.page import called, job_page, paging, semester, steps, telling
from pipeline.page.asked import Answer, Asked, worded
from pipeline.page.job_page import Shown
from pipeline.problems.phrase import Sentence
from pipeline.problems.problem import Refusal


def show(asked: Asked) -> Answer:
    """Return the units of a period with the state of their letters."""
    return _page(asked, semester.kind_of(asked))


def make(asked: Asked) -> Answer:
    """Make the letters of a kind, and say what became of them."""
    period, kind = semester.period_of(asked), semester.kind_of(asked)

    def documents(told: Told) -> Shown:
        made = build.run(asked.root, period, kind, progress=told)
        problems = (*made.problems, *copied.drop_stale(asked.root, period, kind))
        said = worded(
            asked,
            "{total} dokumen: {made} dibuat, {failed} gagal, {draft} draf tanpa nomor atau tanggal",
            total=made.total,
            made=made.made,
            failed=made.failed,
            draft=made.is_draft,
        )
        return lambda: _page(asked, kind, said, telling.groups(asked, problems))

    def with_pdf(told: Told) -> Shown:
        if lacking := tuple(PDF.lacking()):
            raise Refusal(lacking)
        made = copies.run(asked.root, period, kind, None, told)
        said = worded(asked, "{many} PDF di samping dokumennya, {made} baru dibuat", many=made.total, made=made.made)
        return lambda: _page(asked, kind, said, telling.groups(asked, made.problems))

    title = worded(asked, "Membuat {kind}, {period}", kind=called.kind(asked, kind), period=str(period))
    return job_page.begun(asked, title, with_pdf if asked.form.get("pdf") else documents)


def _page(asked: Asked, kind: str, told: str = "", groups: object = ()) -> Answer:
    period = semester.period_of(asked)
    rows = []
    every = steps.of_period(asked.root, period, kind, asked.home.memory)
    paged = paging.of(asked, every)
    for row in paged.rows:
        state: Sentence = dict(steps.STATES)[row.state("draf")]
        address = f"/periode/{period}/surat/{quote(row.instansi)}/{quote(row.unit)}?jenis={quote(kind)}"
        unit = f"{row.instansi}/{row.unit}"
        name = called.unit(asked, row.instansi, row.unit)
        rows.append((name, unit, row.state("draf"), worded(asked, state), address))
    values = {
        "title": worded(asked, "Surat {period}", period=str(period)),
        "rows": rows,
        "many": len(every),
        "paged": paged,
        "kind": kind,
        "kind_title": called.kind(asked, kind),
        "kinds": called.kinds(asked),
        "told": told,
        "groups": groups,
    }
    return Answer("drafts.html", semester.framed(asked, period, "surat", values))
