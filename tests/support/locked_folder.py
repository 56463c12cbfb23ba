"""A folder that nobody may write in, for root neither: what a checkout on a server or a full memory stick is."""

import contextlib
import ctypes
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_VERSION, _OVERRIDE = 0x20080522, 0b110
"""Of `capset(2)`; and the bits of CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""


class _Head(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Data(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Let nothing be written in a folder and all that is below it meanwhile."""
    every = [folder, *(path for path in folder.rglob("*") if not path.is_symlink())]
    modes = {path: path.stat().st_mode for path in every}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    try:
        with _as_anyone():
            yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def can_be() -> bool:
    """Whether a folder can be locked here: on POSIX, and as root where the kernel lets its powers be laid down."""
    if sys.platform == "win32":
        return False
    if os.geteuid():
        return True
    return sys.platform == "linux" and _set(0)


@contextlib.contextmanager
def _as_anyone() -> Iterator[None]:
    """Lay down what lets root write everywhere."""
    if os.geteuid():
        yield
        return
    if not _set(_OVERRIDE):
        raise OSError("capset")
    try:
        yield
    finally:
        _set(0)


def _set(without: int) -> bool:
    """Let this thread have the powers that it may have, without some; return whether it does."""
    libc, head, data = ctypes.CDLL(None, use_errno=True), _Head(_VERSION, 0), (_Data * 2)()
    if libc.capget(ctypes.byref(head), data):
        return False
    for half in data:
        half.effective = half.permitted
    data[0].effective &= ~without
    return not libc.capset(ctypes.byref(head), data)
