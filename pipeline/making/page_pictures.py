"""Pages of the PDFs under `build/` as PNG beside them: a poster for a website, a screen, social media."""

import re
from collections.abc import Iterable
from pathlib import Path

from pipeline.documents import pdf_pages
from pipeline.files import disk

PIXELS = 2000
"""On the longer side of a page: sharp on any screen, and small enough to be sent."""


def write(root: Path, files: Iterable[str]) -> list[str]:
    """Write every page of these PDFs; return the pictures. Those of an earlier run that had more pages go."""
    found: list[str] = []
    for file in files:
        pages = pdf_pages.pictures((root / file).read_bytes(), PIXELS)
        stem = str(Path(file).with_suffix(""))
        numbers = range(1, len(pages) + 1)
        names = [f"{stem}.png"] if len(pages) == 1 else [f"{stem}.hal-{number}.png" for number in numbers]
        for name, content in zip(names, pages, strict=True):
            disk.keep(root, name, content)
        _drop_others(root / file, {Path(name).name for name in names})
        found += names
    return found


def _drop_others(pdf: Path, kept: set[str]) -> None:
    own = re.compile(rf"{re.escape(pdf.stem)}(\.hal-\d+)?\.png")
    for path in pdf.parent.iterdir():
        if own.fullmatch(path.name) and path.name not in kept:
            path.unlink()
