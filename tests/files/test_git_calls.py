"""Git is called so that nothing runs which the repository under examination configures."""

import os
import re
import stat
from pathlib import Path

import pytest

from pipeline.files import git
from support import git_office

PROGRAMS = (
    *("core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass", "core.gitProxy"),
    *("core.alternateRefsCommand", "diff.external", "diff.docx.textconv", "diff.docx.command", "credential.helper"),
    *("filter.x.clean", "filter.x.smudge", "filter.x.process", "filter.a=b.clean", "filter.a=b.smudge"),
    *("gpg.program", "gpg.ssh.program", "tar.tar.command", "uploadpack.packObjectsHook", "trailer.x.command"),
)
"""Settings of git that name a program."""


@pytest.fixture
def hostile(tmp_path) -> Path:
    """An office in whose repository everything that can name a program names one that leaves a mark."""
    root = git_office.bangun(tmp_path / "kantor")
    evil = tmp_path / "jahat"
    evil.write_text(f"#!/bin/sh\necho $0 >> {tmp_path}/terlaksana\ncat\n")
    evil.chmod(evil.stat().st_mode | stat.S_IXUSR)
    for name in PROGRAMS:
        git_office.git(root, "config", name, str(evil))
    for name in ("filter.x.required", "filter.a=b.required", "log.showSignature"):
        git_office.git(root, "config", name, "true")
    hooks = root / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-index-change", "post-checkout", "reference-transaction", "fsmonitor-watchman"):
        (hooks / name).symlink_to(evil)
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/attributes").write_text("* filter=x diff=docx\n*.yaml filter=a=b\n")
    return root


def ran(root: Path) -> bool:
    return (root.parent / "terlaksana").exists()


def stale(root: Path) -> None:
    """Make git look into the files again."""
    for path in root.rglob("*"):
        if path.is_file() and ".git/" not in path.as_posix():
            os.utime(path, (1, 1))


def test_the_office_is_hostile(hostile):
    stale(hostile)
    git_office.git(hostile, "status", check=False)
    assert ran(hostile)


@pytest.mark.parametrize(
    "words",
    [
        "verify",
        "verify 065.1/1/UJI/2025 --buat-lagi",
        "check",
        "plan surat-hasil 2025S1",
        "issue surat-hasil 2025S1 --yes",
        "register daftar",
    ],
)
def test_no_command_runs_what_the_repository_names(hostile, run, words):
    stale(hostile)
    run(*words.split(), cwd=hostile)
    assert not ran(hostile)


def test_making_a_letter_again_runs_nothing_either(hostile, run):
    assert run("issue", "surat-hasil", "2025S1", "--unit", "loket-a", "--yes", cwd=hostile).returncode == 0
    stale(hostile)
    told = run("verify", "065.1/2/UJI/2025", "--buat-lagi", cwd=hostile)
    assert "sama setiap bitanya" in told.stdout
    assert not ran(hostile)


def _skip(root: Path, file: str, flag: str) -> None:
    git_office.git(root, "update-index", flag, file)


def _sparse(root: Path, file: str) -> None:
    git_office.git(root, "config", "core.sparseCheckout", "true")
    (root / ".git/info").mkdir(exist_ok=True)
    (root / ".git/info/sparse-checkout").write_text(f"/*\n!/{file}\n")
    _skip(root, file, "--skip-worktree")


SILENCED = {
    "assumed unchanged": lambda root, file: _skip(root, file, "--assume-unchanged"),
    "skipped": lambda root, file: _skip(root, file, "--skip-worktree"),
    "left out": _sparse,
    "made ready": lambda root, file: (root / file).write_bytes(b"lain") and git_office.git(root, "add", "-f", file),
    "as nothing": lambda root, file: None,
}


@pytest.mark.parametrize("how", SILENCED)
def test_nothing_silences_what_differs_from_the_commit(tmp_path, how):
    root = git_office.bangun(tmp_path / "kantor")
    git_office.write(root, "register/uji/2025/0001.yaml", "terbit")
    file = "register/uji/2025/0001.yaml"
    git_office.commit(root, "dengan entri")
    assert git.uncommitted(root, "register", with_ignored=True) == ()
    SILENCED[how](root, file)
    (root / file).write_bytes(b"diubah")
    assert git.uncommitted(root, "register") == (file,)


@pytest.mark.parametrize("rules", [".gitignore", ".git/info/exclude", "register/.gitignore"])
def test_no_rule_hides_a_file_that_the_commit_does_not_have(tmp_path, rules):
    root = git_office.bangun(tmp_path / "kantor")
    git_office.write(root, rules, "*.yaml\n*.docx\nregister/.kunci\n")
    for name in ("uji/2025/0009.yaml", "uji/2025/0009/surat.docx", ".kunci", "uji/2025/~$surat.docx"):
        git_office.write(root, f"register/{name}", "x")
    found = git.uncommitted(root, "register", with_ignored=True)
    hidden = {"register/uji/2025/0009.yaml", "register/uji/2025/0009/"}
    assert hidden <= {*found, *(f"{file.rpartition('/')[0]}/" for file in found)}, found
    assert not [file for file in found if "kunci" in file or "~$" in file]


def test_the_repositorys_own_index_is_left_as_it_is(tmp_path):
    root = git_office.bangun(tmp_path / "kantor")
    before = (root / ".git/index").read_bytes()
    stale(root)
    git.uncommitted(root, "register", "units")
    assert (root / ".git/index").read_bytes() == before


def test_no_other_module_starts_git():
    pipeline = Path(git.__file__).parents[1]
    starting = [
        path.name
        for path in pipeline.rglob("*.py")
        if re.search(r"""\[\s*["']git["']""", path.read_text(encoding="utf-8"))
    ]
    assert starting == ["git_calls.py"]
