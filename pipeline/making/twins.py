"""Numbers given to more than one document of an institution."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.files import folder
from pipeline.making.document import BorneNumber, numbers
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Problem, Refusal, problem
from pipeline.sources import workspace
from pipeline.sources.workspace import Office
from pipeline.sources.yaml_text import Node

Given = tuple[str, str, tuple[BorneNumber, ...]]
"""An institution, a unit of it, and the numbers that its documents bear."""


class Twins(NamedTuple):
    """What is wrong, and the (institution, unit) whose document bears a number that another bears already."""

    problems: tuple[Problem, ...]
    unit: frozenset[tuple[str, str]]


def find_twins(given: Iterable[Given], kind: str | None = None) -> Twins:
    """Return the numbers that an institution gives twice, in the order of units; the later one is wrong.

    One that a batch of letters shares is given once.
    With `kind`, only pairs in which a document of that kind stands.
    """
    first: dict[tuple[str, str], BorneNumber] = {}
    problems: list[Problem] = []
    units: set[tuple[str, str]] = set()
    for name, unit, nomor in given:
        for one in nomor:
            other = first.setdefault((name, one.nomor), one)
            shared = one.bersama and one.jenis == other.jenis
            if other is one or shared or (kind is not None and kind not in (one.jenis, other.jenis)):
                continue
            problems.append(problem(one.tempat, "B007", found=one.nomor, other=_where(one, other)))
            if kind is None or one.jenis == kind:
                units.add((name, unit))
    return Twins(tuple(problems), frozenset(units))


def beside(
    root: Path, office: Office, unit: str, given: tuple[BorneNumber, ...], atas: Mapping[str, tuple[Node, ...]]
) -> Iterator[Given]:
    """Yield what `find_twins` needs of one unit alone: its numbers, and those of other units that equal one.

    `atas` has what the register lays over a unit. A unit is read only when its files can bear such a number.
    """
    wanted = {one.nomor for one in given}
    everywhere = any(_bears(layer, wanted) for layer in (office.below, office.above))
    for other in ("", *workspace.units(root, office.id)) if given else ():
        if other == unit:
            yield office.id, unit, given
        elif (
            everywhere
            or (other and _mentions(root, office, other, wanted))
            or any(_bears(one, wanted) for one in atas.get(other, ()))
        ):
            with contextlib.suppress(Refusal):
                found = numbers(workspace.dossier_of(root, office, other, *atas.get(other, ())))
                yield office.id, other, tuple(one for one in found if one.nomor in wanted)


def _bears(layer: Node, wanted: set[str]) -> bool:
    """Whether a layer gives a document one of the numbers."""
    kinds = layer.value.get("dokumen") if isinstance(layer.value, dict) else None
    letters = kinds.value.values() if kinds and isinstance(kinds.value, dict) else ()
    said = (one.value.get("nomor") for one in letters if isinstance(one.value, dict))
    return any(one.value in wanted for one in said if one)


def _mentions(root: Path, office: Office, unit: str, wanted: set[str]) -> bool:
    """Whether a file of a unit may say one of the numbers: as YAML writes it on one line or many, or in a disguise."""
    for file in (
        f"{workspace.UNITS}/{office.id}/{unit}.yaml",
        f"{workspace.PERIODS}/{office.period}/{office.id}/{unit}.yaml",
    ):
        words = b" ".join((folder.read_bytes(root, file, []) or b"").split())
        if b"\\" in words or any("'" in one or b" ".join(one.encode().split()) in words for one in wanted):
            return True
    return False


def _where(one: BorneNumber, other: BorneNumber) -> str:
    return phrase("unit lain, lewat baris yang sama") if one.tempat == other.tempat else str(other.tempat)
