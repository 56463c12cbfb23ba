"""What is committed: no address of a package registry, no folder of a machine."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from support.paths import ROOT

BINARY = (".docx", ".png", ".jpg", ".jpeg", ".xlsx", ".pdf")
REGISTRIES = re.compile("|".join(("pypi" + r"\.(org|python)", "files" + r"\.pythonhosted", "registry" + r"\.npmjs")))


def committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("a clone by git: nothing is committed in this copy")
    found = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    assert ROOT / "Makefile" in found
    return [path for path in found if path.is_file() and path.suffix not in BINARY]


def test_no_committed_file_names_a_registry_or_a_folder_of_a_machine():
    home = str(Path.home())
    for path in committed():
        content = path.read_text(encoding="utf-8", errors="replace")
        assert not REGISTRIES.search(content), path
        assert len(home) < 3 or home + os.sep not in content, path


def test_the_pattern_knows_the_registries():
    for host in ("pypi" + ".org/simple", "files" + ".pythonhosted.org", "registry" + ".npmjs.org"):
        assert REGISTRIES.search(host)


def test_nothing_that_is_compiled_is_committed():
    assert not [path for path in committed() if path.suffix in (".mo", ".pyc") or path.name == "codes.json"]
