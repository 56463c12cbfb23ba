"""What a template asks for, held against the words that the chapters of its kind say."""

import re
from collections.abc import Iterable, Iterator

from pipeline.documents.proof import Tag
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources.nearest import guess


def check(file: str, tanda: Iterable[Tag], kata: Iterable[str]) -> Iterator[Problem]:
    """Return a problem for every word that no chapter says, or that is printed though it is no text.

    `kata` are the paths that the chapters say, such as `skema[].nama` and `tautan.<kunci>`.
    """
    known = tuple(kata)
    steps = {path[:end] for path in known for end in _ends(path)}
    fitting, leaf = _pattern(steps), _pattern(known)
    for one in dict.fromkeys(tanda):
        if not fitting.fullmatch(one.kata):
            values = {"word": one.kata, "part": one.parts, "paragraph": one.paragraph}
            yield problem(
                Place(file), "T003", hint=guess(one.kata, known, phrase("daftar kata ada di docs/kata.md")), **values
            )
        elif one.use == "compared" and not leaf.fullmatch(one.kata):
            hint = phrase("tulis {{% if {word} %}}, atau bandingkan {word}|length", word=one.kata)
            found = phrase("`{word}` dibandingkan, padahal berisi beberapa kata", word=one.kata)
            yield problem(Place(file), "T019", found=found, part=one.parts, paragraph=one.paragraph, hint=hint)
        elif one.use == "printed" and not leaf.fullmatch(one.kata):
            choices = ", ".join(path for path in known if path.startswith(one.kata))
            values = {"word": one.kata, "part": one.parts, "paragraph": one.paragraph}
            yield problem(Place(file), "T008", choices=choices, **values)


def _pattern(paths: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.sub("<.*?>", r"\\w+", re.escape(path)) for path in paths))


def _ends(path: str) -> Iterator[int]:
    """Return where each step of a path ends: groups and lists may be asked about, not only their leaves."""
    yield len(path)
    for step in re.finditer(r"\.|\[\]", path):
        yield step.start()
        if step[0] == "[]":
            yield step.end()


def unused(tanda: Iterable[Tag], kata: Iterable[str]) -> Iterator[str]:
    """Return the paths that the chapters say and the template never uses, in their order."""
    used = {one.kata for one in tanda}
    for path in kata:
        fitting = _pattern((path,))
        if not any(fitting.fullmatch(one) for one in used):
            yield path
