"""What is in a folder, by name, and in a file; a folder that cannot be looked into is refused, for it is not empty."""

import os
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from pipeline.files import disk, left_behind
from pipeline.problems.phrase import cause
from pipeline.problems.problem import Place, Problem, Refusal, problem


def folders(root: Path, folder: str) -> tuple[str, ...]:
    """Return the names of the folders in a folder, in order; none when there is no such folder."""
    return tuple(name for name, is_folder in _entries(root, folder) if is_folder)


def names(root: Path, folder: str, *endings: str) -> tuple[str, ...]:
    """Return the names in a folder that end so (or all), in order; none when there is no such folder."""
    return tuple(name for name, _ in _entries(root, folder) if not endings or name.endswith(endings))


def below(root: Path, folder: str, ending: str, links: list[str] | None = None) -> Iterator[str]:
    """Yield the files that end so in a folder and in those below it; links to folders may circle: only listed."""
    for name, is_folder in _entries(root, folder):
        if is_folder and (root / folder / name).is_symlink():
            if links is not None:
                links.append(f"{folder}/{name}")
        elif is_folder:
            yield from below(root, f"{folder}/{name}", ending, links)
        elif name.endswith(ending):
            yield f"{folder}/{name}"


def _entries(root: Path, folder: str) -> list[tuple[str, bool]]:
    """Return the names in a folder, each with whether it is a folder; `left_behind` are none of ours."""
    try:
        with os.scandir(root / folder) as found:
            return sorted((entry.name, _is_folder(entry)) for entry in found if not left_behind.is_ignored(entry.name))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as fault:
        raise Refusal([problem(Place(folder), "B008", found=cause(fault))]) from None


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    """Return whether an entry leads to a folder; a link that leads in a circle leads to none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def open_source(root: Path, file: str, problems: list[Problem]) -> BufferedReader | None:
    """Return a file, open to be read in parts; a problem and `None` when it cannot be."""
    try:
        return disk.opened(root / file)
    except OSError as fault:
        problems.append(problem(Place(file), "B008", found=cause(fault)))
        return None


def read_bytes(root: Path, file: str, problems: list[Problem]) -> bytes | None:
    """Return the content of a file; a problem and `None` when it cannot be read."""
    try:
        return disk.content(os.path.join(root, file))  # noqa: PTH118 - of a thousand small files each costs its path
    except FileNotFoundError:
        problems.append(problem(Place(file), "B001", file=file))
    except OSError as fault:
        problems.append(problem(Place(file), "B008", found=cause(fault)))
    return None
