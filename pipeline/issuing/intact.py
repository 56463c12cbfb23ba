"""The archive held against the register: what is lost, changed, or recorded nowhere."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from pipeline.files import fingerprint, folder, inside
from pipeline.files.left_behind import is_ignored
from pipeline.issuing import archive, chain, journal, register, sequence, unrecorded, vouched, witness
from pipeline.issuing.trusted import NOBODY, Reader
from pipeline.making.office import Periods
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.sources import archived_record, number_rule, register_reader, trees
from pipeline.sources.register_reader import EntryFile, SentLetter

CHANGED, BY_ITSELF, WHOLE = "changed", "whole by its own word", "whole"
"""What a register is: not as it was issued; as it says itself, git not having been asked for all; as all say."""


def whole_archive(root: Path, reader: Reader = NOBODY) -> Iterator[Problem]:
    """Return everything in the register and the archive that is not as it was issued.

    `reader` is who judges signatures: by keys and certificates of his own, or by those that the workspace names.
    """
    told: set[str] = set()
    for fault in _of_today(root):
        told |= {str(dict(fault.values).get("file", ""))}
        if fault.code not in unrecorded.CODES:  # these are wrong with a file beside the entry
            told.add(fault.place.file)
        yield fault
    for name in register_reader.institutions(root):
        found = [fault for fault in chain.faults(root, name) if fault.place.file not in told]
        told |= {fault.place.file for fault in found}
        yield from found
        yield from vouched.faults(root, name, reader)
    yield from witness.faults(root, told)


def concerns(fault: Problem, entry: EntryFile) -> bool:
    """Return whether what is wrong with the whole register is wrong with one of its numbers, or with what proves it."""
    said = dict(fault.values)
    files = {fault.place.file, *(str(said[name]) for name in ("file", "other") if name in said)}
    if any(file == entry.file or f"{file}/".startswith(f"{entry.folder}/") for file in files):
        return True
    if fault.place.file == number_rule.REGISTER:
        return fault.code in witness.OF_ALL or any(
            sequence.prints(entry, text) for text in str(said.get("numbers", "")).split(", ")
        )
    history = chain.file_of(entry.file)
    proofs = {history, f"{history.rpartition('/')[0]}/{chain.SIGNATURES}"}
    nomor = str(said.get("nomor", "?"))
    return bool(files & proofs) and (nomor in ("?", "-") or sequence.prints(entry, nomor))


def state_of(problems: Iterable[Problem]) -> str:
    """Return whether what problems speak of, the register or a number, is whole, and whether git was asked."""
    codes = {fault.code: fault.is_warning for fault in problems}
    if any(not is_warning and code != witness.UNASKED for code, is_warning in codes.items()):
        return CHANGED
    return BY_ITSELF if codes.keys() & {*witness.OF_ALL} else WHOLE


def _of_today(root: Path) -> Iterator[Problem]:
    """Return what is wrong as things stand, whatever history says."""
    yield from left_behind(root)
    periods = Periods(root)
    for name in register_reader.institutions(root):
        problems: list[Problem] = []
        opened = register.open_register(periods, name, problems)
        yield from problems
        yield from register.faults(root, opened)
        for entry in opened.entry_file:
            yield from of_number(root, entry)
        yield from _orphans(root, name)


def left_behind(root: Path) -> Iterator[Problem]:
    """Return a warning where a run was cut off, or what is wrong with the journal that says so."""
    if journal.interrupted(root):
        try:
            journal.read(root)
        except Refusal as refusal:
            yield from refusal.problems
        else:
            yield problem(Place(journal.JOURNAL), "A014")


def _orphans(root: Path, name: str) -> Iterator[Problem]:
    """Return a problem for each archive whose number is lost: a folder with a record, or with a number for its name."""
    own = number_rule.register_folder(name)
    kept = [PurePosixPath(file) for file in folder.below(root, own, "")]
    recorded = {file.parent for file in kept if file.suffix == ".json"}
    for held in sorted({file.parent for file in kept if file.suffix != ".yaml"}):
        entry = f"{held}.yaml"
        is_archive = held in recorded or number_rule.sequence_in(entry) not in (None, own)
        if is_archive and not (root / entry).is_file():
            yield problem(Place(str(held)), "A024", file=entry, what=archive.says_it_is(root, str(held)))


def of_number(root: Path, entry: EntryFile) -> Iterator[Problem]:
    """Return what is wrong with the archive of one number: lost, changed, not recorded."""
    known: set[str] = set()
    for index, letter in enumerate(entry.entri.surat):
        if letter.sidik is None:
            continue
        signed = register_reader.SIGNED
        kinds = ("docx", "md", "json", *(["pdf"] if letter.pdf else []), *([signed] if letter.tte else []))
        files = {ending: register_reader.archive_file(entry, letter, ending) for ending in kinds}
        known |= set(files.values())
        yield from _of_letter(root, entry, letter, files, trees.find(entry.tree, ("surat", index, "sidik")).at)
    for index, attachment in enumerate(entry.entri.lampiran):
        file = f"{entry.folder}/{attachment.berkas}"
        known.add(file)
        if _digest(root, file) != attachment.sidik:
            yield problem(trees.find(entry.tree, ("lampiran", index, "sidik")).at, "A010", file=file)
    held = root / entry.folder
    for path in sorted(held.iterdir()) if held.is_dir() else ():
        file = path.relative_to(root).as_posix()
        if file not in known and not is_ignored(path.name):
            yield unrecorded.told(root, entry, file)


def _of_letter(
    root: Path, entry: EntryFile, letter: SentLetter, files: dict[str, str], place: Place
) -> Iterator[Problem]:
    """Return what is wrong with one archived letter: its document, its text, its record."""
    if _digest(root, files["docx"]) != letter.sidik:
        yield problem(place, "A010", file=files["docx"])
    if letter.pdf and _digest(root, files["pdf"]) != letter.pdf:
        yield problem(place, "A010", file=files["pdf"])
    if letter.tte and _digest(root, files[register_reader.SIGNED]) != letter.tte:
        yield problem(place, "A010", file=files[register_reader.SIGNED])
    record = archived_record.of_letter(root, entry, letter)
    if not record:
        yield problem(place, "A010", file=files["json"])
        return
    if _digest(root, files["md"]) != record.get("teks"):
        yield problem(place, "A010", file=files["md"])
    expected = {
        "nomor": entry.entri.nomor,
        "unit": letter.unit,
        "periode": entry.entri.periode,
        "jenis": entry.entri.jenis,
        "revisi": letter.revisi or 0,
        "dokumen": letter.sidik,
        "pdf": letter.pdf or "",
    }
    for field, value in expected.items():
        if record.get(field, "") != value:
            values = {"file": files["json"], "field": field, "found": record.get(field), "expected": value}
            yield problem(place, "A020", **values)


def _digest(root: Path, file: str) -> str:
    """Return the fingerprint of a file of the archive; empty when it cannot be read, or a link leads out to it."""
    return fingerprint.sha_file(root / file) if inside.leads_inside(root, file, number_rule.REGISTER) else ""
