"""The workspace: finds the folders and files of institutions, units, periods and kinds, and reads one of them."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from pipeline.files import fingerprint, folder
from pipeline.files.inside import has_no_links
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, Refusal, Usage, problem
from pipeline.sources import composed, file_names, named, nearest, people, template_names, trees
from pipeline.sources.models import Instansi, Jenis
from pipeline.sources.named import Names
from pipeline.sources.people import People
from pipeline.sources.period import Period, meant, parse
from pipeline.sources.types import Model
from pipeline.sources.yaml_text import Node, read_yaml

UNITS, PERIODS, TEMPLATES = "units", "periods", "templates"
WORKBOOKS = file_names.SHEETS[1:]
_M = TypeVar("_M", bound=Model)
_NAMES = re.compile(rb"^(?:nama|dikenal_sebagai):.*(?:\r?\n[ \t-].*)*", re.MULTILINE)
"""What a unit is called, in a file that does not read as a whole."""


def periods(root: Path) -> tuple[str, ...]:
    """Return the periods that have a folder, in order."""
    return tuple(name for name in folder.folders(root, PERIODS) if parse(name))


def periods_of(root: Path, instansi: str) -> tuple[str, ...]:
    """Return the periods in which an institution has a folder, in order: others' say nothing about its parts."""
    return tuple(name for name in periods(root) if (root / PERIODS / name / instansi).is_dir())


def institutions(root: Path, period: Period) -> tuple[str, ...]:
    """Return the institutions that have a folder in the period."""
    return folder.folders(root, f"{PERIODS}/{period}")


def offices(root: Path) -> tuple[str, ...]:
    """Return the institutions that have a folder under `units/`, in order."""
    return folder.folders(root, UNITS)


def kinds(root: Path) -> tuple[str, ...]:
    """Return the kinds of document there are."""
    there = folder.folders(root, TEMPLATES)
    return tuple(name for name in there if "jenis.yaml" in folder.names(root, f"{TEMPLATES}/{name}"))


def units(root: Path, instansi: str) -> tuple[str, ...]:
    """Return the units of an institution, in order."""
    return stems(root, f"{UNITS}/{instansi}")


def home_of(root: Path, unit: str) -> str | None:
    """Return an institution that has a unit: where one is that another institution no longer has."""
    return next((name for name in offices(root) if unit in units(root, name)), None)


def unit_names(root: Path, instansi: str) -> Mapping[str, str]:
    """Return units by what a sheet may call them, compared bare: the file's name, `nama`, or an alias, where unique."""
    there = units(root, instansi)
    said = [(name, unit) for unit in there for name in names_in(root, f"{UNITS}/{instansi}/{unit}.yaml")]
    return nearest.by_bare((*((unit, unit) for unit in there), *said))


def titles(root: Path, instansi: str) -> Mapping[str, str]:
    """Return what each unit of an institution is called now, by its file; one that does not say by that."""
    return {unit: next(names_in(root, f"{UNITS}/{instansi}/{unit}.yaml"), unit) for unit in units(root, instansi)}


def names_in(root: Path, file: str) -> Iterator[str]:
    """Yield what a unit's file calls it, whatever else may be wrong in that file."""
    raw = folder.read_bytes(root, file, []) or b""
    tree = read_yaml(raw, file, [])
    said = trees.fields(tree if tree is not None else read_yaml(b"\n".join(_NAMES.findall(raw)), file, []))
    known_as = said["dikenal_sebagai"].value if "dikenal_sebagai" in said else []
    aliases = known_as if isinstance(known_as, list) else []
    return (node.value for node in (*filter(None, [said.get("nama")]), *aliases) if isinstance(node.value, str))


def names_digest(root: Path, file: str) -> str:
    """Return the fingerprint of what a unit's file calls it."""
    return fingerprint.sha(repr([*names_in(root, file)]).encode(errors="surrogatepass"))


def period(root: Path, name: str) -> Period:
    """Return the period of that name; refuse, naming those there are, when it has no folder."""
    there = periods(root)
    found = parse(name)
    if found is None or name not in there:
        if found is None and name in folder.folders(root, PERIODS):
            near = str(meant(name) or "2025S1")
            raise Usage(
                phrase("periods/{name} bukan nama periode; ganti nama foldernya, misalnya {near}", name=name, near=near)
            )
        if not there:
            raise none_yet(root, name if found else "")
        choices = ", ".join(there)
        if not name:
            raise Usage(phrase("sebutkan periodenya, misalnya 2025S1; yang ada: {choices}", choices=choices))
        raise Usage(phrase('periode "{name}" tidak ada; yang ada: {choices}', name=name, choices=choices))
    return found


def none_yet(root: Path, name: str = "") -> Usage:
    """Return what to say where no period is: how to begin one, or how its folder should be named."""
    misnamed = [(other, near) for other in folder.folders(root, PERIODS) if (near := meant(other))]
    if misnamed:
        other, near = misnamed[0]
        return Usage(
            phrase(
                "periods/{name} bukan nama periode; ganti nama foldernya, misalnya {near}", name=other, near=str(near)
            )
        )
    new = name or "2025S2"
    return Usage(phrase("belum ada periode di periods/; mulai dengan skm new-period {name}", name=new))


def jenis(root: Path, kind: str) -> Jenis:
    """Return a kind of document; refuse when it has no folder or its file is wrong."""
    place = Place(f"{TEMPLATES}/{kind}/jenis.yaml")
    if kind not in kinds(root):
        raise Refusal([problem(place, "B004", kind=kind, hint=nearest.guess(kind, kinds(root)))])
    problems: list[Problem] = []
    found = load(root, place.file, Jenis, problems)
    if found is None:
        raise Refusal(problems)
    return found[0]


