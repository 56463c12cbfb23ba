"""Is a letter genuine: a file held against the archive, the archive held against the register."""

import difflib
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import reading
from pipeline.files import fingerprint
from pipeline.problems.phrase import phrase
from pipeline.sources import register_reader
from pipeline.sources.register_reader import EntryFile, SentLetter

ASLI, BERUBAH, TIDAK_DIKENAL = phrase("asli"), phrase("berubah"), phrase("tidak dikenal")
_PDF = b"%PDF"
_WORD = re.compile(r"\w+")
_PAGE = re.compile(r"\s*-?\s*(\d{1,3}|[ivxl]+)\s*-?\s*$")
"""A line that is the number of a page, and nothing else."""


class Verdict(NamedTuple):
    """What a file is: `asli`, `berubah` (with the words that were put in place of others), or `tidak dikenal`."""

    result: str
    entry_file: EntryFile | None = None
    surat: SentLetter | None = None
    differences: tuple[tuple[str, str], ...] = ()
    keterangan: str = ""


def of_file(root: Path, content: bytes) -> Verdict:
    """Return what a file is, by its fingerprint, else by its words."""
    sidik = fingerprint.sha(content)
    for lembar in _entries(root, sidik):
        for surat in lembar.entri.surat or ():
            if sidik in (surat.sidik, surat.pdf):
                return Verdict(ASLI, lembar, surat, keterangan=_standing(lembar, surat))
        for one in lembar.entri.lampiran or ():
            if one.sidik == sidik:
                return Verdict(ASLI, lembar, keterangan=phrase("lampiran {file}", file=one.berkas))
    text = _text_of(content)
    if text is None:
        return Verdict(TIDAK_DIKENAL, keterangan=phrase("bukan surat dari arsip, dan teksnya tidak dapat dibaca"))
    return _most_alike(root, text, content.startswith(_PDF))


def _most_alike(root: Path, text: str, cetakan: bool) -> Verdict:
    """Return the archived letter whose number stands in a text and that is most like it.

    A PDF is held against the PDF that was issued; where none was, by its words alone, since a page has them in another
    order than the document.
    """
    words = text.split()
    there = "".join(words)
    none = Verdict(TIDAK_DIKENAL, keterangan=phrase("tidak memuat nomor surat yang terbit"))
    best: tuple[float, Verdict] = (0.0, none)
    for lembar, surat in _letters(root):
        if "".join(lembar.entri.nomor.split()) not in there:
            continue
        archived = _archived_text(root, lembar, surat, "pdf" if cetakan and surat.pdf else "md")
        was = archived.split()
        matcher = difflib.SequenceMatcher(None, was, words, autojunk=False)
        if matcher.ratio() > best[0]:
            beda = tuple(
                _printed_difference(archived, text) if cetakan and not surat.pdf else _difference(matcher, was, words)
            )
            note = "" if beda else phrase("kata-katanya sama; berkasnya disimpan ulang")
            best = (matcher.ratio(), Verdict(BERUBAH, lembar, surat, beda, note))
    return best[1]


def _archived_text(root: Path, lembar: EntryFile, surat: SentLetter, jenis: str) -> str:
    """Return the text of a letter in the archive; empty when it is not there."""
    path = root / register_reader.archive_file(lembar, surat, jenis)
    if not path.is_file():
        return ""
    return _text_of(path.read_bytes()) or "" if jenis == "pdf" else path.read_text(encoding="utf-8")


def _printed_difference(was: str, now: str) -> Iterator[tuple[str, str]]:
    """Return the words that one text has and the other lacks, but for the numbers of pages."""
    lost, more = _surplus(was, now), _surplus(now, was)
    if lost or more:
        yield " ".join(lost), " ".join(more)


def _surplus(text: str, other: str) -> list[str]:
    """Return the words that a text has more often than another, in their order."""
    spare = Counter(_WORD.findall(text.casefold())) - Counter(_WORD.findall(other.casefold()))
    spare -= Counter(found[1] for line in text.splitlines() if (found := _PAGE.match(line.casefold())))
    return [one for one in _WORD.findall(text) if spare[one.casefold()] > 0 and not spare.subtract([one.casefold()])]


def _difference(matcher: "difflib.SequenceMatcher[str]", was: list[str], now: list[str]) -> Iterator[tuple[str, str]]:
    for kind, begin, end, start, stop in matcher.get_opcodes():
        if kind != "equal":
            yield " ".join(was[begin:end]), " ".join(now[start:stop])


def _text_of(content: bytes) -> str | None:
    """Return the text of a .docx or, where `pdftotext` is there, of a PDF; `None` when it cannot be read."""
    if content.startswith(_PDF):
        program = shutil.which("pdftotext")
        if program is None:
            return None
        found = subprocess.run([program, "-layout", "-", "-"], input=content, capture_output=True, check=False)
        return found.stdout.decode("utf-8", "replace") if found.returncode == 0 else None
    try:
        return reading.markdown(content)
    except reading.NotDocx:
        return None


def _standing(lembar: EntryFile, surat: SentLetter) -> str:
    """Return what has become of a letter since it was issued; empty when it still stands."""
    if lembar.entri.batal:
        return phrase("nomornya batal: {alasan}", alasan=lembar.entri.batal)
    if surat.diganti:
        return phrase("diganti oleh {nomor}", nomor=surat.diganti)
    if surat not in register_reader.standing(lembar.entri):
        return phrase("sudah diubah oleh surat perubahan")
    return ""


def _entries(root: Path, mention: str = "") -> Iterator[EntryFile]:
    for name in register_reader.institutions(root):
        yield from register_reader.entries(root, name, [], mention)


def _letters(root: Path) -> Iterator[tuple[EntryFile, SentLetter]]:
    for lembar in _entries(root):
        for surat in lembar.entri.surat or ():
            if surat.sidik:
                yield lembar, surat
