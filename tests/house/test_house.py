"""Rules that the house keeps by test, not by memory."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from support.paths import ROOT

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
    "yaml": ("sources/yaml_text.py", "sources/yaml_cut.py", "sources/yaml_typed.py", "problems/compiling.py"),
    "pandas": ("scores/sheets/numbered.py",),
    "docxtpl": ("documents/tags.py",),
    "isal": ("documents/package.py",),
    "PIL": ("documents/images.py",),
    "babel": ("problems/localized.py", "problems/compiling.py"),
    "num2words": ("words/indonesian.py",),
    "python_calamine": ("files/workbook.py",),
    "pikepdf": ("documents/pdf_parts.py",),
    "pypdfium2": ("documents/pdf_pages.py",),
    "click": ("commands/*.py",),
    "rich": ("commands/*.py",),
}
MODULES = sorted(PIPELINE.rglob("*.py"))
MECHANISM = {
    "susun",
    "tipe",
    "masuk",
    "baca",
    "kepala",
    "padat",
    "ingatan",
    "keluaran",
    "bentuk",
    "sebut",
    "lembar",
    "isi",
    "beda",
    "cari",
    "buka",
    "tulis",
    "muat",
    "olah",
    "periksa",
    "bungkus",
    "hitung",
    "pecah",
    "gabung",
    "simpan",
    "ambil",
    "buat",
}
"""What a stranger cannot guess: such a word names no module, function or class."""


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
        assert all(name.startswith("pipeline.commands") for name in imports(path) if name.startswith("pipeline"))
        return
    assert room in ROOMS
    later = ROOMS[ROOMS.index(room) + 1 :]
    assert not {name for name in imports(path) for other in later if name.startswith(f"pipeline.{other}")}


def words_in(name: str) -> set[str]:
    return set(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().strip("_").split("_"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PIPELINE)))
def test_mechanism_has_english_names(path):
    room = path.relative_to(PIPELINE).parts[0]
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, kinds)]
    # a closure's name is a local; commands and chapters bear the names that officials type
    names = {node.name for node in nodes if not node.name.startswith("__")}
    stem = set() if room == "commands" or path.parent.name == "chapters" else {path.stem}
    assert not {name for name in names | stem if words_in(name) & MECHANISM}


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
    assert len(text.splitlines()) <= 350
    assert ast.get_docstring(ast.parse(text))


def drawn() -> str:
    """The tree as docs/architecture.md shows it: each room, each module, each with the sentence that it begins with."""
    lines = []
    for room in ROOMS:
        here = [path for path in MODULES if path.relative_to(PIPELINE).parts[0] == room]
        for path in sorted(here, key=lambda path: (path.parent, path.name != "__init__.py", path.name)):
            sentence = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n", 1)[0]
            folder = path.parent.relative_to(PIPELINE).as_posix()
            if path.name == "__init__.py":
                lines.append(f"\n{folder + '/':<25} {sentence}")
            else:
                lines.append(f"    {path.stem:<21} {sentence}")
    return "\n".join(lines).strip()


def test_the_architecture_shows_the_tree_as_it_is(request):
    path = ROOT / "docs/architecture.md"
    told = path.read_text(encoding="utf-8")
    before, _, rest = told.partition("<!-- tree -->\n```\n")
    kept, _, after = rest.partition("\n```\n<!-- /tree -->")
    if request.config.getoption("--update-golden"):
        path.write_text(f"{before}<!-- tree -->\n```\n{drawn()}\n```\n<!-- /tree -->{after}", encoding="utf-8")
        return
    assert kept == drawn(), "make golden"


def test_names_of_test_files_are_unique():
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(name for name, many in Counter(names).items() if many > 1) == []
