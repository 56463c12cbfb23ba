"""What word processors leave in a text file: another format, blanks that do not break, bullets, curly quotes."""

import re
from collections.abc import Iterator

import yaml

from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources.yaml_advice import BULLETS, CURLY

_LONGEST = 160
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BLANK = re.compile(rf"(?m)^(?P<begin>[ \t]*(?:- +)*)(?:[{_BLANKS}]|-[{_BLANKS}]|[\w.-]+[{_BLANKS}]*:[ ]*[{_BLANKS}])")
"""A line whose structure (its indent, its dash, its name) holds a blank that YAML takes for a letter."""
_BULLET = re.compile(rf"[{BULLETS}]\s|-(?=[^\W\d])")
"""A bullet, or a dash that no blank parts from its item."""
_BEGINNINGS = f"{BULLETS}{CURLY}-"
_CLOSING = {"“": "”“", "”": "”", "„": "“”", "‘": "’‘", "’": "’"}
MAY_BE = re.compile(rf"[{BULLETS}{CURLY}]|(?m:^[ ]*-[^\W\d])")
"""A text that may hold a bullet or a quote of a word processor, or a dash that stands at its item."""


def blanks(text: str, file: str) -> Iterator[Problem]:
    """Yield one problem for all lines whose structure holds a blank that is none for YAML."""
    found = list(_BLANK.finditer(text))
    if not found:
        return
    number = text.count("\n", 0, found[0].start()) + 1
    line = text.splitlines()[number - 1]
    at = re.search(f"[{_BLANKS}]", line)
    column = at.start() + 1 if at else 1
    right = re.sub(f"[{_BLANKS}]", " ", line).rstrip()
    yield problem(Place(file, number, column), "Y015", count=len(found), line=_short(right))


def marks(text: str, file: str) -> Iterator[Problem]:
    """Yield a problem for each value that begins with a bullet or a glued dash, or is whole between curly quotes."""
    lines = text.splitlines()
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if not isinstance(token, yaml.ScalarToken) or not token.plain or token.value[:1] not in _BEGINNINGS:
            continue
        begin, end = token.start_mark, token.end_mark
        place = Place(file, begin.line + 1, begin.column + 1)
        if token.value[0] == "-" and lines[begin.line][: begin.column].strip():
            continue
        if _BULLET.match(token.value):
            typed = [lines[begin.line][begin.column :], *lines[begin.line + 1 : end.line + 1]]
            items = (f"`- {_unmarked(line)}`" for line in typed if line.strip())
            yield problem(place, "Y016", found=token.value[0], lines=_short("; ".join(items)))
        elif _is_curly(token.value):
            inner = token.value[1:-1].replace("'", "''")
            yield problem(place, "Y017", found=_short(token.value), line=_short(f"'{inner}'"))


def _is_curly(text: str) -> bool:
    """Return whether a text stands whole between two curly quotes."""
    first, inner, last = text[0], text[1:-1], text[-1]
    return last in _CLOSING.get(first, "") and len(text) > 1 and first not in inner and last not in inner


def _unmarked(line: str) -> str:
    return re.sub(rf"^\s*(?:- *)?[{BULLETS}-]?\s*", "", line).strip()


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."
