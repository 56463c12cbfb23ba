"""Workbooks written: lists, grids of figures and formulas; the same bytes always.   Only it imports xlsxwriter."""

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

_LOOKS: dict[str, dict[str, Any]] = {
    "": {},
    "judul": {"bold": True, "font_size": 12},
    "kepala": {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"},
    "sel": {"border": 1, "valign": "top"},
    "angka": {"border": 1, "valign": "top", "num_format": "0.000"},
    "hasil": {"border": 1, "bold": True, "num_format": "0.00"},
}
"""How a cell of a grid may look."""


class Formula(NamedTuple):
    """A formula, and what it comes to: shown where nothing computes it anew."""

    text: str
    value: float | str


class Cell(NamedTuple):
    """A cell of a grid: text, a number or a formula, and how it looks: a key of `_LOOKS`."""

    value: str | float | Formula
    looks: str = ""


class Grid(NamedTuple):
    """A sheet of cells: its name, the widths of its first columns, its rows; the first so many rows stay in view."""

    name: str
    widths: Sequence[int]
    rows: Sequence[Sequence[Cell]]
    frozen: int = 0


def workbook(title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows of text as a workbook with a title and headings; every cell is text, so that nothing is computed."""
    out, book = _opened(title)
    sheet = book.add_worksheet("Daftar")
    title_format = book.add_format(_LOOKS["judul"])
    head = book.add_format(_LOOKS["kepala"])
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "num_format": "@"})
    sheet.write_string(0, 0, title, title_format)
    for column, (heading, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, heading, head)
    for row, values in enumerate(rows, 3):
        for column, value in enumerate(values):
            sheet.write_string(row, column, value, cell)
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    _for_paper(sheet)
    book.close()
    return out.getvalue()


def grids(title: str, sheets: Iterable[Grid]) -> bytes:
    """Return sheets of cells as a workbook; what is text stays text, whatever it begins with."""
    out, book = _opened(title)
    looks = {name: book.add_format(props) if props else None for name, props in _LOOKS.items()}
    for grid in sheets:
        sheet = book.add_worksheet(grid.name)
        for column, width in enumerate(grid.widths):
            sheet.set_column(column, column, width)
        for row, cells in enumerate(grid.rows):
            for column, (value, name) in enumerate(cells):
                if isinstance(value, Formula):
                    sheet.write_formula(row, column, value.text, looks[name], value.value)
                elif isinstance(value, str):
                    sheet.write_string(row, column, value, looks[name])
                else:
                    sheet.write_number(row, column, value, looks[name])
        if grid.frozen:
            sheet.freeze_panes(grid.frozen, 0)
            sheet.repeat_rows(grid.frozen - 1)
        _for_paper(sheet)
    book.close()
    return out.getvalue()


def _opened(title: str) -> tuple[io.BytesIO, Any]:
    import xlsxwriter  # what writes no workbook does not wait for it

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001
    return out, book


def _for_paper(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
