"""Files in the folders of a workspace that nobody reads: each is told, unless its name is one that is ignored.

What is read there is said by the name of a file (`workspace`), or by a file that names it: logo, photo, certificate.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from pipeline.files import folder, left_behind
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import file_names, number_rule, template_names, workspace
from pipeline.sources.number_rule import REGISTER
from pipeline.sources.types import SLUG
from pipeline.sources.workspace import PERIODS, TEMPLATES, UNITS
from pipeline.sources.yaml_text import Node, read_yaml

CODE = "C020"
PHOTOS = "foto"
"""The folder of photos, beside the files of the period."""
_OF_ALL = tuple(f"{stem}.yaml" for stem in file_names.SHARED)
_OF_REGISTER = ("penjamin",)
_OF_YEAR = ("riwayat.jsonl", "tanda.jsonl")
_NAMED_BY = ("logo", "berkas", "akar")
_STRAY = phrase("tidak ada yang membaca berkas bernama begini di sini")
_WITHOUT = {
    UNITS: phrase("foldernya tanpa instansi.yaml"),
    PERIODS: phrase("nama foldernya bukan nama periode"),
    TEMPLATES: phrase("foldernya tanpa jenis.yaml"),
}
_UNNAMED = phrase("tidak ada `logo` atau `foto` yang menyebutnya")


def faults(root: Path, period: str) -> Iterator[Problem]:
    """Return what is wrong with names in the folders of a workspace, then every file that nobody reads."""
    offices = workspace.offices(root)
    yield from file_names.not_periods(root, PERIODS, offices)
    for kind in workspace.kinds(root):
        yield from template_names.misnamed(root, f"{TEMPLATES}/{kind}", offices)
    for where, names in ((UNITS, offices), (TEMPLATES, workspace.kinds(root))):
        for name in names:
            if not re.fullmatch(SLUG, name):
                yield problem(Place(f"{where}/{name}"), "B006", found=name, hint=file_names.safe())
    yield from files(root, period)


def sift(problems: Collection[Problem]) -> Iterator[Problem]:
    """Return the problems without those of files that are not read and of which another code says why."""
    told = {fault.place.file for fault in problems if fault.code != CODE}
    return (fault for fault in problems if fault.code != CODE or fault.place.file not in told)


def files(root: Path, period: str) -> Iterator[Problem]:
    """Return every file that nobody reads where a check of the period looks; what is below a folder as that folder."""
    readable = {
        UNITS: tuple(
            name for name in workspace.offices(root) if "instansi.yaml" in folder.names(root, f"{UNITS}/{name}")
        ),
        PERIODS: workspace.periods(root),
        TEMPLATES: workspace.kinds(root),
    }
    for where, known in readable.items():
        yield from _stray(root, where)
        without = (f"{where}/{name}" for name in folder.folders(root, where) if name not in known)
        yield from (_told(file, _WITHOUT[where]) for file in without if any(_below(root, file)))
    yield from _stray(root, f"{PERIODS}/{period}")
    for kind in workspace.kinds(root):
        yield from _kind(root, f"{TEMPLATES}/{kind}")
    for name in workspace.offices(root):
        if not (root / UNITS / name).is_symlink():
            yield from _office(root, period, name)
    yield from _stray(root, REGISTER, _OF_REGISTER)
    for name in folder.folders(root, REGISTER):
        register = number_rule.register_folder(name)
        yield from _stray(root, register)
        for year in folder.folders(root, register):
            if not (root / register / year).is_symlink():  # told by who reads the register
                yield from _numbers(root, number_rule.yearly(name, year), _OF_YEAR)


def _kind(root: Path, where: str) -> Iterator[Problem]:
    """Return what is neither the file of a kind nor a template; `template_names` tells the names of templates."""
    for name in _below(root, where):
        if name != "jenis.yaml" and not name.endswith(".docx"):
            yield _told(f"{where}/{name}", _STRAY)


def _office(root: Path, period: str, name: str) -> Iterator[Problem]:
    """Return what is no file of a unit and no answers, and which no file of the institution names."""
    own, here = f"{UNITS}/{name}", f"{PERIODS}/{period}/{name}"
    endings = {own: (".yaml",), here: (".yaml", *file_names.SHEETS)}
    found = [
        f"{where}/{file}"
        for where, read in endings.items()
        for file in _below(root, where)
        if "/" in file or not file.endswith(read)
    ]
    if not found:
        return
    unnamed = {file: (root / file).resolve() for file in found}
    for pictures in _pictures(root, period, name, found):
        unnamed = {file: path for file, path in unnamed.items() if path not in pictures}
        if not unnamed:
            return
    yield from (_told(file, _UNNAMED) for file in unnamed)


def _pictures(root: Path, period: str, name: str, candidates: Collection[str]) -> Iterator[set[Path]]:
    """Yield the files that each of an institution's names, as logos and photos; only what may name one is parsed."""
    named = [Path(file).name.encode() for file in candidates]
    folders = (f"{PERIODS}/{each}/{name}" for each in workspace.periods(root))
    for where in (f"{UNITS}/{name}", *folders):
        bases = [f"{UNITS}/{name}", *([f"{where}/{PHOTOS}"] if where == f"{PERIODS}/{period}/{name}" else ())]
        every = folder.names(root, where, ".yaml")
        for file in sorted(every, key=lambda file: file not in _OF_ALL):  # who names the logo of all is asked first
            raw = folder.read_bytes(root, f"{where}/{file}", [])
            if raw is None or not (b"\\" in raw or any(each in raw for each in named)):
                continue
            tree = read_yaml(raw, f"{where}/{file}", [])
            said = set(_said(tree)) if tree is not None else ()
            yield {(root / base / text).resolve() for base in bases for text in said}


