"""The workspace: finds the files of a period and lays them over each other, one Berkas per unit."""

import os
import re
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple, TypeVar

from pipeline import state
from pipeline.errors import Place, Problem, Refusal, Usage, problem
from pipeline.sources import folder, mirip, orang, schema, susun, tipe
from pipeline.sources.masa import Masa, parse
from pipeline.sources.orang import Pejabat
from pipeline.sources.schema import Gabungan, Instansi, Jenis, Periode, Unit, UnitPeriode
from pipeline.sources.text import Node, read_yaml
from pipeline.sources.tipe import Model
from pipeline.ucapan import sebab, ucap

UNITS, PERIODS, TEMPLATES = "units", "periods", "templates"
EXCEL = ".xlsx"
_NOT_UNITS = ("instansi", "periode")
_M = TypeVar("_M", bound=Model)


class Kantor(NamedTuple):
    """An institution in one period: all that its units share."""

    id: str
    masa: Masa
    instansi: Instansi
    below: Node
    above: Node
    pejabat: Pejabat


class Berkas(NamedTuple):
    """All that is known of one unit in one period; `tree` has the place of every value.

    `masalah` has what is wrong between its files though each can be read: no document can be made while it has any.
    """

    kantor: Kantor
    unit: str
    isi: Gabungan
    tree: Node
    own: Place
    masalah: tuple[Problem, ...]

    @property
    def id(self) -> str:
        """`<instansi>/<unit>`, as folders are named."""
        return f"{self.kantor.id}/{self.unit}"


def periods(root: Path) -> tuple[str, ...]:
    """Return the periods that have a folder, in order."""
    return tuple(name for name in folder.folders(root, PERIODS) if parse(name))


def institutions(root: Path, masa: Masa) -> tuple[str, ...]:
    """Return the institutions that have a folder in the period."""
    return folder.folders(root, f"{PERIODS}/{masa}")


def offices(root: Path) -> tuple[str, ...]:
    """Return the institutions that have a folder under `units/`, in order."""
    return folder.folders(root, UNITS)


def kinds(root: Path) -> tuple[str, ...]:
    """Return the kinds of document there are."""
    there = folder.folders(root, TEMPLATES)
    return tuple(name for name in there if "jenis.yaml" in folder.names(root, f"{TEMPLATES}/{name}"))


def units(root: Path, instansi: str) -> tuple[str, ...]:
    """Return the units of an institution, in order."""
    return _stems(root, f"{UNITS}/{instansi}")


def period(root: Path, name: str) -> Masa:
    """Return the period of that name; refuse, naming those there are, when it has no folder."""
    there = periods(root)
    masa = parse(name)
    if masa is None or name not in there:
        if not there:
            new = name if masa else "2025S2"
            raise Usage(ucap("belum ada periode di periods/; mulai dengan make new-period PERIOD={name}", name=new))
        choices = ", ".join(there)
        if not name:
            raise Usage(ucap("sebutkan periodenya, misalnya PERIOD=2025S1; yang ada: {choices}", choices=choices))
        raise Usage(ucap('periode "{name}" tidak ada; yang ada: {choices}', name=name, choices=choices))
    return masa


def jenis(root: Path, kind: str) -> Jenis:
    """Return a kind of document; refuse when it has no folder or its file is wrong."""
    place = Place(f"{TEMPLATES}/{kind}/jenis.yaml")
    if kind not in kinds(root):
        raise Refusal([problem(place, "B004", kind=kind, choices=", ".join(kinds(root)) or "-")])
    problems: list[Problem] = []
    found = _load(root, place.file, Jenis, problems)
    if found is None:
        raise Refusal(problems)
    return found[0]


def kantor(root: Path, masa: Masa, name: str, problems: list[Problem]) -> Kantor | None:
    """Return an institution in a period; problems and `None` when what its units share is wrong."""
    here = f"{PERIODS}/{masa}/{name}"
    if name not in offices(root):
        problems.append(problem(Place(f"{here}/periode.yaml"), "B005", instansi=name))
        return None
    there = set(units(root, name))
    misnamed = tuple(_misnamed(root, f"{UNITS}/{name}", here))
    problems += (problem(Place(file), "C009", file=Path(file).name, name=right) for file, right in misnamed)
    wrong = {file for file, _ in misnamed}
    strangers = (stem for stem in _stems(root, here) if stem not in there and f"{here}/{stem}.yaml" not in wrong)
    problems += (problem(Place(f"{here}/{stem}.yaml"), "B002", unit=stem, instansi=name) for stem in strangers)
    instansi = _load(root, f"{UNITS}/{name}/instansi.yaml", Instansi, problems)
    pejabat = orang.known(instansi[1]) if instansi else None
    periode = _load(root, f"{here}/periode.yaml", Periode, problems, pejabat)
    if instansi is None or pejabat is None:
        return None
    _check_skema(instansi[0], instansi[1], problems)
    unknown: list[Problem] = []
    own = _fields(orang.resolved(instansi[1], pejabat, unknown))
    problems += unknown
    if periode is None or unknown:
        return None
    shared = {name: child for name, child in own.items() if name in schema.Bersama.model_fields}
    office = Kantor(name, masa, instansi[0], Node(shared, instansi[1].at), periode[1], pejabat)
    _check_unread(root, office, problems)
    return office


