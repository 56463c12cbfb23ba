"""The figures of a period as files: CSV, JSON, a workbook; what `results` writes, and the page offers."""

from collections.abc import Callable
from decimal import Decimal

from pipeline.files import csv_out, workbook_out
from pipeline.files.workbook_out import Cell, Grid
from pipeline.lists import for_programs, unit_figures
from pipeline.lists.unit_figures import PeriodFigures
from pipeline.problems.formats import Translate


def written(form: str, found: PeriodFigures, said_as: Translate) -> bytes:
    """Return the figures in a form: `csv`, `json` or `xlsx`; `said_as` says sentences in the reader's language."""
    forms: dict[str, Callable[[PeriodFigures, Translate], bytes]] = {"csv": _csv, "json": _json, "xlsx": _xlsx}
    return forms[form](found, said_as)


def _csv(found: PeriodFigures, _: Translate) -> bytes:
    rows = ([_text(value) for value in row] for row in unit_figures.rows(found))
    return csv_out.written([unit_figures.COLUMNS, *rows])


def _json(found: PeriodFigures, said_as: Translate) -> bytes:
    body = found._asdict()
    return for_programs.text("results", body.pop("masalah"), body, said_as).encode()


def _xlsx(found: PeriodFigures, _: Translate) -> bytes:
    head = [Cell(name, "kepala") for name in unit_figures.COLUMNS]
    rows = [[Cell(_cell(value)) for value in row] for row in unit_figures.rows(found)]
    widths = [max(10, len(name) + 2) for name in unit_figures.COLUMNS]
    return workbook_out.grids(f"SKM {found.periode}", [Grid("Hasil", widths, [head, *rows], 1)])


def _text(value: object) -> str:
    return "" if value is None else str(int(value)) if isinstance(value, bool) else str(value)


def _cell(value: object) -> str | float:
    if isinstance(value, Decimal):
        return float(value)
    return int(value) if isinstance(value, (bool, int)) else _text(value)
