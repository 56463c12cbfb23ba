"""Paths that stay inside a folder, with every link resolved: what a repository names leads nowhere else."""

import os
import re
import stat
from pathlib import Path, PurePosixPath

_NEVER = r"\x00-\x1f\x7f\\/:\ud800-\udc7f\udd00-\udfff"
_STEP = rf"[^{_NEVER}.][^{_NEVER}]*"
_STEPS = re.compile(rf"{_STEP}(?:/{_STEP})*")
_ODD = ("\0", "\\", ":")
"""What a step may hold and lead elsewhere by, on one system or another."""
_LONGEST, _LONGEST_STEP = 1024, 255
"""Letters of a path; bytes of a name, of which no system takes more."""


def is_plain(file: str) -> bool:
    """Return whether a text names a file below a folder, step by step: nothing hidden, nothing upwards, no drive."""
    if len(file) > _LONGEST or not _STEPS.fullmatch(file):
        return False
    told = file.encode("utf-8", "surrogateescape")
    return len(told) <= _LONGEST_STEP or max(map(len, told.split(b"/"))) <= _LONGEST_STEP


def leads_inside(root: Path, file: str, folder: str = "") -> bool:
    """Return whether a file of the workspace, its links resolved, lies in a folder of the workspace; itself no link."""
    try:
        if has_no_links(root, file) and file.startswith(f"{folder}/" if folder else ""):
            return True
        base, path = (root / folder).resolve(), root / file
        inside_root = base.is_relative_to(root.resolve())
        return inside_root and "\0" not in file and not path.is_symlink() and path.parent.resolve().is_relative_to(base)
    except (OSError, RuntimeError, ValueError):
        return False


def has_no_links(root: Path | str, file: str) -> bool:
    """Return whether a path leads down from a folder step by step, and no step that is there is a link.

    Where it cannot be told (`False`), the links have to be resolved.
    """
    path, steps = str(root), file.split("/")
    if any(step in ("", ".", "..") or any(sign in step for sign in _ODD) for step in steps):
        return False
    try:
        for step in steps:
            path = f"{path}/{step}"
            if stat.S_ISLNK(os.lstat(path).st_mode):
                return False
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False
    return True


def first_link(root: Path, file: str) -> str:
    """Return the first step of a path that is a link leading out of the workspace; empty when none does."""
    home = os.path.realpath(root)
    steps = PurePosixPath(file).parts
    for count in range(1, len(steps) + 1):
        step = root.joinpath(*steps[:count])
        if step.is_symlink() and not Path(os.path.realpath(step)).is_relative_to(home):
            return "/".join(steps[:count])
    return ""
