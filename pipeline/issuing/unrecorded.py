"""Files in the archive that no entry names: what each is by its own word, and so what is to be done with it."""

from pathlib import Path

from pipeline.files import disk, fingerprint, inside
from pipeline.issuing import chain, verify
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import archived_record, register_reader
from pipeline.sources.number_rule import REGISTER
from pipeline.sources.register_reader import EntryFile

STRAY, OF_ANOTHER, ISSUED = "A019", "A054", "A060"
CODES = (STRAY, OF_ANOTHER, ISSUED)


def told(root: Path, entry: EntryFile, file: str) -> Problem:
    """Return what is to be done with a file beside an entry that does not name it."""
    try:
        content = disk.content(root / file) if inside.leads_inside(root, file, REGISTER) else b""
    except OSError:
        content = b""
    links = chain.read(chain.text_of(root, chain.file_of(entry.file)), [])
    if fingerprint.sha(content) in chain.last_of(links).get(file, ()):
        return problem(Place(entry.file), ISSUED, file=file, nomor=entry.entri.nomor, entry=entry.file)
    what, is_of_another = _by_its_word(root, entry, file, content)
    if is_of_another:
        return problem(Place(entry.file), OF_ANOTHER, file=file, what=what)
    return problem(Place(entry.file), STRAY, file=file, nomor=entry.entri.nomor, what=what)


def _by_its_word(root: Path, entry: EntryFile, file: str, content: bytes) -> tuple[Text, bool]:
    """Return what a file says that it is, and whether that is something of another number."""
    if file.endswith(".json"):
        return _record(root, entry, file)
    if file.endswith(".md"):
        return _text(root, entry, content.decode("utf-8", "replace"))
    other = verify.of_another(root, content, entry)
    return verify.sentence_of(other or verify.of_file(root, content)[0]), other is not None


def _record(root: Path, entry: EntryFile, file: str) -> tuple[Text, bool]:
    found = archived_record.in_file(root, file)
    if not found.get("nomor"):
        return phrase("bukan catatan asal surat"), False
    unit = found.get("unit") or found.get("instansi") or ""
    is_other = (found["nomor"], found.get("deret", entry.sequence)) != (entry.entri.nomor, entry.sequence)
    return phrase("catatan asal surat {nomor}, {unit}", nomor=found["nomor"], unit=unit), is_other


def _text(root: Path, entry: EntryFile, text: str) -> tuple[Text, bool]:
    """Return whose text a text is: of the letter whose number it says first."""
    plain = "".join(text.split())
    found: list[tuple[int, str, str]] = []
    for name in register_reader.institutions(root):
        for other in register_reader.entries(root, name, []):
            at = plain.find("".join(other.entri.nomor.split()))
            found += [(at, other.file, other.entri.nomor)] if at >= 0 else []
    if not found:
        return phrase("teks yang tidak memuat nomor surat"), False
    _, file, nomor = min(found)
    return phrase("teks surat {nomor}", nomor=nomor), file != entry.file
