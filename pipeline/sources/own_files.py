"""The own files of an institution, the same in every period: its own and those of its units, each read once."""

from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from pipeline.problems.problem import Problem
from pipeline.sources import named, people, workspace
from pipeline.sources.models import Instansi, Jenis, Unit, UnitPeriode
from pipeline.sources.named import Names
from pipeline.sources.people import People
from pipeline.sources.period import Period
from pipeline.sources.workspace import UNITS
from pipeline.sources.yaml_text import Node


class Institution(NamedTuple):
    """What an institution's own file says, and what may be named in the files of its units."""

    record: Instansi
    tree: Node
    people: People
    names: Names


class OwnFiles:
    """The own files of an institution, read when first asked for."""

    def __init__(self, root: Path, name: str) -> None:
        self.root, self.name = root, name
        self._units = lru_cache(maxsize=64)(self._unit)

    def __reduce__(self) -> tuple[type["OwnFiles"], tuple[Path, str]]:
        """Return how another process has its own."""
        return OwnFiles, (self.root, self.name)

    @cached_property
    def kinds(self) -> dict[str, Jenis]:
        """The kinds of document there are."""
        return dict(workspace.kind_records(self.root))

    @cached_property
    def _institution(self) -> tuple[Institution | None, tuple[Problem, ...]]:
        problems: list[Problem] = []
        loaded = workspace.load(self.root, f"{UNITS}/{self.name}/instansi.yaml", Instansi, problems)
        if loaded is None:
            return None, tuple(problems)
        titles = [(kind, record.judul) for kind, record in self.kinds.items()]
        names = named.names_of(loaded[1], titles)
        return Institution(*loaded, people.known(loaded[1]), names), tuple(problems)

    def institution(self, problems: list[Problem]) -> Institution | None:
        """Return what the institution says of itself; problems and `None` when that is wrong."""
        found, faults = self._institution
        problems += faults
        return found

    def unit(self, unit: str, problems: list[Problem]) -> Node | None:
        """Return what a unit's own file says, its values known; problems and `None` when that is wrong."""
        found, faults = self._units(unit)
        problems += faults
        return found

    def _unit(self, unit: str) -> tuple[Node | None, tuple[Problem, ...]]:
        problems: list[Problem] = []
        file, known = f"{UNITS}/{self.name}/{unit}.yaml", self._institution[0]
        known_people, names = (known.people, known.names) if known else (None, None)
        loaded = workspace.load(self.root, file, Unit, problems, known_people, names)
        return loaded[1] if loaded else None, tuple(problems)


def alone(root: Path, period: Period, name: str, unit: str) -> tuple[Problem, ...]:
    """Return what is wrong with a unit's own files when what units share cannot be read."""
    problems: list[Problem] = []
    own = f"{workspace.PERIODS}/{period}/{name}/{unit}.yaml"
    workspace.load(root, f"{UNITS}/{name}/{unit}.yaml", Unit, problems)
    if (root / own).is_file():
        workspace.load(root, own, UnitPeriode, problems)
    return tuple(problems)
