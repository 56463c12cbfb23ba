"""Every test can fail: it asserts something, and where it looks at what a folder holds, that there is something."""

import ast
from collections.abc import Iterator

import pytest

from support import code
from support.paths import ROOT

FILES = sorted((ROOT / "tests").rglob("*.py"))
JUDGES = {"raises", "warns", "fail", "golden"}
"""What fails a test beside `assert` and `raise`."""
LISTS = {"glob", "rglob", "iterdir"}
"""What may find nothing: a loop over it then asserts nothing."""


def called(node: ast.AST) -> set[str]:
    """Return the names of the functions that are called there, whosever they are."""
    functions = (each.func for each in ast.walk(node) if isinstance(each, ast.Call))
    return {each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in functions}


def judges(node: ast.AST, helpers: set[str]) -> bool:
    return any(isinstance(each, ast.Assert | ast.Raise) for each in ast.walk(node)) or bool(called(node) & helpers)


def looks_at_nothing(test: ast.FunctionDef, helpers: set[str]) -> bool:
    """Whether it judges only in loops over folders, which may be empty."""
    found = [each for each in test.body if judges(each, helpers)]
    return bool(found) and all(isinstance(each, ast.For) and called(each.iter) & LISTS for each in found)


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in FILES:
        yield from ((path.name, each) for each in code.parsed(path).body if isinstance(each, ast.FunctionDef))


@pytest.fixture(scope="module")
def helpers() -> set[str]:
    """Functions of the tests that judge."""
    return JUDGES | {each.name for _, each in functions() if not each.name.startswith("test_") and judges(each, JUDGES)}


def test_every_test_judges_something_that_is_there(helpers):
    tests = [(file, each) for file, each in functions() if file.startswith("test_") and each.name.startswith("test_")]
    assert len(tests) > 1500
    idle = [f"{file}::{each.name}" for file, each in tests if not judges(each, helpers)]
    assert idle == [], "what do they find?"
    empty = [f"{file}::{each.name}" for file, each in tests if looks_at_nothing(each, helpers)]
    assert empty == [], "assert that the folder holds something"


@pytest.mark.parametrize(
    ("body", "idle", "empty"),
    [
        ("made = build()", True, False),
        ("for path in folder.rglob('*.py'): assert path", False, True),
        ("for path in sorted(folder.glob('*.py')): held(path)", False, True),
        ("found = list(folder.glob('*'))\n    assert found\n    for path in found: assert path.name", False, False),
        ("with pytest.raises(ValueError): build()", False, False),
    ],
)
def test_a_test_that_cannot_fail_is_seen(body, idle, empty):
    [test] = ast.parse(f"def test_it(folder):\n    {body}\n").body
    assert isinstance(test, ast.FunctionDef)
    assert (not judges(test, JUDGES | {"held"}), looks_at_nothing(test, JUDGES | {"held"})) == (idle, empty)
