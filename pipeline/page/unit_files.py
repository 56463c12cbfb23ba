"""What the files of a period say of its units; what was kept of a file that has not changed is said again.

A file is the same while its size and the time of its last change are: of 34,000 units nothing is read twice.
"""

import contextlib
import json
import os
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pipeline.files import disk, fingerprint, left_behind
from pipeline.problems.problem import Problem, Refusal
from pipeline.sources import file_names, number_rule, register_reader, trees, workspace
from pipeline.sources.models import UnitPeriode
from pipeline.sources.register_reader import Entry
from pipeline.sources.yaml_text import read_yaml

_YAML = ".yaml"
_RECEIVED, _PUBLISHED = b"diterima", b"publikasi"
_Known = dict[str, list[Any]]
_T = TypeVar("_T")


class _Found(NamedTuple):
    """A file that is there: its name in parts, the time of its last change, its size."""

    file: str
    stem: str
    ending: str
    changed: int
    size: int

    @property
    def when(self) -> float:
        """The time of its last change, in seconds."""
        return self.changed / 1e9


class Numbered(NamedTuple):
    """A letter that the register gives a number: whose, of which period and kind, its entry, whether it is out."""

    unit: str
    periode: str
    jenis: str
    nomor: str
    berkas: str
    is_issued: bool
    is_sent: bool


class UnitFile(NamedTuple):
    """What the file of a unit in a period says: which documents it handed in, and whether its result is public."""

    received: tuple[str, ...] = ()
    is_published: bool = False


class OfficeFiles(NamedTuple):
    """What is there of an institution in a period: units and sheets with the time of their last change, letters."""

    units: Mapping[str, float]
    in_period: Mapping[str, UnitFile]
    changed: Mapping[str, float]
    sheets: frozenset[str]
    letters: tuple[Numbered, ...]


class PageMemory:
    """What a page remembers while it is served: what files said, and what was made of that, by period and kind."""

    def __init__(self) -> None:
        self.said: dict[str, _Known] = {}
        self.listed: dict[str, tuple[list[object], dict[str, OfficeFiles]]] = {}
        self.of_step: dict[tuple[str, ...], tuple[Any, ...]] = {}
        self.called: dict[str, tuple[tuple[int, int], str]] = {}
        self.exports: OrderedDict[str, Any] = OrderedDict()
        self.letters: OrderedDict[str, bytes] = OrderedDict()
        self.alone = threading.Lock()
        """Held by who reads or writes: what is remembered here, and the workspace through the page."""
        self._codes: set[str] = set()

    def new_code(self) -> str:
        """Return a code that opens the page once: whoever reads it later, in the list of processes, gets nothing."""
        made = secrets.token_urlsafe(32)
        self._codes.add(made)
        return made

    def spent(self, code: str) -> bool:
        """Return whether a code opens the page; from then on it does not."""
        try:
            self._codes.remove(code)
        except KeyError:
            return False
        return True


def offices(root: Path, period: str, memory: PageMemory) -> dict[str, OfficeFiles]:
    """Return what is there of the institutions of a period, read where it has changed since it was last asked for.

    While no file has changed at all it is the same object.
    """
    listing = _listing(root, period)
    last = memory.listed.get(period)
    if last is not None and last[0] == listing:
        return last[1]
    found = _read(root, period, memory)
    memory.listed[period] = (listing, found)
    return found


def _listing(root: Path, period: str) -> list[object]:
    """Return every file of the institutions of a period with its time and its size, as the system lists them."""
    found: list[object] = []
    for name in _folders(root / workspace.PERIODS / period):
        folders = [
            f"{workspace.UNITS}/{name}",
            f"{workspace.PERIODS}/{period}/{name}",
            number_rule.register_folder(name),
        ]
        found.append(name)
        while folders:
            folder = folders.pop()
            for entry in _entries(root / folder):
                if _is_folder(entry):
                    folders += () if entry.is_symlink() else (f"{folder}/{entry.name}",)
                    continue
                with contextlib.suppress(OSError):
                    at = entry.stat()
                    found.append((entry.name, at.st_mtime_ns, at.st_size))
    return found


def _read(root: Path, period: str, memory: PageMemory) -> dict[str, OfficeFiles]:
    kept = _kept(root, period, memory)
    known: _Known = kept
    seen: _Known = {}
    found = {}
    for name in _folders(root / workspace.PERIODS / period):
        found[name] = _office(root, period, name, known, seen)
    if seen != kept:
        memory.said[period] = seen
        with contextlib.suppress(Refusal, OSError):  # where nothing may be written, the next page reads it all again
            disk.keep(root, _where(period), json.dumps(seen).encode())
    return found


