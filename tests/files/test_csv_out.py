"""Exports for spreadsheets: no cell of any of them is alive."""

import ast
import csv
import io
import re
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.files import csv_out, workbook, workbook_out
from support import code

READERS = ("files/tabular.py",)
"""What writes CSV for ourselves to read, and for no spreadsheet."""


@pytest.mark.parametrize(
    "cell", ["=1+1", "+62", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(1)", "＝1+1", "＠SUM(A1)"]
)
def test_a_cell_that_would_begin_a_formula_is_text(cell):
    assert csv_out.written([[cell]]).decode("utf-8-sig").strip('"\n').startswith("'")


LIVE = ("=", "+", "-", "@", "\uff1d")
CELLS = st.text(alphabet=";,\t\n =+-@\uff1d\"'a", max_size=8)


@pytest.mark.parametrize("delimiter", [",", ";"])
@given(cell=CELLS)
@example("Pelatihan,=1+1").via("cut at a comma")
@example("baik; =1+1").via("cut at a semicolon")
@example("baik\n+1").via("cut at a line")
@example("a\t@SUM(A1)").via("cut at a tab")
def test_a_cell_holds_no_formula_wherever_a_spreadsheet_cuts(delimiter, cell):
    """The delimiter itself is quoted by CSV; whatever else a reader takes for one begins no formula."""
    kept = csv_out.written([["x", cell, "x"]], delimiter).decode("utf-8-sig")
    other = {",": ";", ";": ","}[delimiter]
    ((_, read, _),) = csv.reader(io.StringIO(kept, newline=""), delimiter=delimiter)
    first, *others = re.split(rf"[{other}\t\n\r]", read)
    for part in (first, *(part.lstrip(" ") for part in others)):
        assert part.rstrip(" ") == "-" or part[:1] not in LIVE, kept


@pytest.mark.parametrize("delimiter", [",", ";"])
@given(cell=CELLS.filter(lambda text: "'" not in text))
@example("Rp1.500.000,-")
def test_what_is_read_again_is_what_was_written(delimiter, cell):
    kept = csv_out.written([["x", cell]], delimiter).decode("utf-8-sig")
    ((_, read),) = csv.reader(io.StringIO(kept, newline=""), delimiter=delimiter)
    assert csv_out.as_given(read) == cell


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_dash_that_ends_an_amount_stays(delimiter):
    assert "'" not in csv_out.written([["Rp1.500.000,-"]], delimiter).decode()


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
