"""What a new workspace starts with: files of this repository, which the installed package carries along.

They stand once, in the repository; `setup.py` puts them into the package when it is built.
"""

from collections.abc import Iterator
from pathlib import Path

FILES = (
    "Makefile",
    ".gitignore",
    ".gitattributes",
    ".vscode/settings.json",
    "docs/*.md",
    "docs/ci/*",
    "docs/gambar/scale.svg",
    "docs/contoh/*/*",
    "docs/skema/*.json",
    "templates/*/bawaan.docx",
    "templates/*/jenis.yaml",
)
"""Paths in the repository, the same in the workspace."""
OWN = ("docs/architecture.md",)
"""What of them is about the program alone."""
FOLDER = "bekal"
"""Where they are in the installed package."""
_PACKAGE = Path(__file__).parent.parent


def source() -> Path:
    """Return the folder that holds the files: the package's, or the repository's when it runs from there."""
    installed = _PACKAGE / FOLDER
    return installed if installed.is_dir() else _PACKAGE.parent


def files(folder: Path) -> Iterator[str]:
    """Return the files there are, as paths in the workspace."""
    for pattern in FILES:
        found = (path.relative_to(folder).as_posix() for path in folder.glob(pattern))
        yield from sorted(file for file in found if file not in OWN)
