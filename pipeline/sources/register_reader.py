"""The register (buku agenda): a file a number, and what each says was given it."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import Field

from pipeline.files import folder, inside
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import models, number_rule, trees, yaml_change, yaml_edit
from pipeline.sources.number_rule import NUMBER, NumberPlace, bare_number
from pipeline.sources.types import SLUG, Count, Date, Model, Pattern, Slug, Text
from pipeline.sources.yaml_text import Node, read_yaml

EntryNumber = Annotated[str, Pattern(NUMBER, "nomor urut seperti 21, atau 21a untuk sisipan")]
Digest = Annotated[str, Pattern(r"[0-9a-f]{64}", "sidik SHA-256, 64 angka dan huruf kecil")]

Token = Annotated[str, Pattern(r"[0-9a-f]{32}", "tanda halaman pemeriksaan, 32 angka dan huruf kecil")]


class SentLetter(Model):
    """A letter made by the pipeline under a number; `sidik`, `pdf` and `tte` are the fingerprints of what is archived.

    `tte` is that of its PDF signed electronically.

    `token` names the public page of this letter; nobody can guess it.

    `unit` is empty where it speaks of no unit but of the whole period: then it is the institution's.
    """

    unit: Annotated[str, Pattern(f"({SLUG})?", "nama berkas sebuah unit, atau kosong")] = ""
    yth: Text | None = None
    hal: Text | None = None
    tanggal: Date | None = None
    revisi: Count | None = None
    alasan: Text | None = None
    sidik: Digest | None = None
    pdf: Digest | None = None
    tte: Digest | None = None
    token: Token | None = None
    diganti: Text | None = None


class Attachment(Model):
    """A file kept with a number: a signed scan, a signed PDF."""

    berkas: Annotated[str, Pattern(r"[^\W_](?:[\w .,()&+'-]{0,118}[\w)])?", "nama berkas tanpa folder")]
    sidik: Digest


class Entry(Model):
    """`register/<instansi>/<tahun>/NNNN.yaml`: a number, and what it was given to."""

    nomor: Text
    urut: EntryNumber
    tanggal: Date | None = None
    hal: Text | None = None
    yth: Text | None = None
    dari: Text | None = None
    periode: models.Periodik | None = None
    jenis: Slug | None = None
    surat: Annotated[list[SentLetter], Field(min_length=1)] = Field(default_factory=list)
    catatan: Text | None = None
    mengganti: Text | None = None
    batal: Text | None = None
    lampiran: list[Attachment] = Field(default_factory=list)


class EntryFile(NamedTuple):
    """An entry with its place: `sequence` is the folder of its sequence, `file` its file."""

    instansi: str
    sequence: str
    file: str
    entri: Entry
    tree: Node

    @property
    def folder(self) -> str:
        """Where what was issued under this number is archived."""
        return self.file.removesuffix(".yaml")

    @property
    def order(self) -> tuple[str, int, str]:
        """The key by which entries are in the order of their numbers: `21` before `21a` before `22`."""
        return (self.sequence, bare_number(self.entri.urut), self.entri.urut)


def institutions(root: Path) -> tuple[str, ...]:
    """Return the institutions that have a register."""
    return folder.folders(root, number_rule.REGISTER)


def entries(root: Path, instansi: str, problems: list[Problem], mention: str = "") -> tuple[EntryFile, ...]:
    """Return the entries of an institution in the order of their numbers; those that cannot be read as problems.

    With `mention`, only the files that hold this text are read: a build needs those of one period. One that is not
    whole is read as well: what it held is not known.
    """
    found: list[EntryFile] = []
    links: list[str] = []
    for file in folder.below(root, number_rule.register_folder(instansi), ".yaml", links):
        if (path := root / file).is_symlink() and path.is_file() and (link := inside.first_link(root, file)):
            leads = phrase("tautan {link} menunjuk ke luar ruang kerja, taruh berkasnya di sini", link=link)
            problems.append(problem(Place(file), "B008", found=leads))
            continue
        raw = folder.read_bytes(root, file, problems)
        if raw is None or (mention.encode() not in raw and b"urut:" in raw):
            continue
        node = read_yaml(raw, file, problems)
        entri = trees.read(Entry, node, problems) if node is not None else None
        if entri is None or node is None:
            continue
        sequence = number_rule.sequence_in(file)
        if sequence is None or NumberPlace(sequence, entri.urut).file != file:
            place = trees.find(node, ("urut",)).at
            expected = number_rule.file_name(entri.urut)
            problems.append(problem(place, "A001", found=entri.urut, expected=expected))
            continue
        found.append(EntryFile(instansi, sequence, file, entri, node))
    why = phrase("tautan ke folder tidak diikuti, taruh foldernya di sini")
    problems += (problem(Place(link), "B008", found=why) for link in links)
    return tuple(sorted(found, key=lambda entry: entry.order))


def issued_letters(
    root: Path, instansi: str, period: str, jenis: str, problems: list[Problem]
) -> dict[tuple[str, str], tuple[EntryFile, SentLetter]]:
    """Return the letters of a kind and period that have a number, each in its latest revision, by institution and unit.

    A number that is void, or that another one replaces, is none.
    """
    return issued_among(entries(root, instansi, problems, mention=period), period, jenis, problems)


def issued_among(
    every: Iterable[EntryFile], period: str, jenis: str, problems: list[Problem]
) -> dict[tuple[str, str], tuple[EntryFile, SentLetter]]:
    """Return the letters of a kind and period among entries, as `issued_letters` does."""
    found: dict[tuple[str, str], tuple[EntryFile, SentLetter]] = {}
    for entry_file in every:
        entri = entry_file.entri
        if (entri.periode, entri.jenis) != (period, jenis) or entri.batal:
            continue
        for letter in standing(entri):
            key = (entry_file.instansi, letter.unit)
            if key in found:
                values = {"unit": letter.unit, "nomor": entri.nomor, "other": found[key][0].file}
                problems.append(problem(Place(entry_file.file), "A003", **values))
            found.setdefault(key, (entry_file, letter))
    return found


def standing(entri: Entry) -> tuple[SentLetter, ...]:
    """Return the letters that stand under a number: the latest revision of each unit, if no other number took over."""
    last = {letter.unit: letter for letter in entri.surat}
    return tuple(letter for letter in last.values() if not letter.diganti)


def layer_of(entry_file: EntryFile, letter: SentLetter) -> Node:
    """Return what the register says of a letter, as the layer above all others."""
    entri = entry_file.entri
    index = entri.surat.index(letter)

    def at(*path: str | int) -> Place:
        return trees.find(entry_file.tree, path).at

    tanggal = letter.tanggal or entri.tanggal
    fields = {"nomor": Node(entri.nomor, at("nomor"))}
    if tanggal:
        where = ("surat", index, "tanggal") if letter.tanggal else ("tanggal",)
        fields["tanggal"] = Node(tanggal.isoformat(), at(*where))
    if letter.revisi:
        change = {
            "ke": Node(str(letter.revisi), at("surat", index, "revisi")),
            "alasan": Node(letter.alasan or "-", at("surat", index, "alasan")),
        }
        fields["perubahan"] = Node(change, at("surat", index, "revisi"))
    whole = Place(entry_file.file)
    assert entri.jenis is not None
    return Node({"dokumen": Node({entri.jenis: Node(dict(fields), whole)}, whole)}, whole)


SIGNED = "tte.pdf"
"""The ending of an archived PDF that is signed electronically."""


def archive_file(entry_file: EntryFile, letter: SentLetter, jenis: str) -> str:
    """Return the archived file of a letter: `docx`, `pdf`, signed PDF (`SIGNED`), text as `md`, record as `json`."""
    revisi = f".r{letter.revisi}" if letter.revisi else ""
    return f"{entry_file.folder}/{letter.unit or entry_file.instansi}{revisi}.{jenis}"


def entry_of(root: Path, file: str) -> EntryFile | None:
    """Return one entry by its file; `None` when there is none that can be read."""
    instansi = number_rule.institution_in(file)
    return next((entry for entry in entries(root, instansi, []) if entry.file == file), None)


def entry_text(entri: Entry) -> str:
    """Return an entry as the text of its file."""
    return yaml_edit.yaml(_said(entri))


def entry_bytes(root: Path, entry_file: EntryFile) -> bytes:
    """Return the file of an entry as it is to be: one that is there keeps its remarks, and what has not changed."""
    problems: list[Problem] = []
    raw = (root / entry_file.file).read_bytes() if (root / entry_file.file).is_file() else b""
    tree = read_yaml(raw, entry_file.file, problems) if raw else None
    was = trees.read(Entry, tree, problems) if tree is not None else None
    if was is None:
        return entry_text(entry_file.entri).encode()
    text, said = raw.decode("utf-8-sig"), _said(entry_file.entri)
    found = yaml_change.changed(text, _said(was), said).encode()
    node = read_yaml(found, entry_file.file, problems)
    same = node is not None and trees.read(Entry, node, problems) == entry_file.entri
    return found if same else yaml_change.anew(text, said).encode()


def new_entry(instansi: str, sequence: str, entri: Entry) -> EntryFile:
    """Return an entry that is not yet written, with the places that it will have."""
    file = NumberPlace(sequence, entri.urut).file
    node = read_yaml(entry_text(entri).encode(), file, [])
    assert node is not None
    return EntryFile(instansi, sequence, file, entri, node)


def changed_entry(entry: EntryFile, change: Mapping[str, Any]) -> EntryFile:
    """Return an entry with other values for some of its fields, not yet written."""
    return new_entry(entry.instansi, entry.sequence, entry.entri.model_copy(update=change))


def _said(entri: Entry) -> dict[str, yaml_edit.Content]:
    """Return what an entry says, as its file has it."""
    said: dict[str, yaml_edit.Content] = _plain(entri.model_dump(mode="json", exclude_none=True))
    return said


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items() if inner not in (None, "", [], {})}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return str(value)
