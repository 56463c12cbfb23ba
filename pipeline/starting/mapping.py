"""How an office's export is read, found out by asking as little as can be: columns, labels, rows of totals."""

import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from pipeline.files import tabular
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.scores.counted import sheet_format_of
from pipeline.scores.ikm import SCALE
from pipeline.scores.sheets import proposals, questionnaire, sheet_text
from pipeline.scores.sheets.header import IDENTITY, IGNORED, SheetFormat
from pipeline.scores.sheets.proposals import ColumnSeen, Proposal
from pipeline.sources import file_names, workspace
from pipeline.sources.models import Instansi
from pipeline.sources.nearest import bare, guess, tidy
from pipeline.sources.survey_model import Unsur

ROWS_SHOWN = 3
_SLIP = 20
"""Of so many answers one beyond the scale is a slip of the hand."""
_LONGEST_SCALE = 10
"""The highest answer of a scale that forms have; above, figures are percentages or indices."""
YES, NO = "y", "t"
Ask = Callable[[Phrase, Sequence[str], str], str]
"""Asks a question with these answers, the last argument being the answer of who only presses Enter; empty, none."""


class Export(NamedTuple):
    """An export as it was read: the service it is of, its columns, whether totals end it, its first rows."""

    service: str
    columns: tuple[ColumnSeen, ...]
    has_totals: bool
    rows: tuple[tuple[str, ...], ...]


class ExportMapping(NamedTuple):
    """What is declared of an office's exports: keys by title, scores by label, whether rows of totals are left."""

    columns: Mapping[str, str]
    labels: Mapping[str, int]
    skips_totals: bool


def elements_of(institution: Instansi) -> dict[str, Unsur]:
    """Return every element of the institution's schemes."""
    return {key: element for scheme in institution.skema.values() for key, element in scheme.unsur.items()}


def read(path: Path, institution: Instansi, problems: list[Problem]) -> Export | None:
    """Return what stands in an export; problems and `None` when it cannot be read."""
    layout, elements = _layout(institution), elements_of(institution)
    seen = _seen(layout, elements)
    source = _text(path, seen, problems)
    head = sheet_text.read_head(source, seen) if source is not None else None
    if source is None or head is None or not head.titles:
        if not problems:
            problems.append(problem(Place(path.name), "S008"))
        return None
    totals = sheet_text.totals_at_end(source, head, range(min(len(head.titles), 3)))
    lines = {line for line, _ in totals}
    try:
        rows = [
            tuple(record)
            for first, block in sheet_text.blocks(source, head)
            for line, record in sheet_text.rows_of(block, head, first)
            if line not in lines and len(record) == len(head.titles)
        ]
    except sheet_text.UnclosedQuote as broken:
        problems.append(problem(Place(path.name, broken.line), "S009"))
        return None
    columns = (
        ColumnSeen(title, Counter(cell for row in rows if (cell := row[at]))) for at, title in enumerate(head.titles)
    )
    return Export(questionnaire.service_of(head.titles), tuple(columns), bool(totals), tuple(rows[:ROWS_SHOWN]))


def _layout(institution: Instansi) -> SheetFormat:
    """Return how the institution reads sheets, without its codes: an export's may be another's, and are asked."""
    return sheet_format_of(institution, {})._replace(elements={})


def _text(path: Path, seen: Callable[[Sequence[str]], int], problems: list[Problem]) -> io.BytesIO | None:
    """Return an export as text; problems and `None` for a workbook that cannot be read, or what is no text."""
    content = path.read_bytes()
    unlike = file_names.unlike_name(io.BytesIO(content), path.name)
    if unlike is not None:
        problems.append(unlike)
        return None
    raw: bytes | None = content
    if tabular.is_workbook(content):
        raw = tabular.to_csv(content, path.name, lambda cells: seen(cells) > 1, problems)
    if raw is None:
        return None
    source = io.BytesIO(raw)
    broken = sheet_text.unreadable(source, path.name)
    if broken:
        problems += broken
        return None
    source.seek(0)
    return source


def _seen(layout: SheetFormat, elements: Mapping[str, Unsur]) -> Callable[[Sequence[str]], int]:
    """Return what counts the columns of a row that are known by their titles alone."""
    wordings = {key: proposals.wordings_of(key, element) for key, element in elements.items()}
    codes = {tidy(element.kode) for element in elements.values()}
    beside = questionnaire.national().columns

    def known(cells: Sequence[str]) -> int:
        own = (layout.known([cell]) or tidy(cell) in codes for cell in cells)
        said = (questionnaire.matched(cell, wordings) or questionnaire.matched(cell, beside) for cell in cells)
        several = len({cell for cell in cells if cell}) > 1
        return sum(bool(mine or theirs) for mine, theirs in zip(own, said, strict=True)) if several else 0

    return known


