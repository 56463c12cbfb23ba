"""A list as offices keep it, a workbook or CSV: its sheets, whichever of the two it is."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.files import contents, csv_in, disk, sheet_marks, workbook
from pipeline.files.workbook import Sheet
from pipeline.problems.phrase import cause, phrase
from pipeline.problems.problem import Place, Problem, problem

_AS_TEXT = phrase("betulkan di situ, atau simpan ulang sebagai CSV UTF-8")
_WORKBOOKS = (".xlsx", ".ods")


def read(path: Path, file: str, problems: list[Problem], *, is_filled: bool = True) -> list[Sheet]:
    """Return every sheet of a list, of CSV the only one; a problem and none when the file holds no list.

    A row stands where its line does: cells of several lines leave rows empty. Merged cells, when filled, all carry what
    the first of them says.
    """
    at = Place(file)
    try:
        raw = disk.content(path)
    except FileNotFoundError:
        problems.append(problem(at, "B001", file=file))
        return []
    except OSError as fault:
        problems.append(problem(at, "B008", found=cause(fault)))
        return []
    holds = contents.of(raw)
    is_workbook = holds is not None and (holds.ending in _WORKBOOKS or holds == contents.PACKED)
    if holds is not None and not is_workbook:
        problems.append(contents.no_list(at, holds))
        return []
    if not raw.strip():
        problems.append(problem(at, "B020", found=phrase("berkas ini kosong"), hint=contents.A_LIST))
        return []
    try:
        found = workbook.sheets(raw, is_filled=is_filled) if is_workbook else [_text(raw)]
    except ValueError as fault:
        problems.append(problem(at, "B020", found=fault.args[0], hint=contents.IN_EXCEL if is_workbook else _AS_TEXT))
        return []
    return [_with_typed_faults(sheet) for sheet in found]


def filled(sheets: Sequence[Sheet]) -> list[tuple[int, Sheet]]:
    """Return the sheets that hold anything, each with how many stand before it; of empty ones the first."""
    said = [(number, sheet) for number, sheet in enumerate(sheets) if any(map(any, sheet.rows))]
    return said or [*enumerate(sheets)][:1]


def in_error(sheet: Sheet, file: str) -> Iterator[Problem]:
    """Return a problem for every cell of a sheet that holds an error, or a formula without a result."""
    for (cell, shown), (row, column, _) in zip(sheet.faults, sheet.at_fault, strict=True):
        yield problem(Place(file, row, column), "A042", cell=cell, shown=shown)


def _text(raw: bytes) -> Sheet:
    rows: list[list[object]] = []
    for line, cells in csv_in.rows(raw):
        rows += [[] for _ in range(line - 1 - len(rows))]
        rows.append([*cells])
    return Sheet("", rows, ())


def _with_typed_faults(sheet: Sheet) -> Sheet:
    """Return a sheet whose cells in error are also those where one is text, as CSV has it and as it is pasted."""
    known = {(row, column) for row, column, _ in sheet.at_fault}
    typed = [
        (row, column, said)
        for row, cells in enumerate(sheet.rows, 1)
        for column, cell in enumerate(cells, 1)
        if isinstance(cell, str) and (said := cell.strip()) in csv_in.FAULTS and (row, column) not in known
    ]
    if not typed:
        return sheet
    before = f"{sheet.name}!" if sheet.name else ""
    named = ((f"{before}{sheet_marks.address(row, column)}", shown) for row, column, shown in typed)
    return sheet._replace(faults=(*sheet.faults, *named), at_fault=(*sheet.at_fault, *typed))
