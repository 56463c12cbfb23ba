"""Files read without waiting and written whole or not at all; what a killed run left half written goes."""

import contextlib
import contextvars
import errno
import json
import os
import re
import stat
import threading
import time
from collections.abc import Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import Any

from pipeline.files import inside
from pipeline.problems.phrase import cause
from pipeline.problems.problem import Place, Refusal, problem

_TEMPORARY = re.compile(r"\.(.+?)(?:\.u\d+)?\.(\d{1,10})", re.DOTALL)
_DAY = 24 * 60 * 60
_LARGEST_RECORD = 256_000_000
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_PIECE = 1 << 20


_PRETENDED: contextvars.ContextVar[list[str] | None] = contextvars.ContextVar("pretended", default=None)


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def opened(path: Path | str) -> BufferedReader:
    """Open a file to be read; raises `OSError` as well for what is none: a pipe would wait, a device never end."""
    source = open(path, "rb", opener=_at_once)  # noqa: SIM115
    if not stat.S_ISREG(os.fstat(source.fileno()).st_mode):
        source.close()
        raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
    return source


def content(path: Path | str) -> bytes:
    """Return what a file holds, as `opened` opens it; of a thousand small files each costs no more than it must."""
    number = _at_once(os.fspath(path), _READ)
    try:
        there = os.fstat(number)
        if not stat.S_ISREG(there.st_mode):
            found = errno.EISDIR if stat.S_ISDIR(there.st_mode) else errno.ENXIO
            raise OSError(found, os.strerror(found), os.fspath(path))
        pieces = [os.read(number, there.st_size + 1)]
        while pieces[-1] and len(pieces[0]) > there.st_size:  # it grows, or its system does not say how long it is
            pieces.append(os.read(number, _PIECE))
    finally:
        os.close(number)
    return b"".join(pieces)


def record(path: Path) -> dict[str, Any]:
    """Return a JSON file that the pipeline wrote; empty when it cannot be read, or is larger than we write."""
    try:
        with opened(path) as source:
            content = source.read(_LARGEST_RECORD + 1)
        found = json.loads(content) if len(content) <= _LARGEST_RECORD else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def write(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file, from one piece or many, whole or not at all; what a run that was killed left of it goes."""
    if not only_named(os.fspath(path)):
        write_apart(path, content)


def write_apart(path: Path | str, content: bytes | Iterable[bytes]) -> None:
    """As `write`, also where files are only named: for a folder of our own, that is thrown away."""
    target = os.fspath(path)
    folder, name = os.path.split(target)
    temporary = os.path.join(folder, f".{name}{_of_thread()}.{os.getpid()}")
    try:
        with contextlib.ExitStack() as stack:
            try:
                file = stack.enter_context(open(temporary, "wb"))
                _tidy(folder, name)
            except FileNotFoundError:
                os.makedirs(folder, exist_ok=True)
                file = stack.enter_context(open(temporary, "wb"))
            file.writelines((content,) if isinstance(content, bytes) else content)
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _of_thread() -> str:
    """Return what tells the temporary files of one thread from those of another; nothing for the first of a process."""
    return "" if threading.current_thread() is threading.main_thread() else f".u{threading.get_ident()}"


def only_named(*targets: str) -> bool:
    """Return whether files are only named, not written; these are, then."""
    named = _PRETENDED.get()
    if named is not None:
        named += targets
    return named is not None


@contextlib.contextmanager
def pretending() -> Iterator[list[str]]:
    """Give the list of files that are written meanwhile: they are named there, and nothing is written."""
    named: list[str] = []
    token = _PRETENDED.set(named)
    try:
        yield named
    finally:
        _PRETENDED.reset(token)


def _tidy(folder: str, name: str) -> None:
    """Remove the temporary files of a file that nobody is writing: their process is gone, or they are a day old."""
    begins, mine = f".{name}.", f".{name}.{os.getpid()}"
    with contextlib.suppress(OSError):
        for left in os.listdir(folder or "."):
            found = _TEMPORARY.fullmatch(left) if left.startswith(begins) and left != mine else None
            if found and found[1] == name and (_is_gone(int(found[2])) or _is_old(os.path.join(folder, left))):
                with contextlib.suppress(OSError):
                    os.unlink(os.path.join(folder, left))


def _is_old(path: str) -> bool:
    return time.time() - os.lstat(path).st_mtime > _DAY


def _is_gone(process: int) -> bool:
    if os.name != "posix":  # elsewhere the same call would end the process
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def save(root: Path, file: str, content: bytes | Iterable[bytes]) -> None:
    """As `write`, for a file of the workspace; refuse when it cannot be written."""
    try:
        write(root / file, content)
    except OSError as fault:
        raise Refusal([problem(Place(file), "K002", found=cause(fault))]) from fault


def remove(root: Path, file: str) -> None:
    """Remove a file of the workspace; refuse when it cannot be removed."""
    try:
        (root / file).unlink()
    except OSError as fault:
        raise Refusal([problem(Place(file), "K002", found=cause(fault))]) from fault


def own(root: Path, file: str) -> Path:
    """Return a file of ours below `build/`, to be read or written; raises `OSError` where a link leads out of there."""
    if not inside.leads_inside(root, file, file.partition("/")[0]):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), file)
    return root / file


def keep(root: Path, file: str, content: bytes | Iterable[bytes]) -> None:
    """As `save`, for a file below `build/`; refuse as well where a link leads out of there."""
    if not inside.leads_inside(root, file, file.partition("/")[0]):
        raise Refusal([problem(Place(file), "B003", found=file, folder=file.partition("/")[0])])
    save(root, file, content)
