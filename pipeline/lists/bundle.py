"""All letters of a kind and period as one PDF to be printed and signed: in the order of the register, with a cover.

Those that have a number come first, as they are archived; drafts after them, in the order of their units. A letter that
bears an electronic signature is left out and told: pages of a signed file are not signed in another one.
"""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import cover_list, pdf_bundle
from pipeline.documents.pdf_bundle import Part
from pipeline.files import disk, fingerprint
from pipeline.issuing import archive
from pipeline.making import build, copies, prints, report
from pipeline.making.at_work import Told, to_nobody
from pipeline.making.copied import copy_of
from pipeline.making.office import Offices, OpenOffice
from pipeline.making.report import ReportLine
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.sources import register_reader, workspace
from pipeline.sources.models import Surat
from pipeline.sources.period import Period
from pipeline.sources.register_reader import EntryFile, SentLetter
from pipeline.words import indonesian

BY_COPIES = "tembusan"
"""Asks for a copy for whom the letter is to, and one for each who gets one."""
_COLUMNS = (("No.", 600), ("Nomor", 2600), ("Kepada", 4000), ("Halaman", 1100), ("Rangkap", 1100))
_DRAFT = "(draf)"


class Bundle(NamedTuple):
    """A bundle that was written: its file, how many letters of it have a number, how many are drafts, its sheets."""

    file: str
    numbered: int
    drafts: int
    sheets: int


class _Letter(NamedTuple):
    """A letter that goes into a bundle: its document, its PDF where there is one, and what the cover says of it."""

    number: str
    to: str
    document: Path
    content: bytes
    copies: int


def write(
    root: Path,
    period: Period,
    kind: str,
    only: str | None,
    many: str,
    problems: list[Problem],
    progress: Told = to_nobody,
) -> Iterator[Bundle]:
    """Make the letters of a kind in a period (or of the institution `only`), and write a bundle an institution.

    `many` is how often each letter stands in it: a number, or `tembusan`.
    """
    problems += copies.run(root, period, kind, progress=progress).problems
    offices = Offices(root, period)
    for name in workspace.institutions(root, period) if only is None else (only,):
        found = [*_printed(letters(root, offices, name, kind, many, problems), problems)]
        if found:
            title = build.kind_of(root, kind).sebutan.capitalize()
            file = f"{fingerprint.BUILD}/{period}/{name}/bundel-{kind}.pdf"
            cover = _cover(offices, name, title, found, problems)
            parts = [Part(f"{letter.number or _DRAFT} {letter.to}", letter.content, letter.copies) for letter in found]
            content = pdf_bundle.bundle([*cover, *parts])
            disk.write(root / file, content)
            numbered = sum(letter.number != "" for letter in found)
            yield Bundle(file, numbered, len(found) - numbered, pdf_bundle.sheets(content))


def letters(
    root: Path, offices: Offices, name: str, kind: str, many: str, problems: list[Problem]
) -> Iterator[_Letter]:
    """Yield the letters of an institution in the order in which they are printed; those that cannot be are told."""
    opened = offices.open(name, problems)
    if opened is None:
        return
    issued = opened.issued(kind, problems)
    for (_, unit), (entry, sent) in sorted(issued.items(), key=lambda found: (found[1][0].order, found[0])):
        if sent.tte or any(map(pdf_bundle.is_signed, _beside(root, entry, sent))):
            problems.append(problem(Place(entry.file), "P021", number=entry.entri.nomor))
            continue
        ending, digest = ("pdf", sent.pdf) if sent.pdf else ("docx", sent.sidik)
        file, content = register_reader.archive_file(entry, sent, ending), archive.content(root, entry, sent, ending)
        if digest is None or fingerprint.sha(content) != digest:
            problems.append(problem(Place(entry.file), "A010", file=file))
        else:
            record = _record(opened, unit, kind)
            to = sent.yth or unit or name
            printed = content if sent.pdf else b""
            yield _Letter(entry.entri.nomor, to, root / file, printed, _copies(record, many))
    for _, text in report.documents(root / fingerprint.BUILD / str(offices.period) / f"{kind}.json"):
        made = ReportLine.read(text)
        if made is None:
            continue
        path = root / made.berkas
        if made.instansi == name and (name, made.unit) not in issued and made.berkas and path.is_file():
            record = _record(opened, made.unit, kind)
            to = record.yth if record is not None and record.yth else made.unit or name
            copy = root / copy_of(made.berkas)
            content = copy.read_bytes() if copy.is_file() else b""
            content = b"" if content and pdf_bundle.fault(content) else content
            yield _Letter("", to, path, content, _copies(record, many))


def _beside(root: Path, entry: EntryFile, sent: SentLetter) -> Iterator[bytes]:
    """Yield the PDFs that may say that a letter is signed: its own, and those that were attached to its number."""
    files = [register_reader.archive_file(entry, sent, "pdf")]
    files += [f"{entry.folder}/{attached.berkas}" for attached in entry.entri.lampiran]
    for file in files:
        if file.endswith(".pdf") and (root / file).is_file():
            yield (root / file).read_bytes()


def _record(opened: OpenOffice, unit: str, kind: str) -> Surat | None:
    try:
        return opened.dossier(unit).effective.dokumen.get(kind)
    except Refusal:  # told where the letter was made
        return None


def _copies(record: Surat | None, many: str) -> int:
    if many != BY_COPIES:
        return int(many)
    return 1 + len(record.tembusan if record is not None else ())


def _printed(letters: Iterable[_Letter], problems: list[Problem]) -> Iterator[_Letter]:
    """Yield letters with their PDFs; those that have none yet are printed together."""
    every = [*letters]
    lacking = [number for number, letter in enumerate(every) if not letter.content]
    asked = [
        prints.Asked(every[number].document, Place(str(every[number].document.name)), every[number].to)
        for number in lacking
    ]
    for number, found in zip(lacking, prints.of(asked) if asked else (), strict=True):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            every[number] = every[number]._replace(content=found)
    for letter in every:
        if letter.content and (why := pdf_bundle.fault(letter.content)):
            problems.append(problem(Place(letter.document.name), "P005", file=letter.to, why=why))
        elif letter.content:
            yield letter


def _cover(offices: Offices, name: str, title: str, letters: Sequence[_Letter], problems: list[Problem]) -> list[Part]:
    """Return the list of what stands in a bundle, as its first part, on paper like that of the letters."""
    institution, period = offices[name].office.instansi, offices.period
    when = f"{indonesian.period_name(period, institution.gaya.semester)} Tahun {period.tahun}"
    rows = [
        (str(number), letter.number or _DRAFT, letter.to, str(pdf_bundle.pages(letter.content)), str(letter.copies))
        for number, letter in enumerate(letters, 1)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "daftar.docx")
        said, paper = (f"Daftar {title}", institution.nama, when), pdf_bundle.paper(letters[0].content)
        path.write_bytes(cover_list.document(said, _COLUMNS, rows, paper))
        (found,) = prints.of([prints.Asked(path, Place(path.name), path.name)])
    if isinstance(found, Problem):
        problems.append(found)
        return []
    return [Part("Daftar", found)]
