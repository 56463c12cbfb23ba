"""What was made from what: the report of the last run, and whether anything has changed since.

Nothing here reads YAML, answers or templates, so that a run with nothing to do costs next to nothing.
"""

import hashlib
import os
import re
import sys
import sysconfig
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pipeline import __version__
from pipeline.files import disk, left_behind

BUILD = "build"
REGISTER = "register"
_CODE = Path(__file__).parents[1]
_LIBRARIES = (
    "babel-",
    "docxtpl-",
    "isal-",
    "jinja2-",
    "lxml-",
    "markupsafe-",
    "num2words-",
    "numpy-",
    "pandas-",
    "pikepdf-",
    "pillow-",
    "pydantic-",
    "pydantic_core-",
    "pypdfium2-",
    "python_calamine-",
    "python_docx-",
    "pyyaml-",
    "segno-",
)
_DATA = ("/scores/sheets/kuesioner.yaml", "/sources/holidays.json")
"""What shapes its output beside its code; what is compiled from other files at first use is none of it."""
_TEMPORARY = re.compile(r"\..+\.(\d{1,10})", re.DOTALL)
_DAY = 24 * 60 * 60
_DOCUMENTS = ' "dokumen": [\n'
"""The line of a report after which its documents stand, one a line."""


def sha(content: bytes) -> str:
    """Return the fingerprint of a content."""
    return hashlib.sha256(content).hexdigest()


def sha_file(path: Path) -> str:
    """Return the fingerprint of a file; empty when it cannot be read."""
    try:
        with disk.opened(path) as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except OSError:
        return ""


@lru_cache(maxsize=1)
def engine() -> str:
    """Return the fingerprint of the program: its code, and the libraries that shape its output."""
    found = hashlib.sha256(__version__.encode())
    for path in walk(_CODE):
        if path.endswith((".py", *_DATA)):
            found.update(path[len(str(_CODE)) :].encode() + sha_file(Path(path)).encode())
    own = sysconfig.get_path("purelib")
    folders = [own] if os.path.isdir(own) else [folder for folder in sys.path if os.path.isdir(folder)]
    installed = sorted(name for folder in folders for name in os.listdir(folder))
    found.update("".join(name for name in installed if name.lower().startswith(_LIBRARIES)).encode())
    return found.hexdigest()


def _folder(path: Path | str) -> tuple[int, int]:
    """Return what tells one folder from all others."""
    found = os.stat(path)
    return found.st_dev, found.st_ino


def walk(folder: Path | str, above: frozenset[tuple[int, int]] | None = None) -> Iterator[str]:
    """Return the files below a folder, in order; what is left behind is none of ours.

    Links to folders are followed, as those who read the files do, but never back to a folder that holds them.
    """
    try:
        if above is None:
            above = frozenset(_folder(parent) for parent in Path(folder).resolve().parents)
        here = _folder(folder)
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    if here in above:
        return
    for entry in entries:
        if left_behind.is_left_behind(entry.name):
            continue
        try:
            is_folder = entry.is_dir()
        except OSError:
            is_folder = False
        if is_folder:
            yield from walk(entry.path, above | {here})
        else:
            yield entry.path
