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
from pipeline.problems.phrase import ucap
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import register_reader as agenda
from pipeline.sources import trees as susun
from pipeline.sources.register_reader import Lembar, Terkirim

ASLI, BERUBAH, TIDAK_DIKENAL = ucap("asli"), ucap("berubah"), ucap("tidak dikenal")
_PDF = b"%PDF"
_KATA = re.compile(r"\w+")
_HALAMAN = re.compile(r"\s*-?\s*(\d{1,3}|[ivxl]+)\s*-?\s*$")
"""A line that is the number of a page, and nothing else."""


class Putusan(NamedTuple):
    """What a file is: `asli`, `berubah` (with the words that were put in place of others), or `tidak dikenal`."""

    hasil: str
    lembar: Lembar | None = None
    surat: Terkirim | None = None
    beda: tuple[tuple[str, str], ...] = ()
    keterangan: str = ""


def berkas(root: Path, content: bytes) -> Putusan:
    """Return what a file is, by its fingerprint, else by its words."""
    sidik = fingerprint.sha(content)
    for lembar in _lembar(root, sidik):
        for surat in lembar.entri.surat or ():
            if sidik in (surat.sidik, surat.pdf):
                return Putusan(ASLI, lembar, surat, keterangan=_kedudukan(lembar, surat))
        for one in lembar.entri.lampiran or ():
            if one.sidik == sidik:
                return Putusan(ASLI, lembar, keterangan=ucap("lampiran {file}", file=one.berkas))
    text = _teks(content)
    if text is None:
        return Putusan(TIDAK_DIKENAL, keterangan=ucap("bukan surat dari arsip, dan teksnya tidak dapat dibaca"))
    return _terdekat(root, text, content.startswith(_PDF))


def _terdekat(root: Path, text: str, cetakan: bool) -> Putusan:
    """Return the archived letter whose number stands in a text and that is most like it.

    A PDF is held against the PDF that was issued; where none was, by its words alone, since a page has them in another
    order than the document.
    """
    words = text.split()
    there = "".join(words)
    none = Putusan(TIDAK_DIKENAL, keterangan=ucap("tidak memuat nomor surat yang terbit"))
    best: tuple[float, Putusan] = (0.0, none)
    for lembar, surat in _surat(root):
        if "".join(lembar.entri.nomor.split()) not in there:
            continue
        archived = _terarsip(root, lembar, surat, "pdf" if cetakan and surat.pdf else "md")
        was = archived.split()
        matcher = difflib.SequenceMatcher(None, was, words, autojunk=False)
        if matcher.ratio() > best[0]:
            beda = tuple(_beda_cetak(archived, text) if cetakan and not surat.pdf else _beda(matcher, was, words))
            note = "" if beda else ucap("kata-katanya sama; berkasnya disimpan ulang")
            best = (matcher.ratio(), Putusan(BERUBAH, lembar, surat, beda, note))
    return best[1]


def _terarsip(root: Path, lembar: Lembar, surat: Terkirim, jenis: str) -> str:
    """Return the text of a letter in the archive; empty when it is not there."""
    path = root / agenda.arsip(lembar, surat, jenis)
    if not path.is_file():
        return ""
    return _teks(path.read_bytes()) or "" if jenis == "pdf" else path.read_text(encoding="utf-8")


def _beda_cetak(was: str, now: str) -> Iterator[tuple[str, str]]:
    """Return the words that one text has and the other lacks, but for the numbers of pages."""
    lost, more = _lebih(was, now), _lebih(now, was)
    if lost or more:
        yield " ".join(lost), " ".join(more)


def _lebih(text: str, other: str) -> list[str]:
    """Return the words that a text has more often than another, in their order."""
    spare = Counter(_KATA.findall(text.casefold())) - Counter(_KATA.findall(other.casefold()))
    spare -= Counter(found[1] for line in text.splitlines() if (found := _HALAMAN.match(line.casefold())))
    return [one for one in _KATA.findall(text) if spare[one.casefold()] > 0 and not spare.subtract([one.casefold()])]


def _beda(matcher: "difflib.SequenceMatcher[str]", was: list[str], now: list[str]) -> Iterator[tuple[str, str]]:
    for kind, begin, end, start, stop in matcher.get_opcodes():
        if kind != "equal":
            yield " ".join(was[begin:end]), " ".join(now[start:stop])


def _teks(content: bytes) -> str | None:
    """Return the text of a .docx or, where `pdftotext` is there, of a PDF; `None` when it cannot be read."""
    if content.startswith(_PDF):
        program = shutil.which("pdftotext")
        if program is None:
            return None
        found = subprocess.run([program, "-layout", "-", "-"], input=content, capture_output=True, check=False)
        return found.stdout.decode("utf-8", "replace") if found.returncode == 0 else None
    try:
        return reading.markdown(content)
    except reading.BukanDocx:
        return None


