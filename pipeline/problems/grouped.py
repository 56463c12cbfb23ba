"""Problems of one cause told once: the first with its place, then where else it stands; labels of a sheet as a table.

Only lines for people are grouped: JSON, GitHub's annotations and SARIF keep every place as a problem of its own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from pipeline.problems import formats
from pipeline.problems.formats import Translate
from pipeline.problems.phrase import Computed, Phrase, Sentence, Text, as_text, phrase, translated
from pipeline.problems.problem import Place, Problem, problem

MOST_TOLD = 10
"""Other places, or units, that are named after the first."""
MOST_LABELS = 50
"""Labels that a table shows."""
FEWEST_LABELS = 3
"""Labels from which on they are a table."""
ROWS, OWNER, NEAREST, COUNTED = "rows", "owner", "nearest", "counted"
"""Values that no sentence says: rows of an owner that have the same fault, the known label that is nearest, and of the
faults that are only counted those that `ROWS` says."""
_TITLES: tuple[Sentence, Sentence, Sentence, Sentence, Sentence] = (
    "jawaban",
    "kolom",
    "isian",
    "baris pertama",
    "mirip",
)
_LABEL, _REST = "S004", "S013"
_FOUND = ("S005",)
"""Codes whose unit is what was typed, and no unit that there is."""
_KEPT = re.compile(r"(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): (?P<code>[A-Z]\d{3}) (?P<text>.*)", re.DOTALL)
_SHARED = ("instansi", "periode")
"""Files in folders of institutions that are no unit's."""


class Group(NamedTuple):
    """Problems of one cause in the order in which they were found, as problems or as lines that were kept."""

    members: tuple[Problem | str, ...]

    @property
    def first(self) -> Problem | str:
        """The problem that is told in full."""
        return self.members[0]


def groups(problems: Iterable[Problem | str], kamus: Translate) -> list[Group]:
    """Return problems by cause, each in one group, in the order of the first of each.

    Of one cause are problems of the same code that say the same but for the name of the unit that they are about, the
    answers of one sheet that are no answers, and what says how many more of these there are.
    """
    found: dict[object, list[Problem | str]] = {}
    every = list(problems)
    tables = _tables(every)
    counted = _counted(every)
    for fault in (*(fault for fault in every if not _is_counted(fault)), *filter(_is_counted, every)):
        said = counted.get(_owner(fault, "unit"), fault) if _is_counted(fault) else fault
        found.setdefault(_cause(said, kamus, tables), []).append(fault)
    return [Group(tuple(members)) for members in found.values()]


def lines(group: Group, kamus: Translate) -> Iterator[str]:
    """Yield the lines that tell a group: one, or a table of labels below it."""
    first = group.first
    labels = [fault for fault in group.members if isinstance(fault, Problem) and fault.code == _LABEL]
    if isinstance(first, Problem) and len(_kinds(labels)) >= FEWEST_LABELS:
        yield from _table(labels, kamus)
        return
    said = first if isinstance(first, str) else formats.line(_uncounted(first), kamus)
    rest = [translated(tail, kamus) for tail in (_elsewhere(group), _rows(group)) if tail]
    yield formats.seen("; ".join((said, *rest)))


def _cause(fault: Problem | str, kamus: Translate, tables: frozenset[str]) -> object:
    if isinstance(fault, Problem) and fault.code == _LABEL and fault.place.file in tables:
        return _LABEL, fault.place.file
    known = _read(fault, kamus)
    if known is None:
        return fault
    place, code, text = known
    unit = _named(fault) or _unit(place).rpartition("/")[2]
    return code, re.sub(rf"(?<![\w-]){re.escape(unit)}(?![\w-])", "\0", text) if unit else text


def _owner(fault: Problem | str, name: str = OWNER) -> tuple[str, str]:
    """Return the sheet and the unit that a counted fault is about."""
    return (fault.place.file, str(dict(fault.values).get(name, ""))) if isinstance(fault, Problem) else ("", "")


def _counted(problems: Sequence[Problem | str]) -> dict[tuple[str, str], Problem | str]:
    """Return by sheet and unit a problem that says how many rows have the same fault."""
    said = (fault for fault in reversed(problems) if isinstance(fault, Problem) and ROWS in dict(fault.values))
    return {_owner(fault): fault for fault in said}


def _is_counted(fault: Problem | str) -> bool:
    """Whether a problem only says how many more faults there are, and others have said it already."""
    said = dict(fault.values) if isinstance(fault, Problem) and fault.code == _REST else {}
    return bool(said) and said.get(COUNTED) == said["found"]


def _uncounted(fault: Problem) -> Problem:
    """Return a problem that says how many more faults there are without those that others say."""
    said = dict(fault.values)
    if fault.code != _REST or COUNTED not in said:
        return fault
    left = whole(said["found"]) - whole(said[COUNTED])
    return problem(fault.place, fault.code, **{**said, "found": left})


def whole(value: Text) -> int:
    """Return a number that stands in a problem."""
    return int(value.value if isinstance(value, Computed) else str(value))


