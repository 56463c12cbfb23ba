"""Which documents under `build/` have a PDF beside them: remembered, and dropped when it is of another."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.files import disk, fingerprint, inside
from pipeline.making import output, shares
from pipeline.making.format import DOCX, PDF
from pipeline.making.shares import Share
from pipeline.problems.problem import Problem
from pipeline.sources.period import Period

_OF_SHARE = ".pdf.json"
"""How the file ends in which a share writes down its copies."""


class Copy(NamedTuple):
    """A PDF that was made: the fingerprints of its document and of itself, and what its pages are.

    `before` is how many pages the last PDF of the same document had, 0 where there was none; `faults` are what is wrong
    with its pages, each with the page, the code and the words. Of a PDF that is gone only its pages are known.
    """

    document: str = ""
    sha: str = ""
    pages: int = 0
    before: int = 0
    faults: tuple[tuple[int, str, str], ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether there is such a PDF."""
        return self.sha != ""


def drop_stale(root: Path, period: Period, kind: str) -> tuple[Problem, ...]:
    """Remove the copies of documents that have changed or are gone: none stays beside a document that it is not of."""
    known = remembered(root, period, kind)
    stale = [
        file for file, copy in known.items() if copy.is_there and fingerprint.sha_file(root / file) != copy.document
    ]
    problems = tuple(fault for file in stale for fault in output.remove(root, copy_of(file), known[file].sha))
    if stale:
        remember(root, period, kind, known | {file: Copy(pages=known[file].pages) for file in stale})
    return problems


def join(root: Path, period: Period, kind: str) -> None:
    """Take what shares wrote down of their copies into what is known of all; their files go."""
    files = shares.there(root, fingerprint.BUILD, str(period), kind, _OF_SHARE)
    if not files:
        return
    known = remembered(root, period, kind)
    for share in files:
        known |= remembered(root, period, kind, share)
    remember(root, period, kind, known)
    for file in files.values():
        if not disk.only_named(file):
            disk.remove(root, file)


def remember(root: Path, period: Period, kind: str, known: Mapping[str, Copy], share: Share | None = None) -> None:
    """Write down of which documents copies were made; of a share of them in its own file."""
    disk.keep(root, memory_of(str(period), kind, share), json.dumps(dict(sorted(known.items()))).encode())


def remembered(root: Path, period: Period, kind: str, share: Share | None = None) -> dict[str, Copy]:
    """Return each copy that was made, by its document; what we would not have written is left."""
    found = disk.record(root / memory_of(str(period), kind, share)).items()
    return {file: copy for file, seen in found if (copy := _read(root, file, seen)) is not None}


def memory_of(period: str, kind: str, share: Share | None = None) -> str:
    """Return the file that says of which documents copies were made."""
    if share is not None:
        return share.file(fingerprint.BUILD, period, kind, _OF_SHARE)
    return f"{fingerprint.BUILD}/{period}/.pdf-{kind}.json"


def copy_of(file: str) -> str:
    """Return the PDF that lies beside a document."""
    return f"{file.removesuffix(DOCX.suffix)}{PDF.suffix}"


def _read(root: Path, file: str, seen: object) -> Copy | None:
    """Return a line of the memory, if it is of the kind that we write: a document of `build/`, and what its copy is."""
    is_ours = (
        file.endswith(f".{DOCX.suffix}")
        and inside.is_plain(file)
        and isinstance(seen, list)
        and [type(value) for value in seen] == [str, str, int, int, list]
        and all(isinstance(fault, list) and [*map(type, fault)] == [int, str, str] for fault in seen[4])
        and inside.leads_inside(root, file, fingerprint.BUILD)
    )
    if not is_ours or not isinstance(seen, list):
        return None
    document, sha, pages, before, faults = seen
    return Copy(document, sha, pages, before, tuple((page, code, words) for page, code, words in faults))
