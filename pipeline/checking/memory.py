"""What the last check found, by fingerprint: what has not changed since is not read again.

Nothing here reads YAML, answers or templates, so that a check with nothing to do costs next to nothing.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.files import disk, fingerprint
from pipeline.files.hashes import Hashes
from pipeline.problems import as_data
from pipeline.problems.problem import Place, Problem
from pipeline.scores.rows_read import RowsRead

FOLDERS = ("units", "periods", "templates", "register")
"""Folders that a check reads from."""
Stands = tuple[str, str]
"""What identifies a number: its sequence, and its place in it."""
Borne = tuple[str, str, Place, bool, Stands]
"""A kind of document, its number, where that is written, whether a batch shares it, and where the number stands."""
TypedNumber = tuple[Place, Stands, str, str, str, bool]
"""Where a number is typed and where it stands, the number, the date of its letter (or empty), its kind, if shared."""
CitedNumber = tuple[Place, str, str, Place]
"""Where a letter is cited, its number, its date, and where that stands."""


Known = tuple[Place, str, bool, str]
"""Where a warning is acknowledged, its code, whether there was one, and why it may stand."""
Replaced = tuple[Place, str]
"""Where a value stands, and its path."""


class Finding(NamedTuple):
    """What was found of one unit (or of what units share), made from files with the fingerprint `digest`.

    `nomor` are the numbers its documents bear; `known` what its files acknowledge; `typed` and `cited` what they say
    of numbers; `rows` is what became of the answers of an institution; `replaced` is what is shared and said
    otherwise for it, each value with its path: `None` where nobody knows. `kinds` are the documents that it gets.
    """

    digest: str
    problems: tuple[Problem, ...] = ()
    nomor: tuple[Borne, ...] = ()
    known: tuple[Known, ...] = ()
    typed: tuple[TypedNumber, ...] = ()
    cited: tuple[CitedNumber, ...] = ()
    rows: RowsRead = RowsRead()
    replaced: tuple[Replaced, ...] | None = None
    kinds: tuple[str, ...] = ()


class Memory(NamedTuple):
    """A check: the fingerprint of all its files, how many units it saw, all that it told, what each gave, the rows."""

    inputs_digest: str
    unit: int
    problems: tuple[Problem, ...]
    findings: dict[str, Finding]
    rows: RowsRead = RowsRead()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of document that any unit, or an institution over the period, gets."""
        return tuple(sorted({kind for finding in self.findings.values() for kind in finding.kinds}))


def file(root: Path, period: str) -> Path:
    """Return where the memory of a period is kept."""
    return root / fingerprint.BUILD / period / ".periksa.json"


def of_period(hashes: Hashes, period: str) -> str:
    """Return the fingerprint of every file that a check of the period may read: other periods are looked back to."""
    return fingerprint.sha(f"{period} {hashes.tree(*FOLDERS)}".encode())


def acknowledged(seen: Iterable[Memory]) -> tuple[tuple[Place, str, str], ...]:
    """Return every warning that was not told since it is known: where that is said, its code, and why."""
    every = (known for found in seen for finding in found.findings.values() for known in finding.known)
    return tuple(sorted({(at, kode, reason) for at, kode, was_needed, reason in every if was_needed and reason}))


def unchanged(root: Path, period: str, hashes: Hashes | None = None) -> Memory | None:
    """Return the last check when none of its files has changed since."""
    hashes, found = hashes or Hashes(root), read(root, period)
    same = found and found.inputs_digest and found.inputs_digest == of_period(hashes, period)
    hashes.keep()
    return found if same else None


def read(root: Path, period: str) -> Memory | None:
    """Return the last check of a period; `None` when there is none that can be read."""
    try:
        data = json.loads(file(root, period).read_bytes())
        findings = {name: _finding(data) for name, data in data["temuan"].items()}
        return Memory(data["masukan"], data["unit"], as_data.problems(data["masalah"]), findings, _rows(data["baris"]))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def write(root: Path, period: str, seen: Memory) -> None:
    """Keep a check; refuse when it cannot be written."""
    data = {
        "masukan": seen.inputs_digest,
        "unit": seen.unit,
        "baris": seen.rows,
        "masalah": as_data.written(seen.problems),
        "temuan": {
            name: [
                finding.digest,
                as_data.written(finding.problems),
                finding.nomor,
                finding.known,
                finding.typed,
                finding.cited,
                finding.rows,
                finding.replaced,
                finding.kinds,
            ]
            for name, finding in sorted(seen.findings.items())
        },
    }
    where = file(root, period).relative_to(root).as_posix()
    disk.keep(root, where, json.dumps(data, ensure_ascii=False).encode(errors="surrogatepass"))


def _finding(data: list[Any]) -> Finding:
    digest, problems, borne, known, typed, cited, rows, replaced, kinds = data
    return Finding(
        digest,
        as_data.problems(problems),
        tuple((kind, number, Place(*place), shared, _stands(stands)) for kind, number, place, shared, stands in borne),
        tuple((Place(*place), kode, needed, reason) for place, kode, needed, reason in known),
        tuple((Place(*place), _stands(stands), *rest) for place, stands, *rest in typed),
        tuple((Place(*place), number, day, Place(*dated)) for place, number, day, dated in cited),
        _rows(rows),
        None if replaced is None else tuple((Place(*place), path) for place, path in replaced),
        tuple(kinds),
    )


def _rows(data: list[Any]) -> RowsRead:
    read, used, refused, ignored, places, whole = data
    return RowsRead(read, used, refused, ignored, tuple(Place(*place) for place in places), tuple(whole))


def _stands(data: list[str]) -> Stands:
    sequence, urut = data
    return sequence, urut
