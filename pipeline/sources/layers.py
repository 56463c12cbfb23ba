"""The layers of a unit in a period: institution, unit, period, unit in period, register, laid over each other."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.files import folder
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Place, Problem, Refusal, problem
from pipeline.sources import (
    addressed,
    citations,
    composed,
    facts,
    file_names,
    mentions,
    models,
    named,
    nearest,
    people,
    trees,
    types,
    workspace,
)
from pipeline.sources.models import Effective, Head, Instansi, Periode, UnitPeriode
from pipeline.sources.named import Names
from pipeline.sources.own_files import OwnFiles
from pipeline.sources.people import People
from pipeline.sources.period import Period
from pipeline.sources.workspace import PERIODS, UNITS
from pipeline.sources.yaml_text import Node

WHOLE = ("penandatangan", "prioritas", "rujukan")
"""Fields that a later layer replaces whole."""
CONTINUED = ("diketahui",)
"""Lists that a later layer goes on with instead of replacing them."""
NOTHING = Node({}, Place(""))
_HEAD = frozenset(Head.model_fields)


class Office(NamedTuple):
    """An institution in one period: all that its units share.

    `period_kinds` are the kinds of document over the whole period; `cited_letters`: what the register says of letters
    that its files cite by kind; `not_surveyed`: units without a survey, why; `unread_answers`: files not read, why;
    `from_parts` by which rule its results come from the periods within it, where its file says so.
    """

    id: str
    period: Period
    instansi: Instansi
    below: Node
    above: Node
    pejabat: People
    names: Names
    own: OwnFiles
    period_kinds: frozenset[str] = frozenset()
    cited_letters: Mapping[citations.CitedKind, citations.CitedLetters] = {}
    not_surveyed: Mapping[str, str] = {}
    unread_answers: tuple[Problem, ...] = ()
    from_parts: str | None = None


class Dossier(NamedTuple):
    """All that is known of one unit in one period; `tree` has the place of every value.

    Without a `unit` it is what is known of the institution itself. `problems` has what is wrong between its files when
    each can be read: no document can be made while it has any. `of_kinds` has what is wrong with the own facts of one
    kind, which stops no other. `uncited` is why the letter that it cites has no number.
    """

    office: Office
    unit: str
    effective: Effective
    tree: Node
    own: Place
    problems: tuple[Problem, ...]
    uncited: tuple[Problem, ...] = ()
    of_kinds: Mapping[str, tuple[Problem, ...]] = {}
    laid: Node = NOTHING

    def faults(self, kind: str) -> tuple[Problem, ...]:
        """Return what stops the document of a kind."""
        return (*self.problems, *self.of_kinds.get(kind, ()))

    @property
    def id(self) -> str:
        """`<instansi>/<unit>`, as folders are named; of the institution itself `<instansi>`."""
        return f"{self.office.id}/{self.unit}".rstrip("/")


def office_of(
    root: Path, period: Period, name: str, problems: list[Problem], known: OwnFiles | None = None
) -> Office | None:
    """Return an institution in a period; problems and `None` when what its units share is wrong.

    `known` are its own files, where another period of it shares them.
    """
    here = f"{PERIODS}/{period}/{name}"
    if name not in workspace.offices(root):
        problems.append(problem(Place(f"{here}/periode.yaml"), "B005", instansi=name))
        return None
    units = workspace.units(root, name)
    there = set(units)
    wrong = tuple(file_names.misnamed(root, f"{UNITS}/{name}", here))
    problems += wrong
    strangers = (Place(f"{here}/{stem}.yaml") for stem in workspace.stems(root, here) if stem not in there)
    told = {fault.place for fault in wrong}
    problems += (_no_unit(root, at, units, name) for at in strangers if at not in told)
    files = known or OwnFiles(root, name)
    instansi = files.institution(problems)
    pejabat, names = (instansi.people, instansi.names) if instansi else (None, None)
    periode = workspace.load(root, f"{here}/periode.yaml", Periode, problems, pejabat, names)
    if instansi is None:
        return None
    problems += mentions.shared_columns(instansi.record, instansi.tree)
    unknown: list[Problem] = []
    own = trees.fields(named.resolved(people.resolved(instansi.tree, instansi.people, unknown), instansi.names))
    problems += unknown
    if periode is None or unknown:
        return None
    shared = {name: child for name, child in own.items() if name in models.Shared.model_fields}
    of_units = {name: child for name, child in trees.fields(periode[1]).items() if name in models.Shared.model_fields}
    below, above = Node(shared, instansi.tree.at), Node(of_units, periode[1].at)
    cited = dict.fromkeys(filter(None, (citations.cited_kind(layer, str(period)) for layer in (below, above))))
    letters = {kind: citations.look_up(root, name, kind, problems) for kind in cited}
    over_period, out = workspace.over_period(files.kinds), workspace.not_surveyed(root, period, name)
    office = Office(
        name, period, instansi.record, below, above, instansi.people, instansi.names, files, over_period, letters, out
    )._replace(
        unread_answers=tuple(fault for fault in wrong if file_names.may_be_answers(fault.place.file)),
        from_parts=periode[0].bagian,
    )
    problems += mentions.unknown_units(office.not_surveyed, periode[1], units)
    answers = {file for file, _ in answer_files(root, period, name)}
    problems += file_names.nobodys_sheets(root, here, answers, units, name)
    return office


def answering(root: Path, period: Period, name: str, files: OwnFiles) -> Office | None:
    """Return an institution as its answers are read where its period cannot be; `None` where it says not how."""
    instansi = files.institution([]) if name in workspace.offices(root) else None
    if instansi is None:
        return None
    nothing, out = Node({}, instansi.tree.at), workspace.not_surveyed(root, period, name)
    people_and_names = instansi.people, instansi.names
    return Office(name, period, instansi.record, nothing, nothing, *people_and_names, files, not_surveyed=out)


def _no_unit(root: Path, at: Place, units: tuple[str, ...], instansi: str) -> Problem:
    stem = Path(at.file).stem
    moved = workspace.home_of(root, stem)
    hint = file_names.meant(stem, units, phrase("beri nama berkas seperti unitnya, atau hapus berkas ini"))
    if moved is not None:
        here, there = f"{workspace.UNITS}/{moved}/", f"{Path(at.file).parents[1].as_posix()}/{moved}/"
        hint = phrase(
            "unit itu sekarang di {here}: pindahkan berkas ini ke {there}, atau hapus", here=here, there=there
        )
    return problem(at, "B002", unit=stem, instansi=instansi, hint=hint)


def dossier_of(root: Path, office: Office, unit: str, *upper: Node) -> Dossier:
    """Return a unit in a period, its layers laid over each other; refuse when one of its files cannot be read.

    `upper` are laid over them all: what the register says of numbers and dates. Without a `unit` it is the institution.
    """
    if not unit:
        return shared_alone(root, office, "", office.instansi.nama, *upper)
    problems: list[Problem] = []
    own = f"{PERIODS}/{office.period}/{office.id}/{unit}.yaml"
    unit_file = f"{UNITS}/{office.id}/{unit}.yaml"
    if not re.fullmatch(types.SLUG, unit):
        others = tuple(other for other in workspace.units(root, office.id) if other != unit)
        hint = file_names.meant(unit, others, file_names.safe())
        raise Refusal([problem(Place(unit_file), "B006", found=unit, hint=hint)])
    below = office.own.unit(unit, problems)
    there = os.path.lexists(root / own)
    above = (
        workspace.load(root, own, UnitPeriode, problems, office.pejabat, office.names)
        if there
        else (UnitPeriode(), Node({}, Place(own)))
    )
    if below is None or above is None:
        raise Refusal([*problems, *(fault for file in (unit_file, own) for fault in _facts_alone(root, office, file))])
    for layer in (below, above[1]):
        problems += _not_its_own(office, layer)
    found = _layered(root, office, unit, (below, office.above, above[1], *upper), problems)
    return found._replace(own=Place(own if there else unit_file))


def _facts_alone(root: Path, office: Office, file: str) -> list[Problem]:
    """Return what is wrong with the facts of documents in a file that cannot be taken: all is told at once."""
    tree = named.resolved(workspace.typed(root, file), office.names)
    return facts.alone(tree, office.own.kinds, _person_of(office, people.headed(tree), []))


def shared_alone(root: Path, office: Office, unit: str, nama: str, *upper: Node) -> Dossier:
    """Return a unit, or the institution, as its name and what units share say it: its own files are not looked at."""
    at = Place(f"{UNITS}/{office.id}/{unit or 'instansi'}.yaml")
    return _layered(root, office, unit, (Node({"nama": Node(nama, at)}, at), office.above, *upper), [])


def answer_files(root: Path, period: Period, name: str) -> tuple[tuple[str, str | None], ...]:
    """Return the files of answers as (file, unit); the unit is `None` where a column names it."""
    here = f"{PERIODS}/{period}/{name}"
    found: list[tuple[str, str | None]] = []
    sheets = folder.names(root, here, *file_names.SHEETS)
    there = set(workspace.units(root, name)) if sheets else ()
    for file in sheets:
        stem = Path(file).stem
        if stem == "skor":
            found.append((f"{here}/{file}", None))
        elif stem in there:
            found.append((f"{here}/{file}", stem))
    return tuple(found)


def _layered(root: Path, office: Office, unit: str, layers: Sequence[Node], problems: list[Problem]) -> Dossier:
    """Return the layers of a unit, or of the institution, laid over those of the institution."""
    tree = office.below
    for layer in layers:
        tree = lay_over(outranked(tree, layer), layer)
    laid = letters(addressed.by_name(tree))
    tree = people.headed(laid)
    cited, uncited = citations.cited_kind(tree, str(office.period)), tuple[Problem, ...]()
    if cited:
        there = (
            office.cited_letters[cited]
            if cited in office.cited_letters
            else citations.look_up(root, office.id, cited, problems)
        )
        whose = "" if cited[0] in office.period_kinds else unit
        tree, uncited = citations.filled_in(tree, cited, whose, there, office.instansi)
    tree = documents_alone(kinds_of(tree, office.period_kinds, bool(unit)))
    wrong: dict[str, list[Problem]] = {}
    tree = facts.read(tree, office.own.kinds, lambda told: _person_of(office, tree, told), wrong)
    problems += people.nobody(tree, f"{UNITS}/{office.id}/{unit}.yaml" if unit else "")
    tree = people.without_keys(tree)
    effective = composed.read(Effective, tree, problems)
    if effective is None:
        raise Refusal(problems)
    problems += mentions.unknown_mentions(office.instansi, effective, tree)
    _check_kinds(root, effective, tree, problems)
    of_kinds = {kind: tuple(told) for kind, told in wrong.items() if told}
    return Dossier(office, unit, effective, tree, Place(office.above.at.file), tuple(problems), uncited, of_kinds, laid)


def _person_of(office: Office, tree: Node, problems: list[Problem]) -> facts.PersonOf:
    """Return what finds the people whom the facts of a unit name; one who is not there is a problem."""
    head = trees.fields(tree).get(people.HEAD)
    choices = (*office.pejabat, *([people.HEAD] if head else []))

    def person(path: str, key: Node) -> Node:
        unknown = Node(dict.fromkeys(("jabatan", "nama"), key), key.at, key.key)
        return people.by_key(office.pejabat, path, key, choices, problems, head) or unknown

    return person


def lay_over(below: Node, above: Node) -> Node:
    """Return two trees as one: mappings are joined, anything else of the upper tree replaces the lower.

    What is one fact is replaced whole: another signatory must not keep the NIP of the one before.
    """
    if isinstance(below.value, dict) and isinstance(above.value, dict):
        joined = dict(below.value)
        for name, child in above.value.items():
            if child.value is not None:
                if name == facts.FIELD and name in joined and isinstance(child.value, dict):
                    joined[name] = facts.laid_over(joined[name], child)
                elif name in CONTINUED and name in joined and isinstance(joined[name].value, list):
                    joined[name] = Node([*_item(joined[name]), *_item(child)], child.at, child.key)
                else:
                    joined[name] = lay_over(joined[name], child) if name in joined and name not in WHOLE else child
        return Node(joined, above.at, above.key)
    return above


def _item(node: Node) -> list[Node]:
    return node.value if isinstance(node.value, list) else [node]


def outranked(below: Node, above: Node) -> Node:
    """Return the lower tree without what it says of single documents and the upper one says of all of them.

    So the later layer wins, whether a field stands under `dokumen` or beside it.
    """
    if not isinstance(below.value, dict) or not isinstance(above.value, dict) or "dokumen" not in below.value:
        return below
    said = {name for name, child in above.value.items() if child.value is not None and name in _HEAD}
    kinds = below.value["dokumen"]
    if not said or not isinstance(kinds.value, dict):
        return below
    kept = {
        kind: Node({name: child for name, child in letter.value.items() if name not in said}, letter.at, letter.key)
        if isinstance(letter.value, dict)
        else letter
        for kind, letter in kinds.value.items()
    }
    return Node(below.value | {"dokumen": Node(kept, kinds.at, kinds.key)}, below.at, below.key)


def letters(tree: Node) -> Node:
    """Return a tree whose `dokumen` are whole: what is said of all documents lies below what each says itself."""
    kinds = tree.value.get("dokumen") if isinstance(tree.value, dict) else None
    if not isinstance(tree.value, dict) or kinds is None or not isinstance(kinds.value, dict):
        return tree
    head = {name: child for name, child in tree.value.items() if name in _HEAD}
    whole = {
        kind: lay_over(Node(head, tree.at), letter) if isinstance(letter.value, dict) else letter
        for kind, letter in kinds.value.items()
    }
    return Node(tree.value | {"dokumen": Node(whole, kinds.at, kinds.key)}, tree.at, tree.key)


def documents_alone(tree: Node) -> Node:
    """Return a tree without what stands in each of its `dokumen` by now."""
    assert isinstance(tree.value, dict)
    kept = {name: child for name, child in tree.value.items() if name not in _HEAD}
    return Node(kept, tree.at, tree.key)


def kinds_of(tree: Node, period_kinds: frozenset[str], for_unit: bool) -> Node:
    """Return a tree without the documents that are not for it: over a whole period, or for a unit."""
    kinds = trees.fields(tree).get("dokumen")
    if kinds is None or (for_unit and not period_kinds):
        return tree
    kept = {kind: letter for kind, letter in trees.fields(kinds).items() if (kind in period_kinds) != for_unit}
    return Node(trees.fields(tree) | {"dokumen": Node(kept, kinds.at, kinds.key)}, tree.at, tree.key)


def _not_its_own(office: Office, layer: Node) -> Iterator[Problem]:
    """Return a problem for every kind that a unit's own file names though it is over the whole period."""
    kinds = trees.fields(layer).get("dokumen")
    for kind, letter in trees.fields(kinds).items() if kinds else ():
        if kind in office.period_kinds:
            yield problem(letter.key or letter.at, "B009", kind=kind, file=office.above.at.file)


def _check_kinds(root: Path, effective: Effective, tree: Node, problems: list[Problem]) -> None:
    named = [("dokumen", name) for name in effective.dokumen]
    cited = [("rujukan", "jenis")] if isinstance(effective.rujukan, models.RujukanJenis) else []
    for path in (*named, *cited):
        node = trees.find(tree, path)
        name = path[1] if path in named else str(node.value)
        if not (root / workspace.TEMPLATES / name / "jenis.yaml").is_file():
            at = (path in named and node.key) or node.at
            problems.append(problem(at, "B004", kind=name, hint=nearest.guess(name, workspace.kinds(root))))
