"""What the columns of an export may be: proposed by their titles and by what stands in them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.scores.sheets import questionnaire
from pipeline.scores.sheets.days import day_of
from pipeline.scores.sheets.header import IGNORED, SheetFormat
from pipeline.sources.nearest import bare
from pipeline.sources.survey_model import Unsur

MOST_EXAMPLES = 3
"""Different cells of a column that are shown."""
_NUMBERED = re.compile(r"(.*?)0?(\d{1,2})")
_NUMBER = re.compile(r"\d{1,3}([.,]\d+)?")
_CODE = re.compile(r"[A-Za-z]([1-4])")
_MOST_LABELS = 9
"""Different labels that a question has at most; above, its cells are no answers."""
_ENOUGH = 4, 5
"""How many of how many cells must read as a day, or as answers."""


class ColumnSeen(NamedTuple):
    """A column of a file: its title, and how often what stands in it."""

    title: str
    cells: Mapping[str, int]

    @property
    def examples(self) -> tuple[str, ...]:
        """The cells that stand there most often."""
        return tuple(cell for cell, _ in Counter(self.cells).most_common(MOST_EXAMPLES))


class Proposal(NamedTuple):
    """What a column is taken for: a key, or empty where nobody knows; `numbered` where only a number says so."""

    column: ColumnSeen
    key: str
    numbered: bool = False


def proposals(columns: Sequence[ColumnSeen], layout: SheetFormat, elements: Mapping[str, Unsur]) -> list[Proposal]:
    """Return a proposal for each column, no key but that of what is ignored twice."""
    wordings = {key: wordings_of(key, element) for key, element in elements.items()}
    numbered = _numbered(columns, elements)
    found: list[Proposal] = []
    taken: set[str] = set()
    for column in columns:
        key = _key(column, layout, wordings)
        by_number = not key and column.title in numbered and answers(column, "")
        if by_number:
            key = numbered[column.title]
        if key in taken:
            # a second day says nothing; a second element is asked
            key = IGNORED if key == "tanggal" else ""
        taken |= {key} - {"", IGNORED}
        found.append(Proposal(column, key, by_number))
    return found


def wordings_of(key: str, element: Unsur) -> tuple[str, ...]:
    """Return the wordings of an element: those of the national questionnaire that it is, and its own name."""
    every = questionnaire.national().elements
    national = key if key in every else next(iter(questionnaire.matched(element.nama, every)), "")
    return tuple(dict.fromkeys((*every.get(national, ()), questionnaire.words(element.nama), questionnaire.words(key))))


def answers(column: ColumnSeen, element: str) -> bool:
    """Whether what stands in a column reads as answers or figures of an element."""
    total = sum(column.cells.values())
    right = sum(
        many
        for cell, many in column.cells.items()
        if _NUMBER.fullmatch(cell) or _CODE.fullmatch(cell) or questionnaire.score_of(cell, element) is not None
    )
    few = len(column.cells) <= _MOST_LABELS and not any(day_of(cell) or "," in cell for cell in column.cells)
    return bool(total) and (right * _ENOUGH[1] >= total * _ENOUGH[0] or few)


def codes(column: ColumnSeen) -> dict[str, int]:
    """Return the labels that only number an answer (`A4`), with their number."""
    return {cell: int(found[1]) for cell in column.cells if (found := _CODE.fullmatch(cell))}


def _key(column: ColumnSeen, layout: SheetFormat, wordings: Mapping[str, Sequence[str]]) -> str:
    own = layout.columns([column.title])[0]
    if layout.known([column.title]) or own == IGNORED:
        return own
    if not column.cells or questionnaire.is_ignored(column.title):
        return IGNORED
    beside = {key: known for key, known in questionnaire.national().columns.items() if key != IGNORED}
    if _days(column):
        return "tanggal"
    element = questionnaire.matched(column.title, wordings)
    if len(element) == 1 and answers(column, element[0]):
        return element[0]
    other = questionnaire.matched(column.title, beside)
    return other[0] if len(other) == 1 and other[0] != "tanggal" else ""


def _days(column: ColumnSeen) -> bool:
    days = sum(many for cell, many in column.cells.items() if not cell.isdigit() and day_of(cell))
    return days * _ENOUGH[1] >= sum(column.cells.values()) * _ENOUGH[0]


def _numbered(columns: Sequence[ColumnSeen], elements: Mapping[str, Unsur]) -> Mapping[str, str]:
    """Return the elements of columns that are only numbered (`U1`, `G02Q01`): by their code, else by their order."""
    codes_of = {bare(element.kode): key for key, element in elements.items()}
    groups: dict[str, dict[int, str]] = {}
    for column in columns:
        if found := _NUMBERED.fullmatch(column.title):
            groups.setdefault(found[1], {})[int(found[2])] = column.title
    found_keys: dict[str, str] = {}
    for group in groups.values():
        if sorted(group) == list(range(1, len(elements) + 1)):
            titles = [group[number] for number in sorted(group)]
            by_code = [codes_of.get(bare(title), "") for title in titles]
            found_keys |= dict(zip(titles, by_code if all(by_code) else elements, strict=True))
    return found_keys
