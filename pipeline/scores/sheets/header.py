"""Which shape a sheet of answers has, by its header."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.problems.phrase import Text, listed, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.scores.sheets.sheet_text import SheetHead
from pipeline.sources.nearest import bare, by_bare, guess, near, tidy

ANSWERS, COUNTS, MEANS, INDEX, TABEL = "jawaban", "cacah", "rerata", "indeks", "tabel"
SHAPES = (ANSWERS, COUNTS, MEANS, INDEX, TABEL)
"""A row a respondent; counts by element and answer; means on 1-4; means on 0-100; services by elements, with IKM."""
IGNORED = "abaikan"
"""What a column is mapped to that is not read."""
PROFILE = ("jenis_kelamin", "umur", "pendidikan", "pekerjaan")
IDENTITY = {
    ANSWERS: ("unit", "responden", "layanan", "tanggal", *PROFILE, "saran"),
    COUNTS: ("unit", "layanan", "jumlah_responden", "unsur", "1", "2", "3", "4"),
    MEANS: ("unit", "layanan", "jumlah_responden", "unsur", "nilai"),
    INDEX: ("unit", "layanan", "jumlah_responden", "unsur", "nilai"),
    TABEL: ("unit", "layanan", "jumlah_responden", "rata_rata", "ikm"),
}
"""Columns that may stand beside the elements, by shape."""


MOST_TOLD = 10
"""Columns that one message names."""
_SCORES = frozenset("1234")
_ALIKE = 0.75
"""How alike two wordings of a question are, of 1."""


class SheetFormat(NamedTuple):
    """How an institution's sheets are read: columns by scheme, the office's own names for them, scores by column.

    `units` and `elements` are keys by the bare names that mean them.
    """

    schemes: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    labels: Mapping[str, Mapping[str, int]]
    units: Mapping[str, str] = {}
    skips_totals: bool = False
    elements: Mapping[str, str] = {}

    def element_of(self, text: str) -> str:
        """Return the element that a cell names, by key or printed name; the text itself when it names none."""
        return self.elements.get(bare(text), text)

    def unit_of(self, text: str) -> str:
        """Return the unit that a cell names, by any of its names; the text itself when it names none."""
        return self.units.get(bare(text), text)

    def known(self, cells: Sequence[str]) -> int:
        """Return how many columns that a sheet of answers may have a row names."""
        known = {name for names in (*IDENTITY.values(), *self.schemes.values()) for name in names if not name.isdigit()}
        return len(known.intersection(self.columns(cells)))

    def is_header(self, cells: Sequence[str]) -> bool:
        """Whether a row names several columns that a sheet of answers may have."""
        return self.known(cells) > 1

    def columns(self, titles: Sequence[str]) -> tuple[str, ...]:
        """Return the columns of a header by their own names: as declared, else as known, first to the letter."""
        known = {name for names in IDENTITY.values() for name in names}
        known |= {key for keys in self.schemes.values() for key in keys}
        near = {**by_bare((name, name) for name in known), **by_bare(self.names.items())}
        return tuple(self._column(name, known, near) for name in titles)

    def _column(self, name: str, known: Collection[str], near: Mapping[str, str]) -> str:
        return self.names.get(tidy(name)) or (name if name in known else near.get(bare(name)) or self.element_of(name))


def recognise(
    head: SheetHead, file: str, sheet_format: SheetFormat, unit: str | None, problems: list[Problem]
) -> tuple[str, tuple[str, ...]] | None:
    """Return the shape and the columns by their own names; problems and `None` when the header does not say.

    `rerata` stands for means on either scale as long as only their values tell them apart.
    """
    place = Place(file, head.line)
    names = sheet_format.columns(head.titles)
    shape = head.shape or _guess(names, sheet_format)
    if head.shape and head.shape not in SHAPES:
        problems.append(problem(Place(file, head.shape_line), "S102", found=head.shape, choices=", ".join(SHAPES)))
        return None
    if shape is None:
        problems.append(problem(place, "S101", choices=", ".join(SHAPES)))
        return None
    if not head.shape and not sheet_format.known(head.titles) and is_answers(head.titles):
        titles = head.separator.join(_titles_of(head.titles, sheet_format, unit))
        problems.append(problem(place, "S014", titles=titles))
        return None
    found = list(_check(names, place, sheet_format, shape, unit))
    problems += found
    return None if found else (shape, names)


def _titles_of(cells: Sequence[str], sheet_format: SheetFormat, unit: str | None) -> Iterator[str]:
    """Yield the titles that a row of answers may have, as wide as it is: its last scores are of the elements."""
    elements = list(dict.fromkeys(key for keys in sheet_format.schemes.values() for key in keys))
    scores = [at for at, cell in enumerate(cells) if cell.strip() in _SCORES or not cell.strip()][-len(elements) :]
    is_named = unit is not None
    for at, cell in enumerate(cells):
        if at in scores:
            yield elements[scores.index(at)]
        elif is_named or cell.strip().isdigit():
            yield IGNORED
        else:
            is_named = True
            yield "unit"
    yield from elements[len(scores) :]


def is_answers(cells: Sequence[str]) -> bool:
    """Return whether a row that should have titles has scores instead: the sheet begins without its titles."""
    said = [cell.strip() for cell in cells if cell.strip()]
    return len(said) > 1 and sum(cell in _SCORES for cell in said) * 2 >= len(said)


def _guess(names: Sequence[str], sheet_format: SheetFormat) -> str | None:
    there = set(names)
    elements = bool(there & {key for keys in sheet_format.schemes.values() for key in keys})
    signs = {
        COUNTS: "unsur" in there and bool(there & {"1", "2", "3", "4"}),
        MEANS: ("unsur" in there and "nilai" in there)
        or (elements and "jumlah_responden" in there and "ikm" not in there),
        TABEL: "ikm" in there and (elements or "jumlah_responden" in there or not is_long(names)),
    }
    found = [shape for shape, sign in signs.items() if sign]
    if len(found) > 1:
        return None
    return found[0] if found else ANSWERS


def is_long(names: Sequence[str]) -> bool:
    """Whether an element is a row and not a column."""
    return "unsur" in names


def _check(
    names: Sequence[str], place: Place, sheet_format: SheetFormat, shape: str, unit: str | None
) -> Iterator[Problem]:
    elements = () if is_long(names) else tuple(key for keys in sheet_format.schemes.values() for key in keys)
    known = (*IDENTITY[shape], *elements)
    yield from _columns(names, place, known, sheet_format)
    needed: list[str] = [] if unit is not None else ["unit"]
    if shape == COUNTS:
        needed += ("unsur", "1", "2", "3", "4")
    elif is_long(names):
        needed += ("unsur", "nilai")
    elif shape == TABEL:
        needed += ("ikm",) if set(elements) & set(names) else ("ikm", "jumlah_responden")
    own = phrase("tambahkan kolom itu, atau namai berkasnya menurut unit pemiliknya, seperti {file}", file="loket.csv")
    unknown = [name for name in names if name not in known]
    meant = {*(near(name, known) for name in unknown), *(_was(name, names, sheet_format)[1] for name in unknown)}
    if "unit" in needed and not {"unit"} & {*names, *meant}:
        yield _lacking(place, ["unit"], own)
    if others := [name for name in needed if name not in (*names, *meant, "unit")]:
        yield _lacking(place, others, phrase("tambahkan kolom itu"))
    if elements and not (shape == TABEL and not set(elements) & set(names)):
        hint = phrase("tambahkan kolom itu, atau keluarkan unsurnya dari skema")
        if missing := [key for key in _missing(names, sheet_format) if key not in meant]:
            yield _lacking(place, missing, hint)


def _lacking(place: Place, names: Sequence[str], hint: Text) -> Problem:
    return problem(place, "S003", columns=_columns_named(names), hint=hint)


def _columns_named(names: Iterable[Text]) -> Text:
    """Return columns as one message says them: of several also how many they are."""
    every = tuple(dict.fromkeys(names))
    named = listed(
        (
            *(phrase("`{column}`", column=name) for name in every[:MOST_TOLD]),
            *(["..."] if len(every) > MOST_TOLD else []),
        )
    )
    return named if len(every) == 1 else phrase("{columns} ({count} kolom)", columns=named, count=len(every))


def _missing(names: Sequence[str], sheet_format: SheetFormat) -> Iterable[str]:
    """Return the columns that a scheme lacks which has some of its own, or is the only one; each once."""
    found: dict[str, None] = {}
    for keys in sheet_format.schemes.values():
        missing = [key for key in keys if key not in names]
        if len(missing) < len(keys) or len(sheet_format.schemes) == 1:
            found |= dict.fromkeys(missing)
    return found


def _columns(
    names: Sequence[str], place: Place, known: tuple[str, ...], sheet_format: SheetFormat
) -> Iterator[Problem]:
    """Yield what is wrong with columns: no name, one that stands twice, or one that nobody knows; by its way out."""
    nameless = [phrase("ke-{number} tanpa judul", number=at) for at, name in enumerate(names, 1) if not name]
    if nameless:
        hint = phrase("hapus kolom itu dari lembarnya, juga bila kosong")
        yield problem(place, "S001", columns=_columns_named(nameless), hint=hint)
    twice = [name for at, name in enumerate(names) if name and name in names[:at] and name != IGNORED]
    if twice:
        yield problem(place, "S002", columns=_columns_named(twice))
    by_hint: dict[str, list[str]] = {}
    hints: dict[str, Text] = {}
    for name in dict.fromkeys(names):
        if name and name not in (*known, IGNORED):
            way = _mapped(name, known, names, sheet_format)
            hints.setdefault(str(way), way)
            by_hint.setdefault(str(way), []).append(name)
    for said, others in by_hint.items():
        yield problem(place, "S001", columns=_columns_named(others), hint=hints[said])


def _mapped(name: str, known: tuple[str, ...], names: Sequence[str], sheet_format: SheetFormat) -> Text:
    """Return the advice for a column that is not known: the mapped question that it may have been, or how to map it."""
    title, key = _was(name, names, sheet_format)
    if title:
        return phrase(
            "mirip `{title}`, yang dipetakan ke `{key}` dan sekarang tidak ada; bila itu pertanyaan yang sama, petakan "
            "juga bunyi yang baru di `jawaban.kolom` (skm map)",
            title=title,
            key=key,
        )
    hint = guess(name, known)
    return phrase("petakan namanya di `jawaban.kolom`, atau hapus bila tidak dipakai; {hint}", hint=hint)


def _was(name: str, names: Sequence[str], sheet_format: SheetFormat) -> tuple[str, str]:
    """Return the mapped question that a column may have been, and what it is mapped to; nothing when there is none."""
    away = {title: key for title, key in sheet_format.names.items() if key not in names}
    alike = difflib.get_close_matches(tidy(name), tuple(away), n=1, cutoff=_ALIKE)
    return (alike[0], away[alike[0]]) if alike else ("", "")
