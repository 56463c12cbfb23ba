"""A code's sentences belong to where it is told: each says the values that are given there, and no other.

Two people who take one code, and a merge that keeps the call of one and the sentences of the other, are caught here.
"""

import ast
import string
from functools import cache

import pytest

from support import cases
from support import code as code_of
from support.paths import ROOT

FILES = {path.stem: cases.read(path) for path in cases.paths()}


def constants(tree: ast.Module) -> dict[str, str]:
    """The names of a module that stand for a text."""
    return {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


@cache
def given() -> list[tuple[str, str, set[str]]]:
    """Where each code is told: file and line, code, the names of its values; what takes them from elsewhere is left."""
    found = []
    trees = {path: code_of.parsed(path) for path in code_of.MODULES}
    shared = {name: value for tree in trees.values() for name, value in constants(tree).items() if value in FILES}
    for path, tree in trees.items():
        known = shared | constants(tree)
        for node in code_of.nodes(path):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "problem"):
                continue
            said = node.args[1] if len(node.args) > 1 else None
            code = said.value if isinstance(said, ast.Constant) else known.get(getattr(said, "id", ""), "")
            names = {keyword.arg for keyword in node.keywords}
            if code in FILES and None not in names:
                found.append((f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", code, names))
    return found


def said(code: str, lang: str) -> set[str]:
    texts = FILES[code][lang]
    parsed = (string.Formatter().parse(texts[part]) for part in ("message", "cure"))
    return {name for each in parsed for _, name, _, _ in each if name}


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_code_says_the_values_that_it_is_given(lang):
    wrong = {(where, code): said(code, lang) ^ names for where, code, names in given() if said(code, lang) != names}
    assert wrong == {}


def test_nearly_every_code_is_looked_at():
    assert len({code for _, code, _ in given()}) > 0.7 * len(FILES)


def test_the_test_that_stands_for_an_example_speaks_of_its_code():
    source = (ROOT / "tests/problems/test_catalogue.py").read_text(encoding="utf-8")
    tree = ast.parse(source)
    tables = {
        node.targets[0].id: ast.unparse(node)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    tests = {node.name: ast.unparse(node) for node in tree.body if isinstance(node, ast.FunctionDef)}
    whole = {
        name: text + "".join(table for key, table in tables.items() if key in text) for name, text in tests.items()
    }
    by_test = {code: said["case"]["test"] for code, said in FILES.items() if "test" in said["case"]}
    assert {code: name for code, name in by_test.items() if code not in whole.get(name, "")} == {}
