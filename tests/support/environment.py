"""What tests and the programs they start see of the machine: the same everywhere, whoever starts them and however."""

import os
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

KEPT = ("PATH", "TMPDIR", "LD_LIBRARY_PATH")
"""Where programs and room for files are."""
KEPT_FAMILIES = ("PYTEST_", "COV_", "COVERAGE_", "HYPOTHESIS_", "MUTANT_", "OPENBLAS_", "OMP_")
"""What belongs to the runner of tests and to its processor, not to what is tested."""
SAID = {
    "HOME": os.devnull,  # nothing can be read from there, nothing written: root cannot either
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "LANG": "C.UTF-8",
    "PYDANTIC_DISABLE_PLUGINS": "__all__",  # as the program says it for itself
    "TERM": "xterm",
    "TZ": "UTC",
}


def clean(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of every test: nothing of the caller's but where its programs are."""
    kept = {name: text for name, text in environ.items() if name in KEPT or name.startswith(KEPT_FAMILIES)}
    return {**kept, **SAID}


IN_MEMORY = Path("/dev/shm")
ROOM = 2 << 30
"""How many bytes of memory must be free before the tests' files lie there: all of a run's take a tenth of it."""


def in_memory() -> str | None:
    """Return a folder in memory with room for the tests' files: a disk takes longer over most of them than a test."""
    if not os.access(IN_MEMORY, os.W_OK | os.X_OK):
        return None
    found = os.statvfs(IN_MEMORY)
    roomy = found.f_bavail * found.f_frsize >= ROOM and not found.f_flag & os.ST_NOEXEC
    return str(IN_MEMORY) if roomy else None


def enter() -> None:
    """Make it this process's own, and so that of all that it starts."""
    if "TMPDIR" not in os.environ and (folder := in_memory()):
        os.environ["TMPDIR"] = tempfile.tempdir = folder
    cleaned = clean(os.environ)
    os.environ.clear()
    os.environ.update(cleaned)
    time.tzset()
