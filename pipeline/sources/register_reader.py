"""The register (buku agenda): a file a number, and what each says was given it."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import Field

from pipeline.files import folder
from pipeline.problems.problem import Place, Problem, problem
from pipeline.sources import models as schema
from pipeline.sources import trees as susun
from pipeline.sources import yaml_edit as tulis
from pipeline.sources.types import SLUG, Jumlah, Model, Slug, Tanggal, Teks, pola
from pipeline.sources.yaml_text import Node, read_yaml

REGISTER = "register"
URUT = r"[1-9]\d{0,6}[a-z]?"
_FILE = re.compile(r"(\d{4,7}[a-z]?)\.yaml")
Urut = Annotated[str, pola(URUT, "nomor urut seperti 21, atau 21a untuk sisipan")]
Sidik = Annotated[str, pola(r"[0-9a-f]{64}", "sidik SHA-256, 64 angka dan huruf kecil")]


class Terkirim(Model):
    """A letter made by the pipeline under a number; `sidik` and `pdf` are the fingerprints of what is archived.

    `unit` is empty where it speaks of no unit but of the whole period: then it is the institution's.
    """

    unit: Annotated[str, pola(f"({SLUG})?", "nama berkas sebuah unit, atau kosong")] = ""
    yth: Teks | None = None
    hal: Teks | None = None
    tanggal: Tanggal | None = None
    revisi: Jumlah | None = None
    alasan: Teks | None = None
    sidik: Sidik | None = None
    pdf: Sidik | None = None
    diganti: Teks | None = None


class Lampiran(Model):
    """A file kept with a number: a signed scan, a signed PDF."""

    berkas: Annotated[str, pola(r"[A-Za-z0-9][\w.-]*", "nama berkas tanpa folder")]
    sidik: Sidik


class Entri(Model):
    """`register/<instansi>/<tahun>/NNNN.yaml`: a number, and what it was given to."""

    nomor: Teks
    urut: Urut
    tanggal: Tanggal | None = None
    hal: Teks | None = None
    yth: Teks | None = None
    dari: Teks | None = None
    periode: schema.Periodik | None = None
    jenis: Slug | None = None
    surat: Annotated[list[Terkirim], Field(min_length=1)] | None = None
    catatan: Teks | None = None
    mengganti: Teks | None = None
    batal: Teks | None = None
    lampiran: list[Lampiran] | None = None


class Lembar(NamedTuple):
    """An entry with its place: `deret` is the folder of its sequence, `file` its file."""

    instansi: str
    deret: str
    file: str
    entri: Entri
    tree: Node

    @property
    def folder(self) -> str:
        """Where what was issued under this number is archived."""
        return self.file.removesuffix(".yaml")

    @property
    def letak(self) -> tuple[str, int, str]:
        """The key by which entries are in the order of their numbers: `21` before `21a` before `22`."""
        return (self.deret, angka(self.entri.urut), self.entri.urut)


def angka(urut: str) -> int:
    """Return the number without its letter: 21 of `21a`."""
    return int(urut.rstrip("abcdefghijklmnopqrstuvwxyz"))


def nama_berkas(urut: str) -> str:
    """Return the file of a number, by the number alone, so that two branches that take it conflict: `0021.yaml`."""
    return f"{angka(urut):04d}{urut.lstrip('0123456789')}.yaml"


def institutions(root: Path) -> tuple[str, ...]:
    """Return the institutions that have a register."""
    return folder.folders(root, REGISTER)


def entries(root: Path, instansi: str, problems: list[Problem], mention: str = "") -> tuple[Lembar, ...]:
    """Return the entries of an institution in the order of their numbers; those that cannot be read as problems.

    With `mention`, only the files that hold this text are read: a build needs those of one period. One that is not
    whole is read as well: what it held is not known.
    """
    found: list[Lembar] = []
    for file in folder.below(root, f"{REGISTER}/{instansi}", ".yaml"):
        raw = folder.read_bytes(root, file, problems)
        if raw is None or (mention.encode() not in raw and b"urut:" in raw):
            continue
        node = read_yaml(raw, file, problems)
        entri = susun.read(Entri, node, problems) if node is not None else None
        if entri is None or node is None:
            continue
        deret, _, name = file.rpartition("/")
        if not _FILE.fullmatch(name) or name != nama_berkas(entri.urut):
            place = susun.find(node, ("urut",)).at
            problems.append(problem(place, "A001", found=entri.urut, expected=nama_berkas(entri.urut)))
            continue
        found.append(Lembar(instansi, deret, file, entri, node))
    return tuple(sorted(found, key=lambda one: one.letak))


def terbitan(
    root: Path, instansi: str, masa: str, jenis: str, problems: list[Problem]
) -> dict[tuple[str, str], tuple[Lembar, Terkirim]]:
    """Return the letters of a kind and period that have a number, each in its latest revision, by institution and unit.

    A number that is void, or that another one replaces, is none.
    """
    return milik(entries(root, instansi, problems, mention=masa), masa, jenis, problems)


def milik(
    every: Iterable[Lembar], masa: str, jenis: str, problems: list[Problem]
) -> dict[tuple[str, str], tuple[Lembar, Terkirim]]:
    """Return the letters of a kind and period among entries, as `terbitan` does."""
    found: dict[tuple[str, str], tuple[Lembar, Terkirim]] = {}
    for lembar in every:
        entri = lembar.entri
        if (entri.periode, entri.jenis) != (masa, jenis) or entri.batal:
            continue
        for surat in berlaku(entri):
            key = (lembar.instansi, surat.unit)
            if key in found:
                values = {"unit": surat.unit, "nomor": entri.nomor, "other": found[key][0].file}
                problems.append(problem(Place(lembar.file), "A003", **values))
            found.setdefault(key, (lembar, surat))
    return found


def berlaku(entri: Entri) -> tuple[Terkirim, ...]:
    """Return the letters that stand under a number: the latest revision of each unit, if no other number took over."""
    last = {surat.unit: surat for surat in entri.surat or ()}
    return tuple(surat for surat in last.values() if not surat.diganti)


def lapisan(lembar: Lembar, surat: Terkirim) -> Node:
    """Return what the register says of a letter, as the layer above all others."""
    entri = lembar.entri
    index = (entri.surat or []).index(surat)

    def at(*path: str | int) -> Place:
        return susun.find(lembar.tree, path).at

    tanggal = surat.tanggal or entri.tanggal
    fields = {"nomor": Node(entri.nomor, at("nomor"))}
    if tanggal:
        where = ("surat", index, "tanggal") if surat.tanggal else ("tanggal",)
        fields["tanggal"] = Node(tanggal.isoformat(), at(*where))
    if surat.revisi:
        change = {
            "ke": Node(str(surat.revisi), at("surat", index, "revisi")),
            "alasan": Node(surat.alasan or "-", at("surat", index, "alasan")),
        }
        fields["perubahan"] = Node(change, at("surat", index, "revisi"))
    whole = Place(lembar.file)
    assert entri.jenis is not None
    return Node({"dokumen": Node({entri.jenis: Node(dict(fields), whole)}, whole)}, whole)


def arsip(lembar: Lembar, surat: Terkirim, jenis: str) -> str:
    """Return the archived file of a letter: its `docx` and `pdf`, its text as `md`, its record as `json`."""
    revisi = f".r{surat.revisi}" if surat.revisi else ""
    return f"{lembar.folder}/{surat.unit or lembar.instansi}{revisi}.{jenis}"


def lembar(root: Path, file: str) -> Lembar | None:
    """Return one entry by its file; `None` when there is none that can be read."""
    instansi = file.split("/")[1]
    return next((one for one in entries(root, instansi, []) if one.file == file), None)


def teks(entri: Entri) -> str:
    """Return an entry as the text of its file."""
    return tulis.yaml(_plain(entri.model_dump(mode="json", exclude_none=True)))


def baru(instansi: str, deret: str, entri: Entri) -> Lembar:
    """Return an entry that is not yet written, with the places that it will have."""
    file = f"{deret}/{nama_berkas(entri.urut)}"
    node = read_yaml(teks(entri).encode(), file, [])
    assert node is not None
    return Lembar(instansi, deret, file, entri, node)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items() if one not in (None, "", [], {})}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return str(value)
