"""Statements that open in one way and close in another: with `tr` and without, in a row and outside it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.documents.places import Places
from pipeline.documents.typed import short
from pipeline.problems.phrase import Phrase, phrase
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
_CALLED: dict[str, Phrase] = {
    _TBL: phrase("tabel"),
    f"{_W}txbxContent": phrase("kotak teks"),
    f"{_W}footnote": phrase("catatan kaki"),
    f"{_W}endnote": phrase("catatan akhir"),
}
"""What a statement may not cross the edge of, as a person calls it."""


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
    stray = next((other for other in group if _around(other.paragraph) is not _around(opened.paragraph)), None)
    if stray is not None:
        yield _crossed(opened, stray, places, file)
        return
    letters = {statement.letter for statement in group}
    wanted = _wanted(opened.paragraph, closed.paragraph)
    if len(letters) == 1 and (wanted != "tr" or letters <= {"tr", "tc"}):
        return
    for statement in (other for other in group if other.letter != wanted):
        hint = phrase(
            "tulis `{written}` {where}, sebab `{opened}` ... `{closed}` harus sejenis",
            written=_written(statement, wanted),
            where=_ALONE[wanted],
            opened=short(opened.text, 40),
            closed=short(closed.text, 40),
        )
        text = short("".join(leaf.text or "" for leaf in statement.paragraph.iter(f"{_W}t")))
        where = places.of(statement.paragraph)
        yield problem(Place(file), "T006", found=short(statement.text, 40), part=where, paragraph=text, hint=hint)


def _written(statement: _Statement, letter: str) -> str:
    """Return a statement as it is written with a letter."""
    return short(re.sub(r"^\{%-?(?:(?:tr|tc|p|r)\s)?\s*", f"{{%{letter} ", statement.text), 40)


def _around(paragraph: "etree._Element") -> "etree._Element | None":
    """Return the table, text box or note that a paragraph stands in, the innermost."""
    return next(paragraph.iterancestors(*_CALLED), None)


def _crossed(opened: _Statement, stray: _Statement, places: Places, file: str) -> Problem:
    """Return what is wrong with a statement that begins in a table, text box or note, and goes on outside of it."""
    inner = max((opened, stray), key=lambda statement: len(list(statement.paragraph.iterancestors(*_CALLED))))
    edge = _around(inner.paragraph)
    assert edge is not None
    there, named = places.of(stray.paragraph), short(stray.text, 40)
    if {opened.letter, stray.letter} <= {"tr", "tc"}:
        hint = phrase("letakkan keduanya di tabel yang sama; `{other}` sekarang di {there}", other=named, there=there)
    else:
        hint = phrase(
            "letakkan keduanya di dalam {edge} itu, atau `{before}` dan `{after}` sendirian di paragraf sebelum dan "
            "sesudahnya; `{other}` sekarang di {there}",
            edge=_CALLED[str(edge.tag)],
            before=_written(opened, "p"),
            after=_written(stray, "p"),
            other=named,
            there=there,
        )
    text = short("".join(leaf.text or "" for leaf in opened.paragraph.iter(f"{_W}t")))
    here = places.of(opened.paragraph)
    return problem(Place(file), "T006", found=short(opened.text, 40), part=here, paragraph=text, hint=hint)


def _wanted(opened: "etree._Element", closed: "etree._Element") -> str:
    """Return the letter of statements that begin and end where these do."""
    if opened is closed:
        return ""
    rows, cells = (
        tuple(next(paragraph.iterancestors(tag), None) for paragraph in (opened, closed)) for tag in (_TR, _TC)
    )
    if rows[0] is not rows[1]:
        return "tr"
    return "p" if cells[0] is cells[1] else "tc"


def _statements(root: "etree._Element") -> Iterator[_Statement]:
    for paragraph in root.iter(_P):
        leaves = (leaf for leaf in paragraph.iter(f"{_W}t") if next(leaf.iterancestors(_P), None) is paragraph)
        text = "".join(leaf.text or "" for leaf in leaves)
        for found in _STATEMENT.finditer(text) if "{%" in text else ():
            yield _Statement(found[2], found[1] or "", found[0], paragraph)
