"""The archive: beside each number the letter as issued, its text, and the record of what it was made from."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import __version__
from pipeline.documents import reading
from pipeline.files import disk, fingerprint, git, inside
from pipeline.making import report
from pipeline.making.document import Job
from pipeline.sources import layers, register_reader, workspace
from pipeline.sources.number_rule import REGISTER
from pipeline.sources.period import Period, parse
from pipeline.sources.register_reader import EntryFile, SentLetter
from pipeline.words.chapter import Need
from pipeline.words.say import needs


class SourceFile(NamedTuple):
    """A file that letters are made from: whose it is, when it bears the name of a unit, and its fingerprint."""

    file: str
    unit: str
    sidik: str


class Origin(NamedTuple):
    """What letters of a batch are made from: the commit of the workspace, the program, by institution the files."""

    commit: str
    versi: str
    mesin: str
    source_files: Mapping[str, tuple[SourceFile, ...]]


def origin(root: Path, names: Iterable[str], masa: Period, kind: str) -> Origin:
    """Return what the letters of these institutions are made from, as it stands now."""
    files = {name: sources_of(root, name, masa, kind) for name in names}
    return Origin(git.head(root), __version__, fingerprint.engine(), files)


def letter_figures(work: Job, name: str, unit: str) -> dict[str, dict[str, str]]:
    """Return index and grade of each scheme that a letter speaks of; empty for a kind that speaks of none."""
    if Need.RESULTS not in needs(work.jenis.kosakata):
        return {}
    opened = work.offices[name]
    return opened.results(opened.dossier(unit)).summary


def contents(
    lembar: EntryFile,
    surat: SentLetter,
    dokumen: bytes,
    cetakan: bytes,
    catatan: Mapping[str, Any],
    dari: Origin,
) -> dict[str, bytes]:
    """Return the files to archive of a letter, by path; its record names the sources, but for those of other units.

    `cetakan` is its PDF, empty when it has none.
    """
    entri = lembar.entri
    assert entri.periode is not None
    assert entri.jenis is not None
    teks = reading.markdown(dokumen).encode()
    tanggal = surat.tanggal or entri.tanggal
    record = {
        "nomor": entri.nomor,
        "urut": entri.urut,
        "deret": lembar.sequence,
        "tanggal": tanggal.isoformat() if tanggal else "",
        "instansi": lembar.instansi,
        "unit": surat.unit,
        "periode": entri.periode,
        "jenis": entri.jenis,
        "revisi": surat.revisi or 0,
        "alasan": surat.alasan or "",
        "ikm": catatan.get("ikm", {}),
        "dokumen": fingerprint.sha(dokumen),
        "pdf": fingerprint.sha(cetakan) if cetakan else "",
        "teks": fingerprint.sha(teks),
        "templat": catatan["templat"],
        "kata": catatan["kata"],
        "sumber": {
            one.file: one.sidik
            for one in dari.source_files[lembar.instansi]
            if not surat.unit or one.unit in ("", surat.unit)
        },
        "commit": dari.commit,
        "versi": dari.versi,
        "mesin": dari.mesin,
    }
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    files = {"docx": dokumen, "pdf": cetakan, "md": teks, "json": text.encode()}
    return {register_reader.archive_file(lembar, surat, jenis): content for jenis, content in files.items() if content}


def sources_of(root: Path, instansi: str, masa: Period | str, kind: str) -> tuple[SourceFile, ...]:
    """Return every file that letters of an institution, period and kind may be made from."""
    units = set(workspace.units(root, instansi))
    found: list[SourceFile] = []
    for folder in (
        f"{workspace.UNITS}/{instansi}",
        *(f"{folder}/{instansi}" for folder in report.looked_at(str(masa))),
        f"{workspace.TEMPLATES}/{kind}",
    ):
        for path in sorted((root / folder).rglob("*")):
            hidden = any(part.startswith((".", "~$")) for part in path.relative_to(root / folder).parts)
            if path.is_file() and not hidden:
                owner = path.stem if path.suffix in (".yaml", ".csv", ".xlsx") and path.stem in units else ""
                found.append(SourceFile(path.relative_to(root).as_posix(), owner, fingerprint.sha_file(path)))
    found += (
        SourceFile(file, "", fingerprint.sha_file(root / file)) for file in spoken_entries(root, instansi, masa, kind)
    )
    return tuple(found)


def spoken_entries(root: Path, instansi: str, masa: Period | str, kind: str) -> tuple[str, ...]:
    """Return the files of the register that letters of a kind speak from: the letters cited, or for a list all."""
    known = parse(str(masa))
    office = layers.office_of(root, known, instansi, []) if known else None
    if office is None:
        return ()
    if Need.REGISTER in needs(workspace.jenis(root, kind).kosakata):
        return tuple(one.file for one in register_reader.entries(root, instansi, [], mention=str(masa)))
    cited = (one for (jenis, _), one in office.cited_letters.items() if jenis != kind)
    return tuple(sorted({lembar.file for one in cited for lembar, _ in one.standing.values()}))


def content(root: Path, lembar: EntryFile, surat: SentLetter, jenis: str) -> bytes:
    """Return an archived file of a letter; empty when it is not there, or a link leads out to it."""
    file = register_reader.archive_file(lembar, surat, jenis)
    try:
        return disk.content(root / file) if inside.leads_inside(root, file, REGISTER) else b""
    except OSError:
        return b""


def record(root: Path, lembar: EntryFile, surat: SentLetter) -> dict[str, Any]:
    """Return the record of a letter; empty when it cannot be read."""
    file = register_reader.archive_file(lembar, surat, "json")
    return disk.record(root / file) if inside.leads_inside(root, file, REGISTER) else {}


def main_figures(found: Mapping[str, Any]) -> Mapping[str, str]:
    """Return index and grade of the main scheme, which a record keeps first; empty where it has none."""
    ikm = found.get("ikm")
    first = next(iter(ikm.values()), None) if isinstance(ikm, dict) else None
    return first if isinstance(first, dict) else {}
