"""The workspace: finds the files of a period and lays them over each other, one Berkas per unit."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from pipeline.files import folder
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, Refusal, Usage, problem
from pipeline.sources import citations, file_names, mentions, models, nearest, people, template_names, trees, types
from pipeline.sources.models import Effective, Instansi, Jenis, Periode, Unit, UnitPeriode
from pipeline.sources.people import People
from pipeline.sources.period import Period, parse
from pipeline.sources.types import Model
from pipeline.sources.yaml_text import Node, read_yaml

UNITS, PERIODS, TEMPLATES = "units", "periods", "templates"
EXCEL = ".xlsx"
_M = TypeVar("_M", bound=Model)


class Office(NamedTuple):
    """An institution in one period: all that its units share.

    `period_kinds` are the kinds of document that are over the whole period; `cited_letters` is what the register says
    of the letters that its files cite by their kind.
    """

    id: str
    period: Period
    instansi: Instansi
    below: Node
    above: Node
    pejabat: People
    period_kinds: frozenset[str] = frozenset()
    cited_letters: Mapping[citations.CitedKind, citations.CitedLetters] = {}


class Dossier(NamedTuple):
    """All that is known of one unit in one period; `tree` has the place of every value.

    Without a `unit` it is what is known of the institution itself. `problems` has what is wrong between its files when
    each can be read: no document can be made while it has any. `uncited` is why the letter that it cites has no number.
    """

    office: Office
    unit: str
    effective: Effective
    tree: Node
    own: Place
    problems: tuple[Problem, ...]
    uncited: tuple[Problem, ...] = ()

    @property
    def id(self) -> str:
        """`<instansi>/<unit>`, as folders are named; of the institution itself `<instansi>`."""
        return f"{self.office.id}/{self.unit}".rstrip("/")


def periods(root: Path) -> tuple[str, ...]:
    """Return the periods that have a folder, in order."""
    return tuple(name for name in folder.folders(root, PERIODS) if parse(name))


def institutions(root: Path, masa: Period) -> tuple[str, ...]:
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


def unit_names(root: Path, instansi: str) -> Mapping[str, str]:
    """Return units by what a sheet may call them, compared bare: the file's name, `nama`, or an alias, where unique."""
    there = units(root, instansi)
    read = ((unit, _load(root, f"{UNITS}/{instansi}/{unit}.yaml", Unit, [])) for unit in there)
    said = [(name, unit) for unit, one in read if one for name in (one[0].nama, *one[0].dikenal_sebagai)]
    return nearest.by_bare((*((unit, unit) for unit in there), *said))


def period(root: Path, name: str) -> Period:
    """Return the period of that name; refuse, naming those there are, when it has no folder."""
    there = periods(root)
    masa = parse(name)
    if masa is None or name not in there:
        if not there:
            new = name if masa else "2025S2"
            raise Usage(phrase("belum ada periode di periods/; mulai dengan make new-period PERIOD={name}", name=new))
        choices = ", ".join(there)
        if not name:
            raise Usage(phrase("sebutkan periodenya, misalnya PERIOD=2025S1; yang ada: {choices}", choices=choices))
        raise Usage(phrase('periode "{name}" tidak ada; yang ada: {choices}', name=name, choices=choices))
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


def period_kinds(root: Path) -> frozenset[str]:
    """Return the kinds of document that are over a whole period, as far as their files can be read."""
    read = ((kind, _load(root, f"{TEMPLATES}/{kind}/jenis.yaml", Jenis, [])) for kind in kinds(root))
    return frozenset(kind for kind, found in read if found and found[0].cakupan == "periode")


def institution(root: Path, name: str, problems: list[Problem]) -> Instansi | None:
    """Return what is declared of an institution; `None` when it has no file, problems and `None` when that is wrong."""
    file = f"{UNITS}/{name}/instansi.yaml"
    found = _load(root, file, Instansi, problems) if os.path.lexists(root / file) else None
    return found[0] if found else None


