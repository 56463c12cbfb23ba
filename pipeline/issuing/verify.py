"""Is a letter genuine: a file held against the archive, the archive held against the register."""

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import reading
from pipeline.files import disk, fingerprint, git
from pipeline.issuing import journal, register
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import number_rule, register_reader, trees
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


def whole_archive(root: Path) -> Iterator[Problem]:
    """Return everything in the register and the archive that is not as it was issued."""
    if journal.interrupted(root):
        yield problem(Place(journal.JOURNAL), "A014")
    for name in register_reader.institutions(root):
        problems: list[Problem] = []
        buku = register.open_register(root, name, problems)
        yield from problems
        yield from register.faults(root, buku)
        for lembar in buku.entry_file:
            yield from of_number(root, lembar)
        yield from _orphans(root, name)


def _orphans(root: Path, name: str) -> Iterator[Problem]:
    """Return a problem for each archive whose number is lost."""
    for folder in sorted({path.parent for path in (root / number_rule.REGISTER / name).rglob("*.json")}):
        file = folder.relative_to(root).as_posix()
        if not folder.with_name(f"{folder.name}.yaml").is_file():
            yield problem(Place(file), "A024", file=f"{file}.yaml")


def of_number(root: Path, lembar: EntryFile) -> Iterator[Problem]:
    """Return what is wrong with the archive of one number: lost, changed, not recorded."""
    known: set[str] = set()
    for index, surat in enumerate(lembar.entri.surat or ()):
        if surat.sidik is None:
            continue
        kinds = ("docx", "md", "json", *(["pdf"] if surat.pdf else []))
        files = {jenis: register_reader.archive_file(lembar, surat, jenis) for jenis in kinds}
        known |= set(files.values())
        yield from _of_letter(root, lembar, surat, files, trees.find(lembar.tree, ("surat", index, "sidik")).at)
    for index, one in enumerate(lembar.entri.lampiran or ()):
        file = f"{lembar.folder}/{one.berkas}"
        known.add(file)
        if fingerprint.sha_file(root / file) != one.sidik:
            yield problem(trees.find(lembar.tree, ("lampiran", index, "sidik")).at, "A010", file=file)
    folder = root / lembar.folder
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        file = path.relative_to(root).as_posix()
        if file not in known and path.name[0] != ".":
            yield problem(Place(lembar.file), "A019", file=file, nomor=lembar.entri.nomor)


def _of_letter(
    root: Path, lembar: EntryFile, surat: SentLetter, files: dict[str, str], place: Place
) -> Iterator[Problem]:
    """Return what is wrong with one archived letter: its document, its text, its record."""
    if fingerprint.sha_file(root / files["docx"]) != surat.sidik:
        yield problem(place, "A010", file=files["docx"])
    if surat.pdf and fingerprint.sha_file(root / files["pdf"]) != surat.pdf:
        yield problem(place, "A010", file=files["pdf"])
    record = disk.record(root / files["json"])
    if not record:
        yield problem(place, "A010", file=files["json"])
        return
    if fingerprint.sha_file(root / files["md"]) != record.get("teks"):
        yield problem(place, "A010", file=files["md"])
    expected = {
        "nomor": lembar.entri.nomor,
        "unit": surat.unit,
        "periode": lembar.entri.periode,
        "jenis": lembar.entri.jenis,
        "revisi": surat.revisi or 0,
        "dokumen": surat.sidik,
        "pdf": surat.pdf or "",
    }
    for field, value in expected.items():
        if record.get(field, "") != value:
            values = {"file": files["json"], "field": field, "found": record.get(field), "expected": value}
            yield problem(place, "A020", **values)


def make_again(root: Path, lembar: EntryFile, surat: SentLetter) -> str:
    """Make a letter again from the commit that its record names; return what differs, empty when not a byte does."""
    record = disk.record(root / register_reader.archive_file(lembar, surat, "json"))
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        if not record or not git.checkout(root, record["commit"], there):
            return phrase("commit {commit} tidak ada di repositori ini", commit=record.get("commit", "-"))
        _forget(there, lembar, surat)
        bare = surat.model_copy(update={"sidik": None, "diganti": None})
        entri = lembar.entri.model_copy(update={"surat": [bare], "batal": None})
        (there / lembar.sequence).mkdir(parents=True, exist_ok=True)
        (there / lembar.file).write_text(register_reader.entry_text(entri), encoding="utf-8")
        command = [sys.executable, "-m", "pipeline", "build", str(entri.jenis), str(entri.periode)]
        command += ["--unit", f"{lembar.instansi}/{surat.unit}".rstrip("/")]
        own = there if (there / "pipeline" / "__main__.py").is_file() else Path(__file__).parents[2]
        made = subprocess.run(
            command,
            cwd=there,
            env={**os.environ, "PYTHONPATH": str(own)},
            capture_output=True,
            text=True,
            check=False,
        )
        file = there / fingerprint.BUILD / str(entri.periode) / lembar.instansi / surat.unit / f"{entri.jenis}.docx"
        if not file.is_file():
            return phrase("tidak dapat dibuat lagi: {sebab}", sebab=made.stderr.strip() or made.stdout.strip())
        if fingerprint.sha_file(file) == surat.sidik:
            return ""
        if record.get("mesin") == fingerprint.engine():
            return phrase("bitanya lain")
        return phrase("bitanya lain (program atau pustakanya lain)")


def _forget(root: Path, lembar: EntryFile, surat: SentLetter) -> None:
    """Remove what a checked-out register says of a letter, and every archive: the letter is to be made, not copied."""
    entri = lembar.entri
    for one in register_reader.entries(root, lembar.instansi, []):
        shutil.rmtree(root / one.folder, ignore_errors=True)
        sent = {each.unit for each in one.entri.surat or ()}
        same = (one.entri.periode, one.entri.jenis) == (entri.periode, entri.jenis)
        if same and surat.unit in sent:
            (root / one.file).unlink()


def _entries(root: Path, mention: str = "") -> Iterator[EntryFile]:
    for name in register_reader.institutions(root):
        yield from register_reader.entries(root, name, [], mention)


def _letters(root: Path) -> Iterator[tuple[EntryFile, SentLetter]]:
    for lembar in _entries(root):
        for surat in lembar.entri.surat or ():
            if surat.sidik:
                yield lembar, surat
