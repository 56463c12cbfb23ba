"""Nothing vanishes: whoever reads what offices wrote has a law over random input, and a new reader fails here first."""

import ast
import re

import pytest

from support import code
from support.paths import ROOT

DOORS = {
    "a list": r"lists_in\.read\(",
    "a workbook of answers": r"tabular\.to_csv\(",
    "rows of text": r"csv\.(?:reader|DictReader)\(",
    "YAML": r"(?<!def )\bread_yaml\(",
    "a picture": r"\bimages\.(?:load|photo)\(",
    "what lies in folders": r"unread\.faults\(",
}
"""How a module opens what people wrote."""
ANSWERS = (
    "scores/test_row_accounts.py::test_what_becomes_of_answers_adds_up_to_the_rows_of_the_sheet",
    "scores/test_row_accounts.py::test_what_becomes_of_figures_adds_up_to_the_rows_of_the_sheet",
    "scores/test_row_accounts.py::test_the_same_rows_in_text_in_excel_and_in_an_open_document_come_to_the_same",
)
REGISTER = ("issuing/test_book_in.py::test_every_row_of_a_book_is_entered_refused_or_passed_over_whatever_the_format",)
KEYS = (
    "sources/test_unknown_keys.py::test_a_key_that_nobody_knows_is_told_wherever_it_stands",
    "sources/test_yaml_cut.py::test_every_character_between_braces_is_in_a_value_or_told",
)
PICTURES = ("making/test_pictures.py::test_broken_bytes_are_a_picture_or_refused_with_their_place",)
LAWS = {
    ("a list", "issuing/book_in.py"): REGISTER,
    ("a list", "starting/unit_sheet.py"): (
        "starting/test_importing.py::test_whatever_the_cells_hold_a_row_is_a_unit_or_a_problem",
    ),
    ("a list", "lists/srikandi_sheet.py"): (
        "lists/test_srikandi_back.py::test_every_row_of_a_list_is_taken_told_or_says_nothing",
    ),
    ("a workbook of answers", "scores/counted.py"): ANSWERS,
    ("rows of text", "scores/sheets/sheet_text.py"): ANSWERS,
    ("rows of text", "files/csv_in.py"): REGISTER,
    ("YAML", "sources/workspace.py"): KEYS,
    ("YAML", "sources/register_reader.py"): KEYS,
    ("a picture", "making/office.py"): PICTURES,
    ("what lies in folders", "checking/check.py"): (
        "sources/test_unread.py::test_a_file_anywhere_is_read_told_or_has_a_name_that_is_ignored",
    ),
}
"""Every reader of what offices wrote, with the tests over random input that hold the law for it."""
AGAIN = {
    "a workbook of answers": ("starting/mapping.py",),
    "YAML": (
        "issuing/entries.py",
        "page/fields_form.py",
        "page/form_fields.py",
        "page/unit_files.py",
        "scores/sheets/questionnaire.py",
        "sources/descriptions.py",
        "sources/unread.py",
        "starting/carry.py",
        "starting/files.py",
        "starting/mapping_edit.py",
        "starting/next_period.py",
    ),
}
"""Modules that look at what a reader reads besides, at files of ours, or at what they wrote themselves."""


@pytest.mark.parametrize("door", DOORS)
def test_whoever_opens_what_people_wrote_has_a_law_over_random_input(door):
    opening = {code.name(path) for path in code.MODULES if re.search(DOORS[door], path.read_text(encoding="utf-8"))}
    known = {module for named, module in LAWS if named == door}
    assert opening == known | {*AGAIN.get(door, ())}, "a reader is to have a property test: rows read = used + refused"


@pytest.mark.parametrize("law", sorted({law for laws in LAWS.values() for law in laws}))
def test_each_law_is_a_test_over_random_input(law):
    file, _, name = law.partition("::")
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    found = next(node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name)
    assert any("given(" in ast.unparse(mark) for mark in found.decorator_list)
