"""The archive: beside each number the letter as issued, its text, and the record of what it was made from."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import __version__
from pipeline.documents import reading
from pipeline.files import disk, fingerprint, git, inside, left_behind
from pipeline.making import report
from pipeline.making.document import Job
from pipeline.making.office import Offices
from pipeline.problems.phrase import Text, phrase
from pipeline.sources import archived_record, register_reader, workspace
from pipeline.sources.number_rule import REGISTER
from pipeline.sources.register_reader import EntryFile, SentLetter
from pipeline.words.chapter import Need
from pipeline.words.say import needs


class SourceFile(NamedTuple):
    """A file that letters are made from: whose it is, when it bears the name of a unit, and its fingerprint."""

    file: str
    unit: str
    sidik: str


class SourceFiles:
    """The files of an institution, in their order: those of a unit are found without looking at the others."""

    def __init__(self, files: Iterable[SourceFile]) -> None:
        self._by_unit: dict[str, list[tuple[int, SourceFile]]] = {}
        for place, source in enumerate(files):
            self._by_unit.setdefault(source.unit, []).append((place, source))

    def of(self, unit: str) -> dict[str, str]:
        """Return the fingerprints of the files that a unit's letter is made from; of all for a letter of no unit."""
        names = {"", unit} if unit else self._by_unit
        found = sorted(placed for name in names for placed in self._by_unit.get(name, ()))
        return {source.file: source.sidik for _, source in found}


class Origin(NamedTuple):
    """What letters of a batch are made from: the commit of the workspace, the program, by institution the files."""

    commit: str
    versi: str
    mesin: str
    source_files: Mapping[str, SourceFiles]


def origin(offices: Offices, names: Iterable[str], kind: str) -> Origin:
    """Return what the letters of these institutions are made from, as it stands now."""
    files = {name: SourceFiles(sources_of(offices, name, kind)) for name in names}
    return Origin(git.head(offices.root), __version__, fingerprint.engine(), files)


def letter_figures(work: Job, name: str, unit: str) -> dict[str, dict[str, str]]:
    """Return index and grade of each scheme that a letter speaks of; empty for a kind that speaks of none."""
    if Need.RESULTS not in needs(work.jenis.kosakata):
        return {}
    opened = work.offices[name]
    return opened.results(opened.dossier(unit)).summary


def contents(
    entry: EntryFile,
    letter: SentLetter,
    document: bytes,
    printed: bytes,
    made: Mapping[str, Any],
    origin: Origin,
) -> dict[str, bytes]:
    """Return the files to archive of a letter, by path; its record names the sources, but for those of other units.

    `printed` is its PDF, empty when it has none.
    """
    said = entry.entri
    assert said.periode is not None
    assert said.jenis is not None
    text_bytes = reading.markdown(document).encode()
    tanggal = letter.tanggal or said.tanggal
    record = {
        "nomor": said.nomor,
        "urut": said.urut,
        "deret": entry.sequence,
        "tanggal": tanggal.isoformat() if tanggal else "",
        "instansi": entry.instansi,
        "unit": letter.unit,
        "periode": said.periode,
        "jenis": said.jenis,
        "revisi": letter.revisi or 0,
        "alasan": letter.alasan or "",
        "ikm": made.get("ikm", {}),
        "dokumen": fingerprint.sha(document),
        "pdf": fingerprint.sha(printed) if printed else "",
        "teks": fingerprint.sha(text_bytes),
        "templat": made["templat"],
        "kata": made["kata"],
        "sumber": origin.source_files[entry.instansi].of(letter.unit),
        "commit": origin.commit,
        "versi": origin.versi,
        "mesin": origin.mesin,
    }
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    files = {"docx": document, "pdf": printed, "md": text_bytes, "json": text.encode()}
    return {register_reader.archive_file(entry, letter, jenis): content for jenis, content in files.items() if content}


def sources_of(offices: Offices, instansi: str, kind: str) -> tuple[SourceFile, ...]:
    """Return every file that letters of an institution and a kind may be made from."""
    root = offices.root
    units = set(workspace.units(root, instansi))
    found: list[SourceFile] = []
    for folder in (
        f"{workspace.UNITS}/{instansi}",
        *(f"{folder}/{instansi}" for folder in report.looked_at(offices.root, str(offices.period), instansi)),
        f"{workspace.TEMPLATES}/{kind}",
    ):
        for path in sorted((root / folder).rglob("*")):
            hidden = any(map(left_behind.is_ignored, path.relative_to(root / folder).parts))
            if path.is_file() and not hidden:
                owner = (
                    path.stem if path.suffix in (".yaml", ".csv", *workspace.WORKBOOKS) and path.stem in units else ""
                )
                found.append(SourceFile(path.relative_to(root).as_posix(), owner, fingerprint.sha_file(path)))
    found += (
        SourceFile(file, "", fingerprint.sha_file(root / file)) for file in spoken_entries(offices, instansi, kind)
    )
    return tuple(found)


def spoken_entries(offices: Offices, instansi: str, kind: str) -> tuple[str, ...]:
    """Return the files of the register that letters of a kind speak from: the letters cited, or for a list all."""
    opened = offices.open(instansi, [])
    if opened is None:
        return ()
    if Need.REGISTER in needs(workspace.jenis(offices.root, kind).kosakata):
        return tuple(entry.file for entry in opened.entries([]))
    cited = (letters for (jenis, _), letters in opened.office.cited_letters.items() if jenis != kind)
    return tuple(sorted({entry.file for letters in cited for entry, _ in letters.standing.values()}))


def content(root: Path, entry: EntryFile, letter: SentLetter, jenis: str) -> bytes:
    """Return an archived file of a letter; empty when it is not there, or a link leads out to it."""
    file = register_reader.archive_file(entry, letter, jenis)
    try:
        return disk.content(root / file) if inside.leads_inside(root, file, REGISTER) else b""
    except OSError:
        return b""


def says_it_is(root: Path, folder: str) -> Text:
    """Return which letters a folder of the archive holds, as its records say."""
    files = (path.relative_to(root).as_posix() for path in sorted((root / folder).glob("*.json")))
    found = [archived_record.in_file(root, file) for file in files]
    letters = [f"{record.get('nomor')}, {record.get('unit') or record.get('instansi')}" for record in found if record]
    return phrase("surat {letters}", letters="; ".join(letters)) if letters else phrase("tidak ada catatannya")


def main_figures(found: Mapping[str, Any]) -> Mapping[str, str]:
    """Return index and grade of the main scheme, which a record keeps first; empty where it has none."""
    ikm = found.get("ikm")
    first = next(iter(ikm.values()), None) if isinstance(ikm, dict) else None
    return first if isinstance(first, dict) else {}
