"""What kinds of document, institutions and units are called: by their titles and names, not by their files' names."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from pipeline.page.asked import Asked
from pipeline.problems.problem import Refusal
from pipeline.sources import workspace
from pipeline.sources.models import Unit

Named = tuple[str, str]
"""A key, as addresses and forms have it, and what it is called."""


def kind(asked: Asked, key: str) -> str:
    """Return the title of a kind of document; its key where its file cannot be read."""
    return _title(asked.root, key, *_mark(asked.root / workspace.TEMPLATES / key / "jenis.yaml"))


def kinds(asked: Asked) -> list[Named]:
    """Return the kinds of document there are."""
    return [(key, kind(asked, key)) for key in workspace.kinds(asked.root)]


def office(asked: Asked, name: str) -> str:
    """Return what an institution is called; the name of its folder where its file cannot be read."""
    file = f"{workspace.UNITS}/{name}/instansi.yaml"
    return _name(asked.root, file, *_mark(asked.root / file)) or name


def offices(asked: Asked, names: Iterable[str]) -> list[Named]:
    """Return institutions, each with what it is called."""
    return [(name, office(asked, name)) for name in names]


def unit(asked: Asked, instansi: str, name: str) -> str:
    """Return what a unit is called; its file's name where its file cannot be read."""
    file = f"{workspace.UNITS}/{instansi}/{name}.yaml"
    return _unit(asked.root, file, *_mark(asked.root / file)) or name


def _mark(path: Path) -> tuple[int, int]:
    try:
        at = path.stat()
    except OSError:
        return 0, 0
    return at.st_mtime_ns, at.st_size


@lru_cache(maxsize=512)
def _title(root: Path, key: str, _changed: int, _size: int) -> str:
    try:
        return workspace.jenis(root, key).judul
    except Refusal:
        return key


@lru_cache(maxsize=1024)
def _name(root: Path, file: str, _changed: int, _size: int) -> str:
    return next(workspace.names_in(root, file), "")


@lru_cache(maxsize=65_536)
def _unit(root: Path, file: str, _changed: int, _size: int) -> str:
    """Return what the file of a unit calls it: of 34,000 units each is read once."""
    found = workspace.load(root, file, Unit, [])
    return found[0].nama if found else ""
