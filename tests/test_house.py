"""Rules that the house keeps by test, not by memory."""

import ast
import re
from pathlib import Path

import pytest
from conftest import ROOT

PIPELINE = ROOT / "pipeline"
ROOMS = ("sources", "scores", "words", "documents", "issuing", "publish")
DOORS = {
    "yaml": ("sources/text.py",),
    "pandas": ("scores/answers.py",),
    "docxtpl": ("documents/tags.py",),
    "PIL": ("documents/images.py",),
    "babel": ("lokal.py",),
    "num2words": ("words/bahasa.py",),
    "python_calamine": ("scores/buku_kerja.py",),
    "click": ("cli.py", "talk.py", "commands/*.py"),
    "rich": ("talk.py", "commands/*.py"),
}
MODULES = sorted(PIPELINE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PIPELINE)))
def test_imports_point_to_the_left(path):
    room = path.relative_to(PIPELINE).parts[0]
    if room not in ROOMS:
        return
    to_the_right = ROOMS[ROOMS.index(room) + 1 :]
    above = {
        "pipeline.build",
        "pipeline.making",
        "pipeline.results",
        "pipeline.cli",
        "pipeline.talk",
        "pipeline.commands",
    }
    found = imports(path)
    assert not {name for name in found for other in to_the_right if name.startswith(f"pipeline.{other}")}
    if room not in ("issuing", "publish"):
        assert not found & above


@pytest.mark.parametrize("library", DOORS)
def test_a_clever_library_has_one_door(library):
    users = {path for path in MODULES if any(re.match(rf"{library}(\.|$)", name) for name in imports(path))}
    allowed = {path for pattern in DOORS[library] for path in PIPELINE.glob(pattern)}
    assert users <= allowed
    assert users


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PIPELINE)))
def test_a_module_is_read_in_one_sitting_and_says_what_it_is(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 350 or path.name == "codes.py"  # a table, looked up and not read
    assert ast.get_docstring(ast.parse(text))


def test_the_architecture_names_every_room():
    told = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    for path in MODULES:
        name = str(path.relative_to(PIPELINE))
        if path.name not in ("__init__.py", "__main__.py") and not name.startswith("commands/"):
            assert path.name in told, name
