"""The letters of a period: which are there as drafts, and a button that makes them all, as `build` does."""

from urllib.parse import quote

from pipeline.making import build, copied
from pipeline.page import semester, steps, telling
from pipeline.page.asked import Answer, Asked, worded
from pipeline.problems.phrase import Sentence
from pipeline.sources import workspace


def show(asked: Asked) -> Answer:
    """Return the units of a period with the state of their letters."""
    return _page(asked, semester.kind_of(asked))


def make(asked: Asked) -> Answer:
    """Make the letters of a kind, and say what became of them."""
    period, kind = semester.period_of(asked), semester.kind_of(asked)
    made = build.run(asked.root, period, kind, None, None, lambda _, __: None, "")
    problems = (*made.problems, *copied.drop_stale(asked.root, period, kind))
    told = worded(
        asked,
        "{total} dokumen: {made} dibuat, {failed} gagal, {draft} draf tanpa nomor atau tanggal",
        total=made.total,
        made=made.made,
        failed=made.failed,
        draft=made.is_draft,
    )
    return _page(asked, kind, told, telling.groups(asked, problems))


def _page(asked: Asked, kind: str, told: str = "", groups: object = ()) -> Answer:
    period = semester.period_of(asked)
    rows = []
    for row in steps.of_period(asked.root, period, kind, asked.home.memory)[: semester.PER_PAGE * 10]:
        state: Sentence = dict(steps.STATES)[row.state("draf")]
        address = f"/periode/{period}/surat/{quote(row.instansi)}/{quote(row.unit)}?jenis={quote(kind)}"
        rows.append((f"{row.instansi}/{row.unit}", row.state("draf"), worded(asked, state), address))
    values = {
        "title": worded(asked, "Surat {period}", period=str(period)),
        "rows": rows,
        "kind": kind,
        "kinds": workspace.kinds(asked.root),
        "told": told,
        "groups": groups,
    }
    return Answer("drafts.html", semester.framed(asked, period, "surat", values))
