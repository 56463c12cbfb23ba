"""Where the workspace is: the folder that was named, or the nearest one above that is one; its format."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pipeline import __version__
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Usage

MARK = "skm.yaml"
"""Stands in a workspace: its format, and the version that it was last made with."""
FORMAT = 1
"""The format of the workspaces that this program reads; it grows when one has to be changed before it is read."""
_HOLDS = ("units/*/instansi.yaml", "templates/*/jenis.yaml", "periods/*/*/*")
"""What makes a workspace of a folder that has no mark: one that was made before there were marks."""
_SAID = re.compile(r"^format:[ \t]*(\d{1,9})[ \t]*(?:#.*)?$", re.MULTILINE)
_GIVEN = re.compile(r"^  (\S+): ([0-9a-f]{16})$", re.MULTILINE)
_VERSION = re.compile(r"^versi:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)


def mark(files: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """Return what the mark of a workspace of today says; `files` are those that it was given, with their digests."""
    text = f"# Ruang kerja SKM. Ditulis oleh program: skm init, skm upgrade.\nformat: {FORMAT}\nversi: {__version__}\n"
    given = "".join(f"  {file}: {digest}\n" for file, digest in sorted(files.items()))
    return (text + (f"bawaan:\n{given}" if given else "")).encode()


def files_of(root: Path) -> Mapping[str, str]:
    """Return the files that a workspace was given, with the digests that they had."""
    return dict(_GIVEN.findall(_text(root)))


def is_one(folder: Path) -> bool:
    """Return whether a folder is a workspace."""
    return (folder / MARK).is_file() or any(next(folder.glob(pattern), None) for pattern in _HOLDS)


def found(asked: Path | None) -> Path | None:
    """Return the workspace: the folder that was asked for, or the nearest from here upwards; `None` for none."""
    if asked is not None:
        return asked if is_one(asked) else None
    here = Path.cwd()
    for folder in (here, *here.parents):
        if is_one(folder):
            return Path(os.path.relpath(folder))
    return None


def of(asked: Path | None) -> Path:
    """Return the workspace; refuse where there is none, and one that a newer program has made."""
    root = found(asked)
    if root is None:
        where = (asked or Path()).absolute().as_posix()
        raise Usage(phrase("{where}: bukan ruang kerja SKM; mulai dengan: skm init <folder>", where=where))
    if (has := format_of(root)) > FORMAT:
        raise Usage(
            phrase(
                "{file}: ruang kerja berformat {has}, dibuat dengan program versi {made}; program ini, versi {own}, "
                "mengenal format sampai {known}; perbarui programnya: uv tool upgrade skm-pipeline, atau "
                "pip install --upgrade skm-pipeline",
                file=MARK,
                has=str(has),
                made=version_of(root) or "?",
                own=__version__,
                known=str(FORMAT),
            )
        )
    return root


def format_of(root: Path) -> int:
    """Return the format that a workspace names; 0 for one without a mark, which every program reads."""
    said = _SAID.search(_text(root))
    return int(said[1]) if said else 0


def version_of(root: Path) -> str:
    """Return the version that a workspace was last made with; empty when it does not say."""
    said = _VERSION.search(_text(root))
    return said[1] if said else ""


def _text(root: Path) -> str:
    try:
        with (root / MARK).open("rb") as source:
            return source.read(1_000_000).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return ""
