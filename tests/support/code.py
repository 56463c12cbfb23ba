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
    """Return every node of a module's tree."""
    return tuple(ast.walk(parsed(path)))
