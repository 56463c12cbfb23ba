"""What is compiled from files that people edit: kept beside them, made again when one of them has changed."""

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path

_TICK = 20_000_000


def kept(source: Path, target: Path, make: Callable[[], bytes]) -> bytes:
    """Return what `make` gives of a file, or of the files of a folder, and keep it where that is allowed.

    Where there is no source, as in an installed package, it is what was made when the package was built.
    """
    try:
        touched = _touched(source)
    except FileNotFoundError:
        return target.read_bytes()
    with contextlib.suppress(FileNotFoundError):
        if target.stat().st_mtime_ns >= touched:
            return target.read_bytes()
    made = make()
    _keep(target, made, touched)
    return made


def _touched(source: Path) -> int:
    entries = os.scandir(source) if source.is_dir() else ()
    files = (source.stat(), *(entry.stat() for entry in entries))
    return max(max(file.st_mtime_ns, file.st_ctime_ns) for file in files)


def _keep(target: Path, made: bytes, touched: int) -> None:
    """Keep what was made, dated as its sources were last touched.

    Files touched this very moment may change again within one tick of the clock: what is made of them is dated earlier.
    """
    dated = min(touched, time.time_ns() - _TICK)
    part = target.with_name(f".{target.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        part.write_bytes(made)
        os.utime(part, ns=(dated, dated))
        part.replace(target)
