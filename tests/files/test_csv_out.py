"""Exports for spreadsheets: no cell of any of them is alive."""

import ast
import io
import re
import zipfile

import pytest

from pipeline.files import csv_out, workbook, workbook_out
from support import code

READERS = ("files/tabular.py",)
"""What writes CSV for ourselves to read, and for no spreadsheet."""


@pytest.mark.parametrize(
    "cell", ["=1+1", "+62", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(1)", "＝1+1", "＠SUM(A1)"]
)
def test_a_cell_that_would_begin_a_formula_is_text(cell):
    assert csv_out.written([[cell]]).decode("utf-8-sig").strip('"\n').startswith("'")


@pytest.mark.parametrize("cell", [";=1+1", "baik; =1+1", "baik\n+1", "a;＝1", "a\t@SUM(A1)"])
def test_a_cell_that_is_cut_at_a_semicolon_holds_no_formula_either(cell):
    kept = csv_out.written([["x", cell]]).decode("utf-8-sig")
    for part in re.split(r"[;\t\n\r]", kept.strip()):
        assert not re.match(r" *[=+@\uff1d]", part)


@pytest.mark.parametrize("cell", ["-", "", "065.1/2/UJI/2025", "a=b", "'kutip"])
def test_any_other_cell_stays_as_it_is(cell):
    assert csv_out.inert(cell) == cell


def test_a_workbook_holds_text_and_nothing_that_is_computed():
    cells = ["=1+1", "+62", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(1)", "{=1}", "https://contoh.example"]
    raw = workbook_out.workbook("=1+1", [("=2+2", 9)] * len(cells), [cells])
    with zipfile.ZipFile(io.BytesIO(raw)) as made:
        sheet = made.read("xl/worksheets/sheet1.xml").decode()
        assert not [name for name in made.namelist() if "_rels/sheet" in name]
    assert "<f>" not in sheet
    assert "<f " not in sheet
    *_, row = workbook.sheets(raw)[0].rows
    assert row == cells


def test_every_workbook_is_made_in_one_place():
    users = {
        code.name(path)
        for path in code.MODULES
        for node in code.nodes(path)
        if isinstance(node, ast.Import | ast.ImportFrom) and {"xlsxwriter", "openpyxl"} & set(ast.unparse(node).split())
    }
    assert users == {"files/workbook_out.py"}


def test_every_export_goes_through_it():
    found = set()
    for path in code.MODULES:
        for node in code.nodes(path):
            if isinstance(node, ast.Attribute) and node.attr in ("writer", "DictWriter") and "csv" in ast.unparse(node):
                found.add(code.name(path))
    assert found == {"files/csv_out.py", *READERS}