def berkas(root: Path, office: Kantor, unit: str, *atas: Node) -> Berkas:
    """Return a unit in a period, its layers laid over each other; refuse when one of its files cannot be read.

    `atas` are laid over them all: what the register says of numbers and dates.
    """
    problems: list[Problem] = []
    own = f"{PERIODS}/{office.masa}/{office.id}/{unit}.yaml"
    unit_file = f"{UNITS}/{office.id}/{unit}.yaml"
    if not re.fullmatch(tipe.SLUG, unit):
        raise Refusal([problem(Place(unit_file), "B006", found=unit)])
    below = _load(root, unit_file, Unit, problems, office.pejabat)
    there = os.path.lexists(root / own)
    above = _load(root, own, UnitPeriode, problems, office.pejabat) if there else _nothing(own)
    if below is None or above is None:
        raise Refusal(problems)
    tree = office.below
    for layer in (below[1], office.above, above[1], *atas):
        tree = susun.lay_over(susun.outranked(tree, layer), layer)
    isi = susun.read(Gabungan, tree, problems)
    if isi is None:
        raise Refusal(problems)
    _check_names(office, isi, tree, problems)
    _check_kinds(root, isi, tree, problems)
    return Berkas(office, unit, isi, tree, Place(own if there else unit_file), tuple(problems))


def alone(root: Path, masa: Masa, name: str, unit: str) -> tuple[Problem, ...]:
    """Return what is wrong with a unit's own files when what units share cannot be read."""
    problems: list[Problem] = []
    own = f"{PERIODS}/{masa}/{name}/{unit}.yaml"
    _load(root, f"{UNITS}/{name}/{unit}.yaml", Unit, problems)
    if (root / own).is_file():
        _load(root, own, UnitPeriode, problems)
    return tuple(problems)


def answer_files(root: Path, office: Kantor) -> tuple[tuple[str, str | None], ...]:
    """Return the files of answers as (file, unit); the unit is `None` where a column names it."""
    here = f"{PERIODS}/{office.masa}/{office.id}"
    found: list[tuple[str, str | None]] = []
    there = set(units(root, office.id))
    for name in folder.names(root, here, ".csv", EXCEL):
        stem = Path(name).stem
        if stem == "skor":
            found.append((f"{here}/{name}", None))
        elif stem in there:
            found.append((f"{here}/{name}", stem))
    return tuple(found)


def template_file(root: Path, kind: str, instansi: str) -> str:
    """Return the layout of a kind in an institution: its own, or `bawaan.docx`; refuse when there is neither."""
    own = f"{TEMPLATES}/{kind}/{instansi}.docx"
    for file in (own, f"{TEMPLATES}/{kind}/bawaan.docx"):
        if os.path.lexists(root / file):
            return file
    raise Refusal([problem(Place(f"{TEMPLATES}/{kind}/jenis.yaml"), "T009", instansi=instansi, file=own)])


def layouts(root: Path, kind: str) -> tuple[str, ...]:
    """Return every layout of a kind, in order."""
    found = folder.names(root, f"{TEMPLATES}/{kind}", ".docx")
    return tuple(f"{TEMPLATES}/{kind}/{name}" for name in found if not name.startswith("~$"))


def inside(root: Path, where: str, name: str, place: Place) -> Path:
    """Return the path of a file named in data; refuse one that leaves its folder."""
    base = (root / where).resolve()
    path = (base / name).resolve()
    if not path.is_relative_to(base):
        raise Refusal([problem(place, "B003", found=name, folder=where)])
    return path


def open_source(root: Path, file: str, problems: list[Problem]) -> BufferedReader | None:
    """Return a file, open to be read in parts; a problem and `None` when it cannot be."""
    try:
        return state.opened(root / file)
    except OSError as fault:
        problems.append(problem(Place(file), "B008", found=sebab(fault)))
        return None


def read_bytes(root: Path, file: str, problems: list[Problem]) -> bytes | None:
    """Return the content of a file; a problem and `None` when it cannot be read."""
    try:
        return state.content(root / file)
    except FileNotFoundError:
        problems.append(problem(Place(file), "B001", file=file))
    except OSError as fault:
        problems.append(problem(Place(file), "B008", found=sebab(fault)))
    return None


