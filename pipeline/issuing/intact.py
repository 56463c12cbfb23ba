"""The archive held against the register: what is lost, changed, or recorded nowhere."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.files import fingerprint, inside
from pipeline.issuing import archive, chain, journal, register, witness
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.sources import number_rule, register_reader, trees
from pipeline.sources.register_reader import EntryFile, SentLetter


def whole_archive(root: Path) -> Iterator[Problem]:
    """Return everything in the register and the archive that is not as it was issued."""
    told: set[str] = set()
    for one in _of_today(root):
        told |= {one.place.file, str(dict(one.values).get("file", ""))}
        yield one
    for name in register_reader.institutions(root):
        found = [one for one in chain.faults(root, name) if one.place.file not in told]
        told |= {one.place.file for one in found}
        yield from found
    yield from witness.faults(root, told)


def _of_today(root: Path) -> Iterator[Problem]:
    """Return what is wrong as things stand, whatever history says."""
    yield from left_behind(root)
    for name in register_reader.institutions(root):
        problems: list[Problem] = []
        buku = register.open_register(root, name, problems)
        yield from problems
        yield from register.faults(root, buku)
        for lembar in buku.entry_file:
            yield from of_number(root, lembar)
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
        if _digest(root, file) != one.sidik:
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
    if _digest(root, files["docx"]) != surat.sidik:
        yield problem(place, "A010", file=files["docx"])
    if surat.pdf and _digest(root, files["pdf"]) != surat.pdf:
        yield problem(place, "A010", file=files["pdf"])
    record = archive.record(root, lembar, surat)
    if not record:
        yield problem(place, "A010", file=files["json"])
        return
    if _digest(root, files["md"]) != record.get("teks"):
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


def _digest(root: Path, file: str) -> str:
    """Return the fingerprint of a file of the archive; empty when it cannot be read, or a link leads out to it."""
    return fingerprint.sha_file(root / file) if inside.leads_inside(root, file, number_rule.REGISTER) else ""
