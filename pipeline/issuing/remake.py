"""A letter made again from the commit that its record names, in a folder that is thrown away."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from pipeline.documents import opening
from pipeline.files import fingerprint, folder, git
from pipeline.problems.phrase import Text, phrase
from pipeline.sources import archived_record, register_reader
from pipeline.sources.register_reader import EntryFile, SentLetter

_LONGEST = 600
"""Seconds that making one letter may take."""
_HOME = Path(__file__).parents[2]


class Remade(NamedTuple):
    """What came of making a letter again: by which program, and what differs; empty when not a byte does.

    `is_packed_otherwise` when every member is the same to the byte, and only the zip around them is not.
    """

    by: Text
    difference: Text
    is_packed_otherwise: bool = False


def make_again(root: Path, entry: EntryFile, letter: SentLetter, own_code: bool = False) -> Remade:
    """Make a letter again from the data of the commit that its record names.

    The program that is installed makes it; that commit's own program runs only when `own_code` asks for it. The commit
    must belong to the history that the workspace stands on, whatever the record says.
    """
    by = phrase("program dari commit itu") if own_code else phrase("program yang terpasang")
    record = archived_record.of_letter(root, entry, letter)
    commit = record.get("commit", "")
    if not git.program():
        return Remade(by, phrase("program git tidak ada di komputer ini"))
    if not git.is_commit(commit):
        return Remade(by, phrase("catatannya tidak menyebut sebuah commit"))
    with tempfile.TemporaryDirectory() as place:
        there = Path(place)
        if not git.checkout(root, commit, there):
            return Remade(by, phrase("commit {commit} tidak ada dalam riwayat repositori ini", commit=commit))
        if own_code and not (there / "pipeline" / "__main__.py").is_file():
            return Remade(by, phrase("commit {commit} tidak memuat programnya", commit=commit))
        _forget(there, entry, letter)
        _enter(there, entry, letter)
        output = _build(there, there if own_code else _HOME, entry, letter)
        said = entry.entri
        file = there / fingerprint.BUILD / str(said.periode) / entry.instansi / letter.unit / f"{said.jenis}.docx"
        if not file.is_file():
            return Remade(by, phrase("tidak dapat dibuat lagi: {sebab}", sebab=output))
        if fingerprint.sha_file(file) == letter.sidik:
            return Remade(by, "")
        if _holds_the_same(root, entry, letter, file.read_bytes()):
            return Remade(by, "", is_packed_otherwise=True)
        same_program = record.get("mesin") == fingerprint.engine()
        return Remade(
            by, phrase("bitanya lain") if same_program else phrase("bitanya lain (program atau pustakanya lain)")
        )


def _holds_the_same(root: Path, entry: EntryFile, letter: SentLetter, made: bytes) -> bool:
    """Return whether the archived letter, unaltered, and the one made again have the same members in the same order."""
    issued = folder.read_bytes(root, register_reader.archive_file(entry, letter, "docx"), [])
    if issued is None or fingerprint.sha(issued) != letter.sidik:
        return False
    held = [opening.opened(raw, "", []) for raw in (issued, made)]
    return held[0] is not None and held[1] is not None and list(held[0].items()) == list(held[1].items())


def _build(there: Path, code: Path, entry: EntryFile, letter: SentLetter) -> Text:
    """Run a build in a workspace with the program in a folder and no other; return what it said."""
    command = [sys.executable, "-P", "-m", "pipeline", "--root", str(there), "build"]
    command += [str(entry.entri.jenis), str(entry.entri.periode)]
    command += ["--unit", f"{entry.instansi}/{letter.unit}".rstrip("/")]
    env = {**os.environ, "PYTHONPATH": str(code), "PYTHONSAFEPATH": "1", "PYTHONIOENCODING": "utf-8"}
    try:
        made = subprocess.run(
            command,
            cwd=code,
            env=env,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=_LONGEST,
        )
    except subprocess.TimeoutExpired:
        return phrase("lebih dari {seconds} detik", seconds=_LONGEST)
    return made.stderr.strip() or made.stdout.strip()


def _enter(there: Path, entry: EntryFile, letter: SentLetter) -> None:
    """Write the entry of a letter as it was before the letter was made."""
    bare = letter.model_copy(update={"sidik": None, "pdf": None, "diganti": None})
    said = entry.entri.model_copy(update={"surat": [bare], "batal": None, "lampiran": []})
    (there / entry.sequence).mkdir(parents=True, exist_ok=True)
    (there / entry.file).write_text(register_reader.entry_text(said), encoding="utf-8")


def _forget(root: Path, entry: EntryFile, letter: SentLetter) -> None:
    """Remove what a checked-out register says of a letter, and every archive: the letter is to be made, not copied."""
    said = entry.entri
    for other in register_reader.entries(root, entry.instansi, []):
        shutil.rmtree(root / other.folder, ignore_errors=True)
        sent = {each.unit for each in other.entri.surat}
        same = (other.entri.periode, other.entri.jenis) == (said.periode, said.jenis)
        if same and letter.unit in sent:
            (root / other.file).unlink()
