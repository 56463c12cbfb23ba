"""Rules that the house keeps by test, not by memory."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from support import code
from support.code import MODULES, PIPELINE
from support.paths import ROOT

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
    "page",
    "commands",
)
"""The rooms: a module imports from its own room and from those that stand before it."""
API = ("pipeline.lists.api", "pipeline.problems.problem")
"""What the package itself hands out."""
DOORS = {
    "yaml": ("sources/yaml_text.py", "sources/yaml_cut.py", "sources/yaml_typed.py", "problems/compiling.py"),
    "pandas": ("scores/sheets/numbered.py",),
    "docxtpl": ("documents/from_word.py",),
    "isal": ("documents/package.py",),
    "PIL": ("documents/images.py",),
    "babel": ("problems/localized.py", "problems/compiling.py"),
    "num2words": ("words/indonesian.py",),
    "python_calamine": ("files/workbook.py",),
    "pikepdf": ("documents/pdf_parts.py", "documents/pdf_fixed.py", "documents/pdf_bundle.py"),
    "pypdfium2": ("documents/pdf_pages.py", "documents/page_lines.py"),
    "pyhanko": ("documents/signatures.py", "documents/signing.py", "documents/detached.py"),
    "pyhanko_certvalidator": ("documents/signatures.py", "documents/signing.py", "documents/detached.py"),
    "cryptography": (
        "documents/signatures.py",
        "documents/signing.py",
        "documents/detached.py",
        "documents/pem_key.py",
    ),
    "asn1crypto": ("documents/signatures.py", "documents/signing.py", "documents/detached.py"),
    "distributed": ("making/cluster.py",),
    "flask": ("page/door.py",),
    "werkzeug": ("page/door.py",),
    "segno": ("files/qr_code.py",),
    "markupsafe": ("publish/*.py",),
    "click": ("commands/*.py",),
    "rich": ("commands/*.py",),
}
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


@cache
def imports(path: Path) -> set[str]:
    found = set()
    for node in code.nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_every_module_lies_in_a_room_and_imports_from_rooms_before_it():
    rooms = {path: code.name(path).split("/")[0] for path in MODULES}
    doors = [path for path, room in rooms.items() if room in ("__init__.py", "__main__.py")]
    assert {rooms[path] for path in MODULES if path not in doors} <= {*ROOMS}
    wrong = {name for path in doors for name in imports(path) if name.startswith("pipeline")}
    assert not {name for name in wrong if not name.startswith(("pipeline.commands", *API))}
    found = {
        code.name(path): name
        for path in MODULES
        if path not in doors
        for other in ROOMS[ROOMS.index(rooms[path]) + 1 :]
        for name in imports(path)
        if name.startswith(f"pipeline.{other}")
    }
    assert found == {}


def words_in(name: str) -> set[str]:
    return set(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().strip("_").split("_"))


def test_mechanism_has_english_names():
    found = {}
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    for path in MODULES:
        # a closure's name is a local; commands and chapters bear the names that officials type
        names = {node.name for node in code.nodes(path) if isinstance(node, kinds) and not node.name.startswith("__")}
        stem = set() if path.parent.name in ("commands", "chapters") else {path.stem}
        found[code.name(path)] = {name for name in names | stem if words_in(name) & MECHANISM}
    assert {path: names for path, names in found.items() if names} == {}


def test_a_file_name_stands_in_one_room():
    names = Counter(path.name for path in MODULES if path.name != "__init__.py" and path.parent.name != "commands")
    assert not {name for name, many in names.items() if many > 1}


@pytest.mark.parametrize("library", DOORS)
def test_a_clever_library_has_one_door(library):
    users = {path for path in MODULES if any(re.match(rf"{library}(\.|$)", name) for name in imports(path))}
    allowed = {path for pattern in DOORS[library] for path in PIPELINE.glob(pattern)}
    assert users <= allowed
    assert users


def test_a_module_is_read_in_one_sitting_and_says_what_it_is():
    lines = {code.name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: many for path, many in lines.items() if many > 350} == {}
    assert [code.name(path) for path in MODULES if not ast.get_docstring(code.parsed(path))] == []


def drawn() -> str:
    """The tree as docs/architecture.md shows it: each room, each module, each with the sentence that it begins with."""
    lines = []
    for room in ROOMS:
        here = [path for path in MODULES if path.relative_to(PIPELINE).parts[0] == room]
        for path in sorted(here, key=lambda path: (path.parent, path.name != "__init__.py", path.name)):
            sentence = (ast.get_docstring(code.parsed(path)) or "").split("\n", 1)[0]
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
