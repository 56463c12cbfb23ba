"""Rules that the house keeps by test, not by memory."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT

PIPELINE = ROOT / "pipeline"
ROOMS = (
    "problems",
    "files",
    "sources",
    "scores",
    "words",
    "documents",
    "making",
    "issuing",
    "checking",
    "lists",
    "publish",
    "starting",
    "commands",
)
"""The rooms: a module imports from its own room and from those that stand before it."""
DOORS = {
    "yaml": ("sources/yaml_text.py",),
    "pandas": ("scores/sheets/answers.py",),
    "docxtpl": ("documents/tags.py",),
    "PIL": ("documents/images.py",),
    "babel": ("problems/localized.py",),
    "num2words": ("words/indonesian.py",),
    "python_calamine": ("files/workbook.py",),
    "click": ("commands/*.py",),
    "rich": ("commands/*.py",),
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
def test_every_module_lies_in_a_room_and_imports_from_rooms_before_it(path):
    room = path.relative_to(PIPELINE).parts[0]
    if room in ("__init__.py", "__main__.py"):
        return
    assert room in ROOMS
    later = ROOMS[ROOMS.index(room) + 1 :]
    assert not {name for name in imports(path) for other in later if name.startswith(f"pipeline.{other}")}


def test_a_file_name_stands_in_one_room():
    names = Counter(path.name for path in MODULES if path.name != "__init__.py" and path.parent.name != "commands")
    assert not {name for name, many in names.items() if many > 1}


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
