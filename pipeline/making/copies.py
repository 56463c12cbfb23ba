"""Documents under `build/` as PDF beside them: made when their document has changed, kept when somebody edited one."""

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import pdf_fonts
from pipeline.files import disk, fingerprint
from pipeline.making import build, output, prints
from pipeline.making.copied import copy_of, drop_stale, memory_of, remembered
from pipeline.problems.problem import Place, Problem
from pipeline.sources import workspace
from pipeline.sources.period import Period


class Copies(NamedTuple):
    """How many documents have a copy, how many of those were made now, and what is wrong."""

    total: int
    made: int
    problems: tuple[Problem, ...]


def run(
    root: Path,
    period: Period,
    kind: str,
    only: str | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Copies:
    """Make the documents of a kind in a period (or of the unit or institution `only`), and a PDF of each.

    What is made is kept as it comes: a run that is interrupted goes on where it was.
    """
    made = build.run(root, period, kind, only)
    problems = [*made.problems]
    there = {line.berkas: line.sha256 for line in made.lines() if line.berkas}
    problems += drop_stale(root, period, kind)
    memory = memory_of(str(period), kind)
    known = remembered(root, memory)
    kept = dict(known)
    stale = [
        file for file, sha in there.items() if known.get(file) != [sha, fingerprint.sha_file(root / copy_of(file))]
    ]
    lost, made_of = 0, [prints.Asked(root / file, Place(file), file) for file in stale]
    found: dict[str, list[Problem]] = {}
    try:
        with contextlib.closing(prints.each(made_of)) as copied:
            for done, (number, content) in enumerate(copied, 1):
                progress(done, len(stale))
                file = stale[number]
                if isinstance(content, bytes):
                    found[file] = [*output.put(root, copy_of(file), content, _made(known, file))]
                    kept[file] = [there[file], fingerprint.sha(content)]
                else:
                    found[file] = [content, *output.remove(root, copy_of(file), _made(known, file))]
                    kept.pop(file, None)
                    lost += 1
    finally:
        disk.keep(root, memory, json.dumps(kept, indent=1).encode())
    problems += (fault for file in stale for fault in found[file])
    problems += (fault for file in kept for fault in _fonts(root, file))
    return Copies(len(there) - lost, len(stale) - lost, tuple(problems))


def _fonts(root: Path, file: str) -> Iterator[Problem]:
    """Yield what a copy says in fonts that are not its document's; refused where its institution says so."""
    document, copy = root / file, root / copy_of(file)
    if document.is_file() and copy.is_file():
        rules = workspace.institution(root, file.split("/")[2], [])
        strict = rules is not None and rules.gaya.huruf_ketat
        yield from pdf_fonts.check(document.read_bytes(), copy.read_bytes(), Place(file), strict=strict)


def _made(known: Mapping[str, list[str]], file: str) -> str:
    """Return the fingerprint of the copy of a document as it was made last; empty when none was."""
    return known[file][1] if file in known else ""
