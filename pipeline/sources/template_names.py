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
_UNUSED = phrase("bila tidak dipakai lagi, pindahkan berkasnya ke luar folder templates/")
_WORD = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".odt", ".ott", ".rtf", ".pdf")
_COPY = re.compile(r"(\s*\(\d+\)|\s*-\s*(copy|salinan)|^(copy of|salinan)\s+|\.docx)+", re.IGNORECASE)


def misnamed(root: Path, where: str, offices: Collection[str]) -> Iterator[Problem]:
    """Return the files of a folder that no institution's documents are made from, each with the nearest name."""
    known = (*sorted(offices), DEFAULT)
    names = list(_files(root, where))
    for name in names:
        path = Path(name)
        if path.suffix.lower() not in _WORD:
            continue
        if path.suffix == ".docx" and name == path.name and path.stem in known:
            continue
        yield problem(Place(f"{where}/{name}"), "T024", file=name, hint=_hint(path, known, names))


def hindering(root: Path, where: str, office: str, offices: Collection[str]) -> list[Problem]:
    """Return the files of a folder that may be meant for an institution, or for nobody can say whom."""
    known = (*sorted(offices), DEFAULT)
    return [
        found for found in misnamed(root, where, offices) if owner(found.place.file, known) in (office, DEFAULT, "")
    ]


def owner(file: str, known: tuple[str, ...]) -> str:
    """Return whose a file is: the name that it is, holds in whole words, or is nearest to; empty when none is."""
    meant = meant_for(file)
    if meant in known:
        return meant
    held = [name for name in known if f"-{name}-" in f"-{meant}-"]
    longest = [name for name in held if not any(name != other and name in other for other in held)]
    return longest[0] if len(longest) == 1 else "" if longest else nearest.near(meant, known)


def _files(root: Path, where: str) -> Iterator[str]:
    """Yield the files in a folder and in those below it, by their path in the folder; links to folders may circle."""
    below = folder.folders(root, where)
    for name in folder.names(root, where):
        if (root / where / name).is_symlink() and name in below:
            continue
        if name in below:
            yield from (f"{name}/{deeper}" for deeper in _files(root, f"{where}/{name}"))
        elif (root / where / name).is_file():
            yield name


def is_copy(stem: str) -> bool:
    """Return whether a name is one that Windows or a browser gives to a copy: `loket - Copy`, `loket (1)`."""
    return _COPY.search(stem) is not None


def meant_for(name: str) -> str:
    """Return the institution that a file is meant for, by its name alone."""
    stem = _COPY.sub("", Path(name).stem)
    return re.sub(r"[\s_.]+", "-", stem.strip().lower())


def _hint(path: Path, known: tuple[str, ...], there: Collection[str]) -> Text:
    near = owner(path.name, known)
    if not near:
        return phrase("{hint}; {else_}", hint=nearest.guess("", known, ending=".docx"), else_=_UNUSED)
    if f"{near}.docx" in there:
        return phrase("{near}.docx sudah ada, dan itu yang dipakai; {else_}", near=near, else_=_UNUSED)
    if path.suffix.lower() == ".pdf":
        return phrase("simpan Dokumen Word aslinya dengan nama {near}.docx, lalu pindahkan berkas ini", near=near)
    if near != meant_for(path.name):
        return phrase("maksudnya `{near}`? {else_}", near=f"{near}.docx", else_=_UNUSED)
    if path.suffix.lower() != ".docx":
        return phrase("buka, lalu simpan sebagai Dokumen Word dengan nama {near}.docx", near=near)
    if len(path.parts) > 1:
        return phrase("pindahkan ke folder jenisnya dengan nama {near}.docx", near=near)
    return phrase("ganti namanya menjadi {near}.docx", near=near)