def _office(root: Path, period: str, name: str, known: _Known, seen: _Known) -> OfficeFiles:
    own = list(_files(root, f"{workspace.UNITS}/{name}"))
    here = list(_files(root, f"{workspace.PERIODS}/{period}/{name}"))
    units = {found.stem: found.when for found in own if found.ending == _YAML and found.stem != "instansi"}
    in_period: dict[str, UnitFile] = {}
    changed = units.copy()
    for found in here:
        if found.stem in units:
            changed[found.stem] = max(changed[found.stem], found.when)
            if found.ending == _YAML:
                in_period[found.stem] = _said(root, found, _unit_file, _as_unit_file, known, seen)
    letters = tuple(
        letter
        for found in _files(root, number_rule.register_folder(name), below=True)
        if found.ending == _YAML
        for letter in _said(root, found, _letters, _as_letters, known, seen)
    )
    sheets = frozenset(found.stem for found in here if found.ending in file_names.SHEETS)
    return OfficeFiles(units, in_period, changed, sheets, letters)


def _said(
    root: Path,
    found: _Found,
    read: Callable[[str, bytes], list[Any]],
    made: Callable[[Any], _T],
    known: _Known,
    seen: _Known,
) -> _T:
    """Return what a file says, as it was kept or read now."""
    file = found.file
    mark = [found.changed, found.size]
    held = known.get(file)
    if held is not None and held[0] == mark:
        with contextlib.suppress(TypeError, ValueError, IndexError):  # what was kept is not believed
            said = made(held[1])
            seen[file] = held
            return said
    try:
        raw = disk.content(root / file)
    except OSError:
        raw = b""
    seen[file] = [mark, read(file, raw)]
    return made(seen[file][1])


def _as_unit_file(data: Any) -> UnitFile:
    return UnitFile(tuple(map(str, data[0])), bool(data[1]))


def _as_letters(data: Any) -> tuple[Numbered, ...]:
    return tuple(
        Numbered(str(unit), str(period), str(kind), str(number), str(file), bool(issued), bool(sent))
        for unit, period, kind, number, file, issued, sent in data
    )


def _unit_file(file: str, raw: bytes) -> list[Any]:
    """Return which documents the unit handed in and whether its result is public, where its file can be read."""
    if _RECEIVED not in raw and _PUBLISHED not in raw:
        return [[], False]
    problems: list[Problem] = []
    node = read_yaml(raw, file, problems)
    said = trees.read(UnitPeriode, node, problems) if node is not None else None
    if said is None:
        return [[], False]
    received = [kind for kind, letter in said.dokumen.items() if letter.diterima]
    return [received, bool(said.publikasi_media)]


def _letters(file: str, raw: bytes) -> list[Any]:
    """Return the letters that stand under a number."""
    node = read_yaml(raw, file, [])
    entry = trees.read(Entry, node, []) if node is not None else None
    if entry is None or entry.batal or not entry.periode or not entry.jenis:
        return []
    return [
        Numbered(letter.unit, entry.periode, entry.jenis, entry.nomor, file, bool(letter.sidik), bool(entry.lampiran))
        for letter in register_reader.standing(entry)
    ]


def _where(period: str) -> str:
    return f"{fingerprint.BUILD}/{period}/.halaman.json"


def _kept(root: Path, period: str, memory: PageMemory) -> _Known:
    held = memory.said.get(period)
    if held is None:
        held = memory.said[period] = {
            file: said
            for file, said in disk.record(root / _where(period)).items()
            if isinstance(said, list) and len(said) == 2
        }
    return held


def _folders(folder: Path) -> list[str]:
    return sorted(entry.name for entry in _entries(folder) if _is_folder(entry))


def _files(root: Path, folder: str, *, below: bool = False) -> Iterator[_Found]:
    for entry in sorted(_entries(root / folder), key=lambda entry: entry.name):
        if _is_folder(entry):
            if below and not entry.is_symlink():
                yield from _files(root, f"{folder}/{entry.name}", below=True)
            continue
        try:
            at = entry.stat()
        except OSError:
            continue
        stem, dot, ending = entry.name.rpartition(".")
        yield _Found(f"{folder}/{entry.name}", stem, dot + ending, at.st_mtime_ns, at.st_size)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return [entry for entry in found if _is_plain(entry.name) or not left_behind.is_ignored(entry.name)]
    except OSError:
        return []


def _is_plain(name: str) -> bool:
    """Return whether a name is one of ours at first sight: of 34,000 units it is looked at once."""
    return name[0].isalnum() and name.endswith(_YAML)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