def _tables(problems: Sequence[Problem | str]) -> frozenset[str]:
    """Return the sheets whose labels are told as a table."""
    by_file: dict[str, list[Problem]] = {}
    for fault in problems:
        if isinstance(fault, Problem) and fault.code == _LABEL:
            by_file.setdefault(fault.place.file, []).append(fault)
    return frozenset(file for file, labels in by_file.items() if len(_kinds(labels)) >= FEWEST_LABELS)


def _kinds(labels: Sequence[Problem]) -> dict[tuple[str, str], list[Problem]]:
    """Return labels by what is said and in which column."""
    found: dict[tuple[str, str], list[Problem]] = {}
    for fault in labels:
        said = dict(fault.values)
        found.setdefault((str(said["found"]), str(said["column"])), []).append(fault)
    return found


def _read(fault: Problem | str, kamus: Translate) -> tuple[Place, str, str] | None:
    """Return the place, the code and the words of a problem, or of a line that was kept of one."""
    if isinstance(fault, Problem):
        return fault.place, fault.code, "; ".join(fault.said(kamus))
    kept = _KEPT.fullmatch(fault)
    return kept and (Place(kept["file"], int(kept["line"]), int(kept["column"])), kept["code"], kept["text"])


def _named(fault: Problem | str) -> str:
    """Return the unit that a problem names as the one that it is about."""
    if isinstance(fault, str) or fault.code in _FOUND:
        return ""
    return str(dict(fault.values).get("unit", ""))


def _unit(place: Place) -> str:
    """Return the unit whose own file it is, as `institution/unit`; empty for any other file."""
    path = PurePosixPath(place.file)
    is_own = path.suffix == ".yaml" and path.parts[:1] in (("units",), ("periods",)) and path.stem not in _SHARED
    return f"{path.parent.name}/{path.stem}" if is_own and len(path.parts) > 2 else ""


def _elsewhere(group: Group) -> Phrase | None:
    """Return where the same stands besides: the units, where each has it once, else the places."""
    members = [fault for fault in group.members if not _is_counted(fault)]
    known = [_read(fault, str) for fault in members]
    places = [read[0] for read in known if read is not None]
    if len(places) < 2:
        return None
    owners = [_unit(place) or _named(fault) for place, fault in zip(places, members, strict=True)]
    others = owners[1:]
    if all(owners) and len(set(owners)) == len(owners):
        return phrase("juga pada {count} unit lain: {names}", count=len(others), names=_some(_short(owners)[1:]))
    named = [_beside(place, places[0]) for place in places[1:]]
    return phrase("juga di {count} tempat lain: {names}", count=len(named), names=_some(named))


def _short(owners: Sequence[str]) -> list[str]:
    """Return units by their own names where all are of one institution."""
    is_one = len({owner.rpartition("/")[0] for owner in owners}) == 1
    return [owner.rpartition("/")[2] for owner in owners] if is_one else list(owners)


def _beside(place: Place, first: Place) -> str:
    line = str(place.line) if place.column == 1 else f"{place.line}:{place.column}"
    if place.file == first.file:
        return line
    return place.file if line == "1" else f"{place.file}:{line}"


def _some(names: Sequence[str]) -> str:
    return ", ".join((*dict.fromkeys(names[:MOST_TOLD]), *(["..."] if len(names) > MOST_TOLD else [])))


def _many(faults: Iterable[Problem]) -> int:
    """Return how many rows have a fault: of each unit the places that are told, or as many as were counted."""
    told: dict[str, int] = {}
    counted: dict[str, int] = {}
    for fault in faults:
        owner = str(dict(fault.values).get(OWNER, ""))
        told[owner] = told.get(owner, 0) + 1
        counted[owner] = whole(dict(fault.values).get(ROWS, "1"))
    return sum(max(many, counted[owner]) for owner, many in told.items())


def _rows(group: Group) -> Phrase | None:
    """Return how many rows have the fault, where there are more than are told."""
    faults = [fault for fault in group.members if isinstance(fault, Problem) and not _is_counted(fault)]
    many = _many(faults)
    return phrase("seluruhnya {many} baris", many=many) if many > len(faults) else None


def _table(labels: Sequence[Problem], kamus: Translate) -> Iterator[str]:
    """Yield a line that says what is wrong with all labels of a sheet, and a line for each."""
    kinds = _kinds(labels)
    many = sum(map(_many, kinds.values()))
    message = phrase("{labels} jawaban yang tidak dikenal, pada {many} isian", labels=len(kinds), many=many)
    cure = labels[0].said(kamus)[1]
    yield formats.seen(f"{labels[0].place}: {_LABEL} {translated(message, kamus)}; {cure}")
    head = tuple(map(kamus, _TITLES))
    rows = [head]
    for (found, column), faults in list(kinds.items())[:MOST_LABELS]:
        near = translated(dict(faults[0].values).get(NEAREST, ""), kamus) or "-"
        count = translated(as_text(_many(faults)), kamus)
        rows.append((formats.seen(found), column, count, str(faults[0].place.line), near))
    widths = [max(len(row[at]) for row in rows) for at in range(len(head))]
    for row in rows:
        yield "    " + "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
    if len(kinds) > MOST_LABELS:
        yield "    " + translated(phrase("dan {count} jawaban lain", count=len(kinds) - MOST_LABELS), kamus)
