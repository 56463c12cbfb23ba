"""A template proposed from a finished letter: what its data say is recognised; rendered, it gives the letter back."""

from pathlib import Path
from typing import NamedTuple

from pipeline.documents import contract, reading, recognised, still_fixed, tags, template
from pipeline.documents.compare import NotText
from pipeline.documents.package import Properties
from pipeline.documents.recognised import Found
from pipeline.documents.still_fixed import Fixed
from pipeline.making import build, document, lacking_words
from pipeline.making.material import gather
from pipeline.making.office import Offices
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, Refusal, Usage
from pipeline.sources.period import Period
from pipeline.words.chapter import Words
from pipeline.words.say import described, needs, say, vocabulary


class Proposal(NamedTuple):
    """A template, what was recognised in the letter, the lines it prints otherwise, and what stays literal."""

    content: bytes
    found: tuple[Found, ...]
    otherwise: tuple[tuple[str, str], ...]
    fixed: tuple[Fixed, ...]


def words_of(root: Path, period: Period, kind: str, unit: str) -> Words:
    """Return the words of a unit's document of a kind, whose template need not be there yet."""
    jenis = build.kind_of(root, kind)
    name, unit = build.one_target(root, period, unit)
    offices = Offices(root, period)
    problems: list[Problem] = []
    opened = offices.open(name, problems)
    if opened is None:
        raise Refusal(problems)
    issued = opened.issued(kind, problems).get((name, unit))
    dossier = opened.dossier(unit, *document.layers_above(issued))
    if kind not in dossier.effective.dokumen:
        raise Usage(phrase('unit "{unit}" tidak ada atau tidak mendapat {jenis}', unit=unit, jenis=kind))
    problems += dossier.faults(kind)
    gathered = gather(offices, dossier, kind, needs(jenis.kosakata), document.PHOTO_WIDTH, problems)
    wrong = [fault for fault in problems if not fault.is_warning]
    if wrong:
        raise Refusal(wrong)
    return say(jenis.kosakata, gathered.material)


def proposed(root: Path, kind: str, words: Words, raw: bytes, file: str, problems: list[Problem]) -> Proposal | None:
    """Return the template that a letter becomes; what is wrong with it to `problems`, and `None` if it is no letter."""
    known = described(vocabulary(build.kind_of(root, kind)))
    made = recognised.recognised(raw, file, words, known, problems)
    if made is None:
        return None
    fixed = still_fixed.standing(made.content, words)
    there = template.compile_template(made.content, file, problems)
    if there is None:
        return Proposal(made.content, made.found, (), fixed)
    problems += contract.check(file, there.tags, known)
    try:
        again = template.render(there, words, Properties("", "", None, is_draft=False))
    except (tags.MissingWords, NotText) as fault:
        absent = [tag.word for tag in fault.tags] if isinstance(fault, tags.MissingWords) else ["?"]
        problems += lacking_words.lacking(absent, Place(file), file)
        return Proposal(made.content, made.found, (), fixed)
    return Proposal(made.content, made.found, tuple(_differences(raw, again)), fixed)


def _differences(letter: bytes, again: bytes) -> list[tuple[str, str]]:
    """Return the lines of two letters that differ: of the first, of the second."""
    old, new = (reading.markdown(content).splitlines() for content in (letter, again))
    width = max(len(old), len(new))
    pairs = zip(old + [""] * (width - len(old)), new + [""] * (width - len(new)), strict=True)
    return [(first, second) for first, second in pairs if first != second]
