"""What the program worked out of content, kept in the cache folder of the person who runs it: never in the workspace.

What is kept here is run: compiled templates. A workspace comes from others (a repository, a shared drive), and whoever
can write there could write such a file; so nothing that lies in one is ever loaded as code. Here it is the same trust
as in the compiled modules that Python itself keeps: a folder of one's own, that nobody else may write to. Where there
is none (no home, another's folder, Windows, whose rights are not asked here) nothing is kept, and all is compiled.
"""

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from pipeline.files import disk

_NAME = "skm-pipeline"
_MOST = 200
"""Files that are kept; the oldest go."""
_LARGEST = 64_000_000


def folder() -> Path | None:
    """Return the folder, made where it is not there yet; `None` where there is none that is one's own alone."""
    said = os.environ.get("XDG_CACHE_HOME") or (os.environ["HOME"] + "/.cache" if os.environ.get("HOME") else "")
    path = Path(said, _NAME)
    if os.name == "nt" or not path.is_absolute():
        return None
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path if _is_own(path.lstat(), stat.S_ISDIR) else None
    except OSError:
        return None


def read(name: str) -> bytes | None:
    """Return what is kept under a name, whole, in a file of one's own; else `None`."""
    there = folder()
    if there is None:
        return None
    try:
        if not _is_own((there / name).lstat(), stat.S_ISREG):
            return None
        with disk.opened(there / name) as source:
            if not _is_own(os.fstat(source.fileno()), stat.S_ISREG):
                return None
            return source.read(_LARGEST)
    except OSError:
        return None


def keep(name: str, content: bytes) -> None:
    """Keep something under a name, for the next run of the same person."""
    there = folder()
    if there is None or disk.only_named() or len(content) >= _LARGEST:
        return
    with contextlib.suppress(OSError):
        disk.write(there / name, content)
        (there / name).chmod(0o600)
        kept = sorted((path for path in there.iterdir() if path.is_file()), key=lambda path: path.lstat().st_mtime_ns)
        for path in kept[:-_MOST]:
            path.unlink()


def _is_own(found: os.stat_result, is_kind: Callable[[int], bool]) -> bool:
    return is_kind(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022
