"""What git knows of the workspace: its commit, what is not committed, and its files as they were."""

import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

_COMMIT = re.compile(r"[0-9a-f]{40}")


def program() -> str:
    """Return git's program; empty when this computer has none."""
    return shutil.which("git") or ""


def head(root: Path) -> str:
    """Return the commit that the workspace stands on; empty when it is in no repository or has none yet."""
    return _git(root, "rev-parse", "--verify", "--quiet", "HEAD").strip()


def uncommitted(root: Path, *folders: str) -> tuple[str, ...]:
    """Return the files below the folders that differ from the commit, or that it does not have."""
    there = [folder for folder in folders if (root / folder).exists()]
    lines = _git(root, "status", "--porcelain", "-z", "--untracked-files=all", "--", *there).split("\0")
    return tuple(sorted(line[3:] for line in lines if len(line) > 3))


def tracked(root: Path, file: str) -> bytes | None:
    """Return a file as the commit has it; `None` when it has none of that name."""
    found = _call(root, "show", f"HEAD:./{file}")
    return found.stdout if found.returncode == 0 else None


def is_tracked(root: Path, file: str) -> bool:
    """Return whether git keeps a file, in its commit or in what is made ready for the next."""
    return bool(_git(root, "ls-files", "--", file))


def is_commit(text: object) -> bool:
    """Return whether a text is the whole name of a commit, and nothing that git would take for anything else."""
    return isinstance(text, str) and bool(_COMMIT.fullmatch(text))


def is_trusted(root: Path, commit: str) -> bool:
    """Return whether a commit belongs to the history that the workspace stands on."""
    return is_commit(commit) and _call(root, "merge-base", "--is-ancestor", commit, "HEAD", "--").returncode == 0


def checkout(root: Path, commit: str, into: Path) -> bool:
    """Put the workspace as it was at a commit into an empty folder; `False` when its history has no such commit."""
    if not is_trusted(root, commit):
        return False
    packed = _call(root, "archive", "--format=tar", commit, "--", ".")
    if packed.returncode != 0:
        return False
    file = into / ".arsip.tar"
    file.write_bytes(packed.stdout)
    try:
        with tarfile.open(file) as source:
            # Debian 12's Python 3.11.2 has no filters; links are left behind, so that nothing names what lies outside
            source.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)
            source.extractall(into, [part for part in source if part.isfile() or part.isdir()])  # noqa: S202
    except (tarfile.TarError, OSError):
        return False
    file.unlink()
    return True


def last_change(root: Path, file: str) -> str:
    """Return the commit that changed a file last; empty when there is none."""
    return _git(root, "log", "-1", "--full-history", "--format=%H", "--", file).strip()


def described(root: Path, commit: str) -> str:
    """Return a commit with its author and its day, as one reads it; empty for none."""
    return _git(root, "log", "-1", "--format=commit %h, %an, %as", commit, "--").strip() if is_commit(commit) else ""


def changed_in_history(root: Path, folder: str, how: str) -> set[str]:
    """Return the files of a folder that commits of any branch of the history added (A), modified (M) or deleted (D)."""
    command = ["log", "--full-history", "--no-renames", "-m", f"--diff-filter={how}", "--name-only", "--format=", "-z"]
    found = _git(root, *command, "--relative", "--", folder)
    return {name.strip("\n") for name in found.split("\0")} - {""}


def versions(root: Path, file: str) -> Iterator[tuple[str, bytes]]:
    """Yield each commit of the history that touched a file, with what it held then, the newest first."""
    for commit in _git(root, "log", "--full-history", "--format=%H", "--", file).split():
        found = _call(root, "show", f"{commit}:./{file}")
        if found.returncode == 0:
            yield commit, found.stdout


def first_version(root: Path, file: str) -> bytes | None:
    """Return what a file held when it was committed first; `None` when it never was."""
    return next((content for _, content in reversed([*versions(root, file)])), None)


def configured(root: Path, name: str) -> str:
    """Return a value of the configuration that holds in the workspace; empty for none."""
    return _git(root, "config", "--get", name).strip()


def configure(root: Path, name: str, value: str) -> None:
    """Set a value in the repository's own configuration."""
    _git(root, "config", "--local", name, value)


def _git(root: Path, *args: str) -> str:
    found = _call(root, *args)
    return os.fsdecode(found.stdout) if found.returncode == 0 else ""


def _call(root: Path, *args: str) -> "subprocess.CompletedProcess[bytes]":
    """Return what git says; as if it knew nothing where this computer has no git."""
    command = _command(root, *args)
    if not program():
        return subprocess.CompletedProcess(command, 127, b"", b"")
    return subprocess.run(command, capture_output=True, check=False, env=_env())


def _command(root: Path, *args: str) -> list[str]:
    return ["git", "-C", str(root), "-c", "core.quotePath=false", *args]


def _env() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
