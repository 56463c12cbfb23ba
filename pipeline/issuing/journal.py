"""All or nothing: files are made ready apart, then a journal says where they go, then they go there.

The journal is the point of no return, and it is written by one rename. A run that is cut off before it leaves nothing
taken: what was made ready is thrown away by the next run. A run that is cut off after it is finished by the next run.

A journal that was found is not trusted because it bears our name: whatever it says is checked before any of it is done.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import filelock

from pipeline.files import disk, fingerprint, git, inside
from pipeline.issuing import chain, vouched
from pipeline.problems.phrase import cause, phrase
from pipeline.problems.problem import Place, Refusal, problem
from pipeline.sources.number_rule import REGISTER

READY = f"{REGISTER}/.siap"
"""Where files are made ready."""
JOURNAL = f"{REGISTER}/.jurnal.json"
LOCK = f"{REGISTER}/.kunci"
_PATIENCE = 10
_LARGEST = 64_000_000
_READY_FILE = re.compile(rf"{re.escape(READY)}/\d{{6,9}}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_DEPTH = 3
"""Steps that a file of the register has at least: `register/<instansi>/<file>`."""


class Step(NamedTuple):
    """One line of a journal: the file made ready, where it goes, and its fingerprint."""

    ready: str
    file: str
    digest: str


@contextmanager
def alone(root: Path) -> Iterator[tuple[str, ...]]:
    """Hold the register for this process alone, with what an earlier run left behind put in order.

    Gives the files that were put in place for that earlier run. Refuses when another process holds the register.
    Where files are only named, nothing is held and nothing put in order.
    """
    if disk.only_named():
        if interrupted(root):
            raise Refusal([problem(Place(JOURNAL), "A014")])
        yield ()
        return
    own_folder(root)
    try:
        with filelock.FileLock(root / LOCK, timeout=_PATIENCE):
            yield recover(root)
    except filelock.Timeout:
        raise Refusal([problem(Place(LOCK), "A011")]) from None


def own_folder(root: Path) -> None:
    """Make the register's folder; refuse one that is a link, or whose lock or ready files are: they lead elsewhere."""
    for file in (REGISTER, READY, LOCK, f"{JOURNAL}.siap"):
        if (root / file).is_symlink():
            raise Refusal([problem(Place(file), "B003", found=file, folder=".")])
    (root / REGISTER).mkdir(exist_ok=True)


def recover(root: Path) -> tuple[str, ...]:
    """Finish a run that was cut off after its journal, or throw away what was made ready before it."""
    done: tuple[str, ...] = ()
    if interrupted(root):
        done = _complete(root, read(root))
    (root / f"{JOURNAL}.siap").unlink(missing_ok=True)
    shutil.rmtree(root / READY, ignore_errors=True)
    return done


def interrupted(root: Path) -> bool:
    """Return whether a run was cut off after its journal, so that the register is not yet whole."""
    return os.path.lexists(root / JOURNAL)


def read(root: Path) -> tuple[Step, ...]:
    """Return what the journal says; refuse, with the reason, one that this program would not have written here."""
    try:
        return _read(root)
    except ValueError as fault:
        raise Refusal([problem(Place(JOURNAL), "A034", file=JOURNAL, reason=fault.args[0])]) from None


def _read(root: Path) -> tuple[Step, ...]:
    if (root / JOURNAL).is_symlink():
        raise ValueError(phrase("ia sebuah tautan"))
    if git.is_tracked(root, JOURNAL):
        raise ValueError(phrase("ia tersimpan di git, padahal jurnal tidak pernah ikut commit"))
    try:
        with disk.opened(root / JOURNAL) as source:
            content = source.read(_LARGEST + 1)
    except OSError as fault:
        raise ValueError(cause(fault)) from None
    if len(content) > _LARGEST:
        raise ValueError(phrase("lebih dari {most} bita", most=_LARGEST))
    try:
        lines = json.loads(content)
    except (ValueError, RecursionError):
        raise ValueError(phrase("isinya bukan JSON yang utuh")) from None
    if not isinstance(lines, list) or not lines:
        raise ValueError(phrase("isinya bukan daftar berkas"))
    steps = tuple(_step(root, index, line) for index, line in enumerate(lines, 1))
    if len({step.file for step in steps}) != len(steps):
        raise ValueError(phrase("satu berkas ditulis dua kali"))
    return steps


def _step(root: Path, index: int, line: object) -> Step:
    """Return a line of a journal; raises `ValueError` where it is none, or leads to where nothing of ours may go."""
    if not isinstance(line, list) or len(line) != len(Step._fields) or not all(isinstance(text, str) for text in line):
        raise ValueError(phrase("baris ke-{index} bukan [siap, berkas, sidik]", index=index))
    step = Step(*line)
    if not _DIGEST.fullmatch(step.digest):
        raise ValueError(phrase("baris ke-{index}: sidiknya bukan SHA-256", index=index))
    if not _READY_FILE.fullmatch(step.ready) or not inside.leads_inside(root, step.ready, READY):
        raise ValueError(
            phrase("baris ke-{index}: sumber {file} bukan di {folder}/", **_said(index, step.ready, READY))
        )
    steps = step.file.split("/")
    below = steps[0] == REGISTER and len(steps) >= _DEPTH and inside.is_plain(step.file)
    if not below or not inside.leads_inside(root, step.file, f"{REGISTER}/{steps[1]}"):
        where = f"{REGISTER}/<instansi>"
        raise ValueError(phrase("baris ke-{index}: tujuan {file} bukan di {folder}/", **_said(index, step.file, where)))
    return step


def _said(index: int, file: str, folder: str) -> dict[str, object]:
    return {"index": index, "file": ascii(file)[1:-1], "folder": folder}


def write(root: Path, files: Mapping[str, bytes], last: Mapping[str, bytes], reason: str = "") -> None:
    """Write files into the register, all or none, each entry with its line in the chain; `last` are the entries.

    `reason` stands in the chain where the files themselves do not say why.
    """
    if not files and not last:
        return
    if disk.only_named():
        disk.only_named(
            *(str(root / file) for group in (files, chain.grown(root, files, last, reason), last) for file in group)
        )
        return
    plan: list[Step] = []
    chains = chain.grown(root, files, last, reason)
    for group in (files, chains, vouched.signed(root, chains), last):
        for file in sorted(group):
            step = Step(f"{READY}/{len(plan):06d}", file, fingerprint.sha(group[file]))
            _flush(root, step.ready, group[file])
            plan.append(_mine(root, step))
    _flush(root, f"{JOURNAL}.siap", json.dumps(plan, indent=0).encode())
    _say_how_to_join(root)
    (root / f"{JOURNAL}.siap").replace(root / JOURNAL)
    _sync(root / REGISTER)
    recover(root)


def _say_how_to_join(root: Path) -> None:
    """Tell git that chains and their signatures are joined line by line."""
    path = root / chain.ATTRIBUTES
    said = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    lacking = [line for line in chain.JOINED.splitlines() if line not in said.splitlines()]
    if lacking:
        disk.save(root, chain.ATTRIBUTES, "".join(f"{line}\n" for line in (*said.splitlines(), *lacking)).encode())


def _mine(root: Path, step: Step) -> Step:
    """Return a step of our own; refuse one that a link in the register would lead out."""
    try:
        return _step(root, 1, list(step))
    except ValueError:
        raise Refusal([problem(Place(step.file), "B003", found=step.file, folder=REGISTER)]) from None


def _complete(root: Path, plan: tuple[Step, ...]) -> tuple[str, ...]:
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
