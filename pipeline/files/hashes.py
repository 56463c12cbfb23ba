"""Fingerprints of files, each read once a run: and not at all while a file stands as it stood when it was last read.

What a file's state on the disk says (size, times, number) was written down when it was read. It is believed only where
the file had been at rest for some seconds by then, as the disk's own clock counts: one that is written again within a
tick of the clock looks the same. Times that a person can set are not enough: the time of the last change of the state
itself, which no program sets, has to be the same too; where a system has none (Windows), every file is read.
"""

import contextlib
import hashlib
import json
import os
import re
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from pipeline.files import disk
from pipeline.files.fingerprint import BUILD, REGISTER, engine, sha_file, walk

KEPT = f"{BUILD}/.sidik.json"
"""What is known of the files of a workspace from run to run; whoever removes it makes the next run read them all."""
_AT_REST = 3_000_000_000
"""Nanoseconds since its last change after which a file that is read is at rest: the coarsest disk counts by two."""
_SHA = re.compile(r"[0-9a-f]{64}")
_State = tuple[int, int, int, int, int]
"""Size, when its content and when its state changed, its number, its disk: what tells that a file is as it was."""
_FIELDS = 6


class Hashes:
    """The fingerprints of a workspace's files for one run; what the run itself writes is never asked of it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._above = str(root / "x")[:-1]
        self._seen: dict[str, str] = {}
        self._walked: dict[str, tuple[str, ...]] = {}
        self._sets: dict[str, frozenset[str]] = {}
        self._known = _read(root)
        self._new: dict[str, tuple[_State, str]] = {}
        self._clock: int | None = None

    def of(self, file: str) -> str:
        """Return the fingerprint of a file of the workspace; empty when it cannot be read."""
        found = self._seen.get(file)
        if found is None:
            found = self._seen[file] = self._hashed(file)
        return found

    def walk(self, folder: str) -> tuple[str, ...]:
        """Return the files below a folder, in order, as `fingerprint.walk`; each by its name in the workspace."""
        found = self._walked.get(folder)
        if found is None:
            every = (path[len(self._above) :].replace(os.sep, "/") for path in walk(self.root / folder))
            found = self._walked[folder] = tuple(every)
        return found

    def tree(self, *folders: str) -> str:
        """Return the fingerprint of the program and of every file in the folders; of the archive the names."""
        found = hashlib.sha256(engine().encode())
        for file in self._files(folders):
            is_read = not file.startswith(f"{REGISTER}/") or file.endswith(".yaml")
            found.update(os.fsencode(file) + (self.of(file) if is_read else "").encode())
        return found.hexdigest()

    def shared(self, *folders: str, but: Collection[str] = ()) -> str:
        """Return the fingerprint of what the units of the folders share: every file but the units' own YAML.

        Of the register every number is shared; its archive is not read. The files in `but` are left out.
        """
        found = hashlib.sha256()
        for file in self._files(folders):
            is_yaml = file.endswith(".yaml")
            wanted = is_yaml if file.startswith(f"{REGISTER}/") else not is_yaml
            if (wanted or file.endswith(("/instansi.yaml", "/periode.yaml"))) and file not in but:
                found.update(os.fsencode(file) + self.of(file).encode())
        return found.hexdigest()

    def own(self, unit: str, *folders: str) -> str:
        """Return the fingerprint of a unit's own YAML in the folders; a file that cannot be read is not one less."""
        names = ((folder, f"{folder}/{unit}.yaml") for folder in folders)
        files = ((file, file in self._set(folder)) for folder, file in names)
        return " ".join(f"{there} {self.of(file) if there else ''}" for file, there in files)

    def names(self, *folders: str) -> str:
        """Return the names of every file in the folders, one a line."""
        return "\n".join(self._files(folders))

    def keep(self) -> None:
        """Write down the state of what was read, for the next run; where nothing may be written, it reads again."""
        if not self._new or disk.only_named():
            return
        there = {file: said for file, said in self._known.items() if _state(self._above + file) is not None}
        self._known, self._new = there | self._new, {}
        told = json.dumps({file: (*state, sha) for file, (state, sha) in self._known.items()}, ensure_ascii=False)
        with contextlib.suppress(OSError):
            disk.write(disk.own(self.root, KEPT), told.encode(errors="surrogatepass"))

    def _set(self, folder: str) -> frozenset[str]:
        if folder not in self._sets:
            self._sets[folder] = frozenset(self.walk(folder))
        return self._sets[folder]

    def _files(self, folders: tuple[str, ...]) -> Iterator[str]:
        return (file for folder in folders for file in self.walk(folder))

    def _hashed(self, file: str) -> str:
        state = _state(self._above + file)
        known = self._known.get(file)
        if state is not None and known is not None and known[0] == state:
            return known[1]
        # the clock is read before the file is: what changes afterwards is younger
        rests = state is not None and max(state[1:3]) + _AT_REST < self._now()
        found = sha_file(Path(self._above + file))
        if rests and found and state is not None:
            self._new[file] = (state, found)
        return found

    def _now(self) -> int:
        """Return what the disk's clock says, once a run; 0 where nothing can be written: then no file is at rest."""
        if self._clock is None:
            self._clock = _clock(self.root)
        return self._clock


def _state(path: str) -> _State | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - asked for every file of a workspace
    except (OSError, ValueError):
        return None
    if os.name == "nt" or not stat.S_ISREG(found.st_mode):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev


def _clock(root: Path) -> int:
    if disk.only_named():
        return 0
    try:
        path = disk.own(root, f"{BUILD}/.jam.{os.getpid()}")
        with path.open("xb") as file:
            found = os.fstat(file.fileno()).st_mtime_ns
        path.unlink()
    except OSError:
        return 0
    return found


def _read(root: Path) -> dict[str, tuple[_State, str]]:
    """Return the states that an earlier run wrote down; what is not as we write it is left out."""
    found: dict[str, tuple[_State, str]] = {}
    with contextlib.suppress(OSError):
        for file, said in disk.record(disk.own(root, KEPT)).items():
            if isinstance(said, list) and len(said) == _FIELDS and all(type(number) is int for number in said[:-1]):
                size, content, state, number, device, sha = said
                if isinstance(sha, str) and _SHA.fullmatch(sha):
                    found[file] = ((size, content, state, number, device), sha)
    return found
