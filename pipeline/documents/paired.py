"""Statements that open in one way and close in another: with `tr` and without, in a row and outside it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.documents.places import Places
from pipeline.documents.typed import short
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P, _TC, _TR, _TBL = (f"{_W}{name}" for name in ("p", "tc", "tr", "tbl"))
_STATEMENT = re.compile(r"\{%-?(?:(tr|tc|p|r)\s)?\s*(if|for|elif|else|endif|endfor)\b[^{}]*?%\}")
_ALONE = {
    "": phrase("di paragraf yang sama"),
    "p": phrase("sendirian di paragrafnya"),
    "tr": phrase("sendirian di baris tabelnya"),
    "tc": phrase("sendirian di selnya"),
}


class _Statement(NamedTuple):
    name: str
    letter: str
    text: str
    paragraph: "etree._Element"


def check(root: "etree._Element", places: Places, file: str) -> Iterator[Problem]:
    """Return the statements of a part whose letters do not fit what they go around."""
    stack: list[list[_Statement]] = []
    for statement in _statements(root):
        if statement.name in ("if", "for"):
            stack.append([statement])
        elif not stack:
            return
        else:
            stack[-1].append(statement)
        if statement.name.startswith("end"):
            group = stack.pop()
            if group[0].name != statement.name.removeprefix("end"):
                return
            yield from _faults(group, places, file)


def _faults(group: list[_Statement], places: Places, file: str) -> Iterator[Problem]:
    opened, closed = group[0], group[-1]
    letters = {statement.letter for statement in group}
    wanted = _wanted(opened.paragraph, closed.paragraph)
    if wanted is None or (len(letters) == 1 and (wanted != "tr" or letters <= {"tr", "tc"})):
        return
    for statement in (other for other in group if other.letter != wanted):
        written = re.sub(r"^\{%-?(?:(?:tr|tc|p|r)\s)?\s*", f"{{%{wanted} ", statement.text)
        hint = phrase(
            "tulis `{written}` {where}, sebab `{opened}` ... `{closed}` harus sejenis",
            written=short(written, 40),
            where=_ALONE[wanted],
            opened=short(opened.text, 40),
            closed=short(closed.text, 40),
        )
        text = short("".join(leaf.text or "" for leaf in statement.paragraph.iter(f"{_W}t")))
        where = places.of(statement.paragraph)
        yield problem(Place(file), "T006", found=short(statement.text, 40), part=where, paragraph=text, hint=hint)


def _wanted(opened: "etree._Element", closed: "etree._Element") -> str | None:
    """Return the letter of statements that begin and end where these do; `None` where none would be right."""
    if opened is closed:
        return ""
    tables, rows, cells = (
        tuple(next(paragraph.iterancestors(tag), None) for paragraph in (opened, closed)) for tag in (_TBL, _TR, _TC)
    )
    if tables[0] is not tables[1]:
        return None
    if rows[0] is not rows[1]:
        return "tr"
    return "p" if cells[0] is cells[1] else "tc"


def _statements(root: "etree._Element") -> Iterator[_Statement]:
    for paragraph in root.iter(_P):
        leaves = (leaf for leaf in paragraph.iter(f"{_W}t") if next(leaf.iterancestors(_P), None) is paragraph)
        text = "".join(leaf.text or "" for leaf in leaves)
        for found in _STATEMENT.finditer(text) if "{%" in text else ():
            yield _Statement(found[2], found[1] or "", found[0], paragraph)
