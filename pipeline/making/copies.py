"""Documents under `build/` as PDF beside them: made when their document has changed, kept when somebody edited one."""

import contextlib
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import page_lines, page_rules, pdf_fonts
from pipeline.documents.pdf_pages import NotPdf
from pipeline.files import fingerprint
from pipeline.making import build, copied, output, prints
from pipeline.making.at_work import Told, of_printing, to_nobody
from pipeline.making.copied import Copy, copy_of, drop_stale, remember, remembered
from pipeline.making.past_pages import PastPages
from pipeline.making.shares import Share
from pipeline.making.workers import Elsewhere
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import workspace
from pipeline.sources.period import Period

MORE = "P019"


class Copies(NamedTuple):
    """How many documents have a copy, how many were made now, their pages together, what is wrong; the copies."""

    total: int
    made: int
    pages: int
    problems: tuple[Problem, ...]
    files: tuple[str, ...] = ()


def run(
    root: Path,
    period: Period,
    kind: str,
    only: str | None = None,
    progress: Told = to_nobody,
    share: Share | None = None,
    *,
    join: bool = False,
    elsewhere: Elsewhere | None = None,
    each: Callable[[Sequence[prints.Asked]], Generator[tuple[int, bytes | Problem]]] | None = None,
) -> Copies:
    """Make the documents of a kind in a period (or of the unit or institution `only`), and a PDF of each.

    What is made is kept as it comes: a run that is interrupted goes on where it was. `elsewhere` makes the documents
    on other computers, and `each` prints them there.
    """
    made = build.run(root, period, kind, only, elsewhere, progress=progress, share=share, join=join)
    if join:
        copied.join(root, period, kind)
    problems = [*made.problems]
    there = {line.berkas: line.sha256 for line in made.lines() if line.berkas}
    problems += () if share else drop_stale(root, period, kind)
    known = remembered(root, period, kind)
    if share is not None:
        known = {file: copy for file, copy in known.items() if file in there} | remembered(root, period, kind, share)
    kept, past = dict(known), PastPages(root, period, kind)
    stale = [
        file
        for file, sha in there.items()
        if known.get(file, Copy())[:2] != (sha, fingerprint.sha_file(root / copy_of(file)))
    ]
    lost, made_of = 0, [prints.Asked(root / file, Place(file), file) for file in stale]
    found: dict[str, list[Problem]] = {}
    try:
        with contextlib.closing((each or prints.each)(made_of)) as printed:
            for done, (number, content) in enumerate(printed, 1):
                file = stale[number]
                progress(of_printing(done, len(stale), file))
                if isinstance(content, bytes):
                    found[file] = [*output.put(root, copy_of(file), content, _made(known, file))]
                    before = past.of(file, known.get(file))
                    kept[file] = _copy((root / file).read_bytes(), content)._replace(before=before)
                else:
                    found[file] = [content, *output.remove(root, copy_of(file), _made(known, file))]
                    kept.pop(file, None)
                    lost += 1
    finally:
        remember(root, period, kind, kept, share)
    problems += (fault for file in stale for fault in found[file])
    for file, copy in kept.items():
        problems += [*_fonts(root, file), *of_pages(file, copy)]
    pages = sum(kept[file].pages for file in there if file in kept)
    files = tuple(copy_of(file) for file in there if file in kept)
    return Copies(len(there) - lost, len(stale) - lost, pages, tuple(problems), files)


def _copy(document: bytes, content: bytes) -> Copy:
    try:
        pages = page_lines.pages(content)
    except NotPdf:  # told where it was printed
        pages = ()
    faults = tuple((fault.page, fault.code, fault.words) for fault in page_rules.faults(pages, document))
    return Copy(fingerprint.sha(document), fingerprint.sha(content), len(pages), faults=faults)


def of_pages(file: str, copy: Copy) -> Iterator[Problem]:
    """Yield what is wrong with the pages of a copy, and that it has more of them than before."""
    if not copy.is_there:
        return
    if 0 < copy.before < copy.pages:
        yield problem(Place(file), MORE, pages=str(copy.pages), before=str(copy.before))
    yield from (page_rules.said(page_rules.Fault(*fault), Place(file)) for fault in copy.faults)


def _fonts(root: Path, file: str) -> Iterator[Problem]:
    """Yield what a copy says in fonts that are not its document's; refused where its institution says so."""
    document, copy = root / file, root / copy_of(file)
    if document.is_file() and copy.is_file():
        rules = workspace.institution(root, file.split("/")[2], [])
        strict = rules is not None and rules.gaya.huruf_ketat
        yield from pdf_fonts.check(document.read_bytes(), copy.read_bytes(), Place(file), strict=strict)


def _made(known: Mapping[str, Copy], file: str) -> str:
    """Return the fingerprint of the copy of a document as it was made last; empty when none was."""
    return known.get(file, Copy()).sha