def not_surveyed(root: Path, period: Period, name: str) -> Mapping[str, str]:
    """Return the units of an institution that were not surveyed in a period, by file or printed name, and why."""
    file = f"{PERIODS}/{period}/{name}/periode.yaml"
    raw = folder.read_bytes(root, file, []) if os.path.lexists(root / file) else None
    node = read_yaml(raw, file, []) if raw is not None and b"tidak_disurvei" in raw else None
    said = trees.fields(trees.fields(node).get("tidak_disurvei"))
    there = units(root, name)
    meant = {} if set(said) <= set(there) else unit_names(root, name)
    return {meant.get(nearest.bare(unit), unit): str(why.value or "") for unit, why in said.items()}


def kind_records(root: Path) -> Mapping[str, Jenis]:
    """Return every kind of document whose file can be read."""
    read = ((kind, load(root, f"{TEMPLATES}/{kind}/jenis.yaml", Jenis, [])) for kind in kinds(root))
    return {kind: found[0] for kind, found in read if found}


def over_period(kinds: Mapping[str, Jenis]) -> frozenset[str]:
    """Return the kinds of document that are over a whole period."""
    return frozenset(kind for kind, record in kinds.items() if record.cakupan == "periode")


def institution(root: Path, name: str, problems: list[Problem]) -> Instansi | None:
    """Return what is declared of an institution; `None` when it has no file, problems and `None` when that is wrong."""
    file = f"{UNITS}/{name}/instansi.yaml"
    found = load(root, file, Instansi, problems) if os.path.lexists(root / file) else None
    return found[0] if found else None


def template_file(root: Path, kind: str, instansi: str) -> str:
    """Return the layout of a kind in an institution: its own, or `bawaan.docx`.

    Refuse when there is neither.
    """
    own = f"{TEMPLATES}/{kind}/{instansi}.docx"
    file = f"{TEMPLATES}/{kind}/bawaan.docx"
    there = next((layout for layout in (own, file) if os.path.lexists(root / layout)), None)
    if there is None:
        lacking = problem(Place(f"{TEMPLATES}/{kind}/jenis.yaml"), "T009", instansi=instansi, file=own, kind=kind)
        raise Refusal(misnamed_templates(root, kind, instansi) or [lacking])
    return there


def misnamed_templates(root: Path, kind: str, instansi: str) -> list[Problem]:
    """Return the files that may be meant as the layout of an institution that has none of its own."""
    if os.path.lexists(root / f"{TEMPLATES}/{kind}/{instansi}.docx"):
        return []
    return template_names.hindering(root, f"{TEMPLATES}/{kind}", instansi, offices(root))


def looks_of(root: Path, kind: str) -> str:
    """Return the layout that a new one of a kind begins as: one of its own, else one of another kind.

    Refuse when the workspace has none.
    """
    own = (f"{TEMPLATES}/{kind}/bawaan.docx", *layouts(root, kind))
    others = (layout for other in kinds(root) for layout in layouts(root, other) if layout.endswith("/bawaan.docx"))
    there = next((layout for layout in (*own, *others) if os.path.lexists(root / layout)), None)
    return there or template_file(root, kind, "bawaan")


def layouts(root: Path, kind: str) -> tuple[str, ...]:
    """Return every layout of a kind, in order."""
    found = folder.names(root, f"{TEMPLATES}/{kind}", ".docx")
    return tuple(f"{TEMPLATES}/{kind}/{name}" for name in found)


def inside(root: Path, where: str, name: str, place: Place) -> Path:
    """Return the path of a file named in data; refuse one that leaves its folder."""
    base = (root / where).resolve()
    path = base / name if has_no_links(base, name) else (base / name).resolve()
    if not path.is_relative_to(base):
        raise Refusal([problem(place, "B003", found=name, folder=where)])
    return path


def load(
    root: Path,
    file: str,
    model: type[_M],
    problems: list[Problem],
    people_known: People | None = None,
    names: Names | None = None,
) -> tuple[_M, Node] | None:
    """Return what a file says: its people in the place of their keys, keys in the place of names, as far as known.

    It is validated here, and never again: the tree that comes with the record knows what each value means.
    """
    raw = folder.read_bytes(root, file, problems)
    node = read_yaml(raw, file, problems) if raw is not None else None
    if node is None:
        return None
    if model is Instansi:
        names = named.names_of(node, ())
    if names is not None:
        node = named.resolved(node, names)
    unknown: list[Problem] = []
    whole = node if people_known is None else people.resolved(node, people_known, unknown)
    record = trees.read(model, people.without_keys(whole), problems)
    problems += unknown
    return None if record is None or unknown else (record, composed.known(whole, record))


def typed(root: Path, file: str) -> Node:
    """Return what a file says as it was typed, of one that cannot be read nothing; what is wrong is told elsewhere."""
    raw = folder.read_bytes(root, file, []) if (root / file).is_file() else None
    return (read_yaml(raw, file, []) if raw is not None else None) or Node({}, Place(file))


def stems(root: Path, where: str) -> tuple[str, ...]:
    """Return the names of a folder's YAML files that are units, without `.yaml`."""
    found = (name.removesuffix(".yaml") for name in folder.names(root, where, ".yaml"))
    return tuple(sorted(stem for stem in found if stem not in file_names.SHARED))