def office_of(root: Path, masa: Period, name: str, problems: list[Problem]) -> Office | None:
    """Return an institution in a period; problems and `None` when what its units share is wrong."""
    here = f"{PERIODS}/{masa}/{name}"
    if name not in offices(root):
        problems.append(problem(Place(f"{here}/periode.yaml"), "B005", instansi=name))
        return None
    there = set(units(root, name))
    wrong = tuple(file_names.misnamed(root, f"{UNITS}/{name}", here))
    problems += wrong
    strangers = (Place(f"{here}/{stem}.yaml") for stem in _stems(root, here) if stem not in there)
    told = {one.place for one in wrong}
    problems += (problem(one, "B002", unit=Path(one.file).stem, instansi=name) for one in strangers if one not in told)
    instansi = _load(root, f"{UNITS}/{name}/instansi.yaml", Instansi, problems)
    pejabat = people.known(instansi[1]) if instansi else None
    periode = _load(root, f"{here}/periode.yaml", Periode, problems, pejabat)
    if instansi is None or pejabat is None:
        return None
    problems += mentions.shared_columns(instansi[0], instansi[1])
    unknown: list[Problem] = []
    own = _fields(people.resolved(instansi[1], pejabat, unknown))
    problems += unknown
    if periode is None or unknown:
        return None
    shared = {name: child for name, child in own.items() if name in models.Shared.model_fields}
    below, above = Node(shared, instansi[1].at), periode[1]
    cited = dict.fromkeys(filter(None, (citations.cited_kind(layer, str(masa)) for layer in (below, above))))
    known = {one: citations.look_up(root, name, one, problems) for one in cited}
    office = Office(name, masa, instansi[0], below, above, pejabat, period_kinds(root), known)
    answers = {file for file, _ in answer_files(root, office)}
    problems += file_names.nobodys_sheets(root, here, answers, units(root, name), name)
    return office


def dossier_of(root: Path, office: Office, unit: str, *atas: Node) -> Dossier:
    """Return a unit in a period, its layers laid over each other; refuse when one of its files cannot be read.

    `atas` are laid over them all: what the register says of numbers and dates. Without a `unit` it is the institution.
    """
    problems: list[Problem] = []
    if not unit:
        at = Place(f"{UNITS}/{office.id}/instansi.yaml")
        nama = Node({"nama": Node(office.instansi.nama, at)}, at)
        return _layered(root, office, "", (nama, office.above, *atas), problems)
    own = f"{PERIODS}/{office.period}/{office.id}/{unit}.yaml"
    unit_file = f"{UNITS}/{office.id}/{unit}.yaml"
    if not re.fullmatch(types.SLUG, unit):
        raise Refusal([problem(Place(unit_file), "B006", found=unit)])
    below = _load(root, unit_file, Unit, problems, office.pejabat)
    there = os.path.lexists(root / own)
    above = _load(root, own, UnitPeriode, problems, office.pejabat) if there else _nothing(own)
    if below is None or above is None:
        raise Refusal(problems)
    for layer in (below[1], above[1]):
        problems += _not_its_own(office, layer)
    found = _layered(root, office, unit, (below[1], office.above, above[1], *atas), problems)
    return found._replace(own=Place(own if there else unit_file))


def _layered(root: Path, office: Office, unit: str, layers: Sequence[Node], problems: list[Problem]) -> Dossier:
    """Return the layers of a unit, or of the institution, laid over those of the institution."""
    tree = office.below
    for layer in layers:
        tree = trees.lay_over(trees.outranked(tree, layer), layer)
    tree = people.headed(trees.letters(tree))
    cited, merujuk = citations.cited_kind(tree, str(office.period)), tuple[Problem, ...]()
    if cited:
        there = (
            office.cited_letters[cited]
            if cited in office.cited_letters
            else citations.look_up(root, office.id, cited, problems)
        )
        whose = "" if cited[0] in office.period_kinds else unit
        tree, merujuk = citations.filled_in(tree, cited, whose, there, office.instansi)
    tree = trees.documents_alone(_kinds_of(tree, office.period_kinds, bool(unit)))
    problems += people.nobody(tree, f"{UNITS}/{office.id}/{unit}.yaml" if unit else "")
    tree = people.without_keys(tree)
    isi = trees.read(Effective, tree, problems)
    if isi is None:
        raise Refusal(problems)
    problems += mentions.unknown_mentions(office.instansi, isi, tree)
    _check_kinds(root, isi, tree, problems)
    return Dossier(office, unit, isi, tree, Place(office.above.at.file), tuple(problems), merujuk)


