"""Exports for spreadsheets: no cell of any of them is alive."""

import ast

import pytest

from pipeline.files import csv_out
from support.paths import ROOT

READERS = ("files/tabular.py",)
"""What writes CSV for ourselves to read, and for no spreadsheet."""


@pytest.mark.parametrize("cell", ["=1+1", "+62", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(1)"])
def test_a_cell_that_would_begin_a_formula_is_text(cell):
    assert csv_out.written([[cell]]).decode("utf-8-sig").strip('"\n').startswith("'")


@pytest.mark.parametrize("cell", ["-", "", "065.1/2/UJI/2025", "a=b", "'kutip"])
def test_any_other_cell_stays_as_it_is(cell):
    assert csv_out.inert(cell) == cell


def test_every_export_goes_through_it():
    found = set()
    for path in (ROOT / "pipeline").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("writer", "DictWriter") and "csv" in ast.unparse(node):
                found.add(path.relative_to(ROOT / "pipeline").as_posix())
    assert found == {"files/csv_out.py", *READERS}
