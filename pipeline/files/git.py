"""What git knows of the workspace: its commit, what is not committed, and its files as they were."""

import os
import subprocess
import tarfile
from pathlib import Path


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
    found = subprocess.run(_command(root, "show", f"HEAD:./{file}"), capture_output=True, check=False, env=_env())
    return found.stdout if found.returncode == 0 else None


def checkout(root: Path, commit: str, into: Path) -> bool:
    """Put the workspace as it was at a commit into an empty folder; `False` when there is no such commit."""
    packed = subprocess.run(
        _command(root, "archive", "--format=tar", commit), capture_output=True, check=False, env=_env()
    )
    if packed.returncode != 0:
        return False
    file = into / ".arsip.tar"
    file.write_bytes(packed.stdout)
    with tarfile.open(file) as source:
        # Debian 12's Python 3.11.2 has no filters; what git packs names nothing outside the folder
        source.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)
        source.extractall(into)  # noqa: S202
    file.unlink()
    return True


def configure(root: Path, name: str, value: str) -> None:
    """Set a value in the repository's own configuration."""
    _git(root, "config", "--local", name, value)


def _git(root: Path, *args: str) -> str:
    found = subprocess.run(_command(root, *args), capture_output=True, text=True, check=False, env=_env())
    return found.stdout if found.returncode == 0 else ""


def _command(root: Path, *args: str) -> list[str]:
    return ["git", "-C", str(root), "-c", "core.quotePath=false", *args]


def _env() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
