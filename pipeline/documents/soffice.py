"""Where LibreOffice is on this computer: as Debian, Fedora, snap, flatpak, macOS and Windows put it, or as named."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from pipeline.documents import office_worker

VARIABLE = "SKM_SOFFICE"
"""Names the program, where it is found nowhere else; nothing else is looked at then."""
_ROOT = Path("/")
_FLATPAK = "org.libreoffice.LibreOffice"
_FIXED = (
    "usr/lib/libreoffice/program/soffice",
    "usr/lib64/libreoffice/program/soffice",
    "opt/libreoffice*/program/soffice",
    "usr/local/bin/soffice",
    "snap/bin/libreoffice",
    f"var/lib/flatpak/exports/bin/{_FLATPAK}",
    "Applications/LibreOffice*.app/Contents/MacOS/soffice",
)
_OF_HOME = (
    f".local/share/flatpak/exports/bin/{_FLATPAK}",
    "Applications/LibreOffice*.app/Contents/MacOS/soffice",
)
_OF_WINDOWS = (
    ("ProgramW6432", ""),
    ("ProgramFiles", ""),
    ("ProgramFiles(x86)", ""),
    ("LOCALAPPDATA", "Programs"),
)


def program() -> str:
    """Return LibreOffice's program; empty when this computer has none."""
    if named := os.environ.get(VARIABLE, ""):
        return shutil.which(named) or ""
    on_path = (shutil.which(name) for name in ("soffice", "libreoffice", _FLATPAK))
    return next((found for found in on_path if found), "") or next(
        (str(path) for path in _installed() if path.is_file() and os.access(path, os.X_OK)), ""
    )


def kit() -> Path | None:
    """Return the folder of LibreOffice's own libraries, where they can be called from a program; else nothing."""
    if os.name != "posix" or not (path := program()):
        return None
    folder = Path(path).resolve().parent
    return folder if any((folder / name).is_file() for name in office_worker.LIBRARIES) else None


def shared_folder() -> Path | None:
    """Return where files for LibreOffice must lie: snap and flatpak see nothing of the common temporary folder."""
    path = Path(program())
    if "snap" in path.parts:
        return _made(Path.home() / "snap/libreoffice/common")
    if path.name == _FLATPAK:
        return _made(Path.home() / f".var/app/{_FLATPAK}/cache")
    return None


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _installed() -> Iterator[Path]:
    """Yield where LibreOffice is put without being on the path, the newest of several first."""
    for variable, below in _OF_WINDOWS:
        if base := os.environ.get(variable, ""):
            for ending in ("com", "exe"):
                yield from _newest(Path(base) / below, f"LibreOffice*/program/soffice.{ending}")
    for pattern in _FIXED:
        yield from _newest(_ROOT, pattern)
    for pattern in _OF_HOME:
        yield from _newest(Path.home(), pattern)


def _newest(base: Path, pattern: str) -> Iterator[Path]:
    yield from sorted(base.glob(pattern), key=_version, reverse=True)


def _version(path: Path) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", str(path))]
