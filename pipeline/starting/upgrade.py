"""A workspace brought to this version: files of ours that nobody touched are renewed, an office's own stay."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.files import disk, fingerprint
from pipeline.sources import home
from pipeline.starting import stock

NEW_BESIDE = f"{fingerprint.BUILD}/perbarui"
"""Where ours is laid for a file that was changed here and in the program, to be compared."""

_EARLIER = Path(__file__).with_name("earlier_stock.json")
"""Digests of every file that a workspace was given before its mark said which: it does not grow any more."""


class Upgrade(NamedTuple):
    """What changes: files that are new, renewed, changed on both sides; those that an office took away stay away."""

    new: tuple[str, ...]
    renewed: tuple[str, ...]
    both: tuple[str, ...]
    gone: tuple[str, ...]
    mark: bytes
    marked: bool
    """Whether the mark says today's already."""

    @property
    def written(self) -> tuple[str, ...]:
        """The files of the workspace that it writes."""
        return (*self.new, *self.renewed, *(() if self.marked else (home.MARK,)))


def plan(root: Path) -> Upgrade:
    """Return what would change in a workspace."""
    source = stock.source()
    known, given = home.files_of(root), dict[str, str]()
    earlier = frozenset(json.loads(_EARLIER.read_bytes()))
    new, renewed, both, gone = list[str](), list[str](), list[str](), list[str]()
    for file in stock.files(source):
        ours = given[file] = _digest((source / file).read_bytes())
        here = _digest((root / file).read_bytes()) if (root / file).is_file() else ""
        if not here:
            (gone if file in known else new).append(file)
        elif here not in earlier | {ours, known.get(file)}:
            both += [file] if known.get(file) != ours else []
        elif here != ours:
            renewed.append(file)
    is_own = source.resolve() == root.resolve()
    mark = home.mark({} if is_own else given)
    path = root / home.MARK
    marked = path.is_file() and path.read_bytes() == mark
    return Upgrade(tuple(new), tuple(renewed), tuple(both), tuple(gone), mark, marked)


def apply(root: Path, found: Upgrade) -> None:
    """Write it: files first, the mark last, so that what was cut off is done by the next call."""
    source = stock.source()
    for file in (*found.new, *found.renewed):
        disk.save(root, file, (source / file).read_bytes())
    for file in found.both:
        disk.keep(root, f"{NEW_BESIDE}/{file}", (source / file).read_bytes())
    if not found.marked:
        disk.save(root, home.MARK, found.mark)


def marked(content: Mapping[str, bytes]) -> bytes:
    """Return the mark of a workspace that is given these files."""
    return home.mark({file: _digest(raw) for file, raw in content.items()})


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
