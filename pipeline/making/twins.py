"""Numbers given to more than one document of an institution."""

import contextlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.files import folder
from pipeline.making.document import BorneNumber, numbers
from pipeline.problems.phrase import Text, phrase
from pipeline.problems.problem import Problem, Refusal, problem
from pipeline.sources import layers, workspace
from pipeline.sources.layers import Office
from pipeline.sources.number_rule import NumberPlace, are_printed_alike, bare_number
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
    first: dict[tuple[NumberPlace, str], BorneNumber] = {}
    problems: list[Problem] = []
    units: set[tuple[str, str]] = set()
    for name, unit, borne in given:
        for number in borne:
            other = first.setdefault(_identity(number), number)
            shared = number.shared and (number.kind, number.nomor) == (other.kind, other.nomor)
            if other is number or shared or (kind is not None and kind not in (number.kind, other.kind)):
                continue
            problems.append(problem(number.place, "B007", found=_what(number), other=_where(number, other)))
            if kind is None or number.kind == kind:
                units.add((name, unit))
    return Twins(tuple(problems), frozenset(units))


def beside(
    root: Path, office: Office, unit: str, given: tuple[BorneNumber, ...], above: Mapping[str, tuple[Node, ...]]
) -> Iterator[Given]:
    """Yield what `find_twins` needs of one unit alone: its numbers, and those of other units that equal one.

    `above` has what the register lays over a unit. A unit is read only when its files can bear such a number.
    """
    wanted = {_identity(number) for number in given}
    digits = {_surely_written(number) for number in given}
    everywhere = any(_bears(layer, digits) for layer in (office.below, office.above))
    for other in ("", *workspace.units(root, office.id)) if given else ():
        if other == unit:
            yield office.id, unit, given
        elif (
            everywhere
            or (other and _mentions(root, office, other, digits))
            or any(_bears(layer, digits) for layer in above.get(other, ()))
        ):
            with contextlib.suppress(Refusal):
                found = numbers(layers.dossier_of(root, office, other, *above.get(other, ())))
                yield office.id, other, tuple(number for number in found if _identity(number) in wanted)


def _identity(number: BorneNumber) -> tuple[NumberPlace, str]:
    """Return what a number has in common with no other: its place, or where no rule reads it its text."""
    return number.stands, "" if number.stands.urut else number.nomor


def _surely_written(number: BorneNumber) -> str:
    """Return what stands in every writing of a number: its digits, or of one that no rule reads its longest word."""
    if number.stands.urut:
        return str(bare_number(number.stands.urut))
    return max(re.findall(r"\w+", number.nomor, re.ASCII), key=len, default="")


def _bears(layer: Node, digits: Collection[str]) -> bool:
    """Whether a layer gives a document a number with such digits."""
    kinds = layer.value.get("dokumen") if isinstance(layer.value, dict) else None
    letters = kinds.value.values() if kinds and isinstance(kinds.value, dict) else ()
    said = (str(_fields(letter)["nomor"].value) for letter in letters if "nomor" in _fields(letter))
    return any(number in text for text in said for number in digits)


def _fields(node: Node) -> Mapping[str, Node]:
    return node.value if isinstance(node.value, dict) else {}


def _mentions(root: Path, office: Office, unit: str, digits: Collection[str]) -> bool:
    """Whether a file of a unit may give a number with such digits: in plain writing, or in a disguise."""
    for file in (
        f"{workspace.UNITS}/{office.id}/{unit}.yaml",
        f"{workspace.PERIODS}/{office.period}/{office.id}/{unit}.yaml",
    ):
        raw = folder.read_bytes(root, file, []) or b""
        if b"\\" in raw or (b"nomor" in raw and any(number.encode() in raw for number in digits)):
            return True
    return False


def _what(number: BorneNumber) -> Text:
    """Return what is given twice: the number in the sequence, which other numbers hold in other letters."""
    if number.stands.urut:
        return phrase("nomor urut {urut} pada `{nomor}`", urut=number.stands.urut, nomor=number.nomor)
    return phrase("nomor `{nomor}`", nomor=number.nomor)


def _where(number: BorneNumber, other: BorneNumber) -> Text:
    if number.place == other.place:
        return phrase("di unit lain, lewat baris yang sama")
    if are_printed_alike(number.nomor, other.nomor):
        return phrase("di {place}", place=str(other.place))
    return phrase("`{nomor}` di {place}", nomor=other.nomor, place=str(other.place))
