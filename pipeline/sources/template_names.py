"""Files in a folder of templates that look as if they should be one and are not, because of their names."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from pipeline.files import folder
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import nearest

DEFAULT = "bawaan"
"""The template of an institution that has none of its own."""
_WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".odt", ".ott", ".rtf")
_COPY = re.compile(r"(\s*\(\d+\)|\s*-\s*(copy|salinan)|^(copy of|salinan)\s+|\.docx)+", re.IGNORECASE)


def misnamed(root: Path, where: str, offices: Collection[str]) -> Iterator[Problem]:
    """Return the files of a folder that no institution's documents are made from, each with the nearest name."""
    known = (*sorted(offices), DEFAULT)
    for name in folder.names(root, where):
        path = Path(name)
        if path.suffix.lower() not in _WORD or name.startswith((".", "~$")) or not (root / where / name).is_file():
            continue
        if path.suffix == ".docx" and path.stem in known:
            continue
        yield problem(Place(f"{where}/{name}"), "T024", file=name, hint=_hint(path, known))


def is_copy(stem: str) -> bool:
    """Return whether a name is one that Windows or a browser gives to a copy: `loket - Copy`, `loket (1)`."""
    return _COPY.search(stem) is not None


def meant_for(name: str) -> str:
    """Return the institution that a file is meant for, by its name alone."""
    stem = _COPY.sub("", Path(name).stem)
    return re.sub(r"[\s_.]+", "-", stem.strip().lower())


def _hint(path: Path, known: tuple[str, ...]) -> Text:
    meant = meant_for(path.name)
    if meant in known and path.suffix.lower() != ".docx":
        return phrase("buka, lalu simpan sebagai Dokumen Word dengan nama {near}.docx", near=meant)
    if meant in known:
        return phrase("ganti namanya menjadi {near}.docx", near=meant)
    return nearest.guess(meant, known, ending=".docx")