def _said(node: Node) -> Iterator[str]:
    """Yield what a tree says in the fields that name a picture or a certificate."""
    children = node.value if isinstance(node.value, list) else ()
    for key, child in node.value.items() if isinstance(node.value, dict) else ():
        if key in _NAMED_BY:
            yield from (each.value for each in _each(child) if isinstance(each.value, str))
        yield from _said(child)
    for child in children:
        yield from _said(child)


def _each(node: Node) -> list[Node]:
    return node.value if isinstance(node.value, list) else [node]


def _numbers(root: Path, where: str, known: Collection[str] = ()) -> Iterator[Problem]:
    """Return what is no number in the folder of a sequence; what lies with a number is told by `verify`."""
    every = folder.names(root, where)
    for name in every:
        file = f"{where}/{name}"
        if (root / file).is_symlink() or not (root / file).is_dir():
            if name not in known and not name.endswith(".yaml") and not left_behind.is_note(name):
                yield _told(file, _STRAY)
        elif f"{name}.yaml" in every:
            continue
        elif number_rule.sequence_in(f"{where}/{name}.yaml"):
            if any(_below(root, file)):
                yield _told(file, phrase("nomornya tidak ada: {file}.yaml", file=name))
        else:
            yield from _numbers(root, file)


def _stray(root: Path, where: str, known: Collection[str] = ()) -> Iterator[Problem]:
    """Return the files that stand directly where only folders are read."""
    below = folder.folders(root, where)
    for name in folder.names(root, where):
        if name not in known and name not in below and not left_behind.is_note(name):
            yield _told(f"{where}/{name}", _STRAY)


def _below(root: Path, where: str) -> Iterator[str]:
    """Yield the files below a folder, but no notes; a link to a folder is one of them, for it may circle."""
    below = folder.folders(root, where)
    for name in folder.names(root, where):
        if name in below and not (root / where / name).is_symlink():
            yield from (f"{name}/{deeper}" for deeper in _below(root, f"{where}/{name}"))
        elif not left_behind.is_note(name):
            yield name


def _told(file: str, why: Phrase) -> Problem:
    return problem(Place(file), CODE, file=Path(file).name, why=why)
