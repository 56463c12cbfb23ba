"""The record of an issued letter, read back: believed only where every field is of the kind that we write."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.files import disk, fingerprint, inside
from pipeline.sources import register_reader
from pipeline.sources.number_rule import REGISTER
from pipeline.sources.register_reader import EntryFile, SentLetter

_LAYOUT = "templates/"
_TEXTS = (
    *("nomor", "urut", "deret", "tanggal", "instansi", "unit", "periode", "jenis", "alasan"),
    *("dokumen", "pdf", "teks", "templat", "kata", "commit", "versi", "mesin"),
)


def of_letter(root: Path, entry: EntryFile, letter: SentLetter) -> Mapping[str, Any]:
    """Return the record of a letter; empty when it cannot be read, or is none that we wrote."""
    return in_file(root, register_reader.archive_file(entry, letter, "json"))


def in_file(root: Path, file: str) -> Mapping[str, Any]:
    """Return the record in a file of the archive; empty when it cannot be read, or is none that we wrote."""
    found = disk.record(root / file) if inside.leads_inside(root, file, REGISTER) else {}
    return found if _is_ours(found) else {}


def data_stand(root: Path, record: Mapping[str, Any]) -> bool:
    """Return whether the data that a letter was made from, by its record, are as they were; its template aside."""
    said = {file: digest for file, digest in record.get("sumber", {}).items() if not file.startswith(_LAYOUT)}
    inside_ = (inside.is_plain(file) and inside.leads_inside(root, file) for file in said)
    return bool(said) and all(inside_) and all(fingerprint.sha_file(root / file) == said[file] for file in said)


def _is_ours(found: Mapping[str, Any]) -> bool:
    texts = all(isinstance(found.get(name, ""), str) for name in _TEXTS)
    revision = found.get("revisi", 0)
    figures, sources = found.get("ikm", {}), found.get("sumber", {})
    return (
        texts
        and isinstance(revision, int)
        and isinstance(figures, dict)
        and all(isinstance(scheme, dict) and _holds_texts(scheme) for scheme in figures.values())
        and isinstance(sources, dict)
        and _holds_texts(sources)
    )


def _holds_texts(found: Mapping[str, Any]) -> bool:
    return all(isinstance(value, str) for value in found.values())
