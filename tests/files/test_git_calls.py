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


def test_no_other_module_starts_git():
    pipeline = Path(git.__file__).parents[1]
    starting = [
        path.name
        for path in pipeline.rglob("*.py")
        if re.search(r"""\[\s*["']git["']""", path.read_text(encoding="utf-8"))
    ]
    assert starting == ["git_calls.py"]
