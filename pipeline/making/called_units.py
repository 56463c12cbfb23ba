"""What each unit is called in its file, kept by the file's fingerprint: the file of a unit is read when it changes."""

import contextlib
import json

from pipeline.files import disk
from pipeline.files.fingerprint import BUILD
from pipeline.files.hashes import Hashes
from pipeline.sources import workspace

KEPT = f"{BUILD}/.sebutan.json"
"""What units are called, from run to run; whoever removes it makes the next run read their files."""


class CalledUnits:
    """The names of units for one run."""

    def __init__(self, hashes: Hashes) -> None:
        self.hashes = hashes
        self._known = _read(hashes)
        self._is_new = False

    def of(self, name: str) -> list[tuple[str, str]]:
        """Return the units of an institution, each with the fingerprint of what its file calls it."""
        files = ((unit, f"{workspace.UNITS}/{name}/{unit}.yaml") for unit in workspace.units(self.hashes.root, name))
        return [(unit, self._names(file)) for unit, file in files]

    def keep(self) -> None:
        """Write them down for the next run; where nothing may be written, it reads again."""
        if not self._is_new or disk.only_named():
            return
        there = set(self.hashes.walk(workspace.UNITS))
        told = json.dumps({file: said for file, said in self._known.items() if file in there}, ensure_ascii=False)
        with contextlib.suppress(OSError):
            disk.write(disk.own(self.hashes.root, KEPT), told.encode(errors="surrogatepass"))

    def _names(self, file: str) -> str:
        sha = self.hashes.of(file)
        known = self._known.get(file)
        if known is None or not sha or known[0] != sha:
            known = self._known[file] = (sha, workspace.names_digest(self.hashes.root, file))
            self._is_new = True
        return known[1]


def _read(hashes: Hashes) -> dict[str, tuple[str, str]]:
    """Return what was kept; nothing where a part of it is not as we write it."""
    with contextlib.suppress(OSError, ValueError, TypeError, AttributeError, RecursionError):
        every = disk.record(disk.own(hashes.root, KEPT)).items()
        return {file: (sha, names) for file, (sha, names) in every if _is_ours(sha, names)}
    return {}


def _is_ours(sha: object, names: object) -> bool:
    return isinstance(sha, str) and isinstance(names, str)
