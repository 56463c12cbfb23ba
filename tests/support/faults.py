"""A command whose n-th act on the register is its last, or fails: what it leaves there, and what is made of that."""

import builtins
import gc
import io
import json
import os
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.issuing import intact, journal
from support import git_office, in_process

KILLED, CUT = "killed", "cut"
"""The process dies; or the power goes, and of the file that was last written half is on the disk."""
_DEAD = 9
_ACTS = ("os.rename", "os.remove", "os.mkdir", "os.rmdir")
_MOST = 3000


class Ended(NamedTuple):
    """How a command ended: its code, what it said, whether it came to its n-th act; no code when that was its last."""

    code: int | None
    said: str
    came: bool


class Faulty:
    """Counts the acts on a register in this process, and lets the n-th of them be a fault.

    An act is what changes the disk, or has it changed: a file opened to be written, written, made lasting, renamed,
    removed; a folder made or removed.
    """

    def __init__(self, base: Path, step: int, fault: str | int):
        self.base, self.step, self.fault, self.count = f"{base}", step, fault, 0

    def enter(self) -> None:
        """From here on every act is counted; there is no way back but the end of the process."""
        sys.addaudithook(self._heard)
        real_open, real_sync = io.open, os.fsync

        def opened(file: Any, mode: str = "r", *args: Any, **more: Any) -> Any:
            source = real_open(file, mode, *args, **more)
            return _Written(self, source) if set(mode) & set("wax+") and self._mine(file) else source

        def sync(handle: int) -> None:
            self._act(handle)
            real_sync(handle)

        builtins.open = io.open = opened  # type: ignore[assignment]
        os.fsync = sync  # type: ignore[assignment]

    def _mine(self, path: object) -> bool:
        return isinstance(path, str | Path) and str(Path.cwd() / path).startswith(self.base)

    def _heard(self, event: str, args: tuple[Any, ...]) -> None:
        path = args[0] if args else None
        if event in _ACTS:
            below = args[-1] if isinstance(args[-1], int) else -1
            is_act = self._mine(Path(f"/proc/self/fd/{below}").readlink() / path if below >= 0 else path)
        else:
            writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
            is_act = bool(writes) and self._mine(path)
        if is_act:
            self._act()

    def _act(self, handle: int = -1) -> None:
        self.count += 1
        if self.count != self.step:
            return
        if isinstance(self.fault, int):
            raise OSError(self.fault, os.strerror(self.fault), f"{self.base}/.siap/000000")
        if self.fault == CUT and handle >= 0 and (size := os.fstat(handle).st_size) and _is_written(handle):
            os.ftruncate(handle, size // 2)
        os._exit(_DEAD)


def _is_written(handle: int) -> bool:
    import fcntl

    return bool(fcntl.fcntl(handle, fcntl.F_GETFL) & (os.O_WRONLY | os.O_RDWR))


class _Written:
    """A file that is written, of which a faulty write brings half to the disk."""

    def __init__(self, faulty: Faulty, source: Any):
        self._faulty, self._source = faulty, source

    def write(self, content: Any) -> Any:
        if self._faulty.count + 1 == self._faulty.step:
            self._source.write(content[: len(content) // 2])
            self._source.flush()
        self._faulty._act()
        return self._source.write(content)

    def writelines(self, pieces: Any) -> None:
        for piece in pieces:
            self.write(piece)

    def __enter__(self) -> "_Written":
        return self

    def __exit__(self, *how: object) -> None:
        self._source.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._source, name)


Act = Callable[[Path], tuple[int, str]]


def ended(root: Path, act: Act, step: int, fault: str | int) -> Ended:
    """Do something in a process of its own whose n-th act on the register is a fault."""
    told = root.with_name(f"{root.name}.told")
    child = os.fork()
    if child == 0:
        gc.disable()
        tempfile.tempdir = str(root.parent)  # what a process leaves that dies goes with its workspace
        faulty, code, said = Faulty(root / "register", step, fault), 1, ""
        try:
            faulty.enter()
            code, said = act(root)
        except BaseException:  # noqa: BLE001 - told by the parent
            said = traceback.format_exc()
        finally:
            with io.FileIO(told, "w") as pipe:
                pipe.write(json.dumps([code, said, faulty.count >= step]).encode())
            os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == _DEAD:
        return Ended(None, "", True)
    how = Ended(*json.loads(told.read_bytes()))
    told.unlink()
    return how


def command(*args: str) -> Act:
    """Return a command of the program, as something to be done in a workspace."""

    def act(root: Path) -> tuple[int, str]:
        done = in_process.run(args, root, {**os.environ, "SKM_LANG": "id"})
        return done.returncode, done.stderr

    return act


def recovered(root: Path) -> tuple[int, str]:
    """Put in order what an earlier run left behind."""
    with journal.alone(root):
        return 0, ""


class Case(NamedTuple):
    """A command, the workspace that it is given, and the register before and after it."""

    name: str
    act: Act
    root: Path
    before: dict[str, bytes]
    after: dict[str, bytes]


def case(name: str, act: Act, root: Path) -> Case:
    """Return a command with the register that it makes of a workspace, which then stands as it was."""
    before = git_office.tree(root)
    code, said = act(root)
    assert code == 0, said
    assert [fault for fault in intact.whole_archive(root) if not fault.is_warning] == []
    made = Case(name, act, root, before, git_office.tree(root))
    assert made.before != made.after
    put_back(root, before)
    return made


def every(made: Case, fault: str | int, first: int = 1, stride: int = 1) -> Iterator[tuple[int, Ended]]:
    """Yield each n-th act of a command as a fault, and how it ended; what it left stands in its workspace."""
    for step in range(first, _MOST, stride):
        put_back(made.root, made.before)
        how = ended(made.root, made.act, step, fault)
        if not how.came:
            put_back(made.root, made.before)
            return
        yield step, how


def put_back(root: Path, tree: dict[str, bytes]) -> None:
    """Make a register what it was; of the workspace beside it no command here changes anything."""
    shutil.rmtree(root / "register")
    for name, content in tree.items():
        (root / "register" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "register" / name).write_bytes(content)


def none_half_there(made: Case) -> str:
    """Return why what is left is neither as before nor as after; empty when it is one of both, once put in order."""
    root = made.root
    there = git_office.tree(root)
    taken = journal.interrupted(root) or there == made.after
    if not taken and shown(there) != shown(made.before):
        return f"half there: {sorted(there.keys() ^ made.before.keys())}"
    recovered(root)
    there = git_office.tree(root)
    if taken:
        return "" if there == made.after else f"not put in order: {sorted(there.keys() ^ made.after.keys())}"
    if shown(there) != shown(made.before):
        return f"not thrown away: {sorted(there.keys() ^ made.before.keys())}"
    if there != made.before:
        code, said = made.act(root)
        return "" if code == 0 and git_office.tree(root) == made.after else f"not done again: {said}"
    return ""


def shown(tree: dict[str, bytes]) -> dict[str, bytes]:
    """Return what of a register is no bookkeeping of a run."""
    return {name: content for name, content in tree.items() if not name.startswith(".")}
