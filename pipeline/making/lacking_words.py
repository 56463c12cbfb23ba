"""A word that a template prints and that is not there: told with where it is filled in, or that it is counted."""

from collections.abc import Iterable, Iterator

from pipeline.documents.held import asked
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources.models import Surat, UnitPeriode

_TYPED = {*UnitPeriode.model_fields, *Surat.model_fields}
_ELSEWHERE = {"yth_daftar": "yth", "blok_tanda_tangan": "penandatangan"}
"""Words whose field has another name."""
_OF_UNIT = "unit."


def lacking(words: Iterable[str], at: Place, template: str) -> Iterator[Problem]:
    """Yield a problem for each word that a template prints and nobody gives."""
    for word in words:
        yield problem(at, "I005", field=word, template=template, asked=asked(word), fill=_fill(word))


def _fill(word: str) -> Phrase:
    first = word.partition(".")[0]
    if word.startswith(_OF_UNIT):
        return phrase("isi `{field}` di berkas unit, di `units/`", field=word.removeprefix(_OF_UNIT))
    if first in _TYPED or first in _ELSEWHERE:
        return phrase("isi `{field}` di berkas ini atau di periode.yaml", field=_ELSEWHERE.get(first, word))
    return phrase("kata ini tidak diketik: dibuat dari data lain, yang di sini tidak ada (docs/kata.md)")
