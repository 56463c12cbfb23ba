"""What was published of a unit, where there are no answers: its figures as the sheet that they would have stood in."""

from pipeline.scores.counts import CountedRow, Counts
from pipeline.scores.published import Declared
from pipeline.scores.sheets.header import TABEL
from pipeline.sources import trees
from pipeline.sources.layers import Dossier
from pipeline.sources.survey_model import Skema


def sheet_of(dossier: Dossier, declared: Declared, scheme: Skema) -> Counts | None:
    """Return the figures of a scheme, a row a service that was published; `None` where no index was.

    Of elements all are known or none: an index says nothing of those that are missing.
    """
    path, figures = declared
    at = trees.find(dossier.tree, path).at
    each = {name: row for name, row in figures.layanan.items() if row.ikm is not None} or {"": figures}
    if any(row.ikm is None for row in each.values()):
        return None
    whole = all(set(row.nrr) >= set(scheme.unsur) for row in each.values())
    elements = tuple(scheme.unsur) if whole else ()
    rows = tuple(
        CountedRow(
            name,
            row.responden,
            (),
            tuple(row.nrr[key] for key in elements),
            row.ikm or "",
            row.rata_rata or "",
            at.line + number,
        )
        for number, (name, row) in enumerate(each.items())
    )
    return Counts(at.file, TABEL, elements, {dossier.unit: rows}, {}, {})
