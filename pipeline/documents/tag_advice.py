"""A tag that does not read: which one, and the way out."""

import re

import jinja2

from pipeline.documents.proof import paragraph_at, part_at
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Place, Problem, problem

_STATEMENT = re.compile(r"\{%-?\s*(\w+)([^%]*?)-?%\}")
_PAIRS = (("if", "endif"), ("for", "endfor"))


def unreadable(fault: jinja2.TemplateSyntaxError, text: str, part: str, file: str) -> Problem:
    """Return what is wrong with the tag that stopped the reading, at the tag that has to be changed."""
    line, found, hint = _crossed(text) or _unclosed(text) or (fault.lineno, _broken(text, fault.lineno), _hint(fault))
    values = {"part": part_at(text, line, part), "paragraph": paragraph_at(text, line)}
    return problem(Place(file), "T002", found=found, hint=hint, **values)


def _hint(fault: jinja2.TemplateSyntaxError) -> Phrase:
    if "unknown tag" in str(fault.message):
        return phrase("pakai if, elif, else, endif, for, endfor")
    return phrase("periksa tulisan di dalam tanda templatnya")


def _broken(text: str, lineno: int) -> Phrase:
    line = text.split("\n")[lineno - 1] if lineno <= text.count("\n") + 1 else ""
    tag = re.search(r"\{[{%][^<]*?[%}]\}", line)
    return phrase("`{tag}` tidak terbaca", tag=tag[0]) if tag else phrase("tanda templat tidak terbaca")


def _crossed(text: str) -> tuple[int, Phrase, Phrase] | None:
    """Return the first tag that closes what is not the innermost open one."""
    ends = {end: begin for begin, end in _PAIRS}
    stack: list[tuple[str, str, int]] = []
    for tag in _STATEMENT.finditer(text):
        line = text.count("\n", 0, tag.start()) + 1
        if tag[1] in ends.values():
            stack.append((tag[1], tag[0], line))
        elif tag[1] in ends and not stack:
            return (
                line,
                phrase("`{tag}` menutup yang tidak dibuka", tag=tag[0]),
                phrase("hapus, atau buka dulu di atasnya"),
            )
        elif tag[1] in ends and stack[-1][0] != ends[tag[1]]:
            found = phrase("`{tag}` menyilang `{other}`", tag=tag[0], other=stack[-1][1])
            return line, found, phrase("tutup dulu `{other}`", other=stack[-1][1])
        elif tag[1] in ends:
            stack.pop()
    return None


def _unclosed(text: str) -> tuple[int, Phrase, Phrase] | None:
    """Return the innermost tag that is opened and never closed."""
    stack: list[tuple[str, str, int]] = []
    for tag in _STATEMENT.finditer(text):
        if tag[1] in ("if", "for"):
            stack.append((tag[1], tag[0], text.count("\n", 0, tag.start()) + 1))
        elif tag[1] in ("endif", "endfor") and stack:
            stack.pop()
    if not stack:
        return None
    name, tag_text, line = stack[-1]
    return (
        line,
        phrase("`{tag}` tidak ditutup", tag=tag_text),
        phrase("tutup dengan {{%p end{name} %}} atau {{% end{name} %}}", name=name),
    )
