"""All or nothing: files are made ready apart, then a journal says where they go, then they go there.

The journal is the point of no return, and it is written by one rename. A run that is cut off before it leaves nothing
taken: what was made ready is thrown away by the next run. A run that is cut off after it is finished by the next run.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import filelock

from pipeline.files import fingerprint
from pipeline.problems.phrase import cause
from pipeline.problems.problem import Place, Refusal, problem
from pipeline.sources.number_rule import REGISTER

READY = f"{REGISTER}/.siap"
"""Where files are made ready."""
JOURNAL = f"{REGISTER}/.jurnal.json"
LOCK = f"{REGISTER}/.kunci"
_PATIENCE = 10


@contextmanager
def alone(root: Path) -> Iterator[tuple[str, ...]]:
    """Hold the register for this process alone, with what an earlier run left behind put in order.

    Gives the files that were put in place for that earlier run. Refuses when another process holds the register.
    """
    (root / REGISTER).mkdir(exist_ok=True)
    try:
        with filelock.FileLock(root / LOCK, timeout=_PATIENCE):
            yield recover(root)
    except filelock.Timeout:
        raise Refusal([problem(Place(LOCK), "A011")]) from None


def recover(root: Path) -> tuple[str, ...]:
    """Finish a run that was cut off after its journal, or throw away what was made ready before it."""
    done: tuple[str, ...] = ()
    if (root / JOURNAL).exists():
        done = _complete(root)
    (root / f"{JOURNAL}.siap").unlink(missing_ok=True)
    shutil.rmtree(root / READY, ignore_errors=True)
    return done


def interrupted(root: Path) -> bool:
    """Return whether a run was cut off after its journal, so that the register is not yet whole."""
    return (root / JOURNAL).exists()


def write(root: Path, files: Mapping[str, bytes], last: Mapping[str, bytes]) -> None:
    """Write files into the register, all or none; `last` go after all the others: the entries that name them."""
    plan: list[tuple[str, str, str]] = []
    for group in (files, last):
        for file in sorted(group):
            ready = f"{READY}/{len(plan):06d}"
            _flush(root, ready, group[file])
            plan.append((ready, file, fingerprint.sha(group[file])))
    _flush(root, f"{JOURNAL}.siap", json.dumps(plan, indent=0).encode())
    (root / f"{JOURNAL}.siap").replace(root / JOURNAL)
    _sync(root / REGISTER)
    recover(root)


def _complete(root: Path) -> tuple[str, ...]:
    plan: Sequence[tuple[str, str, str]] = json.loads((root / JOURNAL).read_bytes())
    lost = [
        file
        for ready, file, sidik in plan
        if sidik not in (fingerprint.sha_file(root / ready), fingerprint.sha_file(root / file))
    ]
    if lost:
        raise Refusal(problem(Place(JOURNAL), "A013", file=file, journal=JOURNAL) for file in lost)
    for ready, file, sidik in plan:
        if fingerprint.sha_file(root / ready) == sidik:
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / ready).replace(root / file)
    for folder in sorted({str((root / file).parent) for _, file, _ in plan}):
        _sync(Path(folder))
    (root / JOURNAL).unlink()
    return tuple(file for _, file, _ in plan)


def _flush(root: Path, file: str, content: bytes) -> None:
    """Write a file of the register so that it lasts; refuse when it cannot be written: nothing is taken yet."""
    path = root / file
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
    except OSError as fault:
        raise Refusal([problem(Place(file), "K002", found=cause(fault))]) from None


def _sync(folder: Path) -> None:
    """Make the names in a folder lasting, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
