"""A document as it would be made now, in memory: nothing is written; and where each of its words comes from."""

import tempfile
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import pdf, pdf_pages, told_apart
from pipeline.documents.rendering import Rendering
from pipeline.making import build, computed, document
from pipeline.making.document import Job, Prepared
from pipeline.making.format import DOCX
from pipeline.making.office import Offices
from pipeline.making.origins import Origin, Origins
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Problem, Refusal, Usage
from pipeline.scores import results
from pipeline.sources import workspace
from pipeline.sources.models import Instansi
from pipeline.sources.period import Period
from pipeline.words.calculation import Step
from pipeline.words.say import vocabulary

SHOWN = 1400
"""Pixels on the longer side of a page that a person looks at."""


class Preview(NamedTuple):
    """A document as it is drawn: its bytes, in which each word stands between marks with its number; their origins.

    The origins stand in the order in which the words come, each with its number; `steps` are those of the computation.
    """

    content: bytes
    origins: dict[int, Origin]
    steps: tuple[Step, ...]


def of_unit(root: Path, period: Period, kind: str, name: str, unit: str) -> bytes:
    """Return a document of a unit; refuse with everything that is wrong. Raises `Usage` where it has none of a kind."""
    return document.rendered(_prepared(root, period, kind, name, unit)[0])


def drawn(root: Path, period: Period, kind: str, name: str, unit: str) -> Preview:
    """Return a document of a unit to be drawn, with where each of its words comes from; refuse as `of_unit`."""
    ready, answers, steps = _prepared(root, period, kind, name, unit)
    words, names = told_apart.numbered(ready.words)
    rendering = Rendering(ready.template.parts, words)
    content = document.rendered(ready._replace(rendering=rendering))
    shared = workspace.load(root, f"{workspace.UNITS}/{name}/instansi.yaml", Instansi, [])
    trees = (ready.dossier.tree, *((shared[1],) if shared else ()))
    found = Origins(trees, vocabulary(build.kind_of(root, kind)), answers, steps)
    met = told_apart.met(rendering.part(part)[0] for part in ready.template.parts)
    return Preview(content, {number: found.of(*names[number]) for number in met}, steps)


def _prepared(root: Path, period: Period, kind: str, name: str, unit: str) -> tuple[Prepared, str, tuple[Step, ...]]:
    """Return a document about to be made; of one that is scored also the file of its answers and its computation."""
    jenis = build.kind_of(root, kind)
    offices, problems = Offices(root, period), list[Problem]()
    opened = offices.open(name, problems)
    if opened is None:
        raise Refusal(problems)
    issued = opened.issued(kind, problems)
    letter = issued.get((name, unit))
    dossier = opened.dossier(unit, *document.layers_above(letter))
    if dossier.problems:
        raise Refusal(dossier.problems)
    if kind not in dossier.effective.dokumen:
        file = f"periods/{period}/{name}/periode.yaml"
        raise Usage(phrase("unit ini tidak mempunyai {jenis}; sebut di {file}: `dokumen:`", jenis=kind, file=file))
    ready = document.prepare(Job(kind, jenis, offices, issued), dossier)
    if not (document.scored(jenis) and unit):
        return ready, "", ()
    return ready, results.sheet_of(opened.counted, dossier).file, computed.steps(opened, dossier)[0]


def pages(content: bytes) -> tuple[bytes, ...]:
    """Return the pages of a document as pictures (PNG), as LibreOffice prints them; `Usage` where it does not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"surat.{DOCX.suffix}"
        path.write_bytes(content)
        ((_, made),) = pdf.printed([path])
    if not isinstance(made, bytes):
        raise Usage(made if isinstance(made, Phrase) else phrase("LibreOffice tidak membuat halamannya"))
    return pdf_pages.pictures(made, SHOWN)