def made(export: Export, institution: Instansi, ask: Ask, file: str) -> ExportMapping:
    """Return how the export is to be read; `ask` is asked what neither titles nor cells say.

    Raises `Refusal` when a label scores differently for two elements: the institution's `file` has to say each.
    """
    layout, elements = _layout(institution), elements_of(institution)
    found = _settled(proposals.proposals(export.columns, layout, elements), elements, ask)
    declared = {proposal.column.title: proposal.key for proposal in found if _is_said(proposal, layout)}
    problems = list(_beyond(found, elements, file))
    if problems:
        raise Refusal(problems)
    labels = dict(_labels(found, layout, elements, ask, Place(file), problems))
    if problems:
        raise Refusal(problems)
    return ExportMapping(declared, labels, export.has_totals)


def _beyond(found: Sequence[Proposal], elements: Mapping[str, Unsur], file: str) -> Iterator[Problem]:
    """Yield a problem for the columns whose answers go beyond the scale of schemes, unless they are ready figures.

    Where only a few do, that is no scale: each is told with its row when it is counted.
    """
    if {proposal.key for proposal in found} & {"jumlah_responden", "ikm", "rata_rata"}:
        return
    high = {
        proposal.column.title: max(said)
        for proposal in found
        if proposal.key in elements and (said := _said(proposal.column)) and max(said) > SCALE[-1] and _is_scale(said)
    }
    if high:
        titles = ", ".join(f"`{title}`" for title in high)
        yield problem(Place(file), "S128", found=max(high.values()), columns=titles)


def _said(column: ColumnSeen) -> Counter[int]:
    """Return how often each number of a scale a column's cells are, or begin with; none where there are others."""
    found: Counter[int] = Counter()
    for cell, many in column.cells.items():
        if questionnaire.score_of(cell, "") != questionnaire.UNANSWERED:
            number = int(cell) if cell.isdecimal() and len(cell) < 3 else questionnaire.score_said(cell)
            if number is None or number > _LONGEST_SCALE:
                return Counter()
            found[number] += many
    return found


def _is_scale(said: Counter[int]) -> bool:
    """Return whether answers beyond the scale are more than a slip of the hand."""
    beyond = sum(many for number, many in said.items() if number > SCALE[-1])
    return beyond * _SLIP >= said.total()


def _is_said(proposal: Proposal, layout: SheetFormat) -> bool:
    """Whether a column needs no word: its title is its key already."""
    return layout.columns([proposal.column.title])[0] != proposal.key


def _settled(found: Sequence[Proposal], elements: Mapping[str, Unsur], ask: Ask) -> list[Proposal]:
    by_number = [proposal for proposal in found if proposal.numbered]
    if by_number:
        pairs = ", ".join(f"{proposal.column.title} = {proposal.key}" for proposal in by_number)
        right = ask(phrase("Kolom yang hanya bernomor dibaca {pairs}. Benar?", pairs=pairs), (YES, NO), YES)
        if right == NO:
            found = [proposal._replace(key="" if proposal.numbered else proposal.key) for proposal in found]
    keys = [*elements, *(name for name in IDENTITY["jawaban"]), "jumlah_responden", "ikm", "rata_rata", IGNORED]
    settled: list[Proposal] = []
    for proposal in found:
        if not proposal.key:
            shown = ", ".join(f"`{cell}`" for cell in proposal.column.examples) or "-"
            said = phrase("Kolom `{title}` (isinya {shown}) adalah", title=proposal.column.title, shown=shown)
            taken = {before.key for before in settled} | {later.key for later in found}
            free = [key for key in keys if key == IGNORED or key not in taken]
            proposal = proposal._replace(key=ask(said, free, IGNORED))  # noqa: PLW2901
        settled.append(proposal)
    return settled


def _labels(
    found: Sequence[Proposal],
    layout: SheetFormat,
    elements: Mapping[str, Unsur],
    ask: Ask,
    at: Place,
    problems: list[Problem],
) -> Iterator[tuple[str, int]]:
    """Yield the score of every label that is not declared yet."""
    columns = [proposal for proposal in found if proposal.key in elements]
    codes = {label: score for proposal in columns for label, score in proposals.codes(proposal.column).items()}
    if codes:
        shown = ", ".join(sorted(codes))
        best = ask(phrase("Jawaban {shown}: angka terbesar yang terbaik?", shown=shown), (YES, NO), YES)
        codes = {label: score if best == YES else 5 - score for label, score in codes.items()}
    asked = _asked(columns, layout, elements, codes)
    told: dict[str, tuple[str, int]] = {}
    for key, column in ((proposal.key, proposal.column) for proposal in columns):
        for label, score in _scores(column, key, layout, elements, codes):
            if tidy(label) in told:
                first, before = told[tidy(label)]
                if score not in (None, before) and (label not in asked or _is_own(label, key, elements)):
                    scores = {"label": label, "first": first, "before": before, "other": key, "score": score}
                    problems.append(problem(at, "S127", **scores))
                continue
            if label in asked:
                said = phrase("Jawaban `{label}` pada `{column}` bernilai", label=label, column=key)
                score = int(ask(said, ("1", "2", "3", "4", "0"), asked[label]))  # noqa: PLW2901
            told[tidy(label)] = key, score or 0
            yield label, score or 0