def _kedudukan(lembar: Lembar, surat: Terkirim) -> str:
    """Return what has become of a letter since it was issued; empty when it still stands."""
    if lembar.entri.batal:
        return ucap("nomornya batal: {alasan}", alasan=lembar.entri.batal)
    if surat.diganti:
        return ucap("diganti oleh {nomor}", nomor=surat.diganti)
    if surat not in agenda.berlaku(lembar.entri):
        return ucap("sudah diubah oleh surat perubahan")
    return ""


def semua(root: Path) -> Iterator[Problem]:
    """Return everything in the register and the archive that is not as it was issued."""
    if journal.terhenti(root):
        yield problem(Place(journal.JURNAL), "A014")
    for name in agenda.institutions(root):
        problems: list[Problem] = []
        buku = register.buka(root, name, problems)
        yield from problems
        yield from register.periksa(root, buku)
        for lembar in buku.lembar:
            yield from nomor(root, lembar)
        yield from _yatim(root, name)


def _yatim(root: Path, name: str) -> Iterator[Problem]:
    """Return a problem for each archive whose number is lost."""
    for folder in sorted({path.parent for path in (root / agenda.REGISTER / name).rglob("*.json")}):
        file = folder.relative_to(root).as_posix()
        if not folder.with_name(f"{folder.name}.yaml").is_file():
            yield problem(Place(file), "A024", file=f"{file}.yaml")


def nomor(root: Path, lembar: Lembar) -> Iterator[Problem]:
    """Return what is wrong with the archive of one number: lost, changed, not recorded."""
    known: set[str] = set()
    for index, surat in enumerate(lembar.entri.surat or ()):
        if surat.sidik is None:
            continue
        kinds = ("docx", "md", "json", *(["pdf"] if surat.pdf else []))
        files = {jenis: agenda.arsip(lembar, surat, jenis) for jenis in kinds}
        known |= set(files.values())
        yield from _satu(root, lembar, surat, files, susun.find(lembar.tree, ("surat", index, "sidik")).at)
    for index, one in enumerate(lembar.entri.lampiran or ()):
        file = f"{lembar.folder}/{one.berkas}"
        known.add(file)
        if fingerprint.sha_file(root / file) != one.sidik:
            yield problem(susun.find(lembar.tree, ("lampiran", index, "sidik")).at, "A010", file=file)
    folder = root / lembar.folder
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        file = path.relative_to(root).as_posix()
        if file not in known and path.name[0] != ".":
            yield problem(Place(lembar.file), "A019", file=file, nomor=lembar.entri.nomor)


def _satu(root: Path, lembar: Lembar, surat: Terkirim, files: dict[str, str], place: Place) -> Iterator[Problem]:
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


def buat_lagi(root: Path, lembar: Lembar, surat: Terkirim) -> str:
    """Make a letter again from the commit that its record names; return what differs, empty when not a byte does."""
    record = disk.record(root / agenda.arsip(lembar, surat, "json"))
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        if not record or not git.checkout(root, record["commit"], there):
            return ucap("commit {commit} tidak ada di repositori ini", commit=record.get("commit", "-"))
        _lupakan(there, lembar, surat)
        bare = surat.model_copy(update={"sidik": None, "diganti": None})
        entri = lembar.entri.model_copy(update={"surat": [bare], "batal": None})
        (there / lembar.deret).mkdir(parents=True, exist_ok=True)
        (there / lembar.file).write_text(agenda.teks(entri), encoding="utf-8")
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
            return ucap("tidak dapat dibuat lagi: {sebab}", sebab=made.stderr.strip() or made.stdout.strip())
        if fingerprint.sha_file(file) == surat.sidik:
            return ""
        if record.get("mesin") == fingerprint.engine():
            return ucap("bitanya lain")
        return ucap("bitanya lain (program atau pustakanya lain)")


def _lupakan(root: Path, lembar: Lembar, surat: Terkirim) -> None:
    """Remove what a checked-out register says of a letter, and every archive: the letter is to be made, not copied."""
    entri = lembar.entri
    for one in agenda.entries(root, lembar.instansi, []):
        shutil.rmtree(root / one.folder, ignore_errors=True)
        sent = {each.unit for each in one.entri.surat or ()}
        same = (one.entri.periode, one.entri.jenis) == (entri.periode, entri.jenis)
        if same and surat.unit in sent:
            (root / one.file).unlink()


def _lembar(root: Path, mention: str = "") -> Iterator[Lembar]:
    for name in agenda.institutions(root):
        yield from agenda.entries(root, name, [], mention)


def _surat(root: Path) -> Iterator[tuple[Lembar, Terkirim]]:
    for lembar in _lembar(root):
        for surat in lembar.entri.surat or ():
            if surat.sidik:
                yield lembar, surat
