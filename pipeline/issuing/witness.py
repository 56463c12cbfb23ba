"""History as a witness: what git remembers of the register, held against what stands there now."""

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.files import git
from pipeline.issuing import chain
from pipeline.problems.phrase import listed, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources.number_rule import REGISTER

UNASKED, UNSEEN = "A056", "A057"
"""Codes: git does not answer; there is no history here, or not all of it."""
OF_ALL = (UNASKED, UNSEEN)
_MOST = 5
_ARCHIVED = (".docx", ".pdf", ".md", ".json")
_ISSUED = re.compile(rb"^(nomor|urut|tanggal|hal|yth|periode|jenis):.*$", re.MULTILINE)
"""What an entry says of a letter from its first commit on: no command ever changes it."""


def faults(root: Path, told: set[str]) -> Iterator[Problem]:
    """Return what history remembers otherwise, or why it cannot be asked."""
    try:
        git.whole(root, REGISTER)
        yield from _remembered(root, told)
        yield from _apart(root)
    except git.Silent as fault:
        yield problem(Place(REGISTER), UNSEEN if fault.has_none else UNASKED, why=fault.why, way=fault.cure)
        return
    if git.is_cut(root):
        yield problem(
            Place(REGISTER),
            UNSEEN,
            why=phrase("klon ini hanya memuat sebagian riwayat"),
            way=phrase("ambil seluruhnya: git fetch --unshallow"),
        )


def _remembered(root: Path, told: set[str]) -> Iterator[Problem]:
    """Return letters and entries changed or gone, lines lost from a chain."""
    told |= chain.confirmed(root)
    for file in sorted(git.changed_in_history(root, REGISTER, "M") - told):
        if file.endswith((*_ARCHIVED, ".yaml")):
            first, now = git.first_version(root, file), _now(root, file)
            if first is not None and now is not None and not _stands(file, first, now):
                yield problem(Place(file), "A040", file=file, what=phrase("diubah"), by=chain.who(root, file))
    for file in sorted(git.changed_in_history(root, REGISTER, "D") - told):
        if file.endswith((*_ARCHIVED, ".yaml")) and _now(root, file) is None:
            yield problem(Place(file), "A040", file=file, what=phrase("dihapus"), by=chain.who(root, file))
    for file in sorted(git.changed_in_history(root, REGISTER, "AMD")):
        if file.endswith((f"/{chain.NAME}", f"/{chain.SIGNATURES}")):
            yield from _lost(root, file)


def _stands(file: str, first: bytes, now: bytes) -> bool:
    """Whether a file still says what never changes once it is issued: all of a letter, the head of an entry.

    What an entry did not say at first may be added: a number taken by hand is told its letter later.
    """
    if not file.endswith(".yaml"):
        return first == now
    kept = {found[0] for found in _ISSUED.finditer(now)}
    return all(found[0] in kept for found in _ISSUED.finditer(first))


def _now(root: Path, file: str) -> bytes | None:
    path = root / file
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def _apart(root: Path) -> Iterator[Problem]:
    """Return the numbers that other branches know and the chains here do not."""
    for branch, is_related in git.apart(root):
        missing: list[str] = []
        for file, content in git.files_at(root, branch, REGISTER):
            if file.endswith(f"/{chain.NAME}"):
                there = set(chain.text_of(root, file).splitlines())
                lines = set(content.decode("utf-8", "replace").splitlines()) - there
                missing += (link.nomor for line in lines for link in chain.read(line, []) if link.nomor)
        if missing:
            name = branch.removeprefix("refs/heads/").removeprefix("refs/remotes/")
            numbers = listed(sorted(set(missing))[:_MOST])
            yield problem(Place(REGISTER), "A059" if is_related else "A058", branch=name, numbers=numbers)


def _lost(root: Path, file: str) -> Iterator[Problem]:
    """Return the lines that a chain once had and has no more."""
    there = set(chain.text_of(root, file).splitlines())
    for commit, content in git.versions(root, file):
        for line in content.decode("utf-8", "replace").splitlines():
            if line not in there:
                there.add(line)
                links = chain.read(line, [])
                nomor = links[0].nomor if links else "?"
                yield problem(Place(file), "A041", nomor=nomor or "-", by=git.described(root, commit))
