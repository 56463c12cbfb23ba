"""The files for an office's repository: what they run exists, and does what they rely on."""

import re
import subprocess

import pytest

from pipeline.sources.yaml_text import read_yaml
from support import small as kecil
from support.installed import path_with_skm
from support.paths import ROOT

CI = ROOT / "docs" / "ci"


@pytest.fixture
def skm(tmp_path):
    """An office's workspace with the installed command `skm` on its path."""
    root = kecil.put(tmp_path / "kantor", {})
    path = path_with_skm(tmp_path / "bin", ROOT)

    def run(script):
        env = {"PATH": path, "SKM_LANG": "id"}
        return subprocess.run(["sh", "-ec", script], cwd=root, env=env, capture_output=True, text=True, check=False)

    return root, run


def _script(text, indent):
    block = re.search(rf"\|\n((?: {{{indent},}}.*\n)+)", text)
    assert block
    return re.sub(rf"^ {{{indent}}}", "", block[1], flags=re.MULTILINE)


@pytest.mark.parametrize("path", sorted(CI.iterdir()), ids=lambda path: path.name)
def test_the_file_is_yaml(path):
    problems = []
    assert read_yaml(path.read_bytes(), path.name, problems) is not None
    assert problems == []


@pytest.mark.parametrize(("name", "indent"), [("github-actions.yml", 10), ("gitlab-ci.yml", 6)])
def test_the_loop_makes_every_document_and_fails_when_one_fails(skm, name, indent):
    root, run = skm
    script = _script((CI / name).read_text(encoding="utf-8"), indent)
    told = run(script)
    assert (told.returncode, told.stderr) == (0, "")
    assert (root / "build/2025S1/kota/loket/surat.docx").is_file()
    (root / "units/kota/loket.yaml").write_text("nma: x\n")
    assert run(script).returncode == 1


@pytest.mark.parametrize("name", ["github-actions.yml", "gitlab-ci.yml"])
def test_every_check_that_is_run_passes_a_clean_workspace_and_fails_another(skm, name):
    root, run = skm
    lines = re.findall(r"skm check[^\n>]*", (CI / name).read_text(encoding="utf-8"))
    assert lines
    assert [run(line).returncode for line in lines] == [0] * len(lines)
    (root / "units/kota/loket.yaml").write_text("nma: x\n")
    assert [run(line).returncode for line in lines] == [1] * len(lines)


def test_the_pre_commit_hook_runs_the_check_whatever_file_changed(skm):
    _, run = skm
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert "id: skm-check" in (CI / "pre-commit-config.yaml").read_text(encoding="utf-8")
    assert "pass_filenames: false" in hooks
    assert "always_run: true" in hooks  # a commit that only deletes has no file for it
    found = re.search(r"entry: (.*)", hooks)
    assert found
    assert run(found[1]).returncode == 0
