"""What runs leave behind: handles, temporary files, threads and children, and what modules keep."""

import gc
import importlib
import os
import pkgutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pipeline
from support import grown_office, in_process

COMMANDS = (
    ("check",),
    ("letters", grown_office.PERIOD),
    ("reports", grown_office.PERIOD),
    ("rekap", grown_office.PERIOD),
    ("plan", grown_office.KIND, grown_office.PERIOD),
    ("build", grown_office.KIND, grown_office.NEXT, "--bagian", "1/1"),
    ("build", grown_office.KIND, grown_office.NEXT, "--gabung"),
    ("results", grown_office.PERIOD),
    ("year", "2025"),
    ("site", grown_office.PERIOD),
)
UNITS = 3


class Traces(NamedTuple):
    """How much of each is there."""

    handles: int
    temporary: int
    threads: int
    kept: int
    """Entries that modules keep without a bound."""
    cached: int
    """Entries of caches that have a bound."""
    megabytes: float


def of_process(root: Path) -> Traces:
    """Return what this process has open and keeps, and what lies in a workspace that is only there for a moment."""
    gc.collect()
    handles = len([*Path("/proc/self/fd").iterdir()]) if Path("/proc/self/fd").is_dir() else 0
    kept = sum(len(found) for found in _containers())
    cached = sum(cache.cache_info().currsize for cache in _caches())
    return Traces(handles, temporary(root), threading.active_count(), kept, cached, _megabytes())


def temporary(root: Path) -> int:
    """Return how many files lie half written in a workspace, or in the folder for what is thrown away: one's own."""
    mine = [*Path(tempfile.gettempdir()).iterdir()]
    half = [path for path in root.rglob(".*.*") if path.is_file() and path.suffix[1:].isdigit()]
    return len(mine) + len(half)


def changed(root: Path, turn: int) -> None:
    """Change the sources, each time to something else: a unit's name, an answer, a date, a template's own words."""
    unit = root / f"units/uji/u{turn % UNITS:03}.yaml"
    unit.write_text(f"nama: Dinas Giliran {turn}\nyth: Kepala Dinas Giliran {turn}\n", encoding="utf-8")
    answers = root / f"periods/{grown_office.PERIOD}/uji/skor.csv"
    lines = answers.read_text(encoding="utf-8").splitlines()
    head, _, _ = lines[1].rpartition(",")
    lines[1] = f"{head},{turn % 4 + 1}"
    answers.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (root / f"periods/{grown_office.PERIOD}/uji/foto-{turn % 2}.txt").write_text(str(turn), encoding="utf-8")


def turn(root: Path, number: int, commands: tuple[tuple[str, ...], ...] = COMMANDS) -> None:
    """Change the sources and run the commands in this process."""
    changed(root, number)
    for args in commands:
        done = in_process.run(args, root, {**os.environ, "SKM_LANG": "id"})
        assert done.returncode in (0, 1), (args, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr, done.stderr


def _modules() -> Iterator[object]:
    for found in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if "__main__" not in found.name and "office_worker" not in found.name:
            yield importlib.import_module(found.name)


def _caches() -> list[object]:
    every = (value for module in _modules() for value in vars(module).values())
    return [*{id(value): value for value in every if hasattr(value, "cache_info")}.values()]


def _containers() -> list[object]:
    every = (value for module in _modules() for name, value in vars(module).items() if not name.startswith("__"))
    return [*{id(value): value for value in every if type(value) in (dict, list, set)}.values()]


def _megabytes() -> float:
    said = Path("/proc/self/statm")
    return int(said.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6 if said.exists() else 0.0