def _scores(
    column: ColumnSeen, key: str, layout: SheetFormat, elements: Mapping[str, Unsur], codes: Mapping[str, int]
) -> Iterator[tuple[str, int | None]]:
    """Yield the labels of a column that are not declared yet, each with its score where that is known."""
    declared, national = layout.labels.get(key, {}), _national(key, elements[key])
    for label in column.cells:
        if not _is_figure(label) and tidy(label) not in declared:
            yield label, codes.get(label, questionnaire.score_of(label, national))


def _asked(
    columns: Sequence[Proposal], layout: SheetFormat, elements: Mapping[str, Unsur], codes: Mapping[str, int]
) -> dict[str, str]:
    """Return the labels that have to be asked, each with what Enter means: a number that it begins with, or nothing."""
    seen = [dict(_scores(proposal.column, proposal.key, layout, elements, codes)) for proposal in columns]
    doubts = questionnaire.doubtful(
        {questionnaire.words(label) or label: score for label, score in column.items()} for column in seen
    )
    found: dict[str, str] = {}
    for label in (label for column in seen for label in column):
        if (questionnaire.words(label) or label) in doubts:
            said = questionnaire.score_said(label)
            found[label] = str(said) if said in SCALE else ""
    return found


def _is_own(label: str, key: str, elements: Mapping[str, Unsur]) -> bool:
    return questionnaire.is_own(label, _national(key, elements[key]))


def _national(key: str, element: Unsur) -> str:
    every = questionnaire.national().elements
    return key if key in every else next(iter(questionnaire.matched(element.nama, every)), "")


def _is_figure(cell: str) -> bool:
    return cell.replace(",", ".", 1).replace(".", "", 1).isdigit()


def as_counted(export: Export, mapping: ExportMapping, institution: Instansi) -> Iterator[str]:
    """Yield the first rows as they would be counted."""
    scores = {tidy(label): score or phrase("tidak dijawab") for label, score in mapping.labels.items()}
    keys = [key for _, key in _keys(export, mapping, institution)]
    for row in islice(export.rows, ROWS_SHOWN):
        cells = ((key, scores.get(tidy(cell), cell)) for key, cell in zip(keys, row, strict=True) if key != IGNORED)
        yield ", ".join(f"{key} {cell}" for key, cell in cells if cell != "")


def owner_of(
    root: Path, export: Export, mapping: ExportMapping, institution: tuple[str, Instansi], unit: str | None
) -> tuple[str, tuple[str, ...]]:
    """Return whose file the export is to be, as files of answers are named, and what it names beside the unit.

    It is the unit's that was said, unless a column names others; without one, all units' where a column names them.
    Empty, nobody has said.
    """
    name, declared = institution
    known = workspace.unit_names(root, name)
    columns = [column for column, key in _keys(export, mapping, declared) if key == "unit"]
    named = dict.fromkeys(known.get(bare(cell), cell) for column in columns for cell in column.cells if cell)
    others = tuple(other for other in named if other != unit)
    if unit and not others:
        return unit, ()
    return (file_names.ANSWERS, others) if columns else ("", ())


def unknown_units(
    root: Path, file: str, export: Export, mapping: ExportMapping, institution: tuple[str, Instansi]
) -> Iterator[Problem]:
    """Yield the units that the export names and that there are not."""
    name, declared = institution
    known = workspace.unit_names(root, name)
    there = workspace.units(root, name)
    for column, key in _keys(export, mapping, declared):
        for cell, many in column.cells.items() if key == "unit" else ():
            if bare(cell) not in known:
                hint = guess(cell, there, phrase("lihat nama berkas di units/"))
                yield problem(Place(file), "S005", unit=cell, instansi=name, found=many, hint=hint)


def _keys(export: Export, mapping: ExportMapping, institution: Instansi) -> Iterator[tuple[ColumnSeen, str]]:
    layout = _layout(institution)
    named = {tidy(title): key for title, key in mapping.columns.items()}
    for column in export.columns:
        yield column, named.get(tidy(column.title), layout.columns([column.title])[0])