def _load(
    root: Path, file: str, model: type[_M], problems: list[Problem], pejabat: Pejabat | None = None
) -> tuple[_M, Node] | None:
    """Return what a file says, its people in the place of their keys; without `pejabat` the keys stay in its tree."""
    raw = read_bytes(root, file, problems)
    node = read_yaml(raw, file, problems) if raw is not None else None
    if node is None:
        return None
    unknown: list[Problem] = []
    whole = orang.resolved(node, pejabat, unknown)
    record = susun.read(model, whole, problems)
    problems += unknown
    return None if record is None or unknown else (record, node if pejabat is None else whole)


def _nothing(file: str) -> tuple[UnitPeriode, Node]:
    """Return what a file says that need not exist and does not."""
    return UnitPeriode(), Node({}, Place(file))


def _fields(node: Node) -> dict[str, Node]:
    return node.value if isinstance(node.value, dict) else {}


def _stems(root: Path, where: str) -> tuple[str, ...]:
    stems = (name.removesuffix(".yaml") for name in folder.names(root, where, ".yaml"))
    return tuple(sorted(stem for stem in stems if stem not in _NOT_UNITS))


_ENDINGS = {"yaml": ".yaml", "yml": ".yaml", "csv": ".csv", "xlsx": ".xlsx", "xls": ".xlsx"}
"""How the name of a file ends that is read, by how it may have been meant."""


def _check_unread(root: Path, office: Kantor, problems: list[Problem]) -> None:
    """Tell of files in the institution's folders that look as if they should be read and are not."""
    here = f"{PERIODS}/{office.masa}/{office.id}"
    known, there = units(root, office.id), {file for file, _ in answer_files(root, office)}
    for name in folder.names(root, here, ".csv"):
        file = f"{here}/{name}"
        if file not in there:
            hint = mirip.guess(name.removesuffix(".csv"), known, ucap("lihat nama berkas di units/"))
            problems.append(problem(Place(file), "C008", file=name, instansi=office.id, hint=hint))


def _misnamed(root: Path, units: str, period: str) -> Iterator[tuple[str, str]]:
    """Return the files that are not read because of their names, with the names that they should have.

    Windows hides what Notepad puts behind a name (`loket.yaml.txt`), and takes `Periode.yaml` for `periode.yaml`.
    """
    for where in (units, period):
        for file in folder.names(root, where):
            stem, _, suffix = re.sub(r"\.txt$", "", file, flags=re.IGNORECASE).rpartition(".")
            right = _ENDINGS.get(suffix.lower(), "")
            if not right or file[0] == "~" or (right != ".yaml" and where == units):
                continue
            if not (root / where / file).is_file():
                continue
            name = f"{stem.lower() if stem.lower() in (*_NOT_UNITS, 'skor') else stem}{right}"
            if name != file:
                yield f"{where}/{file}", name


def _check_skema(instansi: Instansi, node: Node, problems: list[Problem]) -> None:
    owner: dict[str, str] = {}
    for name, skema in instansi.skema.items():
        columns = [(key, column) for key, one in skema.unsur.items() for column in (key, *(one.pernyataan or ()))]
        for path, key in columns:
            if key in owner:
                place = susun.find(node, ("skema", name, "unsur", path))
                field = f"skema.{name}.unsur"
                problems.append(problem(place.key or place.at, "I004", field=field, key=key, other=owner[key]))
            owner.setdefault(key, name)


def _check_kinds(root: Path, isi: Gabungan, tree: Node, problems: list[Problem]) -> None:
    for name in isi.dokumen or ():
        if not (root / TEMPLATES / name / "jenis.yaml").is_file():
            node = susun.find(tree, ("dokumen", name))
            choices = ", ".join(kinds(root)) or "-"
            problems.append(problem(node.key or node.at, "B004", kind=name, choices=choices))


def _check_names(office: Kantor, isi: Gabungan, tree: Node, problems: list[Problem]) -> None:
    for index, name in enumerate(isi.pakai_skema or ()):
        if name not in office.instansi.skema:
            at = susun.find(tree, ("pakai_skema", index)).at
            choices = ", ".join(office.instansi.skema)
            problems.append(problem(at, "I006", field="pakai_skema", found=name, choices=choices))
    skema = office.instansi.skema
    utama = next((skema[name] for name in skema if name in (isi.pakai_skema or skema)), next(iter(skema.values())))
    for index, key in enumerate((isi.prioritas and isi.prioritas.unsur) or ()):
        if key not in utama.unsur:
            at = susun.find(tree, ("prioritas", "unsur", index)).at
            problems.append(problem(at, "I007", field="prioritas.unsur", found=key, choices=", ".join(utama.unsur)))