def _kinds_of(tree: Node, period_kinds: frozenset[str], satuan: bool) -> Node:
    """Return a tree without the documents that are not for it: over a whole period, or for a unit."""
    kinds = _fields(tree).get("dokumen")
    if kinds is None or (satuan and not period_kinds):
        return tree
    kept = {kind: one for kind, one in _fields(kinds).items() if (kind in period_kinds) != satuan}
    return Node(_fields(tree) | {"dokumen": Node(kept, kinds.at, kinds.key)}, tree.at, tree.key)


def _not_its_own(office: Office, layer: Node) -> Iterator[Problem]:
    """Return a problem for every kind that a unit's own file names though it is over the whole period."""
    kinds = _fields(layer).get("dokumen")
    for kind, one in _fields(kinds).items() if kinds else ():
        if kind in office.period_kinds:
            yield problem(one.key or one.at, "B009", kind=kind, file=office.above.at.file)


def alone(root: Path, masa: Period, name: str, unit: str) -> tuple[Problem, ...]:
    """Return what is wrong with a unit's own files when what units share cannot be read."""
    problems: list[Problem] = []
    own = f"{PERIODS}/{masa}/{name}/{unit}.yaml"
    _load(root, f"{UNITS}/{name}/{unit}.yaml", Unit, problems)
    if (root / own).is_file():
        _load(root, own, UnitPeriode, problems)
    return tuple(problems)


def answer_files(root: Path, office: Office) -> tuple[tuple[str, str | None], ...]:
    """Return the files of answers as (file, unit); the unit is `None` where a column names it."""
    here = f"{PERIODS}/{office.period}/{office.id}"
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
    """Return the layout of a kind in an institution: its own, or `bawaan.docx`.

    Refuse when there is neither, or one that is meant to be its own by a name that is not quite right.
    """
    own = f"{TEMPLATES}/{kind}/{instansi}.docx"
    if os.path.lexists(root / own):
        return own
    strays = template_names.misnamed(root, f"{TEMPLATES}/{kind}", offices(root))
    meant = [one for one in strays if template_names.meant_for(one.place.file) == instansi]
    if meant:
        raise Refusal(meant)
    file = f"{TEMPLATES}/{kind}/bawaan.docx"
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


def _load(
    root: Path, file: str, model: type[_M], problems: list[Problem], pejabat: People | None = None
) -> tuple[_M, Node] | None:
    """Return what a file says, its people in the place of their keys as far as `pejabat` has them."""
    raw = folder.read_bytes(root, file, problems)
    node = read_yaml(raw, file, problems) if raw is not None else None
    if node is None:
        return None
    unknown: list[Problem] = []
    whole = node if pejabat is None else people.resolved(node, pejabat, unknown)
    record = trees.read(model, people.without_keys(whole), problems)
    problems += unknown
    return None if record is None or unknown else (record, whole)


def _nothing(file: str) -> tuple[UnitPeriode, Node]:
    """Return what a file says that need not exist and does not."""
    return UnitPeriode(), Node({}, Place(file))


def _fields(node: Node) -> dict[str, Node]:
    return node.value if isinstance(node.value, dict) else {}


def _stems(root: Path, where: str) -> tuple[str, ...]:
    stems = (name.removesuffix(".yaml") for name in folder.names(root, where, ".yaml"))
    return tuple(sorted(stem for stem in stems if stem not in file_names.SHARED))


def _check_kinds(root: Path, isi: Effective, tree: Node, problems: list[Problem]) -> None:
    named = [("dokumen", name) for name in isi.dokumen]
    cited = [("rujukan", "jenis")] if isinstance(isi.rujukan, models.RujukanJenis) else []
    for path in (*named, *cited):
        node = trees.find(tree, path)
        name = path[1] if path in named else str(node.value)
        if not (root / TEMPLATES / name / "jenis.yaml").is_file():
            at = (path in named and node.key) or node.at
            problems.append(problem(at, "B004", kind=name, choices=", ".join(kinds(root)) or "-"))
