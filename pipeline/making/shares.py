"""Shares of a run, made on any machine: which units a share has, and the file that says what became of them.

A unit belongs to a share by its name alone, whatever machine asks. The file has a line of JSON for each unit in the
order of a run, below a line that says from what they were made; it lies beside the run's report, and is joined there.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.files import disk
from pipeline.making.document import Job, Made
from pipeline.problems import as_data

SHAPE = {"bentuk": "skm/share", "versi": 1}
MOST = 10_000
ENDING = ".jsonl"
Target = tuple[str, str]


class Share(NamedTuple):
    """One of so many shares, counted from one."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    @classmethod
    def read(cls, text: str) -> "Share | None":
        """Return a share as it is typed: `3/16`; `None` for what is none."""
        number, _, of = text.partition("/")
        if not all(part.isascii() and part.isdigit() and len(part) < len(str(MOST)) + 1 for part in (number, of)):
            return None
        found = cls(int(number), int(of))
        return found if 1 <= found.number <= found.of <= MOST else None

    def among(self, targets: Iterable[Target]) -> list[Target]:
        """Return the units, or the institutions, of this share."""
        return [target for target in targets if number_of(target, self.of) == self.number]

    def file(self, output: str, period: str, kind: str, ending: str = ENDING) -> str:
        """Return the file that says what became of its documents, or another of the share."""
        return f"{output}/{period}/{kind}.bagian-{self.number}-{self.of}{ending}"


def number_of(target: Target, of: int) -> int:
    """Return which of so many shares has a unit."""
    digest = hashlib.sha256("/".join(target).encode(errors="surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") % of + 1


def head_of(work: Job, sources: str, engine: str) -> dict[str, Any]:
    """Return what the shares of one run have in common."""
    return {**SHAPE, "periode": str(work.period), "jenis": work.kind, "mesin": engine, "masukan": sources}


def write(work: Job, share: Share, head: dict[str, Any], made: Sequence[bytes]) -> str:
    """Write down what became of the documents of a share, a line each; return the file."""
    file = share.file(work.output, str(work.period), work.kind)
    said = {**head, "bagian": str(share), "jumlah": len(made)}
    disk.keep(work.root, file, chain((_line(said),), made))
    return file


def line_of(name: str, unit: str, made: Made) -> bytes:
    """Return what became of one document as its line in the file of its share."""
    line = None if made.line is None else made.line.written()
    return _line([name, unit, line, as_data.written(made.problems), made.nomor])


def _line(said: object) -> bytes:
    return f"{json.dumps(said, ensure_ascii=False)}\n".encode(errors="surrogatepass")


def there(root: Path, output: str, period: str, kind: str, ending: str = ENDING) -> dict[Share, str]:
    """Return the files of shares that lie beside the report of a kind, by share."""
    folder, found = root / output / period, {}
    before = f"{kind}.bagian-"
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(before) and path.name.endswith(ending):
            share = Share.read(path.name.removeprefix(before).removesuffix(ending).replace("-", "/"))
            if share is not None:
                found[share] = f"{output}/{period}/{path.name}"
    return found
