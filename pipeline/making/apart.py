"""Documents made away from their workspace: what they are made from goes as bytes, and comes back as bytes and records.

Where they are made, the files are laid into a folder of their own, and the same functions read them as at home: a
document that is there already goes along, so that it is left, kept or made again as it would be here.
"""

import shutil
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import print_pool
from pipeline.files import disk, fingerprint
from pipeline.files.hashes import Hashes
from pipeline.making import output, prints
from pipeline.making.document import Job, Made, make
from pipeline.making.format import DOCX
from pipeline.making.office import Offices
from pipeline.making.report import ReportLine
from pipeline.making.workers import Item
from pipeline.problems.problem import Place, Problem, Refusal
from pipeline.sources import number_rule, register_reader, workspace

Files = Mapping[str, bytes]


class Base(NamedTuple):
    """What all documents of a run share: templates, and the names of all that lies in `units` and `periods`."""

    run: str
    kind: str
    period: str
    mode: str
    output: str
    templates: Files
    names: tuple[str, ...]


class Asked(NamedTuple):
    """A document that is to be made, with what lies in its place now."""

    item: Item
    there: Files


class Done(NamedTuple):
    """What became of a document, and the files that it left otherwise: their content, nothing where one went."""

    made: Made
    files: tuple[tuple[str, bytes | None], ...]


def base_of(work: Job, run: str, hashes: Hashes) -> Base:
    """Return what the documents of a run share."""
    templates = {file: disk.content(work.root / file) for file in hashes.walk(workspace.TEMPLATES)}
    names = (*hashes.walk(workspace.UNITS), *hashes.walk(workspace.PERIODS))
    return Base(run, work.kind, str(work.period), work.mode, work.output, templates, names)


def office_of(work: Job, name: str, hashes: Hashes) -> Files:
    """Return the files of an institution: its own and its units', its numbers, its letters that are out, its counts.

    Raises `OSError` where one cannot be read: its documents are made at home, where that is told.
    """
    periods = workspace.periods(work.root)
    own = [f"{workspace.UNITS}/{name}", *(f"{workspace.PERIODS}/{period}/{name}" for period in periods)]
    files = [file for folder in own for file in hashes.walk(folder)]
    files += (file for file in hashes.walk(number_rule.register_folder(name)) if file.endswith(".yaml"))
    for (office, _), issued in work.issued.items():
        if office == name:
            files += (register_reader.archive_file(*issued, ending) for ending in (work.made_as.suffix, "json"))
    counts = (work.root / f"{fingerprint.BUILD}/{period}/.jawaban/{name}" for period in periods)
    files += (path.relative_to(work.root).as_posix() for folder in counts for path in folder.glob("*.json"))
    return {file: disk.content(work.root / file) for file in files}


def asked(work: Job, item: Item) -> Asked:
    """Return a document that is to be made, with what lies in its place."""
    folder = f"{work.output}/{work.period}/{item[0]}/{item[1]}"
    return Asked(item, _documents(work.root, folder, work.kind))


def _documents(root: Path, folder: str, kind: str) -> Files:
    there = sorted((root / folder).glob(f"{kind}.*")) if (root / folder).is_dir() else []
    return {f"{folder}/{path.name}": disk.content(path) for path in there if path.suffix == f".{DOCX.suffix}"}


def kept(work: Job, done: Done, item: Item) -> Made:
    """Put at home what was made elsewhere; return what became of it."""
    more: list[Problem] = []
    try:
        for file, content in done.files:
            if content is None:
                more += output.remove(work.root, file, fingerprint.sha_file(work.root / file))
            else:
                disk.keep(work.root, file, content)
    except Refusal as refusal:
        return Made(ReportLine(*item[:2]), done.made.nomor, refusal.problems)
    return done.made._replace(problems=(*done.made.problems, *more)) if more else done.made


_one_at_a_time = threading.Lock()
_works: dict[str, tuple[Job, set[str]]] = {}


def make_all(folder: str, base: Base, offices: Mapping[str, Files], documents: Sequence[Asked]) -> list[Done]:
    """Make documents in a folder of this process, into which what they are made from is laid once a run."""
    with _one_at_a_time:
        if base.run not in _works:
            _works[base.run] = _begun(folder, base), set()
        work, known = _works[base.run]
        for name, files in offices.items():
            if name not in known:
                _lay(work.root, files)
                opened = work.offices.open(name, [])
                if opened is not None and not base.mode:
                    assert isinstance(work.issued, dict)
                    work.issued.update(opened.issued(base.kind, []))
                known.add(name)
        return [_made(work, document) for document in documents]


def _begun(folder: str, base: Base) -> Job:
    root = Path(tempfile.mkdtemp(prefix="skm-", dir=folder))
    _lay(root, dict.fromkeys(base.names, b""))
    _lay(root, base.templates)
    period = workspace.period(root, base.period)
    return Job(base.kind, workspace.jenis(root, base.kind), Offices(root, period), {}, base.output, base.mode)


def _lay(root: Path, files: Files) -> None:
    for file, content in files.items():
        disk.write_apart(root / file, content) if content else _touch(root / file)


def _touch(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def _made(work: Job, document: Asked) -> Done:
    name, unit, old = document.item
    _lay(work.root, document.there)
    folder = f"{work.output}/{work.period}/{name}/{unit}"
    made = make(work, name, unit, ReportLine.read(old) if old else None)
    after = _documents(work.root, folder, work.kind)
    shutil.rmtree(work.root / folder, ignore_errors=True)
    gone = ((file, None) for file in document.there if file not in after)
    new = ((file, content) for file, content in after.items() if document.there.get(file) != content)
    return Done(made, (*gone, *new))


def forget(run: str) -> None:
    """Remove what was laid down for a run."""
    with _one_at_a_time:
        work, _ = _works.pop(run, (None, None))
        if work is not None:
            shutil.rmtree(work.root, ignore_errors=True)


def print_all(folder: str, documents: Sequence[tuple[str, bytes]]) -> list[bytes | Problem]:
    """Return the PDF of each document, named as at home, or what is wrong with it; by one LibreOffice."""
    with _one_at_a_time, tempfile.TemporaryDirectory(prefix="skm-", dir=folder) as name:
        print_pool.MOST_WORKERS = 1
        paths = [Path(name, f"{number:04}.{DOCX.suffix}") for number in range(len(documents))]
        for path, (_, content) in zip(paths, documents, strict=True):
            path.write_bytes(content)
        known = zip(paths, documents, strict=True)
        return prints.of([prints.Asked(path, Place(file), file) for path, (file, _) in known])
