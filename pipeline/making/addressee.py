"""The unit that a finished letter speaks of: the one whose name it says, most of all where it says `Yth.`."""

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.documents import opening, reading, spoken
from pipeline.making.build import targets_of
from pipeline.making.office import Offices
from pipeline.problems.phrase import phrase
from pipeline.problems.problem import Problem, Refusal, Usage
from pipeline.sources.period import Period

_ADDRESSED = re.compile(r"\byth\b.{0,160}")


def unit_of(root: Path, period: Period, raw: bytes, file: str) -> str:
    """Return the unit as `institution/unit`; refuse, naming those it may be, a letter that does not say one alone."""
    problems: list[Problem] = []
    if opening.opened(raw, file, problems) is None:
        raise Refusal(problems)
    text = " ".join(reading.markdown(raw).casefold().split())
    every = [*_names(Offices(root, period), targets_of(root, period, None))]
    said = _said(text, every)
    addressed = _said(" ".join(_ADDRESSED.findall(text)), every)
    fitting = addressed if len(addressed) == 1 else said
    if len(fitting) != 1:
        told = ", ".join(sorted(fitting or {unit for unit, _, _ in every})[:8])
        raise Usage(
            phrase("unit surat itu tidak dapat dipastikan dari isinya; sebutkan --unit, di antara: {units}", units=told)
        )
    return fitting.pop()


def _names(offices: Offices, targets: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield each unit whose records can be read, its name, and its institution's."""
    for name, unit in targets:
        office = offices.open(name, [])
        if office is None:
            continue
        try:
            called = office.dossier(unit).effective.nama
        except Refusal:
            continue
        yield f"{name}/{unit}", " ".join(called.casefold().split()), office.office.instansi.nama.casefold()


def _said(text: str, every: list[tuple[str, str, str]]) -> set[str]:
    """Return the units whose names a text says, none for a part of a longer one; of its own institution, if it says."""
    found = [(unit, name, owner) for unit, name, owner in every if any(spoken.occurrences(text, name))]
    whole = [each for each in found if not any(each[1] != other and each[1] in other for _, other, _ in found)]
    own = [each for each in whole if each[2] in text]
    return {unit for unit, _, _ in own or whole}
