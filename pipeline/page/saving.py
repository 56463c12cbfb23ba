"""Text files of the workspace read and saved in the page: whole or not at all, never over what changed underneath."""

import codecs
import contextlib
import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import filelock

from pipeline.files import disk, fingerprint, git, inside
from pipeline.page import telling
from pipeline.page.asked import Missing
from pipeline.problems.phrase import Phrase, phrase
from pipeline.problems.problem import Problem, Refusal, Usage
from pipeline.sources import editor, workspace, yaml_text

_LOCK = ".halaman.kunci"
_PATIENCE = 10
_LINE_END = re.compile(r"\r\n|\r|\n")


class Opened(NamedTuple):
    """A text file: as a text area has it, and the fingerprint of what it holds; empty for one that is not there."""

    file: str
    text: str
    digest: str


class Changed(Exception):  # noqa: N818 - an answer, not a fault of the program
    """The file is no longer what was shown: nothing was written."""


def path_of(root: Path, file: str) -> Path:
    """Return where a file lies that is edited in the page; `Missing` for any other."""
    top = file.partition("/")[0]
    safe = telling.is_edited(file) and inside.is_plain(file) and inside.leads_inside(root, file, top)
    path = root / file
    new = safe and not path.exists() and path.parent.is_dir() and _may_begin(root, file)
    if not safe or not (path.is_file() or new):
        raise Missing(phrase("tidak ada berkas {file} yang dapat disunting", file=file))
    return path


def _may_begin(root: Path, file: str) -> bool:
    """Return whether a file that is not there may be begun: a unit's in a period, or what its units share there."""
    kind = editor.kind_of(file)
    stem, office = _stem(file)
    in_period = kind is not None and kind.name in ("periode", "unit-periode")
    return in_period and (stem == "periode" or stem in workspace.units(root, office))


def _stem(file: str) -> tuple[str, str]:
    """Return the name of a file without its ending, and of the folder that holds it."""
    *_, folder, name = ("", "", *file.split("/"))
    return name.rpartition(".")[0], folder


def opened(root: Path, file: str) -> Opened:
    """Return a file as it is now; refuse one that is no text."""
    path = path_of(root, file)
    raw = disk.content(path) if path.exists() else b""
    problems: list[Problem] = []
    text = yaml_text.decode(raw, file, problems)
    if text is None:
        raise Refusal(problems)
    return Opened(file, text.replace("\r\n", "\n"), fingerprint.sha(raw) if path.exists() else "")


def save(root: Path, file: str, text: str, digest: str) -> bool:
    """Save a file that was opened with this fingerprint, its line ends and its mark as they were.

    Returns whether it changed. Raises `Changed` when somebody else has written it since.
    """
    with _alone(root):
        return _saved(root, file, text, digest)


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold what pages save, for whoever else has opened a page over the same workspace."""
    built = root / fingerprint.BUILD
    held = filelock.FileLock(built / _LOCK, timeout=_PATIENCE)
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # where nothing can be kept, each page saves for itself
            built.mkdir(exist_ok=True)
            if not (built.is_symlink() or (built / _LOCK).is_symlink()):
                try:
                    stack.enter_context(held)
                except filelock.Timeout:
                    raise Usage(phrase("halaman lain sedang menyimpan; simpan lagi sebentar lagi")) from None
        yield


def _saved(root: Path, file: str, text: str, digest: str) -> bool:
    path = path_of(root, file)
    raw = disk.content(path) if path.exists() else b""
    if digest != (fingerprint.sha(raw) if path.exists() else ""):
        raise Changed
    plain = _LINE_END.sub("\n", text)
    before = raw.decode("utf-8-sig", "replace")
    if plain == _LINE_END.sub("\n", before):
        return False
    if plain and not plain.endswith("\n"):
        plain += "\n"
    mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
    disk.save(root, file, mark + _ended(plain, before).encode())
    return True


def _ended(plain: str, before: str) -> str:
    """Return a text with the line ends that its lines had before; a line that is new ends as the first one does."""
    ends = _LINE_END.findall(before)
    if len(set(ends)) < 2:
        return plain.replace("\n", ends[0] if ends else "\n")
    old, new = _LINE_END.split(before), plain.split("\n")
    found = [ends[0]] * (len(new) - 1)
    for _, start, stop, at, until in difflib.SequenceMatcher(None, old, new).get_opcodes():
        for own, line in zip(range(start, stop), range(at, until), strict=False):
            if own < len(ends) and line < len(found):
                found[line] = ends[own]
    return "".join(f"{line}{end}" for line, end in zip(new, [*found, ""], strict=True))


def git_state(root: Path, file: str) -> Phrase:
    """Return how a file stands to the commit."""
    try:
        git.here(root)
        changed = bool(git.uncommitted(root, file))
    except git.Silent:
        return phrase("git tidak ada di ruang kerja ini")
    if not changed:
        return phrase("sama dengan commit terakhir")
    return phrase("berubah, belum di-commit") if git.is_tracked(root, file) else phrase("baru, belum di-commit")
