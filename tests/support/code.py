"""The program's modules as they are written, each parsed once for all tests that look at its code."""

import ast
from functools import cache
from pathlib import Path

from support.paths import ROOT

PIPELINE = ROOT / "pipeline"
MODULES = tuple(sorted(PIPELINE.rglob("*.py")))


def name(path: Path) -> str:
    """Return how a module is called in the house: `files/disk.py`."""
    return path.relative_to(PIPELINE).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return every node of a module's tree, in the order of `ast.walk`, which takes three times as long."""
    found: list[ast.AST] = [parsed(path)]
    for node in found:
        for field in node._fields:
            value = getattr(node, field, None)
            if isinstance(value, list):
                found += [each for each in value if isinstance(each, ast.AST)]
            elif isinstance(value, ast.AST):
                found.append(value)
    return tuple(found)
