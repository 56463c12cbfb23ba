"""A document as it would be made now, in memory: nothing is written; and where each of its words comes from."""

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import pdf, pdf_pages
from pipeline.making import build, document
from pipeline.making.document import Job, Prepared
from pipeline.making.format import DOCX
from pipeline.making.office import Offices
from pipeline.problems.phrase import Phrase, Text, phrase
from pipeline.problems.problem import Place, Problem, Refusal, Usage
from pipeline.scores import results
from pipeline.sources.period import Period
from pipeline.sources.yaml_text import Node

SHOWN = 1400
"""Pixels on the longer side of a page that a person looks at."""
_COUNTED = ("hasil", "layanan", "analisis", "profil", "riwayat", "survei")
"""Chapters whose figures are computed from answers."""


class Origin(NamedTuple):
    """A word of a document: its name, what it says, where it was typed, or of what it was computed."""

    word: str
    text: str
    places: tuple[Place, ...]
    how: Text


class Preview(NamedTuple):
    """A document as it would be made: its bytes, what is to be said beside it, the words that its template uses."""

    content: bytes
    warnings: tuple[Problem, ...]
    origins: tuple[Origin, ...]


def of_unit(root: Path, period: Period, kind: str, name: str, unit: str) -> Preview:
    """Return a document of a unit; refuse with everything that is wrong. Raises `Usage` where it has none of a kind."""
    ready, answers = _prepared(root, period, kind, name, unit)
    return Preview(document.rendered(ready), ready.warnings, tuple(_origins(ready, answers)))


def _prepared(root: Path, period: Period, kind: str, name: str, unit: str) -> tuple[Prepared, str]:
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
    answers = results.sheet_of(opened.counted, dossier).file if document.scored(jenis) and unit else ""
    return ready, answers


def pages(content: bytes) -> tuple[bytes, ...]:
    """Return the pages of a document as pictures (PNG), as LibreOffice prints them; `Usage` where it does not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"surat.{DOCX.suffix}"
        path.write_bytes(content)
        ((_, made),) = pdf.printed([path])
    if not isinstance(made, bytes):
        raise Usage(made if isinstance(made, Phrase) else phrase("LibreOffice tidak membuat halamannya"))
    return pdf_pages.pictures(made, SHOWN)


def _origins(ready: Prepared, answers: str) -> Iterator[Origin]:
    typed: dict[str, list[Place]] = {}
    for leaf in _leaves(ready.dossier.tree):
        typed.setdefault(str(leaf.value), []).append(leaf.at)
    used = {tag.word for tag in ready.template.tags}
    for word, text in _flat(ready.words, ""):
        bare = word.rstrip("]").partition("[")[0]
        if not any(name == word or name.startswith(f"{bare}.") or bare.startswith(name) for name in used):
            continue
        places = tuple(dict.fromkeys(typed.get(text, ())))
        if places:
            yield Origin(word, text, places, phrase("diketik"))
        elif word.partition(".")[0] in _COUNTED and answers:
            yield Origin(word, text, (Place(answers),), phrase("dihitung dari jawaban"))
        else:
            yield Origin(word, text, (), phrase("disusun program dari tanggal, nomor, dan nama"))


def _leaves(node: Node) -> Iterator[Node]:
    if isinstance(node.value, dict):
        for child in node.value.values():
            yield from _leaves(child)
    elif isinstance(node.value, list):
        for item in node.value:
            yield from _leaves(item)
    elif node.value:
        yield node


def _flat(words: object, name: str) -> Iterator[tuple[str, str]]:
    """Yield every word that is text, with its name; items of lists by their number."""
    if isinstance(words, Mapping):
        for step, value in words.items():
            yield from _flat(value, f"{name}.{step}" if name else str(step))
    elif isinstance(words, list | tuple) and not hasattr(words, "_fields"):
        for number, value in enumerate(words, 1):
            yield from _flat(value, f"{name}[{number}]")
    elif isinstance(words, str) and words.strip():
        yield name, words
